// The identity of a finding: how it is recognised from one audit to the next, in baselines, in differences and in every format.
//
// The identity is the rule, the subject and the rule's own key, and nothing else: not the line, the message, the severity, the file or the
// position in a list. Several findings may share all three, so findings are compared as multisets. Next to the identity there is the band
// of what was measured: a finding that climbs a band has worsened.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackdrag {

/// The version of what `fingerprint_of` hashes; baselines and other formats state it.
inline constexpr int fingerprint_version = 1;

/// The 64-bit FNV-1a hash of `rule \n subject \n key`.
std::uint64_t fingerprint_of(std::string_view rule, std::string_view subject, std::string_view key);

/// The band of a measured value, floor(log2), so each band is twice as wide as the one below. "days left" counts the other way round: it
/// climbs a band each time that half of the days are gone. "percent" has steps of ten from 10 on.
int band_of(double measured, std::string_view unit);

struct Identity {
  std::uint64_t fingerprint = 0;
  std::span<const std::uint64_t> formerly;  ///< fingerprints under ids that the item had before (`was:`)
  std::optional<int> band;                  ///< empty if nothing was measured
};

/// The findings of an earlier audit, each to be matched at most once.
class KnownFindings {
 public:
  /// `number` is what `take` returns for it.
  void add(std::uint64_t fingerprint, std::optional<int> band, std::uint32_t number);

  /// For each present finding, the number of the earlier one; empty if it is new. Duplicates are paired by band, highest first; current ids
  /// win over former ones. An earlier finding that was taken is not found again, not by a later call either.
  std::vector<std::optional<std::uint32_t>> take(std::span<const Identity> now);

 private:
  using Entry = std::pair<int, std::uint32_t>;  ///< band and number
  std::optional<std::uint32_t> take_one(std::uint64_t fingerprint);

  std::unordered_map<std::uint64_t, std::vector<Entry>> by_fingerprint_;
};

}  // namespace stackdrag
