// libFuzzer's way into fuzz_report.
#include <cstddef>
#include <cstdint>

#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  stackdrag::fuzz::fuzz_report({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
