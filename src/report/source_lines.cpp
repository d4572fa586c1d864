// Cuts out lines, and keeps those with secrets back.
#include "stackdrag/source_lines.h"

#include <algorithm>

#include "stackdrag/secrets.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_line = 400;
constexpr unsigned columns_before = 100;  ///< of a long line, in front of the place

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

bool SourceLines::holds_secret(std::string_view line) {
  if (line.size() <= longest_line) return secret_in(line).has_value();
  const auto [known, fresh] = secrets_.try_emplace(line.data(), false);
  if (fresh) known->second = secret_in(line).has_value();
  return known->second;
}

SourceLine SourceLines::around(Span at, const Location& location) {
  if (sources_ == nullptr) return {};
  const std::string_view line = sources_->line(at);
  if (holds_secret(line)) return {};  // neither a finding nor a mistake beside a key or token shows it
  if (line.size() <= longest_line) return {line, 1};
  std::size_t offset = sources_->offset_in_line(at);
  SourceLine part{{}, location.column};
  for (unsigned steps = 0; steps < columns_before && offset > 0; ++steps) {
    for (--offset; offset > 0 && is_continuation(line[offset]);) --offset;
    --part.column;
  }
  std::size_t end = std::min(line.size(), offset + longest_line);
  while (end < line.size() && is_continuation(line[end])) ++end;
  part.text = line.substr(offset, end - offset);
  return part;
}

}  // namespace stackdrag
