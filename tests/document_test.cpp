// Documents: what a text means, where each value stands, and what is said about a broken one.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "catch.h"
#include "fuzz/targets.h"
#include "stackdrag/tree.h"
#include "support.h"

using namespace stackdrag;

namespace {

namespace fs = std::filesystem;

const fs::path tests_folder = fs::path(stackdrag::tests::source_dir()) / "tests";

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Read {
  Sources sources;
  Document document;

  explicit Read(std::string text) {
    const std::size_t source = sources.add("stack.yaml", std::move(text));
    document = read_document(sources, source, Lane::reference);
  }
};

/// "2:3 message", or nothing.
std::string problem_of(const Read& read) {
  if (!read.document.problem) return "";
  const Location at = read.sources.locate(read.document.problem->at);
  return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + read.document.problem->message;
}

std::string problem_of(std::string text) { return problem_of(Read(std::move(text))); }

/// A node in the manner of JSON: plain texts bare, quoted ones in double quotes, blocks in bars.
void outline(View node, std::string& out) {
  const char* const quotes[] = {"", "\"", "|"};
  const char* between = "";
  switch (node.kind()) {
    case NodeKind::null:
      out += "~";
      return;
    case NodeKind::scalar: {
      const std::string quote = quotes[static_cast<int>(node.style())];
      out += quote + std::string(node.text()) + quote;
      return;
    }
    case NodeKind::sequence:
      out += "[";
      for (const View element : node) {
        out += std::exchange(between, ", ");
        outline(element, out);
      }
      out += "]";
      return;
    case NodeKind::mapping:
      out += "{";
      node.entries([&](View key, View value) {
        out += std::exchange(between, ", ");
        outline(key, out);
        out += ": ";
        outline(value, out);
      });
      out += "}";
  }
}

std::string tree_of(std::string text) {
  const Read read(std::move(text));
  if (read.document.problem) return "problem " + problem_of(read);
  if (read.document.tree.empty()) return "";
  std::string out;
  outline(read.document.tree.root(), out);
  return out;
}

/// What the spans of all nodes cover, in document order.
std::vector<std::string> spans_of(std::string text) {
  const Read read(std::move(text));
  INFO(problem_of(read));
  REQUIRE(!read.document.problem);
  std::vector<std::string> spans;
  for (const Node& node : read.document.tree.nodes) spans.emplace_back(read.sources.text(node.at));
  return spans;
}

using Spans = std::vector<std::string>;

}  // namespace

TEST_CASE("a document is a tree of texts, lists and mappings") {
  CHECK(tree_of("version: 1\ntools:\n  hubspot: {owner: ana, does: [crm, 'forms']}\n") ==
        "{version: 1, tools: {hubspot: {owner: ana, does: [crm, \"forms\"]}}}");
  CHECK(tree_of("- a\n- - b\n  - c\n-\n  d: e\n  f: g\n") == "[a, [b, c], {d: e, f: g}]");
  CHECK(tree_of("a:\n- b\n- c\nd: e") == "{a: [b, c], d: e}");
  CHECK(tree_of("[a: 1, ? b : 2, c]") == "[{a: 1}, {b: 2}, c]");
  CHECK(tree_of("? a\n: b\n") == "{a: b}");
  CHECK(tree_of("[a, b,]\n") == "[a, b]");
  CHECK(tree_of("[]") == "[]");
  CHECK(tree_of("a: {}\n") == "{a: {}}");
  CHECK(tree_of("text") == "text");
}

TEST_CASE("a document may be empty") {
  for (const char* const text :
       {"", "\n", "# nothing\n", "\n\n  # nothing", "---\n", "---\n...\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF# nothing\r\n"}) {
    INFO(text);
    const Read read(text);
    CHECK(!read.document.problem);
    CHECK(read.document.tree.empty());
  }
}

