// Writes the last line of a ticket's body, and finds it in what a tracker has made of it.
#include "decide/ticket_mark.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace decide {
namespace {

constexpr std::string_view mark_begin = "stackdrag:";
constexpr std::size_t id_digits = 8, fingerprint_digits = 16;

bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

/// What trackers put between words, or before signs that mean something to them.
bool is_between(char c) { return std::string_view(" \t\r\n\\*_`{}[]|,").find(c) != std::string_view::npos; }

/// Reads what stands behind `stackdrag:`.
class MarkReader {
 public:
  explicit MarkReader(std::string_view text) : text_(text) {}

  /// Nothing if no id follows.
  std::optional<KnownTicket> run() {
    KnownTicket known;
    if (!pass("S") || !pass("D") || !pass("-")) return std::nullopt;
    const auto digits = hexadecimal(id_digits);
    if (!digits) return std::nullopt;
    known.id = fmt::format("SD-{:08x}", *digits);
    while (const auto fingerprint = hexadecimal(fingerprint_digits)) known.findings.push_back(*fingerprint);
    std::sort(known.findings.begin(), known.findings.end());
    return known;
  }

 private:
  bool pass(std::string_view expected) {
    while (at_ < text_.size() && is_between(text_[at_])) ++at_;
    if (!text_.substr(at_).starts_with(expected)) return false;
    return at_ += expected.size(), true;
  }

  /// A number of so many digits, no more and no fewer.
  std::optional<std::uint64_t> hexadecimal(std::size_t digits) {
    pass("");
    std::size_t end = at_;
    std::uint64_t value = 0;
    for (; end < text_.size() && is_hexadecimal(text_[end]); ++end)
      value = value * 16 + static_cast<std::uint64_t>(is_digit(text_[end]) ? text_[end] - '0' : text_[end] - 'a' + 10);
    if (end - at_ != digits) return std::nullopt;
    return at_ = end, value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<KnownTicket> mark_in(std::string_view text) {
  for (std::size_t at = text.rfind(mark_begin); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : text.rfind(mark_begin, at - 1)) {
    if (auto known = MarkReader(text.substr(at + mark_begin.size())).run()) return known;
  }
  return std::nullopt;
}

}  // namespace decide

std::string ticket_mark(std::string_view id, const std::vector<std::uint64_t>& findings) {
  std::string mark = fmt::format("{} {}", decide::mark_begin, id);
  constexpr std::size_t most = 200;
  for (std::size_t i = 0; i < std::min(most, findings.size()); ++i) mark += fmt::format(" {:016x}", findings[i]);
  if (findings.size() > most) mark += fmt::format(" +{}", findings.size() - most);
  return mark;
}

}  // namespace stackdrag
