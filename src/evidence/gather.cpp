// Makes items of observations: what several sources say about one item becomes one value for each field.
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "evidence/keep_sources.h"
#include "evidence/observed_fields.h"
#include "evidence/workflow_lists.h"
#include "stackdrag/ensure.h"
#include "stackdrag/fields.h"
#include "stackdrag/observed_file.h"

namespace stackdrag::evidence {
namespace {

/// A value, and how far it can be trusted.
struct Claim {
  std::string value;
  Grade grade;
  std::optional<Date> day;
  std::string source{};  ///< its id; empty if the file does not say
  bool is_read = true;   ///< from an export, and not from the file, which may have it from a weaker source

  auto rank() const { return std::tuple(-static_cast<int>(grade), day, is_read); }
};

/// An item while it is put together.
struct Draft {
  std::map<std::string, std::vector<Claim>, std::less<>> claims;
  std::array<std::set<std::string>, names_of<Grade>.size()> sources;
  std::map<std::string, std::string, std::less<>> places;
  bool is_running = false;  ///< somewhere it is not paused
  bool is_paused = false;   ///< somewhere it is
};
using Drafts = std::map<std::pair<Kind, std::string>, Draft>;

bool is_size(std::string_view field) { return field == "kb" || field == "block_ms"; }

/// A size in steps of 1, 2 and 5: it differs a little at every visit.
std::string in_steps(const std::string& value) {
  const auto number = parse_number(value);
  if (!number || *number <= 0) return value;
  double step = 1;
  while (step * 10 <= *number) step *= 10;
  while (step > *number) step /= 10;
  const double share = *number / step;
  return format_number(step * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10));
}

void add(Drafts& drafts, const ExportSource& source, const Observation& observation) {
  const Subject& who = observation.who;
  const Grade grade = observation.grade.value_or(source.grade);
  Draft& draft = drafts[{who.kind, key_of(who)}];
  draft.sources[static_cast<std::size_t>(grade)].insert(source.id);
  if (!observation.pointer.empty()) draft.places.try_emplace(source.id, observation.pointer);
  const auto claim = [&](std::string_view field, const std::string& value) {
    if (value.empty() || find_observed_field(who.kind, field) == nullptr) return;
    draft.claims[std::string(field)].push_back({is_size(field) ? in_steps(value) : value, grade, source.day, source.id});
  };
  claim("vendor", who.kind == Kind::pixel ? who.vendor : "");
  claim("account", who.account);
  if (observation.field.empty()) {
    (observation.paused ? draft.is_paused : draft.is_running) = true;
    return;
  }
  ensure(find_observed_field(who.kind, observation.field) != nullptr, "an importer observed a field that there is not");
  claim(observation.field, observation.value);
}

/// Whether the later of two days counts: days on which something happened, and not the terms of a contract, which may be put forward.
bool counts_later(const Field& field) { return field.shape.form == Shape::Form::date && field.dating != Dating::term; }

/// Whether a field has one answer, which one source gives: no list and no day of an event, which are put together of what all say, and
/// nothing that the key says.
bool is_of_one_source(const Field& field) {
  return field.shape.amount == Shape::Amount::one && !counts_later(field) && field.name != "vendor" && field.name != "account";
}

/// The source of a field's answer: the one that is named, else the only one that knows the item; empty if nobody can tell.
std::string source_of(const ObservedItem& item, const std::string& field) {
  const auto named = item.by.find(field);
  if (named != item.by.end()) return named->second;
  std::set<std::string_view> all;
  for (const std::vector<std::string>& ids : item.sources) all.insert(ids.begin(), ids.end());
  return all.size() == 1 ? std::string(*all.begin()) : "";
}

/// What an item of the file still says once some of its sources are gone or were read again: an answer goes with the source that gave it.
void add(Drafts& drafts, const ObservedItem& item, const std::map<std::string_view, const ExportSource*>& kept) {
  std::optional<Grade> grade;
  std::optional<Date> day;
  for (const Grade of : {Grade::seen, Grade::published, Grade::configured, Grade::listed}) {
    for (const std::string& id : item.sources[static_cast<std::size_t>(of)]) {
      const auto source = kept.find(id);
      if (source == kept.end()) continue;
      if (!grade) grade = of;
      day = std::max(day, source->second->day);
      drafts[{item.kind, item.key}].sources[static_cast<std::size_t>(of)].insert(id);
    }
  }
  if (!grade) return;
  Draft& draft = drafts[{item.kind, item.key}];
  for (const auto& [field, values] : item.fields) {
    Claim claim{"", *grade, day, "", false};
    if (const std::string id = is_of_one_source(*find_observed_field(item.kind, field)) ? source_of(item, field) : ""; !id.empty()) {
      const auto source = kept.find(id);
      if (source == kept.end()) continue;
      claim.grade = item.grade_of(field);
      claim.day = source->second->day;
      claim.source = id;
    }
    for (const std::string& value : values) {
      claim.value = value;
      draft.claims[field].push_back(claim);
    }
  }
  for (const auto& [id, pointer] : item.places) {
    if (kept.count(id) != 0) draft.places.try_emplace(id, pointer);
  }
  const auto status = item.fields.find("status");
  const bool is_paused = status != item.fields.end() && status->second == std::vector<std::string>{"paused"};
  (is_paused ? draft.is_paused : draft.is_running) = true;
}

/// What counts of the claims to a field that has one value; none if sources of the same rank contradict each other.
std::optional<Claim> decide(const Field& field, const std::vector<Claim>& claims) {
  if (counts_later(field))
    return *std::max_element(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.value < b.value; });
  const Claim& best = *std::max_element(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.rank() < b.rank(); });
  std::map<std::string, Claim> by_value;  // of those that say the same, the one with the first source
  for (const Claim& claim : claims) {
    if (claim.rank() != best.rank()) continue;
    const auto known = by_value.try_emplace(claim.value, claim).first;
    if (claim.source < known->second.source) known->second = claim;
  }
  if (by_value.size() == 1) return by_value.begin()->second;
  if (field.name != "consent" || best.grade != Grade::seen) return std::nullopt;
  // The worse of two answers is the one that waits for less.
  for (const char* const word : {"none", "analytics", "marketing"}) {
    if (const auto worst = by_value.find(word); worst != by_value.end()) return worst->second;
  }
  return by_value.begin()->second;
}

