// libFuzzer's way into fuzz_settings.
#include <cstddef>
#include <cstdint>

#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  stackdrag::fuzz::fuzz_settings({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
