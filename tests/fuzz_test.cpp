// Replays the corpus of the audit's fuzzer, the examples and the hostile documents.
#include <filesystem>

#include "catch.h"
#include "fuzz/targets.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

TEST_CASE("any bytes can be audited: the corpus of the fuzzer") {
  std::size_t replayed = 0;
  for (const std::string folder : {"/tests/fuzz/corpus", "/tests/hostile", "/tests/rules", "/examples"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_dir() + folder)) {
      if (!entry.is_regular_file()) continue;
      INFO(entry.path().string());
      fuzz::fuzz_audit(read_text(entry.path().string()));
      ++replayed;
    }
  }
  CHECK(replayed > 100);
}

TEST_CASE("any bytes can be read as a baseline or a configuration") {
  std::size_t replayed = 0;
  for (const std::string folder : {"/tests/fuzz/corpus", "/tests/hostile", "/tests/schema"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_dir() + folder)) {
      if (!entry.is_regular_file()) continue;
      INFO(entry.path().string());
      fuzz::fuzz_settings(read_text(entry.path().string()));
      ++replayed;
    }
  }
  CHECK(replayed > 100);
  // A good one of each, cut off at every byte.
  for (const std::string name : {"baseline.json", "config.yaml"}) {
    const std::string whole = read_text(source_dir() + "/tests/fuzz/corpus/settings/" + name);
    REQUIRE_FALSE(whole.empty());
    for (std::size_t size = 0; size <= whole.size(); ++size) fuzz::fuzz_settings(std::string_view(whole).substr(0, size));
  }
}
