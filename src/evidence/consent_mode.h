// What the requests of Google's tags say about Consent Mode.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stackdrag::evidence {

/// What a tag was told about one kind of storage.
enum class StorageState : std::uint8_t {
  unsaid,   ///< nobody told it anything
  granted,  ///< it may
  waiting,  ///< it may now, and had to wait for the visitor's choice
  denied,   ///< it may not
};

struct ConsentModeState {
  StorageState ads = StorageState::unsaid;
  StorageState analytics = StorageState::unsaid;

  friend bool operator==(const ConsentModeState&, const ConsentModeState&) = default;
};

/// From the parameters `gcd` and `gcs` of a query; nothing if there is neither.
std::optional<ConsentModeState> consent_mode(std::string_view query);

}  // namespace stackdrag::evidence
