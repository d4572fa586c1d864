// Judges what a change adds: the items that the other inventory does not have.
#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "decide/gatekeeping_parts.h"
#include "stackdrag/identity.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag {
namespace {

using Items = std::unordered_set<std::string>;

/// The new items in the inventory, ascending.
std::vector<ItemId> ids_of(const std::vector<std::string>& items, const Facts& facts) {
  const Items labels(items.begin(), items.end());
  std::vector<ItemId> ids;
  for (const Item& item : facts.items) {
    if (labels.contains(label_of(name_of(item.id.kind), item.name))) ids.push_back(item.id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

/// Findings that nobody lets in with something new: a second tool for a job, personal data without an agreement, and what is critical. That
/// its owner has left is told with its other facts.
bool keeps_out(const Finding& finding) {
  return finding.rule->id == "capability-overlap" || finding.rule->id == "vendor-no-dpa" || finding.severity == Severity::critical;
}

/// Whether a finding is about one of the items, or about a group that one of them has joined.
bool is_about(const Finding& finding, const std::vector<ItemId>& items) {
  const auto is_new = [&](ItemId item) { return item && std::binary_search(items.begin(), items.end(), item); };
  return is_new(finding.subject.item) || std::any_of(finding.subject.members.begin(), finding.subject.members.end(), is_new);
}

void add_findings(GateCase& into, const Report& before, const GateInput& in) {
  std::unordered_set<std::uint64_t> known;
  for (const ReportedFinding& finding : before.findings) {
    known.insert(finding.fingerprint);
    known.insert(finding.formerly.begin(), finding.formerly.end());
  }
  std::size_t still = 0;
  for (const TriagedFinding& finding : in.now.findings) {
    const auto& identity = finding.identity;
    const bool was = known.contains(identity.fingerprint) || std::any_of(identity.formerly.begin(), identity.formerly.end(),
                                                                         [&](std::uint64_t one) { return known.contains(one); });
    if (was) ++still;
    if (was || finding.excused || finding.folded_into || finding.finding->severity == Severity::info) continue;
    if (is_told(into, finding, in)) continue;
    into.adds.push_back({finding.finding->severity, std::string(finding.finding->rule->id), std::string(finding.subject),
                         std::string(finding.finding->what.message)});
  }
  into.settles = before.findings.size() - std::min(before.findings.size(), still);
}

/// Whether the tool takes the place of another one that is declared.
bool replaces_something(const Tool& tool) { return tool.replaces && tool.replaces->target && tool.replaces->target != tool.common.self; }

/// How many of the items come in without anything going in return. An integration of a tool that replaces another comes with it.
std::size_t count_unreplaced(const std::vector<ItemId>& items, const Facts& facts) {
  std::vector<ItemId> with_replacing;
  for (const ItemId item : items) {
    const Tool* const tool = facts.tool(item);
    if (tool == nullptr || !replaces_something(*tool)) continue;
    with_replacing.push_back(item);
    for (const Integration* const one : facts.integrations_at(item)) with_replacing.push_back(one->common.self);
  }
  return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [&](ItemId item) {
    const Tool* const tool = facts.tool(item);
    const bool is_asked = item.kind == Kind::tool || item.kind == Kind::pixel || item.kind == Kind::integration || item.kind == Kind::agent;
    if (!is_asked || facts.items[facts.place_of(item)].status == Status::retired) return false;
    if (tool != nullptr && is_external(*tool)) return false;
    return std::find(with_replacing.begin(), with_replacing.end(), item) == with_replacing.end();
  }));
}

void add_reasons(GateCase& into, const std::vector<ItemId>& items, const GateInput& in) {
  into.reasons = newcomer_reasons(items, in);
  const std::size_t unreplaced = count_unreplaced(items, in.now.workspace.facts);
  for (const TriagedFinding& finding : in.strict.findings) {
    if (keeps_out(*finding.finding) && is_about(*finding.finding, items))
      into.reasons.push_back(reason_of(finding, GateVerdict::block, in));
  }
  if (unreplaced == 0) return;
  if (auto frozen = freeze("", unreplaced, in)) into.reasons.push_back(std::move(*frozen));
}

}  // namespace

std::optional<GateCase> change_of(const std::vector<std::string>& items, const Report& before, const GateInput& in) {
  if (items.empty()) return std::nullopt;
  const std::vector<ItemId> ids = ids_of(items, in.now.workspace.facts);
  GateCase judged{.items = items};
  // Points of two models are not the same points.
  if (before.model == drag_model)
    judged.before = GateStanding{before.drag.low,        before.drag.high,  before.drag.low_hours,
                                 before.drag.high_hours, before.drag.grade, before.drag.provisional};
  judged.after = standing_of(in.now);
  Obligations obligations =
      obligations_of(in.now, [&](const Undecided& question) { return std::binary_search(ids.begin(), ids.end(), question.what.item); });
  judged.obligations = std::move(obligations.all);
  judged.proved_high = obligations.proved_high;
  judged.proved_grade = obligations.proved_grade;
  add_reasons(judged, ids, in);
  add_budget(judged, "", nullptr, in);
  add_findings(judged, before, in);
  if (!judged.before) judged.unchecked.emplace_back("whether drag rises: the other report counts by another model");
  conclude(judged);
  return judged;
}

}  // namespace stackdrag