TEST_CASE("a text keeps what was written") {
  // `---` is not a text, so the next line does not continue it.
  CHECK(tree_of("---\n- \"\\ud83c\\udf89\"\n") == "[\"\xF0\x9F\x8E\x89\"]");
  CHECK(tree_of("- \"\\N\\_\"\n") == "[\"\xC2\x85\xC2\xA0\"]");
  CHECK(tree_of("regions: [NO, yes, 010, 1e3, 2026-02-30, 12:30]") == "{regions: [NO, yes, 010, 1e3, 2026-02-30, 12:30]}");
  CHECK(tree_of("a: http://x.example:80/y?z=1#q\nb: -1\nc: a b  c # comment\nd: it's\n") ==
        "{a: http://x.example:80/y?z=1#q, b: -1, c: a b  c, d: it's}");
  CHECK(tree_of("{url: https://x.example/?utm_source=a, links: [/a?b, c? ]}") ==
        "{url: https://x.example/?utm_source=a, links: [/a?b, c?]}");
  CHECK(tree_of("notes: one\n  two\n\n  'three'\nb: 1\n") == "{notes: one two\n'three', b: 1}");
  CHECK(tree_of("a: 'it''s\n  so'\n") == "{a: \"it's so\"}");
  CHECK(tree_of("a: \"one\n\n  two \\\n  three\\n\\x41\\u00e9\\U0001F600\\/\\t\"\n") ==
        "{a: \"one\ntwo three\nA\xC3\xA9\xF0\x9F\x98\x80/\t\"}");
}

TEST_CASE("a view into the source is enough for a text without escapes") {
  const std::string text = "a: plain\nb: 'single'\nc: \"double\"\nd: \"esc\\n\"\n";
  Read read(text);
  REQUIRE(!read.document.problem);
  const std::string_view source = read.sources.text(0);
  const auto in_source = [&](const char* key) {
    const std::string_view found = read.document.tree.root().find(key)->text();
    return found.data() >= source.data() && found.data() + found.size() <= source.data() + source.size();
  };
  CHECK(in_source("a"));
  CHECK(in_source("b"));
  CHECK(in_source("c"));
  CHECK(!in_source("d"));
}

TEST_CASE("blocks are literal or folded") {
  CHECK(tree_of("a: |\n  x\n   y\n\nb: 1\n") == "{a: |x\n y\n|, b: 1}");
  CHECK(tree_of("a: |-\n  x\n  y") == "{a: |x\ny|}");
  CHECK(tree_of("a: |+\n  x\n\n\nb: 1\n") == "{a: |x\n\n\n|, b: 1}");
  CHECK(tree_of("a: >\n  one\n  two\n\n  three\n   four\n  five\n") == "{a: |one two\nthree\n four\nfive\n|}");
  CHECK(tree_of("a: >+\n  x\n\n\nb: 1\n") == "{a: |x\n\n\n|, b: 1}");
  CHECK(tree_of("- |2-\n    k\n- |\n") == "[|  k|, ||]");
  CHECK(tree_of("a: | # comment\n  x \\ud83d ?\n") == "{a: |x \\ud83d ?\n|}");
  CHECK(tree_of("- a: |\n    x\n  b: 1\n") == "[{a: |x\n|, b: 1}]");
}

TEST_CASE("null is written or left out") {
  CHECK(tree_of("a:\nb: ~\nc: null\nd: Null\ne: NULL\nf: \"\"\ng: 'null'\nh: nULL\n") ==
        "{a: ~, b: ~, c: ~, d: ~, e: ~, f: \"\", g: \"null\", h: nULL}");
  CHECK(tree_of("- ~\n-\n- {a: , b}\n").substr(0, 7) == "problem");
  CHECK(tree_of("- ~\n-\n- {a: , b: }\n") == "[~, ~, {a: ~, b: ~}]");
  CHECK(tree_of("~") == "~");
}

