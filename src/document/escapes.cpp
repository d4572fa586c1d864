// Double-quoted texts: escapes and folded lines.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "document/scalars.h"
#include "document/words.h"

namespace stackdrag::document {
namespace {

void append_utf8(std::string& text, std::uint32_t code_point) {
  const auto push = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code_point < 0x80) return push(code_point);
  if (code_point < 0x800) {
    push(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      push(0xE0 | code_point >> 12);
    } else {
      push(0xF0 | code_point >> 18);
      push(0x80 | (code_point >> 12 & 0x3F));
    }
    push(0x80 | (code_point >> 6 & 0x3F));
  }
  push(0x80 | (code_point & 0x3F));
}

struct Escape {
  char letter;
  std::string_view text;
};

constexpr Escape escapes[] = {
    {'0', std::string_view("\0", 1)},
    {'a', "\a"},
    {'b', "\b"},
    {'t', "\t"},
    {'\t', "\t"},
    {'n', "\n"},
    {'v', "\v"},
    {'f', "\f"},
    {'r', "\r"},
    {'e', "\x1B"},
    {' ', " "},
    {'"', "\""},
    {'/', "/"},
    {'\'', "'"},
    {'\\', "\\"},
    {'N', "\xC2\x85"},
    {'_', "\xC2\xA0"},
    {'L', "\xE2\x80\xA8"},
    {'P', "\xE2\x80\xA9"},
};

// The text of an escape of one letter; empty if there is no such escape.
std::string_view short_escape(char letter) {
  const auto found =
      std::find_if(std::begin(escapes), std::end(escapes), [letter](const Escape& escape) { return escape.letter == letter; });
  return found == std::end(escapes) ? std::string_view() : found->text;
}

std::size_t hex_digits(char c) { return c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0; }

std::optional<std::uint32_t> hex(std::string_view digits, std::size_t count) {
  if (digits.size() < count) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits.substr(0, count)) {
    const char lower = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9') {
      value = value << 4 | static_cast<std::uint32_t>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      value = value << 4 | static_cast<std::uint32_t>(lower - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

class Unescape {
 public:
  Unescape(std::string_view written, BadEscape& bad) : written_(written), bad_(bad) {}

  std::optional<std::string> run() {
    while (at_ < written_.size()) {
      const char c = written_[at_];
      if (c == '\\') {
        if (!escape()) return std::nullopt;
      } else if (is_break(c)) {
        text_.resize(solid_);
        fold_breaks(1);
      } else {
        text_ += c;
        ++at_;
        if (!is_blank(c)) solid_ = text_.size();
      }
    }
    return std::move(text_);
  }

 private:
  // Folds blanks and breaks up to the next text: the first break becomes a space, unless it is escaped; each further one a line feed.
  void fold_breaks(std::size_t folded) {
    std::size_t breaks = 0;
    for (; at_ < written_.size() && (is_blank(written_[at_]) || is_break(written_[at_])); ++at_) breaks += written_[at_] == '\n';
    if (breaks > 1) text_.append(breaks - 1, '\n');
    if (breaks == 1 && folded == 1) text_ += ' ';
    solid_ = text_.size();
  }

  bool escape() {
    const char letter = at_ + 1 < written_.size() ? written_[at_ + 1] : '\x7F';
    if (is_break(letter)) {
      ++at_;
      solid_ = text_.size();
      fold_breaks(0);
      return true;
    }
    if (const std::string_view text = short_escape(letter); !text.empty()) {
      text_ += text;
      at_ += 2;
    } else if (const std::size_t digits = hex_digits(letter)) {
      if (!code_point(digits)) return false;
    } else {
      return fail(2, "is not an escape; write a backslash as `\\\\`");
    }
    solid_ = text_.size();
    return true;
  }

  bool code_point(std::size_t digits) {
    const auto first = hex(written_.substr(at_ + 2), digits);
    if (!first) return fail(2, fmt::format("needs {} hexadecimal digits", digits));
    const std::size_t size = digits + 2;
    std::uint32_t value = *first;
    std::size_t taken = size;
    if (is_high_surrogate(value) && digits == 4 && written_.substr(at_ + size, 2) == "\\u") {
      const auto second = hex(written_.substr(at_ + size + 2), 4);
      if (second && is_low_surrogate(*second)) {
        value = 0x10000 + ((value - 0xD800) << 10) + (*second - 0xDC00);
        taken = 2 * size;
      }
    }
    if (value >= 0xD800 && value < 0xE000) return fail(size, "is half of a surrogate pair, and the other half is missing");
    if (value > 0x10FFFF) return fail(size, "is not a Unicode character");
    append_utf8(text_, value);
    at_ += taken;
    return true;
  }

  bool fail(std::size_t size, std::string_view what) {
    const std::string_view escape = written_.substr(at_, size);
    bad_ = {at_, escape.size(), fmt::format("{} {}", ticked(escape), what)};
    return false;
  }

  std::string_view written_;
  BadEscape& bad_;
  std::size_t at_ = 0;
  std::size_t solid_ = 0;  // the length up to the last escape or non-blank byte
  std::string text_;
};

}  // namespace

std::optional<std::string> unescape(std::string_view written, BadEscape& bad) { return Unescape(written, bad).run(); }

}  // namespace stackdrag::document
