// Promises of every field of the table, kept on every field that a fixture writes: it has an effect, and a value that cannot be read is
// told once, in its place, and is not missing besides.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catch.h"
#include "fixture.h"
#include "stackdrag/fields.h"
#include "stackdrag/read_inventory.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

/// Fields that say something to people only: the reference page calls them notes.
const std::set<std::string> notes{"notes",           "tags",          "links",           "person.email",      "person.role",
                                  "person.x-github", "person.x-jira", "person.x-linear", "touchpoint.channel"};

/// What no fixture of a rule shows: settings, and fields on which only figures depend.
const std::vector<std::string> more_texts{
    "stack: {profile: full}\ntools: {crm: {}}\n",
    "stack: {currency: USD, exchange: {EUR: 1.2}}\ntools: {crm: {cost: EUR 100/yr, last_used: 2024-01-01, observed: 2026-11-20}}\n",
    "tools: {crm: {owner: none, effort: 3, carry: 2}}\n",
    "pixels: {a: {last_seen: 2024-01-01, observed: 2026-11-20, count: 4}}\n",
    "limits: {waiver_days: 30}\ntools: {crm: {}}\nwaivers: [{rule: no-owner, on: crm, reason: she starts in January, until: 2027-01-31}]\n",
    "tools: {crm: {}}\nwaivers: [{rule: no-owner, on: crm, reason: she starts in January, until: 2027-01-31, kind: not-applicable}]\n",
};

/// What spares an item, or decides with what it is compared. Until it can be read, the item is judged like any other: nothing that is found
/// then says that the field is missing.
const std::set<std::string> spares{"agent.impact",
                                   "agent.status",
                                   "campaign.attribution_days",
                                   "campaign.ends",
                                   "campaign.evergreen",
                                   "campaign.starts",
                                   "campaign.status",
                                   "campaign.utm.content",
                                   "campaign.utm.source",
                                   "convention.allowed",
                                   "data.fields.keep",
                                   "integration.ends",
                                   "integration.every",
                                   "integration.fields",
                                   "integration.last_ok",
                                   "integration.moves",
                                   "integration.status",
                                   "integration.until",
                                   "limits.tools_per_capability",
                                   "name",
                                   "page.teardown",
                                   "person.kind",
                                   "person.left",
                                   "pixel.consent",
                                   "pixel.keep_until",
                                   "pixel.on",
                                   "pixel.seasonal",
                                   "pixel.status",
                                   "pixel.until",
                                   "pixel.via",
                                   "project.status",
                                   "proposal.replaces",
                                   "stack.as_of",
                                   "stack.regions",
                                   "tool.cadence",
                                   "tool.cost",
                                   "tool.decision",
                                   "tool.external",
                                   "tool.last_used",
                                   "tool.owner",
                                   "tool.product",
                                   "tool.renews",
                                   "tool.replaces",
                                   "tool.role",
                                   "tool.seats_used",
                                   "tool.serves",
                                   "tool.status",
                                   "tool.vendor",
                                   "touchpoint.status",
                                   "agent.uses",
                                   "change.on",  // an entry without an id is known by it
                                   "change.what",
                                   "person.team",
                                   "waiver.on",
                                   "waiver.rule",
                                   "was",
                                   "why",
                                   "data.system_of_record"};

/// A field that a text writes.
struct Written {
  std::string name;   ///< "tool.cost", "campaign.utm.source"; of a common field only "reviewed"
  std::string field;  ///< of the item: "utm"
  std::string item;   ///< "tool/crm"
  Shape shape;
  std::size_t key, value, value_end;  ///< places in the text
};

struct Sample {
  std::string text;
  std::vector<Written> fields;
};

/// What an audit says, without places: findings, questions, figures.
struct Said {
  std::set<std::string> findings;   ///< rule and subject
  std::set<std::string> questions;  ///< "tool/crm cost"
  std::string all;
  std::size_t mistakes = 0;
};

