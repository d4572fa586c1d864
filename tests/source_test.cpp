// Sources: offsets over several files, lines and columns in code points, and places that are not quite there.
#include "stackdrag/source.h"

#include "catch.h"

using namespace stackdrag;

namespace {

/// The span of the first place where `wanted` stands in a source.
Span find(const Sources& sources, std::size_t source, std::string_view wanted) {
  const auto at = sources.text(source).find(wanted);
  REQUIRE(at != std::string_view::npos);
  const auto begin = sources.base(source) + static_cast<std::uint32_t>(at);
  return {begin, begin + static_cast<std::uint32_t>(wanted.size())};
}

}  // namespace

TEST_CASE("a span is found again in its file") {
  Sources sources;
  const auto first = sources.add("one.yaml", "tools:\n  hubspot: {}\n");
  const auto second = sources.add("two.yaml", "people:\n  ana: {}\n");
  CHECK(sources.count() == 2);
  CHECK(sources.name(second) == "two.yaml");

  const Span hubspot = find(sources, first, "hubspot"), ana = find(sources, second, "ana");
  CHECK(sources.text(hubspot) == "hubspot");
  CHECK(sources.text(ana) == "ana");
  CHECK(sources.locate(hubspot) == Location{"one.yaml", 2, 3, 2, 10});
  CHECK(sources.locate(ana) == Location{"two.yaml", 2, 3, 2, 6});
  CHECK(sources.line(ana) == "  ana: {}");
}

TEST_CASE("views stay valid when more files come") {
  Sources sources;
  sources.add("a", "short");  // short enough to stand inside the string object
  const std::string_view before = sources.text(std::size_t{0});
  for (int i = 0; i < 100; ++i) sources.add("b", "other");
  CHECK(before.data() == sources.text(std::size_t{0}).data());
  CHECK(before == "short");
}

TEST_CASE("columns count code points") {
  Sources sources;
  sources.add("a", "größe: 日本 x\n");
  CHECK(sources.locate(find(sources, 0, "x")) == Location{"a", 1, 11, 1, 12});
  CHECK(sources.locate(find(sources, 0, "本")) == Location{"a", 1, 9, 1, 10});
}

TEST_CASE("columns are right far into a long line") {
  std::string text = "first\n";
  for (int i = 0; i < 5000; ++i) text += "é";
  text += "needle";
  Sources sources;
  sources.add("before", "something else\n");
  sources.add("long", text);
  CHECK(sources.locate(find(sources, 1, "needle")) == Location{"long", 2, 5001, 2, 5007});
}

TEST_CASE("every place of a text is where counting by hand finds it") {
  // Lines from nothing to several blocks of the index, with and without wide characters, LF and CRLF, and no break at the end.
  for (const std::string letter : {"x", "é"}) {
    std::string text;
    for (std::size_t length = 0; length < 1500; length = length * 3 / 2 + 1) {
      for (std::size_t i = 0; i < length; ++i) text += letter;
      text += length % 2 == 0 ? "\n" : "\r\n";
    }
    text += letter;
    Sources sources;
    sources.add("first", "x\n");
    sources.add("a", text);
    const std::uint32_t base = sources.base(1);
    unsigned line = 1, column = 1;
    std::size_t line_begin = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      const std::uint32_t offset = base + static_cast<std::uint32_t>(at);
      if (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) {
        const Location place = sources.locate({offset, offset});
        REQUIRE(place == Location{"a", line, column, line, column});
        std::string whole = text.substr(line_begin, text.find('\n', at) - line_begin);
        if (whole.ends_with('\r')) whole.pop_back();
        REQUIRE(sources.line({offset, offset}) == whole);
        REQUIRE(sources.offset_in_line({offset, offset}) == std::min(at - line_begin, whole.size()));
        ++column;
      }
      if (at < text.size() && text[at] == '\n') ++line, column = 1, line_begin = at + 1;
    }
  }
}

TEST_CASE("lines end with LF or CRLF, and a lone CR ends none") {
  Sources sources;
  sources.add("a", "one\r\ntwo\rstill two\r\n\r\nfour");
  CHECK(sources.line(find(sources, 0, "one")) == "one");
  CHECK(sources.line(find(sources, 0, "still")) == "two\rstill two");
  CHECK(sources.locate(find(sources, 0, "four")) == Location{"a", 4, 1, 4, 5});
  const auto empty_line = sources.base(0) + 20;
  CHECK(sources.line({empty_line, empty_line}).empty());
  CHECK(sources.locate({empty_line, empty_line}).line == 3);
}

TEST_CASE("a span over several lines ends where it ends") {
  Sources sources;
  sources.add("a", "a: |\n  one\n  two\nb: 1\n");
  CHECK(sources.locate(find(sources, 0, "one\n  two")) == Location{"a", 2, 3, 3, 6});
  CHECK(sources.locate(find(sources, 0, "two\n")) == Location{"a", 3, 3, 4, 1});
  CHECK(sources.line(find(sources, 0, "one\n  two")) == "  one");
}

TEST_CASE("the end of a file belongs to the file") {
  Sources sources;
  sources.add("a", "x\n");
  sources.add("empty", "");
  sources.add("b", "y");
  const auto end_of = [&](std::size_t source) {
    const auto end = sources.base(source) + static_cast<std::uint32_t>(sources.text(source).size());
    return sources.locate({end, end});
  };
  CHECK(end_of(0) == Location{"a", 2, 1, 2, 1});
  CHECK(end_of(1) == Location{"empty", 1, 1, 1, 1});
  CHECK(end_of(2) == Location{"b", 1, 2, 1, 2});
}

TEST_CASE("a byte order mark takes no column") {
  Sources sources;
  sources.add("a", "\xEF\xBB\xBFtools: {}");
  CHECK(sources.locate(find(sources, 0, "tools")) == Location{"a", 1, 1, 1, 6});
  CHECK(sources.locate({sources.base(0), sources.base(0)}) == Location{"a", 1, 1, 1, 1});
  CHECK(sources.line(find(sources, 0, "tools")) == "tools: {}");
}

TEST_CASE("a place in bytes that are not UTF-8 can be shown") {
  Sources sources;
  sources.add("a", "ok\nab\xFF\x80\x80");
  const auto begin = sources.base(0) + 5;
  CHECK(sources.locate({begin, begin + 1}) == Location{"a", 2, 3, 2, 4});
}

TEST_CASE("nowhere is the beginning of the first file") {
  Sources sources;
  CHECK(sources.locate({}) == Location{});
  CHECK(sources.line({}).empty());
  sources.add("a", "first\nsecond\n");
  sources.add("b", "third\n");
  CHECK_FALSE(Span{}.written());
  CHECK(sources.locate({}) == Location{"a", 1, 1, 1, 1});
  CHECK(sources.line({}) == "first");
}

TEST_CASE("a span past the end is shown at the end") {
  Sources sources;
  sources.add("a", "one\ntwo");
  CHECK(sources.locate({sources.base(0) + 4, sources.base(0) + 500}) == Location{"a", 2, 1, 2, 4});
}

TEST_CASE("there is a limit on bytes, and it is told before") {
  Sources sources;
  CHECK(sources.fits(0));
  CHECK(sources.fits(1'000'000'000));
  CHECK(sources.fits(Sources::most_bytes - 3));
  CHECK_FALSE(sources.fits(Sources::most_bytes - 2));
  CHECK_FALSE(sources.fits(std::uint64_t{1} << 32));
  CHECK_FALSE(sources.fits(~std::uint64_t{0}));
}
