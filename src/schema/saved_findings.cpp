// Reads findings back. What the JSON report names by id or fingerprint becomes a pointer or an index again.
#include "schema/saved_findings.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace stackdrag::report {
namespace {

constexpr double any_amount = std::numeric_limits<double>::max();
constexpr std::string_view severity_words = "info, low, medium, high or critical";
constexpr std::string_view cause_words = "inventory, clock, rules, waiver or worsened";

std::optional<bool> not_applicable_named(std::string_view name) {
  if (name == "accepted") return false;
  return name == "not-applicable" ? std::optional(true) : std::nullopt;
}
constexpr std::string_view waiver_words = "accepted or not-applicable";

class FindingsReader {
 public:
  FindingsReader(SavedReader& in, SavedObject& root, Report& report) : in_(in), root_(root), report_(report) {}

  void read() {
    read_rules();
    read_waivers();
    root_.each("findings", [&](View row) { read_finding(row); });
    report_.shown.resize(report_.findings.size());
    std::iota(report_.shown.begin(), report_.shown.end(), std::size_t{0});
    for (std::uint32_t i = 0; i < report_.findings.size(); ++i) by_fingerprint_[report_.findings[i].fingerprint].push_back(i);
    for (std::size_t i = 0; i < parents_.size() && !in_.failed(); ++i) fold(i);
    for (std::size_t i = 0; i < parents_.size() && !in_.failed(); ++i) refuse_ring(i);
    root_.each("unknown", [&](View row) { read_unknown(row); });
    root_.each("actions", [&](View row) { read_action(row); });
    root_.each("gaps", [&](View row) { read_gap(row); });
  }

 private:
  /// The finding that one is folded into, as the file names it.
  struct Parent {
    std::optional<std::uint64_t> fingerprint;
    Span at;
  };

  void read_rules();
  void read_waivers();
  void read_finding(View row);
  void read_related(SavedObject& from, ReportedFinding& finding);
  void read_measure(SavedObject& from, ReportedFinding& finding);
  void read_waiver_of(SavedObject& from, ReportedFinding& finding);
  void read_unknown(View row);
  void read_action(View row);
  void read_gap(View row);
  void fold(std::size_t finding);
  void refuse_ring(std::size_t finding);
  std::uint32_t hidden(std::uint64_t fingerprint);