TEST_CASE("every value knows where it was written") {
  CHECK(spans_of("a: b\n") == Spans{"a: b", "a", "b"});
  CHECK(spans_of("  - 'x'\n  - \"y\"  # c\n\n") == Spans{"- 'x'\n  - \"y\"", "'x'", "\"y\""});
  CHECK(spans_of("a: [ b , {c : d} ]\ne: 1") ==
        Spans{"a: [ b , {c : d} ]\ne: 1", "a", "[ b , {c : d} ]", "b", "{c : d}", "c", "d", "e", "1"});
  CHECK(spans_of("a:\n  b: |\n    x\n\n    y\n\n\nc: d\n") ==
        Spans{"a:\n  b: |\n    x\n\n    y\n\n\nc: d", "a", "b: |\n    x\n\n    y", "b", "|\n    x\n\n    y", "c", "d"});
  CHECK(spans_of("a: x\n  y\nb: z") == Spans{"a: x\n  y\nb: z", "a", "x\n  y", "b", "z"});
  CHECK(spans_of("[a: 1]") == Spans{"[a: 1]", "a: 1", "a", "1"});
  CHECK(spans_of("a: \"\xF0\x9F\x98\x80\" # \xC3\xA9\nb: c") ==
        Spans{"a: \"\xF0\x9F\x98\x80\" # \xC3\xA9\nb: c", "a", "\"\xF0\x9F\x98\x80\"", "b", "c"});
  CHECK(spans_of("a: |\n") == Spans{"a: |", "a", "|"});
}

TEST_CASE("a null that was not written has the place of its key or its dash") {
  CHECK(spans_of("a:\n\nb: c\n") == Spans{"a:\n\nb: c", "a", "a", "b", "c"});
  CHECK(spans_of("- a\n-\n") == Spans{"- a\n-", "a", "-"});
  CHECK(spans_of("x:\n  y:\n") == Spans{"x:\n  y", "x", "y", "y", "y"});
  CHECK(spans_of("{a: , b: ~}") == Spans{"{a: , b: ~}", "a", "a", "b", "~"});
}

TEST_CASE("spans count from the first byte of the file") {
  Read read("\xEF\xBB\xBFversion: 1\r\ntools: {}\r\n");
  REQUIRE(!read.document.problem);
  const View root = read.document.tree.root();
  CHECK(root.at().begin == read.sources.base(0) + 3);
  CHECK(read.sources.text(root.find("version")->at()) == "1");
  CHECK(read.sources.locate(root.find("tools")->at()).line == 2);
}

TEST_CASE("a second source has spans of its own") {
  Sources sources;
  sources.add("one.yaml", "a: 1\n");
  const std::size_t second = sources.add("two.yaml", "b: 2\nb: 3\n");
  const Document document = read_document(sources, second, Lane::reference);
  REQUIRE(document.problem);
  CHECK(sources.locate(document.problem->at).file == "two.yaml");
  CHECK(document.problem->message == "`b` is already declared in line 1");
}

TEST_CASE("properties are no part of a value's place") {
  CHECK(spans_of("a: &x !!str b\nc: &y {d: e}\nf: &z\n  g: h\n") ==
        Spans{"a: &x !!str b\nc: &y {d: e}\nf: &z\n  g: h", "a", "b", "c", "{d: e}", "d", "e", "f", "g: h", "g", "h"});
  CHECK(spans_of("a: &x b\nc: *x\n") == Spans{"a: &x b\nc: *x", "a", "b", "c", "b"});
  CHECK(spans_of("a: &x\nb: *x\n") == Spans{"a: &x\nb: *x", "a", "a", "b", "a"});
}

TEST_CASE("tags of the core schema only turn a plain text into a quoted one") {
  CHECK(tree_of("a: !!str 38\nb: ! x\nc: !!int 3\nd: !!null ~\ne: !!str\nf: !!seq [a]\ng: !<tag:yaml.org,2002:str> 1\n") ==
        "{a: \"38\", b: \"x\", c: 3, d: ~, e: \"\", f: [a], g: \"1\"}");
  CHECK(tree_of("a: !!str ~\n") == "{a: \"~\"}");
}

TEST_CASE("a quoted text may be nothing but line breaks") {
  CHECK(tree_of("a: '\n\n\n  '\n") == "{a: \"\n\n\"}");
  CHECK(tree_of("a: \"\n  \"\n") == R"({a: " "})");
}