ObservedItem item_of(Kind kind, const std::string& key, Draft draft) {
  ObservedItem item{.kind = kind, .key = key};
  const bool is_paused = draft.is_paused && !draft.is_running;
  for (const auto& [name, claims] : draft.claims) {
    const Field& field = *find_observed_field(kind, name);
    std::vector<std::string>& values = item.fields[name];
    if (field.shape.amount == Shape::Amount::list) {
      std::set<std::string> all;
      for (const Claim& claim : claims) all.insert(claim.value);
      values.assign(all.begin(), all.end());
    } else if (const auto claim = decide(field, claims)) {
      values = {claim->value};
      if (is_of_one_source(field) && !claim->source.empty()) item.by[name] = claim->source;
    }
  }
  if (is_paused && find_field(kind, "status") != nullptr) item.fields["status"] = {"paused"};
  if (!is_paused) {
    item.fields.erase("paused_on");
    if (draft.is_paused) item.fields.erase("status");
  }
  std::erase_if(item.fields, [](const auto& field) { return field.second.empty(); });
  std::set<std::string_view> all_sources;
  for (const auto& ids : draft.sources) all_sources.insert(ids.begin(), ids.end());
  std::erase_if(item.by, [&](const auto& answer) { return all_sources.size() < 2 || item.fields.count(answer.first) == 0; });
  for (std::size_t grade = 0; grade < draft.sources.size(); ++grade)
    item.sources[grade].assign(draft.sources[grade].begin(), draft.sources[grade].end());
  // What a configuration holds is found there by its account or id.
  if (item.sources[static_cast<std::size_t>(Grade::configured)].empty()) item.places = std::move(draft.places);
  return item;
}

}  // namespace

Gathered gather(std::vector<Imported> imports, const Observed& before, Days keep) {
  name_lists(before, imports);
  KeptSources kept = keep_sources(before.sources, imports, keep);
  drop_covered(before, kept);
  std::map<std::string_view, const ExportSource*> known;
  for (const ExportSource& source : kept.before) known.emplace(source.id, &source);
  Drafts drafts;
  for (const ObservedItem& item : before.items) add(drafts, item, known);
  for (std::size_t i = 0; i < kept.read.size(); ++i) {
    for (const Observation& observation : kept.read[i]->observations) add(drafts, kept.read_sources[i], observation);
  }
  Gathered gathered;
  for (const ObservedItem& item : before.items) {
    if (drafts.count({item.kind, item.key}) == 0) gathered.dropped.push_back(std::string(section_of(item.kind)) + "/" + item.key);
  }
  for (const Imported& import : imports) {
    const bool is_used = std::any_of(kept.read_sources.begin(), kept.read_sources.end(),
                                     [&](const ExportSource& source) { return source.sha256 == import.source.sha256; });
    if (!is_used) gathered.outdated.push_back(import.source.file);
  }
  for (auto& [name, draft] : drafts) gathered.observed.items.push_back(item_of(name.first, name.second, std::move(draft)));
  auto& sources = gathered.observed.sources;
  sources = std::move(kept.before);
  sources.insert(sources.end(), kept.read_sources.begin(), kept.read_sources.end());
  std::sort(sources.begin(), sources.end(), [](const ExportSource& a, const ExportSource& b) { return a.id < b.id; });
  return gathered;
}

Observed of_sources(const Observed& observed, const std::function<bool(const ExportSource&)>& is_among_them) {
  Observed before = observed;
  std::erase_if(before.sources, [&](const ExportSource& source) { return !is_among_them(source); });
  return gather({}, before, Days{std::numeric_limits<int>::max()}).observed;
}

}  // namespace stackdrag::evidence
