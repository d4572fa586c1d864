// What the requests of Google's tags say about Consent Mode.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stackdrag::evidence {

inline constexpr std::string_view google_analytics = "google-analytics";
inline constexpr std::string_view universal_analytics = "google-universal-analytics";

/// Whether a vendor of Google's counts visits: its tags ask for another consent than those for advertising.
constexpr bool is_analytics(std::string_view vendor) { return vendor == google_analytics || vendor == universal_analytics; }

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
