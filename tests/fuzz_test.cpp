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
