// Cuts out lines, but not those with secrets.
#include "stackdrag/source_lines.h"

#include <algorithm>
#include <unordered_set>

#include "stackdrag/fields.h"
#include "stackdrag/kinds.h"
#include "stackdrag/secrets.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_line = 400;
constexpr unsigned columns_before = 100;  ///< how many columns of a long line are kept in front of the place

bool is_field(std::string_view name) {
  static const std::unordered_set<std::string_view> fields = [] {
    const std::vector<std::string_view> common = common_fields().names();
    std::unordered_set<std::string_view> names(common.begin(), common.end());
    for (const KindNames& kind : kinds()) {
      for (const std::string_view field : fields_of(kind.kind).names()) names.insert(field);
    }
    return names;
  }();
  return fields.contains(name);
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

const std::vector<std::string_view>& Disclosure::secrets_at(Span at) {
  const std::string_view text = sources_.whole_text(at);
  const auto [known, fresh] = secrets_.try_emplace(text.data());
  if (fresh) known->second = secrets_of(text, is_field);
  return known->second;
}

bool Disclosure::shows_line(Span at) {
  if (!sources_.is_shown(at)) return false;
  const std::string_view line = sources_.line(at);
  if (line.find('\0') != line.npos) return false;
  const std::vector<std::string_view>& secrets = secrets_at(at);
  const auto ends_before = [](std::string_view secret, const char* place) { return secret.data() + secret.size() <= place; };
  const auto next = std::partition_point(secrets.begin(), secrets.end(), [&](std::string_view s) { return ends_before(s, line.data()); });
  return next == secrets.end() || next->data() >= line.data() + line.size();
}

bool Disclosure::shows(Span at) {
  if (!sources_.is_shown(at)) return false;
  const std::string_view text = sources_.text(at);
  const std::vector<std::string_view>& secrets = secrets_at(at);
  return std::none_of(secrets.begin(), secrets.end(), [&](std::string_view secret) {
    return secret.data() < text.data() + text.size() && secret.data() + secret.size() > text.data();
  });
}

std::string Disclosure::sentence(std::string_view message, Span at) {
  if (!sources_.is_shown(at))
    return "this file cannot be used here; it lies outside of the repository that names it, so nothing of it is shown";
  return without_secrets(message, secrets_at(at));
}

bool SourceLines::holds_secret(std::string_view line) {
  if (line.size() <= longest_line) return !secrets_of(line, is_field).empty();
  const auto [known, fresh] = secrets_.try_emplace(line.data(), false);
  if (fresh) known->second = !secrets_of(line, is_field).empty();
  return known->second;
}

SourceLine SourceLines::around(Span at, const Location& location) {
  if (sources_ == nullptr || !sources_->is_shown(at)) return {};
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
