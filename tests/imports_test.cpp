// Replays the exports of tests/evidence: a folder for each kind, beside each export what is observed in it.
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "catch.h"
#include "fuzz/targets.h"
#include "imports.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

std::set<std::filesystem::path> exports() {
  std::set<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_dir() + "/tests/evidence")) {
    if (entry.is_regular_file() && !entry.path().filename().string().ends_with(".observed.yaml")) found.insert(entry.path());
  }
  return found;
}

}  // namespace

TEST_CASE("what is observed in an export is recorded beside it") {
  REQUIRE_FALSE(exports().empty());
  for (const std::filesystem::path& path : exports()) {
    INFO(path.string());
    const auto imported = import_text(read_text(path.string()), path.filename().string());
    REQUIRE(imported);
    CHECK(name_of(imported->source.kind) == path.parent_path().filename().string());
    std::filesystem::path observed = path;
    CHECK(is_recorded(observed.replace_extension(".observed.yaml").string(), observed_of(*imported)));
  }
}

TEST_CASE("an export that is cut off is refused or read, wherever it ends") {
  for (const std::filesystem::path& path : exports()) {
    INFO(path.string());
    const std::string whole = read_text(path.string());
    const std::size_t step = tests::is_sanitized() ? 5 : 1;
    for (std::size_t size = 0; size < whole.size(); size += step) fuzz::fuzz_evidence(std::string_view(whole).substr(0, size));
  }
}

TEST_CASE("an export whose parts have another form is read all the same") {
  constexpr std::string_view forms[] = {"null", "[]", "{}", "[[{}]]", "7", "\"{{a}}\"", "{\"list\": [{\"map\": [3]}]}"};
  std::size_t number = 0;
  for (const std::filesystem::path& path : exports()) {
    INFO(path.string());
    Sources sources;
    const std::size_t source = sources.add("export", read_text(path.string()));
    const Document document = read_document(sources, source);
    // A few of all, since every reading prepares what it looks up.
    for (std::size_t node = 0; node < document.tree.nodes.size(); node += 29) {
      const Span at = document.tree.nodes[node].at;
      std::string text(sources.text(source));
      text.replace(at.begin - sources.base(source), at.end - at.begin, forms[number++ % std::size(forms)]);
      fuzz::fuzz_evidence(text);
    }
  }
  CHECK(number > 20);
}
