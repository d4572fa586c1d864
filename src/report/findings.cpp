// Puts findings and open questions into the report: in order, located, with their shares of the score.
#include "report/findings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace stackdrag {
namespace {

std::uint32_t place_of(const Finding& finding) { return finding.what.at.written() ? finding.what.at.begin : finding.subject.at.begin; }

/// Doubling steps: a finding climbs a band when what was measured has doubled; what runs out does so when half of it is left. What cannot
/// double for long has steps of ten percent.
int band_of(double measured, std::string_view unit) {
  const int doubled = measured < 1 ? 0 : static_cast<int>(std::floor(std::log2(measured)));
  if (unit == "days left") return -doubled;
  if (unit == "percent" && measured >= 10) return 3 + static_cast<int>(std::floor(measured / 10));
  return doubled;
}

std::uint64_t hash_of(std::string_view text, std::uint64_t hash) {
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return hash;
}

std::string_view label_of(const Subject& subject, Store& store) {
  return subject.kind == "stack" ? subject.kind : store.join({subject.kind, "/", subject.id});
}

/// The rules that have findings, in order of id, kept by the report.
class RulesOfReport {
 public:
  RulesOfReport(const AuditResult& result, Report& report) {
    std::vector<ReportedRule> rules;
    const Rule* last = nullptr;
    for (const Tally* tally : {&result.tally, &result.excused}) {
      for (const Finding& finding : tally->findings()) {
        const Rule& rule = *finding.rule;
        // The tally has them rule by rule.
        if (std::exchange(last, &rule) == &rule) continue;
        if (!by_rule_.try_emplace(&rule).second) continue;
        Store& store = *report.store;
        rules.push_back({store.keep(rule.id), store.keep(rule.title), store.keep(rule.family), store.keep(rule.when), store.keep(rule.why),
                         store.keep(rule.fix), rule.setting.severity.value_or(rule.severity)});
      }
    }
    std::sort(rules.begin(), rules.end(), [](const ReportedRule& a, const ReportedRule& b) { return a.id < b.id; });
    report.rules = report.store->keep(rules);
    for (auto& [rule, reported] : by_rule_) {
      reported = &*std::find_if(report.rules.begin(), report.rules.end(), [id = rule->id](const ReportedRule& r) { return r.id == id; });
    }
  }

  const ReportedRule* operator[](const Rule* rule) const { return by_rule_.at(rule); }

 private:
  std::unordered_map<const Rule*, const ReportedRule*> by_rule_;
};

/// The people and teams who own what a subject is about. Each name, and each list of one name, is kept once.
class Owners {
 public:
  Owners(const Facts& facts, Store& store) : facts_(facts), store_(store) {}

  /// Sorted; a group belongs to the owners of all its items.
  std::span<const std::string_view> of(const Subject& subject) {
    names_.clear();
    if (subject.item) add(subject.item);
    for (const ItemId member : subject.members) add(member);
    if (names_.empty()) return {};
    if (names_.size() > 1) {
      std::sort(names_.begin(), names_.end());
      names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    }
    if (names_.size() == 1) return kept(names_.front());
    for (std::string_view& name : names_) name = kept(name).front();
    return store_.keep(names_);
  }

 private:
  void add(ItemId item) {
    if (const At<OwnerRef>* owner = facts_.owner_of(item)) names_.push_back((*owner)->text);
  }

  std::span<const std::string_view> kept(std::string_view name) {
    if (const auto found = lists_.find(name); found != lists_.end()) return found->second;
    const std::string_view own = store_.keep(name);
    return lists_.emplace(own, store_.keep(std::span<const std::string_view>(&own, 1))).first->second;
  }

  const Facts& facts_;
  Store& store_;
  std::unordered_map<std::string_view, std::span<const std::string_view>> lists_;
  std::vector<std::string_view> names_;
};

/// Where places are. Most belong to several findings, which stand close together.
class Located {
 public:
  explicit Located(const Sources& sources) : sources_(sources) {}

  const Location& at(Span span) {
    Known& known = known_[span.begin % known_.size()];
    if (known.at != span || !span.written()) known = {span, sources_.locate(span)};
    return known.location;
  }

 private:
  struct Known {
    Span at;
    Location location;
  };
  const Sources& sources_;
  std::array<Known, 256> known_;
};

std::span<const RelatedPlace> related_places(const Finding::What& what, Located& located, Store& store) {
  const auto written = [](const Finding::Place& place) { return place.at.written(); };
  const auto count = std::count_if(what.places.begin(), what.places.end(), written);
  const std::span<RelatedPlace> related = store.list<RelatedPlace>(static_cast<std::size_t>(count));
  auto next = related.begin();
  for (const Finding::Place& place : what.places) {
    if (written(place)) *next++ = {place.message, located.at(place.at)};
  }
  return related;
}

/// The ids that items had before, for the few that say so.
class FormerIds {
 public:
  explicit FormerIds(const Inventory& inventory) {
    each_collection(inventory, [&](Kind, const auto& items) {
      for (const auto& item : items) {
        for (const auto& was : item.common.extras().was) by_id_[*item.id].push_back(*was);
      }
    });
  }

