// What speaks against letting something in: findings, the budget of drag, and the freeze.
#include <algorithm>

#include <fmt/format.h>

#include "decide/gatekeeping_parts.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// "by `ana` until 2027-01-31: `first a pilot`".
std::string acceptance(const Waiver& waiver) {
  std::string words;
  if (waiver.by) words += fmt::format("by `{}` ", waiver.by->text);
  if (waiver.until) words += fmt::format("until {}", *waiver.until);
  if (waiver.reason) words += fmt::format(": `{}`", *waiver.reason);
  return words.empty() ? "by a waiver" : words;
}

/// What to do about a finding: "test `quiz` with the tools that it must work with".
std::string todo_of(const TriagedFinding& finding) {
  std::string action(finding.finding->what.action);
  if (action.empty()) return std::string(finding.finding->rule->fix);
  if (const std::size_t at = action.find("{}"); at != std::string::npos)
    action.replace(at, 2, fmt::format("`{}`", finding.subject.substr(finding.subject.find('/') + 1)));
  return action;
}

std::string points(Decimal drag) { return fmt::format("{:.1f}", drag.value()); }

}  // namespace

double option_of(const Rule& rule, std::string_view name, const GateInput& in) {
  return OptionValues(rule.options, option_values(rule, in.now.workspace.inventory->limits)).number(name);
}

std::string acceptance_of(const Rule& rule, const Subject* subject, const GateInput& in) {
  if (subject == nullptr || !in.settings.waivers.honoured) return "";
  const Inventory& inventory = *in.now.workspace.inventory;
  const Waivers waivers(inventory, in.now.catalogue.rules, in.now.profile, in.now.as_of, in.settings.waivers);
  return waivers.accepts(rule, *subject) ? "by a waiver" : "";
}

GateReason reason_of(const TriagedFinding& finding, GateVerdict verdict, const GateInput& in) {
  const Finding& found = *finding.finding;
  GateReason reason{
      .verdict = verdict, .item = std::string(finding.subject), .rule = found.rule->id, .text = std::string(found.what.message)};
  reason.todo = todo_of(finding);
  reason.at = in.now.workspace.sources->locate(found.what.at);
  if (finding.waiver) reason.accepted = acceptance(*in.strict.waivers[*finding.waiver].waiver);
  return reason;
}

GateStanding standing_of(const Assessment& assessment) {
  const Score& score = assessment.score;
  return {score.low, score.high, score.low_hours, score.high_hours, score.grade, score.provisional};
}

void add_budget(GateCase& into, const std::string& item, const Subject* subject, const GateInput& in) {
  const Rule* const rule = in.now.catalogue.find("proposal-drag-budget");
  if (rule == nullptr || rule->setting.off || !into.before) return;
  const auto add = [&](std::string text, std::string todo) {
    into.reasons.push_back({.verdict = GateVerdict::block,
                            .item = item,
                            .rule = rule->id,
                            .text = std::move(text),
                            .todo = std::move(todo),
                            .accepted = acceptance_of(*rule, subject, in)});
  };
  const GateStanding& before = *into.before;
  const double limit = option_of(*rule, "points", in);
  const Decimal rise = into.after.low - before.low;
  if (rise.value() > limit)
    add(fmt::format("drag would rise by {} for certain, from {} to {} (limit {})", points(rise), points(before.low), points(into.after.low),
                    format_number(limit)),
        "settle something that takes as much first, or retire what it makes superfluous");
  // What is not proved yet has been listed; only a fall that proof does not avert keeps it out.
  if (before.grade != no_grade && into.proved_grade > before.grade)
    add(fmt::format("the grade would fall from {} to {}, even if all is proved", before.grade, into.proved_grade),
        "settle something else first");
}

std::optional<GateReason> freeze(const std::string& item, std::size_t count, const GateInput& in) {
  const std::optional<Date>& until = in.settings.gate.freeze_until;
  if (!until || *until < in.now.as_of) return std::nullopt;
  const std::string what = !item.empty() ? "it replaces nothing"
                                         : fmt::format("{} {} nothing", count_of(count, "new item"), count == 1 ? "replaces" : "replace");
  return GateReason{.verdict = GateVerdict::block,
                    .item = item,
                    .text = fmt::format("up to {} only what replaces something comes in (`gate.freeze_until`), and {}", *until, what),
                    .todo = "name in `replaces` what goes in return, or wait"};
}

bool is_told(const GateCase& judged, const TriagedFinding& finding, const GateInput& in) {
  const Location at = in.now.workspace.sources->locate(finding.finding->what.at);
  return std::any_of(judged.reasons.begin(), judged.reasons.end(), [&](const GateReason& reason) {
    return reason.rule == finding.finding->rule->id && (reason.item == finding.subject || reason.at == at);
  });
}

void conclude(GateCase& into) {
  // What somebody accepts comes last: it does not count.
  std::stable_sort(into.reasons.begin(), into.reasons.end(), [](const GateReason& a, const GateReason& b) {
    if (a.accepted.empty() != b.accepted.empty()) return a.accepted.empty();
    return a.verdict > b.verdict;
  });
  for (const GateReason& reason : into.reasons) {
    if (reason.accepted.empty()) into.verdict = std::max(into.verdict, reason.verdict);
  }
}

}  // namespace stackdrag
