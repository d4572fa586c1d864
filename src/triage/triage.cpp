// Puts the findings in the order of the report, and gives each its identity.
#include "stackdrag/triage.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "stackdrag/kinds.h"

namespace stackdrag {
namespace {

std::uint32_t place_of(const Finding& finding) { return finding.what.at.written() ? finding.what.at.begin : finding.subject.at.begin; }

/// Indices of the findings: most severe first, then by place in the files, then by rule, subject and key.
std::vector<std::uint32_t> order_of(const std::vector<Finding>& findings) {
  // Severity and place nearly always decide. Keeping them together saves the sort from visiting the findings themselves.
  struct Entry {
    Severity severity;
    std::uint32_t place, index;
  };
  std::vector<Entry> entries;
  entries.reserve(findings.size());
  for (const Finding& finding : findings)
    entries.push_back({finding.severity, place_of(finding), static_cast<std::uint32_t>(entries.size())});
  std::sort(entries.begin(), entries.end(), [&](const Entry& x, const Entry& y) {
    if (x.severity != y.severity) return x.severity > y.severity;
    if (x.place != y.place) return x.place < y.place;
    const Finding& a = findings[x.index];
    const Finding& b = findings[y.index];
    if (a.rule->id != b.rule->id) return a.rule->id < b.rule->id;
    if (a.subject.id != b.subject.id) return a.subject.id < b.subject.id;
    return a.what.key != b.what.key ? a.what.key < b.what.key : x.index < y.index;
  });
  std::vector<std::uint32_t> order;
  order.reserve(entries.size());
  for (const Entry& entry : entries) order.push_back(entry.index);
  return order;
}

/// The former ids of items (`was:`).
class FormerIds {
 public:
  explicit FormerIds(const Inventory& inventory) {
    each_collection(inventory, [&](Kind, const auto& items) {
      for (const auto& item : items) {
        for (const auto& was : item.common.extras().was) by_id_[*item.id].push_back(*was);
      }
    });
  }

  /// The fingerprints that the finding would have if its subject, or the item that its key names, still had an old id.
  std::span<const std::uint64_t> fingerprints(const TriagedFinding& triaged, Store& store) const {
    if (by_id_.empty()) return {};
    const Finding& finding = *triaged.finding;
    std::vector<std::string> subjects{std::string(triaged.subject)};
    if (finding.subject.item) {
      for (const std::string_view id : former(finding.subject.id)) subjects.push_back(label_of(finding.subject.kind, id));
    }
    std::vector<std::string_view> keys = former(finding.what.key);
    keys.insert(keys.begin(), finding.what.key);
    std::vector<std::uint64_t> all;
    for (const std::string& subject : subjects) {
      for (const std::string_view key : keys) all.push_back(fingerprint_of(finding.rule->id, subject, key));
    }
    all.erase(all.begin());
    return all.empty() ? std::span<const std::uint64_t>() : store.keep(all);
  }

 private:
  std::vector<std::string_view> former(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? std::vector<std::string_view>() : found->second;
  }
  std::unordered_map<std::string_view, std::vector<std::string_view>> by_id_;
};

void add(const std::vector<Finding>& findings, const FormerIds& former, Store& store, std::vector<TriagedFinding>& into) {
  for (const std::uint32_t index : order_of(findings)) {
    const Finding& finding = findings[index];
    TriagedFinding& triaged = into.emplace_back();
    triaged.finding = &finding;
    triaged.node = index;
    triaged.subject = store.keep(finding.subject.label());
    triaged.identity.fingerprint = fingerprint_of(finding.rule->id, triaged.subject, finding.what.key);
    triaged.identity.formerly = former.fingerprints(triaged, store);
    if (!finding.what.unit.empty()) triaged.identity.band = band_of(finding.what.measured, finding.what.unit);
  }
}

void set_extents(const Tally& tally, std::span<TriagedFinding> findings) {
  const std::vector<bool> open = open_costs(tally);
  for (TriagedFinding& one : findings) one.extent = extent_of(*one.finding, open[one.node]);
}

}  // namespace

std::vector<bool> open_costs(const Tally& tally) {
  std::vector<bool> open(tally.findings().size());
  for (const Undecided& question : tally.undecided()) {
    if (question.finding) open[*question.finding] = true;
  }
  return open;
}

Extent extent_of(const Finding& finding, bool cost_open) {
  Extent extent{.severity = finding.alone, .planned = finding.what.planned};
  if (!finding.what.unit.empty()) extent.band = band_of(finding.what.measured, finding.what.unit);
  if (cost_open) return extent;
  // The item's own hours are not the finding's.
  if (!finding.shares_carry) extent.hours = finding.carry;
  extent.money = finding.what.money;
  return extent;
}

std::map<std::string, std::string> renamed_items(const Inventory& inventory) {
  std::map<std::string, std::string> renamed;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (!has_role(kind, role::item)) return;
    for (const auto& item : items) {
      for (const auto& was : item.common.extras().was)
        renamed.try_emplace(fmt::format("{}/{}", name_of(kind), *was), fmt::format("{}/{}", name_of(kind), *item.id));
    }
  });
  return renamed;
}

std::vector<TriagedFinding> triaged(const Inventory& inventory, const Tally& tally, const Folding& folding, const Tally& excused,
                                    Store& store) {
  const FormerIds former(inventory);
  std::vector<TriagedFinding> all;
  all.reserve(tally.findings().size() + excused.findings().size());
  add(tally.findings(), former, store, all);
  const std::size_t charged = all.size();
  std::vector<std::uint32_t> places(charged);
  for (std::uint32_t i = 0; i < charged; ++i) places[all[i].node] = i;
  for (TriagedFinding& one : all) {
    if (const std::size_t parent = folding.shown_under(one.node); parent != Folding::none) one.folded_into = places[parent];
  }
  add(excused.findings(), former, store, all);
  set_extents(tally, std::span(all).first(charged));
  set_extents(excused, std::span(all).subspan(charged));
  for (std::size_t i = charged; i < all.size(); ++i) all[i].excused = true;
  return all;
}

}  // namespace stackdrag
