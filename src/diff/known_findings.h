// Findings that are looked for among others, as a multiset: each is found once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stackdrag/report.h"

namespace stackdrag {

/// The band of what was measured; below every band that there is if nothing was, so that it is never worse.
inline int band_or_none(std::optional<int> band) { return band.value_or(-10'000'000); }
inline int band_of(const ReportedFinding& finding) {
  return band_or_none(finding.measure ? std::optional(finding.measure->band) : std::nullopt);
}

class KnownFindings {
 public:
  void add(std::uint64_t fingerprint, int band, std::uint32_t number) { by_fingerprint_[fingerprint].emplace_back(band, number); }

  /// Calls `found(finding, number)` for each finding of the report that passes `fits` and is among these, with its number. Of several alike
  /// the one with the highest band is the one with the highest band; what has an id goes before what had it once.
  template <class Fits, class Found>
  void find(const Report& report, Fits fits, Found found) {
    for (auto& [fingerprint, alike] : by_fingerprint_) std::sort(alike.begin(), alike.end(), lower_band_first);
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < report.findings.size(); ++i) {
      if (fits(report.findings[i])) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return band_of(report.findings[a]) > band_of(report.findings[b]); });
    std::erase_if(order, [&](std::uint32_t at) { return take(report.findings[at].fingerprint, at, found); });
    for (const std::uint32_t at : order) {
      const auto& formerly = report.findings[at].formerly;
      std::find_if(formerly.begin(), formerly.end(), [&](std::uint64_t fingerprint) { return take(fingerprint, at, found); });
    }
  }

 private:
  using Alike = std::pair<int, std::uint32_t>;
  /// Of two that are equal the earlier one comes last, and is taken first.
  static bool lower_band_first(const Alike& a, const Alike& b) { return a.first != b.first ? a.first < b.first : a.second > b.second; }

  template <class Found>
  bool take(std::uint64_t fingerprint, std::uint32_t at, Found found) {
    const auto known = by_fingerprint_.find(fingerprint);
    if (known == by_fingerprint_.end() || known->second.empty()) return false;
    const std::uint32_t number = known->second.back().second;
    known->second.pop_back();
    found(at, number);
    return true;
  }

  std::unordered_map<std::uint64_t, std::vector<Alike>> by_fingerprint_;
};

}  // namespace stackdrag