Said said_of(const std::string& text, std::optional<Profile> profile = Profile::full) {
  Settings settings;
  settings.today = make_date(2026, 11, 21);
  settings.profile = profile;
  const Report report = assess_text(text, settings)->report();
  Said said;
  for (const ReportedFinding& finding : report.findings) {
    said.findings.insert(fmt::format("{} {} {}", finding.rule->id, finding.subject, finding.key));
    said.all += fmt::format("{} {} {} {} {} {} {} {} {} {}\n", finding.rule->id, finding.subject, finding.key, finding.message,
                            name_of(finding.severity), finding.charge_hours.value(), finding.carry_money, finding.effort_hours,
                            fmt::join(finding.owners, " "), finding.waiver == nullptr ? "" : finding.waiver->reason);
    said.all += fmt::format("{}\n", finding.formerly.size());
  }
  for (const ReportedUnknown& unknown : report.unknown) {
    for (const std::string_view field : unknown.fields) said.questions.insert(fmt::format("{} {}", unknown.item, field));
    said.all += fmt::format("{} {} {} {}\n", unknown.rule, unknown.item, fmt::join(unknown.fields, " "), unknown.charge_hours.value());
  }
  for (const ReportedWaiver& waiver : report.waivers) said.all += fmt::format("{} {} {}\n", waiver.rule, waiver.reason, waiver.by);
  said.all += fmt::format("{} {} {} {} {} {} {}", report.drag.low.value(), report.drag.high.value(), report.drag.evidence,
                          report.drag.capacity_hours, report.stack.currency, report.stack.name, report.as_of);
  said.mistakes = report.problems.size();
  return said;
}

class FieldsOfText {
 public:
  FieldsOfText(const Sources& sources, std::vector<Written>& into) : base_(sources.base(0)), into_(into) {}

  void item(Kind kind, const std::string& id, View fields) {
    if (!fields.is_mapping()) return;
    fields.entries([&](View key, View value) {
      const Field* const field = find_field(kind, key.text());
      if (field == nullptr || !value.at().written() || value.at() == key.at()) return;
      const bool common = fields_of(kind).find(key.text()) == nullptr;
      const std::string name = common ? std::string(field->name) : fmt::format("{}.{}", name_of(kind), field->name);
      const std::string label = kind == Kind::stack ? "stack" : fmt::format("{}/{}", name_of(kind), id);
      const Written written{
          name, std::string(field->name), label, field->shape, at(key.at().begin), at(value.at().begin), at(value.at().end)};
      into_.push_back(written);
      if (field->shape.record == nullptr || !value.is_mapping()) return;
      if (field->shape.amount == Shape::Amount::one) return record(written, *field->shape.record, value);
      value.entries([&](View, View entry) { record(written, *field->shape.record, entry); });
    });
  }

 private:
  std::size_t at(std::uint32_t offset) const { return offset - base_; }

  void record(const Written& of, const Record& fields, View values) {
    if (!values.is_mapping()) return;
    values.entries([&](View key, View value) {
      const Field* const field = fields.find(key.text());
      if (field == nullptr || !value.at().written()) return;
      into_.push_back({fmt::format("{}.{}", of.name, field->name), of.field, of.item, field->shape, at(key.at().begin),
                       at(value.at().begin), at(value.at().end)});
    });
  }

  std::uint32_t base_;
  std::vector<Written>& into_;
};

Sample with_fields(const std::string& text) {
  Sample out{text, {}};
  Settings settings;
  settings.today = make_date(2026, 11, 21);
  const auto assessed = assess_text(text, settings);
  FieldsOfText fields(assessed->sources, out.fields);
  const Tree& tree = assessed->loaded.workspace->inventory->trees.front();
  if (tree.empty() || !tree.root().is_mapping()) return out;
  tree.root().entries([&](View section, View items) {
    const auto kind = kind_of_section(section.text());
    if (!kind) return;
    if (has_role(*kind, role::single)) return fields.item(*kind, "", items);
    if (items.is_mapping()) items.entries([&](View id, View item) { fields.item(*kind, std::string(id.text()), item); });
    if (!items.is_sequence()) return;
    for (const View item : items) {
      const auto id = item.find("id");
      fields.item(*kind, id ? std::string(id->text()) : "", item);
    }
  });
  return out;
}

