// Names as parts of keys.
#include "evidence/ascii_key.h"

#include <algorithm>
#include <cstddef>

#include "stackdrag/sha256.h"

namespace stackdrag::evidence {

std::string short_hash(std::string_view name) {
  constexpr std::size_t digits = 8;
  return sha256(name).substr(0, digits);
}

std::string ascii_key(std::string_view name) {
  const auto is_other = [](char c) { return static_cast<signed char>(c) < 0; };
  std::string key(name);
  std::erase_if(key, is_other);
  if (key.size() == name.size()) return key;
  const std::string hash = short_hash(name);
  return key.empty() ? hash : key + "-" + hash;
}

}  // namespace stackdrag::evidence
