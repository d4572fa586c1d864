// The quick lane: what it reads, what it leaves to the reference lane, and that the two never differ.
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "catch.h"
#include "document/quick.h"
#include "fuzz/targets.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

bool is_read_quickly(std::string text) {
  Sources sources;
  return document::read_quickly(sources, sources.add("stack.yaml", std::move(text))).has_value();
}

/// Every document that the project has: inventories, fixtures, packs, broken files, and what the fuzzers have found.
std::vector<std::string> all_documents() {
  std::vector<std::string> documents;
  for (const std::string folder :
       {"/tests/fuzz/corpus", "/tests/hostile", "/tests/rules", "/examples", "/src/packs/data", "/docs/schema"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_dir() + folder)) {
      if (entry.is_regular_file()) documents.push_back(read_text(entry.path().string()));
    }
  }
  return documents;
}

/// The document with a few small changes of the kind that people make: a byte lost, a mark added, a line indented, doubled or dropped.
std::string mutated(std::string text, std::mt19937& random) {
  static constexpr std::string_view marks[] = {" ",    "  ", "\n", "\n  ", ":",  ": ",  "- ",    "#",     " # ",  "'",
                                               "\"",   "[",  "]",  "{",    "}",  ",",   "|",     "|\n",   ">-\n", "\t",
                                               "\r\n", "~",  "? ", "&a ",  "*a", "!x ", "---\n", "...\n", "\\",   "''"};
  const auto any = [&random](std::size_t below) { return random() % below; };
  for (std::size_t changes = 1 + any(3); changes > 0; --changes) {
    const std::size_t at = any(text.size() + 1);
    const std::size_t line = text.rfind('\n', at) == std::string::npos ? 0 : text.rfind('\n', at) + 1;
    const std::size_t next = std::min(text.find('\n', line), text.size() - 1) + 1;
    const std::string whole = line < text.size() ? text.substr(line, next - line) : "";
    switch (any(5)) {
      case 0:
        text.erase(at, 1 + any(3));
        break;
      case 1:
        text.insert(at, marks[any(std::size(marks))]);
        break;
      case 2:
        text.insert(std::min(line, text.size()), any(4), ' ');
        break;
      case 3:
        text.insert(std::min(line, text.size()), whole);
        break;
      default:
        text.erase(std::min(line, text.size()), whole.size());
    }
  }
  return text;
}

}  // namespace

TEST_CASE("the lanes agree on every document of the project") {
  std::size_t accepted = 0;
  const std::vector<std::string> documents = all_documents();
  for (const std::string& document : documents) {
    INFO(document);
    accepted += fuzz::fuzz_lanes(document);
  }
  CHECK(documents.size() > 400);
  CHECK(accepted > 100);
}

TEST_CASE("the lanes agree on documents with mistakes and oddities") {
  std::mt19937 random(1);
  std::size_t accepted = 0;
  for (const std::string& document : all_documents()) {
    if (document.empty() || document.size() > 4000) continue;
    for (int times = 0; times < 8; ++times) {
      const std::string text = mutated(document, random);
      INFO(text);
      accepted += fuzz::fuzz_lanes(text);
    }
  }
  CHECK(accepted > 500);
}

TEST_CASE("the quick lane reads every example, with either end of line") {
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_dir() + "/examples")) {
    if (entry.path().extension() != ".yaml") continue;
    INFO(entry.path().string());
    const std::string text = read_text(entry.path().string());
    CHECK(is_read_quickly(text));
    std::string windows;
    for (const char c : text) windows += c == '\n' ? "\r\n" : std::string(1, c);
    CHECK(is_read_quickly(windows));
    CHECK(fuzz::fuzz_lanes(windows));
    ++read;
  }
  CHECK(read >= 4);
}

TEST_CASE("the quick lane reads every file that the benchmarks generate") {
  for (const std::string kind : {"", "--lists", "--quoted", "--lists --quoted"}) {
    INFO(kind);
    const Ran generated = run("env -i PATH=/usr/bin:/bin python3 tests/bench/generate.py 300 " + kind);
    CHECK(generated.exit == 0);
    CHECK(fuzz::fuzz_lanes(generated.out));
  }
}

TEST_CASE("the quick lane reads plain YAML and JSON") {
  for (const char* const text : {
           "a: b",
           "a:\n  b: c\n  d:\n  - e\n  - f: g\n    h: i\nj:\n",
           "# comment\n---\na: b # comment\n",
           "- - a\n  - b\n-\n  c: d\n",
           "a:\n  b c\nd:\n  - e\nf:\n  {g: h}\n",
           "a: [b, 'c', \"d\"]\ne: {f: g, h: [i]}\n",
           "a: [\n  b,\n  c, # comment\n]\n",
           "'a': 'it''s'\n\"b\": \"\\u00e9\"\n",
           "a: |\n  b\n  c\nd: >-\n  e\n  f\n",
           "{\"a\": {\"b\": [1, null, true, \"c\"]}}\n",
           "{\"a\":{\"b\":[1,-2.5e3]}}",
           "a: ~\nb: null\nc: http://d.example/e?f=g#h\n",
           "é: 日本\n",
       }) {
    INFO(text);
    CHECK(fuzz::fuzz_lanes(text));
  }
}

TEST_CASE("the quick lane declines what it is not sure of") {
  for (const char* const text : {
           "",                  // nothing to read
           "text",              // no collection
           "a: &x b\nc: *x\n",  // anchors, aliases, tags, directives
           "a: !!str b\n",
           "%YAML 1.2\n---\na: b\n",
           "<<: {a: b}\n",  // merge keys
           "? a\n: b\n",    // complex keys
           "a: b\n  c\n",   // texts of several lines
           "a: 'b\n  c'\n",
           "a:\n  b\n  c\n",
           "a:\n\tb: c\n",  // tabs that might be indentation
           "a: b\ta",
           "\xEF\xBB\xBF"
           "a: b\n",        // a byte order mark
           "a: b\na: c\n",  // mistakes
           "a: [b\n",
           "a: 'b\n",
           "a: \"\\q\"\n",
           "a: b: c\n",
           "a:\n    b: c\n  d: e\n",
           "a: b\n---\nc: d\n",
           "[a: b]\n",  // pairs
           "{a, b}\n",
           "a: |2\n   b\n",  // blocks that are indented by number
       }) {
    INFO(text);
    CHECK(!is_read_quickly(text));
  }
}

TEST_CASE("the quick lane keeps the limits") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(is_read_quickly(nested(100)));
  CHECK(!is_read_quickly(nested(101)));
  CHECK(!is_read_quickly(nested(100'000)));
  CHECK(is_read_quickly("a: " + std::string(1 << 20, 'x')));
  CHECK(!is_read_quickly("a: " + std::string((1 << 20) + 1, 'x')));
  CHECK(!is_read_quickly(std::string(1025, 'x') + ": a"));
}

TEST_CASE("both readers of the program give the same report") {
  const Ran quick = run("$S audit examples/harbour-home --format json --fail-on never");
  const Ran reference = run("$S audit examples/harbour-home --format json --fail-on never --reader reference");
  CHECK(quick.exit == 0);
  CHECK(quick.out == reference.out);
  CHECK(run("$S audit examples/acme --reader fast").exit == 2);
}