TEST_CASE("an alias is a copy of what its anchor stands before") {
  CHECK(tree_of("a: &x {b: [c, 'd']}\ne: *x\nf: [*x, *x]\n") ==
        "{a: {b: [c, \"d\"]}, e: {b: [c, \"d\"]}, f: [{b: [c, \"d\"]}, {b: [c, \"d\"]}]}");
  CHECK(tree_of("a: &x 1\nb: &x 2\nc: *x\n") == "{a: 1, b: 2, c: 2}");
  CHECK(tree_of("&k a: 1\nb: {*k : 2}\n") == "{a: 1, b: {a: 2}}");
  CHECK(tree_of("? &k a\n: *k\n") == "{a: a}");
}

TEST_CASE("a merge key adds what the mapping does not say itself") {
  const std::string base = "base: &base {x: 1, y: {z: 2}}\nmore: &more {x: 9, w: 3}\n";
  const std::string bases = "{base: {x: 1, y: {z: 2}}, more: {x: 9, w: 3}, ";
  CHECK(tree_of(base + "t:\n  y: 5\n  <<: *base\n  q: 6\n") == bases + "t: {y: 5, q: 6, x: 1}}");
  CHECK(tree_of(base + "t: {<<: [*more, *base]}\n") == bases + "t: {x: 9, w: 3, y: {z: 2}}}");
  CHECK(tree_of(base + "t: {<<: {a: 1}, b: 2}\n") == bases + "t: {b: 2, a: 1}}");
  CHECK(tree_of(base + "t: &t {<<: *base, b: 2}\nu: {<<: *t}\n") == bases + "t: {b: 2, x: 1, y: {z: 2}}, u: {b: 2, x: 1, y: {z: 2}}}");
  CHECK(tree_of("t: {<<: []}\n") == "{t: {}}");
  CHECK(tree_of("t: {'<<': 1}\n") == "{t: {\"<<\": 1}}");
}

TEST_CASE("anchors survive a merge") {
  CHECK(tree_of("t:\n  <<: {a: &a [1], b: &b {c: &c 2}}\n  d: &d 3\ne: [*a, *b, *c, *d]\n") ==
        "{t: {d: 3, a: [1], b: {c: 2}}, e: [[1], {c: 2}, 2, 3]}");
  CHECK(tree_of("t: &t\n  <<: &m {a: 1}\n  d: &d {x: y}\nu: {<<: *m, e: *d, f: *t}\n") ==
        "{t: {d: {x: y}, a: 1}, u: {e: {x: y}, f: {d: {x: y}, a: 1}, a: 1}}");
}

TEST_CASE("JSON is read as it is") {
  CHECK(tree_of("{\n\t\"a\": \"\\ud83d\\ude00 \\/ \\u00e9\",\n\t\"b\":[true,null,-1.5e3],\n\t\"c\":{}\n}\n") ==
        "{\"a\": \"\xF0\x9F\x98\x80 / \xC3\xA9\", \"b\": [true, ~, -1.5e3], \"c\": {}}");
  CHECK(tree_of("[{\"a\":1},{\"a\":2}]") == "[{\"a\": 1}, {\"a\": 2}]");
  CHECK(tree_of("\"\\uD83D\\uDE00\"") == "\"\xF0\x9F\x98\x80\"");
}

TEST_CASE("a document may say where it begins and ends") {
  CHECK(tree_of("%YAML 1.2\n---\na: 1\n...\n") == "{a: 1}");
  CHECK(tree_of("--- # comment\na: 1\n...\n# done\n") == "{a: 1}");
  CHECK(tree_of("---\n{a: 1}\n") == "{a: 1}");
  CHECK(problem_of("---\n---\n") == "2:1 a second document begins here; a file is one document");
  CHECK(problem_of("a:\n---\n") == "2:1 a second document begins here; a file is one document");
  CHECK(tree_of("--- |\n text\n") == "|text\n|");
}

TEST_CASE("keys are found by name") {
  Read read("a: 1\nb: {c: 2}\n");
  REQUIRE(!read.document.problem);
  const View root = read.document.tree.root();
  CHECK(root.size() == 2);
  CHECK(root.find("b")->find("c")->text() == "2");
  CHECK(!root.find("c"));
  CHECK(!root.find("a")->find("c"));
}

