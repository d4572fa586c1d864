// Text for people: nothing hidden gets through, widths are right, typing mistakes are understood.
#include "stackdrag/text.h"

#include <algorithm>
#include <limits>
#include <random>

#include "catch.h"
#include "stackdrag/pattern.h"

using namespace stackdrag;

namespace {

std::string encode(char32_t c) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
}

/// The definition of optimal string alignment, row by row over the whole table.
std::size_t reference_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      table[i][j] = std::min({replaced, table[i - 1][j] + 1, table[i][j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  }
  return table[a.size()][b.size()];
}

std::string problem_of(std::string_view expression) {
  std::string problem;
  CHECK_FALSE(Pattern::compile(expression, problem));
  return problem;
}

bool matches(std::string_view expression, std::string_view text) {
  std::string problem;
  const std::optional<Pattern> pattern = Pattern::compile(expression, problem);
  REQUIRE(pattern);
  CHECK(problem.empty());
  return pattern->matches(text);
}

}  // namespace

TEST_CASE("every code point is valid UTF-8, and is read back") {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 251) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = encode(c) + "x";
    std::size_t offset = 0;
    const bool read_back = !first_invalid_utf8(text) && next_code_point(text, offset) == c && offset == text.size() - 1;
    if (!read_back) FAIL("code point " << static_cast<unsigned>(c));
  }
}

TEST_CASE("what is not strict UTF-8 is found where it begins") {
  using namespace std::string_view_literals;
  const std::string_view wrong[] = {
      "\x80"sv,              // a continuation without a lead
      "\xC0\x80"sv,          // overlong
      "\xC1\xBF"sv,          // overlong
      "\xE0\x9F\xBF"sv,      // overlong
      "\xF0\x8F\xBF\xBF"sv,  // overlong
      "\xED\xA0\x80"sv,      // the first surrogate
      "\xED\xBF\xBF"sv,      // the last surrogate
      "\xF4\x90\x80\x80"sv,  // above U+10FFFF
      "\xF5\x80\x80\x80"sv,
      "\xFE"sv,
      "\xFF"sv,
      "\xC3"sv,
      "\xC3(",
      "\xE2\x82"sv,
      "\xE2\x28\xA1"sv,
      "\xE2\x82("sv,
      "\xF0\x9F\x98"sv,
      "\xF0\x28\x8C\xBC"sv,
  };
  for (const std::string_view bytes : wrong) {
    for (const std::string before : {"", "ascii that is longer than eight bytes ", "größe "}) {
      INFO(before << visible(bytes));
      CHECK(first_invalid_utf8(before + std::string(bytes)) == before.size());
      CHECK(first_invalid_utf8(before + std::string(bytes) + " and more text after it") == before.size());
    }
  }
  CHECK_FALSE(first_invalid_utf8(""));
  CHECK_FALSE(first_invalid_utf8("plain"));
  CHECK_FALSE(first_invalid_utf8("größe 日本語 🙂 and a long stretch of ASCII behind it"));
  CHECK_FALSE(first_invalid_utf8("\0 is a character too"sv));
}

