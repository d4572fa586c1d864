// The identity of a finding: what it is known by from one audit to the next, in baselines, in differences and in every format.
//
// A finding is known by its rule, its subject and the rule's own key, and by nothing else: not the line, the message, the severity, the
// file or its place in a list. Two findings may share all three, so findings are compared as multisets. Beside the identity stands the band
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

/// Of the identity of a finding, as `fingerprint_of` makes it; baselines and other formats name it.
inline constexpr int fingerprint_version = 1;

/// A hash of exactly these three (FNV-1a, 64 bits, over `rule \n subject \n key`).
std::uint64_t fingerprint_of(std::string_view rule, std::string_view subject, std::string_view key);

/// The band of a measured value. Bands double; what runs out ("days left") climbs a band when half of it is left; per cent, which cannot
/// double for long, has steps of ten.
int band_of(double measured, std::string_view unit);

struct Identity {
  std::uint64_t fingerprint = 0;
  std::span<const std::uint64_t> formerly;  ///< fingerprints under ids that the item had before (`was:`)
  std::optional<int> band;                  ///< empty if nothing was measured
};

/// Findings that were there before, each to be found once.
class KnownFindings {
 public:
  /// `number` is what `take` returns for it.
  void add(std::uint64_t fingerprint, std::optional<int> band, std::uint32_t number);

  /// For each finding that is there now, the number of the one that it was; empty if it is new. Duplicates are paired by band, highest
  /// first; current ids win over former ones. What is taken is not found again, by a later call either.
  std::vector<std::optional<std::uint32_t>> take(std::span<const Identity> now);

 private:
  using Entry = std::pair<int, std::uint32_t>;  ///< band and number
  std::optional<std::uint32_t> take_one(std::uint64_t fingerprint);

  std::unordered_map<std::uint64_t, std::vector<Entry>> by_fingerprint_;
};

}  // namespace stackdrag