// The names and messages of `hostile/`; every file there is broken in one way.
TEST_CASE("each hostile file is refused at its place and in our words") {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(tests_folder / "hostile")) {
    if (entry.path().extension() != ".txt") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  std::string found;
  for (const std::string& name : names) found += name + ":" + problem_of(contents(tests_folder / "hostile" / name)) + "\n";
  const fs::path expected = tests_folder / "hostile" / "expected.txt";
  const char* const update = std::getenv("STACKDRAG_UPDATE");
  if (update != nullptr && std::string_view(update) == "1") std::ofstream(expected, std::ios::binary) << found;
  CHECK(found == contents(expected));
}

TEST_CASE("a file cut off anywhere is never read as a smaller one with a hole") {
  const std::string whole = "version: 1\ntools:\n  hubspot: {owner: 'ana', does: [crm, \"forms\"]}\n  surveybee: {owner: ben}\n";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string text = whole.substr(0, size);
    INFO(text);
    const Read read(text);
    // Cut inside brackets or quotes, it is broken; elsewhere the tree must hold everything that is left.
    const auto open = std::count(text.begin(), text.end(), '{') - std::count(text.begin(), text.end(), '}');
    if (open > 0) CHECK(read.document.problem);
  }
}

TEST_CASE("limits are located messages") {
  CHECK(problem_of("a: " + std::string((1u << 20) + 1, 'x')) == "1:4 this text is longer than 1024 KiB");
  CHECK(problem_of(std::string(1024, 'k') + ": 1\n").empty());
  CHECK(problem_of("\"" + std::string(1025, 'k') + "\" : 1\n") == "1:1 this key is longer than 1024 bytes");
  CHECK(problem_of(std::string(100, '[') + std::string(100, ']')).empty());
  CHECK(problem_of(std::string(101, '[') + std::string(101, ']')) == "1:101 this is nested more than 100 levels deep");
  const std::string deep = "a: &a " + std::string(60, '[') + std::string(60, ']') + "\n";
  CHECK(problem_of(deep + "b: " + std::string(39, '[') + "*a" + std::string(39, ']')).empty());
  CHECK(problem_of(deep + "b: " + std::string(40, '[') + "*a" + std::string(40, ']')) == "2:44 this is nested more than 100 levels deep");
  CHECK(problem_of(std::string((64u << 20) + 1, ' ')) == "1:1 this file is larger than 64 MiB");
  std::string wide = "[[";
  for (int i = 0; i < 3'000'000; ++i) wide += "abc,";
  CHECK(problem_of(wide + "]]") == "1:3 what begins here is longer than 8 MiB; break it up");
}

TEST_CASE("a merge may not cost more than the aliases may") {
  std::string text = "a: &a {";
  for (int i = 0; i < 1000; ++i) text += "k" + std::to_string(i) + ": 1, ";
  text += "}\n";
  for (int i = 0; i < 1000; ++i) text += "m" + std::to_string(i) + ": {<<: *a}\n";
  CHECK(problem_of(text) == "501:12 the aliases of this document stand for more than 1000000 values");
}

TEST_CASE("a repeated key among very many is found in little time") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "key-" + std::to_string(i) + ": 1\n";
  text += "key-77: 2\nkey-5: 2\n";
  // Processor time, because the machine may be busy with other things.
  const std::clock_t begin = std::clock();
  CHECK(problem_of(text) == "100001:1 `key-77` is already declared in line 78");
  CHECK(std::clock() - begin < 20 * CLOCKS_PER_SEC);
}

TEST_CASE("a JSON document of one line is not held in the parser's queue") {
  std::string text = "{\"items\":[";
  for (int i = 0; i < 400'000; ++i) text += "{\"id\":\"" + std::to_string(i) + "\"},";
  text.back() = ']';
  CHECK(problem_of(text + "}").empty());
  CHECK(problem_of("# export\n" + text + "}\n").empty());
}

TEST_CASE("the fuzzer's corpus keeps every promise") {
  std::size_t files = 0;
  for (const char* const folder : {"fuzz/corpus/document", "hostile"}) {
    if (!fs::exists(tests_folder / folder)) continue;
    for (const auto& entry : fs::directory_iterator(tests_folder / folder)) {
      INFO(entry.path());
      fuzz::fuzz_document(contents(entry.path()));
      ++files;
    }
  }
  CHECK(files > 50);
}