TEST_CASE("what can act or hide is made visible") {
  CHECK(visible("").empty());
  CHECK(visible("plain text, `code` \\u{1b} {}") == "plain text, `code` \\u{1b} {}");
  CHECK(visible("\x1b[2J\x1b[H") == "\\u{1b}[2J\\u{1b}[H");
  CHECK(visible("a\tb\r\nc\b\x7f") == "a\\u{9}b\\u{d}\\u{a}c\\u{8}\\u{7f}");
  CHECK(visible(std::string_view("\0", 1)) == "\\u{0}");
  CHECK(visible("größe 日本 🙂") == "größe 日本 🙂");

  std::vector<std::pair<char32_t, char32_t>> hidden = {
      {0x0, 0x1F},      {0x7F, 0x9F},     {0x61C, 0x61C},   {0x200E, 0x200F}, {0x202A, 0x202E},
      {0x2066, 0x2069}, {0x2028, 0x2029}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
      {0xFFFE, 0xFFFF}, {0x200B, 0x200B}, {0x2060, 0x2064}, {0xAD, 0xAD},     {0x10FFFE, 0x10FFFF},
  };
  for (const auto& [first, last] : hidden) {
    for (char32_t c = first; c <= last; ++c) {
      const std::string shown = visible("a" + encode(c) + "b");
      INFO(shown);
      CHECK(shown.starts_with("a\\u{"));
      CHECK(shown.ends_with("}b"));
    }
  }
  // Emoji and several scripts need the joiners, and marks belong to their letters.
  for (const std::string_view text : {"👩‍💻", "می‌خواهم", "❤️", "e\u0301"}) CHECK(visible(text) == text);
}

TEST_CASE("an invalid byte becomes U+FFFD") {
  CHECK(visible("a\xFF\xC3(") == "a\uFFFD\uFFFD(");
  CHECK(visible("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(visible("é\xC3") == "é\uFFFD");
  CHECK(visible("\xC2\x9B"
                "31m") == "\\u{9b}31m");
}

TEST_CASE("any bytes become visible text, and visible text stays as it is") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? random() % 128 : random() % 256);
    const std::string once = visible(bytes);
    if (first_invalid_utf8(once) || visible(once) != once) FAIL(once);
    // These must stand any bytes too, though their contract asks for valid text.
    if (display_width(shorten(bytes, 5)) > 5 && !first_invalid_utf8(bytes)) FAIL(once);
  }
}

TEST_CASE("columns on a terminal") {
  CHECK(display_width("") == 0);
  CHECK(display_width("hubspot") == 7);
  CHECK(display_width("größe") == 5);
  CHECK(display_width("gro\u0308\u00DFe") == 5);
  CHECK(display_width("日本語") == 6);
  CHECK(display_width("한국") == 4);
  CHECK(display_width("ｆｕｌｌ") == 8);
  CHECK(display_width("ﾊﾝ") == 2);
  CHECK(display_width("🙂🚀") == 4);
  CHECK(display_width("→ … – ·") == 7);
  CHECK(display_width("███▌░") == 5);
  CHECK(display_width("a\u200Bb\uFEFF") == 2);
  CHECK(display_width("שָׁלוֹם") == 4);
  CHECK(display_width("𠀋") == 2);
}

TEST_CASE("a long text loses its middle") {
  CHECK(shorten("surveybee", 9) == "surveybee");
  CHECK(shorten("surveybee", 20) == "surveybee");
  CHECK(shorten("surveybee", 8) == "surv…bee");
  CHECK(shorten("surveybee", 7) == "sur…bee");
  CHECK(shorten("surveybee", 3) == "s…e");
  CHECK(shorten("surveybee", 2) == "s…");
  CHECK(shorten("surveybee", 1) == "…");
  CHECK(shorten("surveybee", 0).empty());
  CHECK(shorten("", 0).empty());
  CHECK(shorten("日本語日本語", 5) == "日…語");
  CHECK(shorten("日本語日本語", 6) == "日…語");
  CHECK(shorten("日本語", 2) == "…");
  // Marks stay with their letters: neither lost from the head nor left alone at the tail.
  CHECK(shorten("e\u0301e\u0301e\u0301e\u0301", 3) == "e\u0301…e\u0301");
  for (std::size_t columns = 0; columns < 40; ++columns) {
    CHECK(display_width(shorten("a 日本語 and 🙂 with e\u0301 and much more behind it", columns)) <= columns);
  }
}

TEST_CASE("padding counts columns") {
  CHECK(pad("ab", 4) == "ab  ");
  CHECK(pad("日", 4) == "日  ");
  CHECK(pad("abcd", 4) == "abcd");
  CHECK(pad("abcde", 4) == "abcde");
  CHECK(pad("", 2) == "  ");
}