/// Every text that a rule is tried on.
const std::vector<Sample>& texts() {
  static const std::vector<Sample> all = [] {
    std::vector<Sample> found;
    for (const std::string& text : more_texts) found.push_back(with_fields(text));
    for (const Rule& rule : built_in_catalogue().rules) {
      for (const std::string& text : {rule.flagged, rule.clean}) found.push_back(with_fields(text));
      for (const Case& one : cases_of(rule)) found.push_back(with_fields(one.text));
    }
    return found;
  }();
  return all;
}

/// The names of all fields of the table, as `Written` has them.
std::set<std::string> names_of_table() {
  std::set<std::string> names;
  const auto add = [&](const std::string& before, const Record& record) {
    for (const Field& field : record.fields) {
      names.insert(before + std::string(field.name));
      if (field.shape.record == nullptr) continue;
      for (const Field& inner : field.shape.record->fields) names.insert(fmt::format("{}{}.{}", before, field.name, inner.name));
    }
  };
  for (const KindNames& kind : kinds()) add(fmt::format("{}.", kind.singular), fields_of(kind.kind));
  add("", common_fields());
  return names;
}

/// The same text with a field that nobody reads in the place of one: `x-st` for `cost`.
std::string without(const std::string& text, const Written& field) { return std::string(text).replace(field.key, 2, "x-"); }

/// The same text with a value that no field of the shape can have.
std::string with_nonsense(const std::string& text, const Written& field) {
  const bool takes_mapping = field.shape.amount == Shape::Amount::map || field.shape.form == Shape::Form::record;
  const std::string nonsense = takes_mapping && field.shape.amount != Shape::Amount::list ? "[zz]" : "{zz: 1}";
  return std::string(text).replace(field.value, field.value_end - field.value, nonsense);
}

}  // namespace

TEST_CASE("every field has an effect on what is found, asked or counted, or is a note for people") {
  std::set<std::string> dead = names_of_table();
  for (const std::string& note : notes) CHECK(dead.erase(note) == 1);
  for (const Sample& text : texts()) {
    std::optional<Said> whole;
    for (const Written& field : text.fields) {
      if (dead.count(field.name) == 0) continue;
      const std::optional<Profile> profile = field.name == "stack.profile" ? std::nullopt : std::optional(Profile::full);
      if (!whole || !profile) whole = said_of(text.text, profile);
      if (said_of(without(text.text, field), profile).all != whole->all) dead.erase(field.name);
    }
  }
  CHECK(std::vector<std::string>(dead.begin(), dead.end()) == std::vector<std::string>());
}

TEST_CASE("what could not be read is not missing, in any field") {
  const std::size_t most_tries = is_sanitized() ? 3 : 8;
  std::map<std::string, std::size_t> tries;
  std::vector<std::string> blamed;
  for (const Sample& text : texts()) {
    std::optional<Said> whole;
    for (const Written& field : text.fields) {
      if (tries[field.name]++ >= most_tries) continue;
      if (!whole) whole = said_of(text.text);
      const Said misread = said_of(with_nonsense(text.text, field));
      INFO(field.name << " of " << field.item << " in\n" << with_nonsense(text.text, field));
      CHECK(misread.mistakes >= 1);
      CHECK(misread.questions.count(fmt::format("{} {}", field.item, field.field)) == 0);
      for (const std::string& finding : misread.findings) {
        if (whole->findings.count(finding) == 0 && spares.count(field.name) == 0)
          blamed.push_back(fmt::format("{} of {}: {}", field.name, field.item, finding));
      }
    }
  }
  CHECK(blamed == std::vector<std::string>());
}

TEST_CASE("a list of one says what the one says by itself") {
  std::size_t tried = 0;
  for (const Sample& text : texts()) {
    std::optional<Said> whole;
    for (const Written& field : text.fields) {
      const std::string_view value = std::string_view(text.text).substr(field.value, field.value_end - field.value);
      const bool one =
          value.find_first_of("[]{}\n") == value.npos && !value.starts_with('-') && value != "none" && value != "unknown" && value != "n/a";
      if (field.shape.amount != Shape::Amount::list || !one) continue;
      if (!whole) whole = said_of(text.text);
      std::string listed = text.text;
      listed.insert(field.value_end, "]").insert(field.value, "[");
      INFO(listed);
      CHECK(said_of(listed).all == whole->all);
      ++tried;
    }
  }
  CHECK(tried > 100);
}
