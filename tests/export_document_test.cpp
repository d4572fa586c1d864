// Exports are taken as they come, but read whole or refused.
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "stackdrag/export_document.h"

using namespace stackdrag;

namespace {

/// A tree in a short form: `{a:1,b:[x]}`.
std::string outline(View node) {
  if (node.is_null()) return "null";
  if (node.is_scalar()) return std::string(node.text());
  std::string out;
  if (node.is_sequence()) {
    for (const View element : node) out += (out.empty() ? "" : ",") + outline(element);
    return "[" + out + "]";
  }
  node.entries([&](View key, View value) { out += (out.empty() ? "" : ",") + outline(key) + ":" + outline(value); });
  return "{" + out + "}";
}

std::string read(const std::string& text, Document (*reader)(const Sources&, std::size_t) = &read_export) {
  Sources sources;
  const Document document = reader(sources, sources.add("export", text));
  if (document.problem) return "refused";
  return document.tree.empty() ? "nothing" : outline(document.tree.root());
}

}  // namespace

TEST_CASE("an export may have what a file of a person may not") {
  CHECK(read("\xEF\xBB\xBF{\"a\": 1}") == "{a:1}");
  CHECK(read("{\r\n\t\"a\"\t:\t[\t1,\t2\t]\r\n}\r\n") == "{a:[1,2]}");
  CHECK(read("{\"a\": \"\xC2\x85\xC2\x80\xEF\xBB\xBF\xEF\xBF\xBF\x7F\"}") == "{a:\xC2\x85\xC2\x80\xEF\xBB\xBF\xEF\xBF\xBF\x7F}");
  CHECK(read("onInputData({\"log\": {}});\n") == "{log:{}}");
  CHECK(read("/**/my.call_1([1])") == "[1]");
  CHECK(read("{\"a\": \"\\ud83d\\ude00\\/\"}") == "{a:\xF0\x9F\x98\x80/}");
  const std::string long_text(std::size_t{3} << 20, 'x');
  CHECK(read("{\"a\": \"" + long_text + "\"}") == "{a:" + long_text + "}");
  CHECK(read("a: 1\nb: [x]\n") == "{a:1,b:[x]}");
  CHECK(read("a: &x 1\nb: *x\n") == "{a:1,b:1}");
  CHECK(read("") == "nothing");
}

TEST_CASE("of a key that stands twice in an export the last counts, with a note") {
  CHECK(read(R"({"a": 1, "b": 2, "a": 3, "c": {"x": 1, "x": 2}, "a": [4]})") == "{b:2,c:{x:2},a:[4]}");
  CHECK(read("a: &x 1\nb: *x\na: 3\n") == "{b:1,a:3}");
  Sources sources;
  const Document document = read_export(sources, sources.add("export", R"({"a": 1, "a": 2, "a": 3})"));
  REQUIRE(document.repeated.size() == 2);
  CHECK(document.repeated.front().message == "`a` is already declared in line 1");
}

TEST_CASE("several YAML documents are a list of them") {
  CHECK(read("---\na: 1\n---\nb: 2\n") == "[{a:1},{b:2}]");
  CHECK(read("a: 1\n---\nb:\n---\n- c\n") == "[{a:1},{b:null},[c]]");
  CHECK(read("a: 1\n---\n") == "[{a:1}]");
  CHECK(read("---\na: 1\n") == "{a:1}");
  CHECK(read("a: |\n  ---\n  x\n") == "{a:---\nx\n}");
}

TEST_CASE("an export that was cut off is refused, wherever it was cut") {
  for (const std::string whole : {R"(call({"log": {"entries": [{"a": "x\n", "b": [1, true, null]}]}});)", "{\"a\": {\"b\": \"c\"}}"}) {
    const std::size_t end = whole.rfind('}') + (whole.starts_with('{') ? 1 : 2);
    for (std::size_t size = 1; size < end; ++size) {
      CAPTURE(whole.substr(0, size));
      const std::string outcome = read(whole.substr(0, size));
      // The name of the function alone is a text of YAML.
      CHECK((outcome == "refused" || size <= whole.find('(') + 1));
    }
  }
  CHECK(read("{} {}") == "refused");
  CHECK(read("{}x") == "refused");
  CHECK(read(std::string("{\"a\": \"\0\"}", 10)) == "refused");
  CHECK(read("{\"a\": \"\xFF\"}") == "refused");
  CHECK(read(std::string(200, '[') + std::string(200, ']')) == "refused");
  CHECK(read(std::string(5'000'000, '[')) == "refused");
}

namespace {

Document read_whole_table(const Sources& sources, std::size_t source) { return read_table(sources, source); }

}  // namespace

TEST_CASE("a table is a list of rows") {
  CHECK(read("Name,Host\n_ga,.acme.example\n", &read_whole_table) == "[{Name:_ga,Host:.acme.example}]");
  CHECK(read("\xEF\xBB\xBFName;Host\r\n\r\n\"a;\"\"b\"\"\";\r\nc\r\n", &read_whole_table) == "[{Name:a;\"b\",Host:},{Name:c}]");
  CHECK(read("Name\tHost\n\"two\nlines\"\tx", &read_whole_table) == "[{Name:two\nlines,Host:x}]");
  CHECK(read("Name,,Name\n1,2,3\n", &read_whole_table) == "[{Name:3}]");
  // The first row has all columns.
  CHECK(read("Name,Host,\na\nb\n", &read_whole_table) == "[{Name:a,Host:},{Name:b}]");
  CHECK(read("Name,Host\n", &read_whole_table) == "[]");
  CHECK(read("no table", &read_whole_table) == "nothing");
  CHECK(read("Name,Host\n1,2,3\n", &read_whole_table) == "refused");
  CHECK(read("Name,Host\n\"1,2\n", &read_whole_table) == "refused");
}

TEST_CASE("a cell of a table knows its place") {
  Sources sources;
  const Document document = read_table(sources, sources.add("table", "Name,Host\n_ga,\"x\"\n"));
  const View row = *document.tree.root().begin();
  CHECK(sources.text(row.find("Host")->at()) == "\"x\"");
  CHECK(sources.locate(row.find("Name")->at()).line == 2);
}
