// From UTF-16 to UTF-8.
#include "stackdrag/wide_text.h"

#include <string>
#include <string_view>

#include "catch.h"
#include "stackdrag/text.h"

using namespace stackdrag;
using namespace std::string_view_literals;

TEST_CASE("a text in UTF-16 is read in either order of bytes") {
  CHECK(from_utf16("\xFF\xFE"
                   "a\0\xE9\0\xAC\x20\x3D\xD8\x00\xDE"sv) == "a\u00E9\u20AC\U0001F600");
  CHECK(from_utf16("\xFE\xFF\0a\0\xE9\x20\xAC\xD8\x3D\xDE\x00"sv) == "a\u00E9\u20AC\U0001F600");
  CHECK(from_utf16("\xFF\xFE"sv) == "");
}

TEST_CASE("what is no text in UTF-16 with its mark is left to others") {
  CHECK_FALSE(from_utf16(""));
  CHECK_FALSE(from_utf16("Tool,Cost"));
  CHECK_FALSE(from_utf16("a\0b\0"sv));
  CHECK_FALSE(from_utf16("\xFF\xFE\0\0a\0\0\0"sv));
  CHECK_FALSE(
      from_utf16("\xFF\xFE"
                 "a\0b"sv));
  // Half of a pair, at the end, before another character, and the halves the wrong way round.
  CHECK_FALSE(from_utf16("\xFF\xFE\x3D\xD8"sv));
  CHECK_FALSE(
      from_utf16("\xFF\xFE\x3D\xD8"
                 "a\0"sv));
  CHECK_FALSE(from_utf16("\xFF\xFE\x00\xDE\x3D\xD8"sv));
}

TEST_CASE("every character of UTF-16 becomes valid UTF-8") {
  for (unsigned unit = 0; unit < 0x10000; unit += 7) {
    const std::string bytes{'\xFE', '\xFF', 'x', 'x', static_cast<char>(unit >> 8), static_cast<char>(unit & 0xFF)};
    const auto text = from_utf16(bytes);
    CAPTURE(unit);
    CHECK(text.has_value() == (unit < 0xD800 || unit >= 0xE000));
    if (text) CHECK_FALSE(first_invalid_utf8(*text));
  }
}