TEST_CASE("text is broken at spaces") {
  using Lines = std::vector<std::string>;
  CHECK(wrap("", 10) == Lines{""});
  CHECK(wrap("   ", 10) == Lines{""});
  CHECK(wrap("one two", 10) == Lines{"one two"});
  CHECK(wrap("one two", 7) == Lines{"one two"});
  CHECK(wrap("one two", 6) == Lines{"one", "two"});
  CHECK(wrap("a verylongword b", 5) == Lines{"a", "verylongword", "b"});
  CHECK(wrap("verylongword", 0) == Lines{"verylongword"});
  CHECK(wrap("  one   two  ", 20) == Lines{"one two"});
  CHECK(wrap("日本 日本 日本", 9) == Lines{"日本 日本", "日本"});
}

TEST_CASE("edit distance") {
  CHECK(edit_distance("", "", 5) == 0);
  CHECK(edit_distance("owner", "owner", 0) == 0);
  CHECK(edit_distance("onwer", "owner", 2) == 1);
  CHECK(edit_distance("last_seem", "last_seen", 3) == 1);
  CHECK(edit_distance("kitten", "sitting", 9) == 3);
  CHECK(edit_distance("ca", "abc", 9) == 3);  // optimal string alignment: no stretch is edited twice
  CHECK(edit_distance("", "abc", 9) == 3);
  CHECK(edit_distance("abc", "", 2) == 3);
  CHECK(edit_distance("abcdef", "uvwxyz", 2) == 3);
  CHECK(edit_distance("abc", "xyz", 0) == 1);
  CHECK(edit_distance("abc", "xyz", std::numeric_limits<std::size_t>::max()) == 3);
}

TEST_CASE("edit distance agrees with its definition") {
  std::mt19937 random(11);
  for (int round = 0; round < 20000; ++round) {
    // Few letters, so that words share much and swaps are common; the second word is often a mistyped first.
    std::string a(random() % 9, 'a'), b(random() % 9, 'a');
    for (char& c : a) c = static_cast<char>('a' + random() % 3);
    for (char& c : b) c = static_cast<char>('a' + random() % 3);
    if (random() % 2 == 0) {
      b = a;
      for (std::size_t swaps = random() % 3; swaps > 0 && b.size() > 1; --swaps) {
        const std::size_t at = random() % (b.size() - 1);
        std::swap(b[at], b[at + 1]);
      }
    }
    const std::size_t expected = reference_distance(a, b);
    for (std::size_t limit = 0; limit <= 9; ++limit) {
      if (edit_distance(a, b, limit) != std::min(expected, limit + 1)) FAIL(a << " and " << b << " with limit " << limit);
    }
  }
}