  SavedReader& in_;
  SavedObject& root_;
  Report& report_;
  std::unordered_map<std::string_view, const ReportedRule*> rules_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_fingerprint_;
  std::vector<Parent> parents_;
  const ReportedRule* nameless_ = nullptr;
};

void FindingsReader::read_rules() {
  std::vector<ReportedRule> rules;
  SavedObject object = root_.object("rules");
  object.entries([&](View key, View value) {
    SavedObject from(in_, value, key.text());
    ReportedRule& rule = rules.emplace_back();
    rule.id = in_.shared(key.text());
    rule.title = from.text("title");
    rule.family = from.id("family");
    rule.severity = from.word("severity", severity_named, severity_words);
    rule.when = from.text("when");
    rule.why = from.text("why");
    rule.fix = from.text("fix");
  });
  report_.rules = in_.store.keep(rules);
  for (const ReportedRule& rule : report_.rules) rules_[rule.id] = &rule;
}

void FindingsReader::read_waivers() {
  std::vector<ReportedWaiver> waivers;
  root_.each("waivers", [&](View row) {
    SavedObject from(in_, row, "waivers");
    ReportedWaiver& waiver = waivers.emplace_back();
    waiver.rule = from.text("rule");
    waiver.on = from.text("on");
    waiver.not_applicable = from.word("kind", not_applicable_named, waiver_words);
    waiver.reason = from.text("reason");
    waiver.by = from.text_or_null("by");
    waiver.until = from.date_or_null("until");
    waiver.state = from.word("state", waiver_state_named, "active, ending, lapsed, unused or refused");
    waiver.note = from.text_or_null("note");
    waiver.findings = from.count("findings");
    waiver.location = from.location();
  });
  report_.waivers = in_.store.keep(waivers);
}

void FindingsReader::read_finding(View row) {
  SavedObject from(in_, row, "findings");
  ReportedFinding& finding = report_.findings.emplace_back();
  const std::string_view id = from.id("rule");
  const auto rule = rules_.find(id);
  if (rule == rules_.end()) return in_.fail(row.at(), "the `rule` of this finding is not among the `rules` of the report");
  finding.rule = rule->second;
  finding.subject = from.id("subject");
  finding.key = from.text("key");
  finding.fingerprint = from.fingerprint("fingerprint");
  finding.formerly = from.fingerprints("formerly");
  finding.severity = from.word("severity", severity_named, severity_words);
  from.text("family");
  from.text_or_null("owner");
  finding.owners = from.texts("owners");
  finding.message = from.id("message");
  finding.location = from.location();
  read_related(from, finding);
  read_measure(from, finding);
  finding.effort_hours = from.number("effort_hours", 0, any_amount);
  finding.carry_hours = from.number("carry_hours", 0, any_amount);
  finding.carry_money = from.number("carry_money", 0, any_amount);
  finding.charge_hours = from.decimal("charge_hours", any_amount);
  finding.points = from.decimal("points", 100);
  finding.if_fixed = from.number("if_fixed", -100, 0);
  const auto parent = from.member("folded_into");
  parents_.push_back({from.fingerprint_or_null("folded_into"), parent ? parent->at() : row.at()});
  read_waiver_of(from, finding);
  finding.novelty = from.word("status", novelty_named, "open, known or new");
  finding.cause = from.word_or_null("cause", cause_named, cause_words);
  finding.fails = from.truth("fails_gate");
}

void FindingsReader::read_related(SavedObject& from, ReportedFinding& finding) {
  std::vector<RelatedPlace> places;
  from.each("related", [&](View row) {
    SavedObject place(in_, row, "related");
    const std::string_view message = place.text("message");
    places.push_back({message, place.location()});
  });
  finding.related = in_.store.keep(places);
}

void FindingsReader::read_measure(SavedObject& from, ReportedFinding& finding) {
  if (from.is_null("measure")) return;
  SavedObject measure = from.object("measure");
  const double value = measure.number("value", -any_amount, any_amount);
  finding.measure = {value, measure.id("unit"), static_cast<int>(measure.whole("band", -1'000'000, 1'000'000))};
}

/// The waiver of the list that says the same; one is made if the list has none.
void FindingsReader::read_waiver_of(SavedObject& from, ReportedFinding& finding) {
  if (from.is_null("waived")) return;
  SavedObject waived = from.object("waived");
  ReportedWaiver waiver{.rule = finding.rule->id, .on = finding.subject};
  waiver.not_applicable = waived.word("kind", not_applicable_named, waiver_words);
  waiver.reason = waived.text("reason");
  waiver.by = waived.text_or_null("by");
  waiver.until = waived.date_or_null("until");
  waiver.location = finding.location;
  const std::string_view id = finding.subject.substr(finding.subject.find('/') + 1);
  const auto known = std::find_if(report_.waivers.begin(), report_.waivers.end(), [&](const ReportedWaiver& listed) {
    return listed.rule == waiver.rule && (listed.on == finding.subject || listed.on == id) &&
           listed.not_applicable == waiver.not_applicable && listed.reason == waiver.reason && listed.by == waiver.by &&
           listed.until == waiver.until;
  });
  if (known != report_.waivers.end())
    finding.waiver = &*known;
  else
    finding.waiver = in_.store.keep(std::span<const ReportedWaiver>(&waiver, 1)).data();
}

void FindingsReader::read_unknown(View row) {
  SavedObject from(in_, row, "unknown");
  ReportedUnknown& unknown = report_.unknown.emplace_back();
  unknown.rule = from.id("rule");
  unknown.subject = from.id("subject");
  unknown.item = from.id("item");
  unknown.fields = from.texts("fields");
  unknown.charge_hours = from.decimal("charge_hours", any_amount);
}

void FindingsReader::read_action(View row) {
  SavedObject from(in_, row, "actions");
  Action& action = report_.actions.emplace_back();
  action.text = from.id("text");
  std::vector<std::uint32_t> findings;
  std::unordered_map<std::uint64_t, std::size_t> taken;
  for (const std::uint64_t fingerprint : from.fingerprints("findings")) {
    const auto known = by_fingerprint_.find(fingerprint);
    if (known == by_fingerprint_.end()) return in_.fail(row.at(), "this action names a finding that is not among the `findings`");
    // Of several with one fingerprint the next.
    findings.push_back(known->second[taken[fingerprint]++ % known->second.size()]);
  }
  action.findings = in_.store.keep(findings);
  action.effort_hours = from.number("effort_hours", 0, any_amount);
  action.points_gained = from.number("points_gained", 0, 100);
  action.money_saved = from.number("money_saved", 0, any_amount);
}

void FindingsReader::read_gap(View row) {
  SavedObject from(in_, row, "gaps");
  Gap& gap = report_.gaps.emplace_back();
  gap.items = from.texts("items");
  gap.fields = from.texts("fields");
  gap.lines = from.texts("lines");
  gap.points = from.number("points", 0, 100);
  gap.location = from.location();
}

void FindingsReader::fold(std::size_t finding) {
  const Parent& parent = parents_[finding];
  if (!parent.fingerprint) return;
  const auto known = by_fingerprint_.find(*parent.fingerprint);
  if (known != by_fingerprint_.end()) {
    const auto other = std::find_if(known->second.begin(), known->second.end(), [&](std::uint32_t at) { return at != finding; });
    if (other == known->second.end()) return in_.fail(parent.at, "`folded_into`: a finding is not folded into itself");
    report_.findings[finding].folded_into = *other;
  } else if (report_.filter.empty()) {
    in_.fail(parent.at, "`folded_into`: no finding of the report has this fingerprint");
  } else {
    report_.findings[finding].folded_into = hidden(*parent.fingerprint);
  }
}

/// A finding that the filter has left out: nothing but its fingerprint is known.
std::uint32_t FindingsReader::hidden(std::uint64_t fingerprint) {
  if (nameless_ == nullptr) nameless_ = in_.store.list<ReportedRule>(1).data();
  ReportedFinding& finding = report_.findings.emplace_back();
  finding.rule = nameless_;
  finding.fingerprint = fingerprint;
  const auto at = static_cast<std::uint32_t>(report_.findings.size() - 1);
  by_fingerprint_[fingerprint].push_back(at);
  return at;
}

void FindingsReader::refuse_ring(std::size_t finding) {
  constexpr int longest_chain = 16;
  std::size_t at = finding;
  for (int steps = 0; report_.findings[at].folded_into; ++steps) {
    at = *report_.findings[at].folded_into;
    if (steps == longest_chain) return in_.fail(parents_[finding].at, "`folded_into`: these findings are folded into each other");
  }
}

}  // namespace

void read_findings(SavedReader& in, SavedObject& root, Report& report) { FindingsReader(in, root, report).read(); }

}  // namespace stackdrag::report
