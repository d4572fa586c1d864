// libFuzzer's way into fuzz_evidence.
#include <cstddef>
#include <cstdint>

#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  stackdrag::fuzz::fuzz_evidence({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
