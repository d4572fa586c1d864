// Reads the parameters `gcd` ("13r3r2l2l5l1") and `gcs` ("G101") of Google's tags.
#include "evidence/consent_mode.h"

#include <algorithm>

#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// The value of a parameter; empty if there is none.
std::string_view parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::string_view part = query.substr(0, std::min(query.find_first_of("&;"), query.size()));
    query.remove_prefix(std::min(part.size() + 1, query.size()));
    if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=') return part.substr(name.size() + 1);
  }
  return {};
}

/// The letters tell what was said before the visitor chose, and what afterwards.
StorageState state_of_letter(char letter) {
  switch (letter) {
    case 't':  // granted, and nobody chose
    case 'n':  // nothing said before
    case 'v':
      return StorageState::granted;
    case 'r':  // denied until the visitor agreed
      return StorageState::waiting;
    case 'p':
    case 'q':
    case 'm':
    case 'u':
      return StorageState::denied;
    default:
      return StorageState::unsaid;
  }
}

/// After the version there are a digit and a letter for each kind of storage, that for ads first: "1" "3r" "3r" "2l" "2l" "5".
std::optional<ConsentModeState> from_letters(std::string_view gcd) {
  char letters[2] = {};
  std::size_t found = 0;
  for (const char c : gcd) {
    if (is_digit(c)) continue;
    if (!is_letter(c)) return std::nullopt;
    letters[found++] = c;
    if (found == 2) return ConsentModeState{state_of_letter(letters[0]), state_of_letter(letters[1])};
  }
  return std::nullopt;
}

StorageState state_of_bit(char bit) {
  return bit == '1' ? StorageState::granted : bit == '0' ? StorageState::denied : StorageState::unsaid;
}

}  // namespace

std::optional<ConsentModeState> consent_mode(std::string_view query) {
  // The letters say more.
  if (const auto state = from_letters(parameter(query, "gcd"))) return state;
  const std::string_view gcs = parameter(query, "gcs");
  if (gcs.size() != 4 || !gcs.starts_with("G1")) return std::nullopt;
  return ConsentModeState{state_of_bit(gcs[2]), state_of_bit(gcs[3])};
}

}  // namespace stackdrag::evidence
