// Fingerprints, bands, and pairing the findings of two audits.
#include "stackdrag/identity.h"

#include <algorithm>
#include <cmath>

#include "stackdrag/fnv.h"

namespace stackdrag {
namespace {

/// A finding that was not measured lies below every band, so that it never counts as worse.
int band_or_lowest(std::optional<int> band) { return band.value_or(-10'000'000); }

}  // namespace

std::uint64_t fingerprint_of(std::string_view rule, std::string_view subject, std::string_view key) {
  return Fnv().text(rule).byte('\n').text(subject).byte('\n').text(key).hash;
}

int band_of(double measured, std::string_view unit) {
  const int doublings = measured < 1 ? 0 : static_cast<int>(std::floor(std::log2(measured)));
  if (unit == "days left") return -doublings;
  if (unit == "percent" && measured >= 10) return 3 + static_cast<int>(std::floor(measured / 10));
  return doublings;
}

void KnownFindings::add(std::uint64_t fingerprint, std::optional<int> band, std::uint32_t number) {
  by_fingerprint_[fingerprint].emplace_back(band_or_lowest(band), number);
}

std::vector<std::optional<std::uint32_t>> KnownFindings::take(std::span<const Identity> now) {
  // Entries are taken from the end: highest band first and, within a band, the earlier finding first.
  const auto lower_band_first = [](const Entry& a, const Entry& b) { return a.first != b.first ? a.first < b.first : a.second > b.second; };
  for (auto& [fingerprint, entries] : by_fingerprint_) std::sort(entries.begin(), entries.end(), lower_band_first);
  std::vector<std::uint32_t> order(now.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return band_or_lowest(now[a].band) > band_or_lowest(now[b].band); });
  std::vector<std::optional<std::uint32_t>> was(now.size());
  for (const std::uint32_t at : order) was[at] = take_one(now[at].fingerprint);
  for (const std::uint32_t at : order) {
    for (std::size_t i = 0; !was[at] && i < now[at].formerly.size(); ++i) was[at] = take_one(now[at].formerly[i]);
  }
  return was;
}

std::optional<std::uint32_t> KnownFindings::take_one(std::uint64_t fingerprint) {
  const auto known = by_fingerprint_.find(fingerprint);
  if (known == by_fingerprint_.end() || known->second.empty()) return std::nullopt;
  const std::uint32_t number = known->second.back().second;
  known->second.pop_back();
  return number;
}

}  // namespace stackdrag