TEST_CASE("the word that was meant") {
  constexpr std::string_view fields[] = {
      "name",      "vendor", "for",        "purpose", "last_seen",  "owner",   "consent", "account",
      "on",        "sends",  "feeds",      "via",     "status",     "kb",      "cost",    "renews",
      "last_used", "seats",  "seats_used", "notice",  "auto_renew", "runs_as", "last_ok", "off_switch",
  };
  const auto meant = [&](std::string_view word) { return nearest(word, fields).value_or("nothing"); };
  CHECK(meant("last_seem") == "last_seen");
  CHECK(meant("lastseen") == "last_seen");
  CHECK(meant("last-used") == "last_used");
  CHECK(meant("onwer") == "owner");
  CHECK(meant("Owner") == "owner");
  CHECK(meant("OWNRE") == "owner");
  CHECK(meant("owners") == "owner");
  CHECK(meant("seat_used") == "seats_used");
  CHECK(meant("renew") == "renews");
  CHECK(meant("runs-as") == "runs_as");
  CHECK(meant("xyz") == "nothing");
  CHECK(meant("xx") == "nothing");
  CHECK(meant("KB") == "kb");
  CHECK(meant("") == "nothing");
  CHECK(meant("completely-else") == "nothing");
  CHECK(meant(std::string(100'000, 'x')) == "nothing");
  CHECK_FALSE(nearest("owner", {}));

  constexpr std::string_view tie[] = {"abcd", "abce"};
  CHECK(nearest("abcf", tie) == "abcd");
  constexpr std::string_view closer[] = {"abcxxf", "abcdxf"};
  CHECK(nearest("abcdef", closer) == "abcdxf");
  constexpr std::string_view cases[] = {"Ann", "ana"};
  CHECK(nearest("ANN", cases) == "Ann");
  constexpr std::string_view empty[] = {""};
  CHECK_FALSE(nearest("ab", empty));

  CHECK(did_you_mean("last_seem", fields) == "; did you mean `last_seen`?");
  CHECK(did_you_mean("xyz", fields).empty());
  // The same words in another order.
  const std::vector<std::string_view> rules{"tool-added", "tool-unused", "no-owner"};
  CHECK(did_you_mean("unused-tool", rules) == "; did you mean `tool-unused`?");
  CHECK(did_you_mean("unused_tols", rules) == "; did you mean `tool-unused`?");
  CHECK(did_you_mean("ownerno", rules).empty());
}

TEST_CASE("lists and counts in prose") {
  CHECK(join_words({}).empty());
  CHECK(join_words({"a"}) == "a");
  CHECK(join_words({"a", "b"}) == "a and b");
  CHECK(join_words({"a", "b", "c"}) == "a, b and c");
  CHECK(count_of(0, "pixel") == "0 pixels");
  CHECK(count_of(1, "pixel") == "1 pixel");
  CHECK(count_of(3, "pixel") == "3 pixels");
  CHECK(count_of(1, "entry", "entries") == "1 entry");
  CHECK(count_of(2, "entry", "entries") == "2 entries");
}

TEST_CASE("the words of a name") {
  using Words = std::vector<std::string>;
  CHECK(words_of("Demo-Requested") == Words{"demo", "requested"});
  CHECK(words_of("demo_requested") == Words{"demo", "requested"});
  CHECK(words_of("DemoRequested") == Words{"demo", "requested"});
  CHECK(words_of("XMLFile2 read") == Words{"xml", "file2", "read"});
  CHECK(words_of("PAGE_VIEW") == Words{"page", "view"});
  CHECK(words_of("été/café") == Words{"été", "café"});
  CHECK(words_of("-. _").empty());
  CHECK(has_word({"a", "b"}, "b"));
  CHECK_FALSE(has_word({"a", "b"}, "ab"));
}

TEST_CASE("a page has one name, however its URL is written") {
  for (const char* const url : {"/cart", "/Cart/", "/cart//", "/cart/#top"}) {
    INFO(url);
    CHECK(page_key(url) == "/cart");
  }
  CHECK(page_key("https://Shop.example/cart/?step=2#top") == "shop.example/cart?step=2");
  CHECK(page_key_without_query("https://shop.example/cart/?step=2") == "shop.example/cart");
  CHECK(page_key("https://shop.example?r=/pricing") == "shop.example?r=/pricing");
  CHECK(page_key("https://shop.example/") == "shop.example");
  CHECK(page_key("/") == "/");
  CHECK(page_key("home") == "home");
  CHECK(page_key("") == "");
  CHECK(page_key("/go/https://a.example/b") == "/go/https://a.example/b");
}

TEST_CASE("a star stands for any text") {
  CHECK(fits("tool/crm", "tool/*"));
  CHECK(fits("tool/", "tool/*"));
  CHECK(fits("meta-q1-eu", "meta-*-eu"));
  CHECK(fits("aab", "*ab"));
  CHECK(fits("", "**"));
  CHECK(fits("crm", "crm"));
  CHECK_FALSE(fits("crm", "cr"));
  CHECK_FALSE(fits("cr", "crm"));
  CHECK_FALSE(fits("pixel/crm", "tool/*"));
  CHECK_FALSE(fits("abc", "*b"));
}

TEST_CASE("letters and digits are ASCII") {
  CHECK(lower_case("HubSpot ÄÖ [Z]") == "hubspot ÄÖ [z]");
  for (int byte = -128; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    CHECK(is_digit(c) == (std::string_view("0123456789").find(c) != std::string_view::npos));
    CHECK(is_letter(c) == (std::string_view("abcdefghijklmnopqrstuvwxyz").find(lower_case({&c, 1})) != std::string_view::npos));
  }
}

TEST_CASE("a pattern matches whole texts") {
  CHECK(matches("^[0-9]{4}q[1-4]_[a-z0-9-]+$", "2026q1_launch"));
  CHECK_FALSE(matches("^[0-9]{4}q[1-4]_[a-z0-9-]+$", "2026Q1_Launch"));
  CHECK(matches("[a-z]+_[a-z]+", "form_submit"));
  CHECK_FALSE(matches("[a-z]+_[a-z]+", "form_submit_2"));
  CHECK(matches("a|bc", "bc"));
  CHECK(matches("", ""));
  CHECK_FALSE(matches("", "a"));
  CHECK(matches("\\p{Greek}+", "λόγος"));
  CHECK(matches("(?i)HUB.*", "hubspot"));
  CHECK(matches("(a*)*b", std::string(100'000, 'a') + "b"));
  CHECK_FALSE(matches("(a*)*b", std::string(100'000, 'a')));
}

TEST_CASE("a pattern can be moved") {
  std::string problem;
  Pattern first = *Pattern::compile("a", problem), second = *Pattern::compile("b", problem);
  first = std::move(second);
  const Pattern third = std::move(first);
  CHECK(third.matches("b"));
}

TEST_CASE("what is wrong with a pattern is said in our words") {
  const std::string begin = "the regular expression does not compile: ";
  CHECK(problem_of("[a-") == begin + "`[a-` has no closing `]`");
  CHECK(problem_of("(a") == begin + "`(a` has no closing `)`");
  CHECK(problem_of("a)") == begin + "`a)` has a `)` that closes nothing");
  CHECK(problem_of("*") == begin + "`*` has nothing to repeat");
  CHECK(problem_of("a**") == begin + "`**` repeats a repetition");
  CHECK(problem_of("a{1001}") == begin + "`{1001}` counts down, or allows more than 1,000 repetitions");
  CHECK(problem_of("(?=x)") == begin + "`(?=` is not part of RE2's syntax");
  CHECK(problem_of("\\y") == begin + "`\\y` is not an escape sequence");
  CHECK(problem_of("[z-a]") == begin + "`z-a` is not a character class or range");
  CHECK(problem_of("[[:foo:]]") == begin + "`[:foo:]` is not a character class or range");
  CHECK(problem_of("(?P<>a)") == begin + "`(?P<>` names no group");
  CHECK(problem_of("a\\") == begin + "it ends with a lone backslash");
  CHECK(problem_of("\xFF") == begin + "it is not UTF-8");
  CHECK(problem_of("(\x1b[2J") == begin + "`[2J` has no closing `]`");
  CHECK(problem_of("(\x1b") == begin + "`(\\u{1b}` has no closing `)`");
}

TEST_CASE("a pattern has a limited size") {
  CHECK(problem_of(std::string(1001, 'a')) == "the regular expression has 1001 bytes (limit 1000)");
  CHECK(matches(std::string(1000, 'a'), std::string(1000, 'a')));
  CHECK(problem_of(std::string(500, '(') + std::string(400, 'a')).size() < 200);
  CHECK_FALSE(problem_of("((\\pL{30}){30})((\\pL{30}){30})((\\pL{30}){30})((\\pL{30}){30})((\\pL{30}){30})").empty());
}