  /// What the finding would be known by if the items that it is about still had their old ids: its subject, and the one that its key names.
  std::span<const std::uint64_t> fingerprints(const ReportedFinding& finding, const Finding& from, Store& store) const {
    if (by_id_.empty()) return {};
    std::vector<std::string> subjects{std::string(finding.subject)};
    if (from.subject.item) {
      for (const std::string_view id : former(from.subject.id)) subjects.push_back(fmt::format("{}/{}", from.subject.kind, id));
    }
    std::vector<std::string_view> keys = former(finding.key);
    keys.insert(keys.begin(), finding.key);
    std::vector<std::uint64_t> all;
    for (const std::string& subject : subjects) {
      for (const std::string_view key : keys) all.push_back(fingerprint_of(from.rule->id, subject, key));
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

void report_finding(const Finding& finding, Located& located, Store& store, ReportedFinding& out) {
  out.subject = label_of(finding.subject, store);
  out.key = finding.what.key;
  out.fingerprint = fingerprint_of(finding.rule->id, out.subject, out.key);
  out.severity = finding.severity;
  out.message = finding.what.message;
  out.at = finding.what.at.written() ? finding.what.at : finding.subject.at;
  out.location = located.at(out.at);
  out.related = related_places(finding.what, located, store);
  if (!finding.what.unit.empty())
    out.measure = {finding.what.measured, finding.what.unit, band_of(finding.what.measured, finding.what.unit)};
  out.effort_hours = finding.effort;
  out.carry_hours = finding.carry;
  out.carry_money = finding.what.money;
}

void set_unknown(const AuditResult& result, const std::vector<Decimal>& charges, Report& report) {
  Store& store = *report.store;
  const std::vector<Undecided>& undecided = result.tally.undecided();
  report.unknown.reserve(undecided.size());
  std::span<const std::string_view> fields;
  std::string_view rule;
  for (std::size_t i = 0; i < undecided.size(); ++i) {
    const Undecided& open = undecided[i];
    ReportedUnknown& unknown = report.unknown.emplace_back();
    // They come rule by rule.
    if (rule != open.rule->id) rule = store.keep(open.rule->id);
    unknown.rule = rule;
    unknown.subject = label_of(open.subject, store);
    unknown.item = open.what.item == open.subject.item ? unknown.subject : store.keep(label_of(result.inventory, open.what.item));
    // Questions of one rule mostly lack the same fields.
    if (!std::equal(fields.begin(), fields.end(), open.what.fields.begin(), open.what.fields.end()))
      fields = store.keep(std::span(open.what.fields.begin(), open.what.fields.end()));
    unknown.fields = fields;
    unknown.charge_hours = charges[result.tally.findings().size() + i];
  }
}

}  // namespace

std::uint64_t fingerprint_of(std::string_view rule, std::string_view subject, std::string_view key) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::string_view part : {rule, std::string_view("\n"), subject, std::string_view("\n"), key}) hash = hash_of(part, hash);
  return hash;
}

std::vector<std::uint32_t> order_of(const std::vector<Finding>& findings) {
  // What decides nearly always stands together, so that sorting need not visit the findings themselves.
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

void set_findings(const AuditResult& result, const std::vector<std::uint32_t>& order, Report& report) {
  const std::vector<Finding>& findings = result.tally.findings();
  std::vector<std::uint32_t> place(findings.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  const std::vector<Decimal> charges = result.folding.effective();
  const std::vector<Decimal> points =
      apportion(report.drag.low, {charges.begin(), charges.begin() + static_cast<std::ptrdiff_t>(findings.size())});
  const RulesOfReport rules(result, report);
  const FormerIds former(result.inventory);
  Owners owners(result.facts, *report.store);
  Located located(result.sources);
  report.findings.reserve(findings.size());
  for (std::size_t at = 0; at < order.size(); ++at) {
    fetch_ahead(findings, order, at);
    const std::uint32_t index = order[at];
    ReportedFinding& finding = report.findings.emplace_back();
    report_finding(findings[index], located, *report.store, finding);
    finding.rule = rules[findings[index].rule];
    finding.formerly = former.fingerprints(finding, findings[index], *report.store);
    finding.owners = owners.of(findings[index].subject);
    finding.charge_hours = charges[index];
    finding.points = points[index];
    finding.if_fixed = drag_of(result.folding.high_without(index).value() / report.drag.capacity_hours) - report.drag.high.value();
    finding.if_fixed = std::min(0.0, Decimal::of(finding.if_fixed).value());
    if (const std::size_t parent = result.folding.shown_under(index); parent != Folding::none) finding.folded_into = place[parent];
  }
  set_unknown(result, charges, report);
}

void add_excused(const AuditResult& result, Report& report) {
  const std::vector<Finding>& findings = result.excused.findings();
  if (findings.empty()) return;
  report.store->adopt(std::move(*result.excused.store()));
  Owners owners(result.facts, *report.store);
  Located located(result.sources);
  const FormerIds former(result.inventory);
  for (const std::uint32_t index : order_of(findings)) {
    ReportedFinding& finding = report.findings.emplace_back();
    report_finding(findings[index], located, *report.store, finding);
    const auto has_id = [&](const ReportedRule& rule) { return rule.id == findings[index].rule->id; };
    finding.rule = &*std::find_if(report.rules.begin(), report.rules.end(), has_id);
    finding.owners = owners.of(findings[index].subject);
    finding.formerly = former.fingerprints(finding, findings[index], *report.store);
  }
}

}  // namespace stackdrag
