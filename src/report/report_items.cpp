// The items of an inventory, with the facts that tables are made of: who answers for them, what they cost, which name which, and the days
// on which something ends or has to be settled.
#include <algorithm>
#include <array>
#include <tuple>

#include "report/report_parts.h"
#include "stackdrag/kinds.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/reader.h"
#include "stackdrag/renewal.h"

namespace stackdrag::report {
namespace {

/// The number or day of a field, if it is known.
template <class T>
std::optional<T> known(const At<T>& field) {
  return field ? std::optional<T>(*field) : std::nullopt;
}

void add_facts(const Tool& tool, ReportedItem& item, Store& store) {
  if (tool.vendor) item.vendor = store.keep(*tool.vendor);
  const std::span<std::string_view> does = store.list<std::string_view>(tool.does.size());
  std::transform(tool.does.begin(), tool.does.end(), does.begin(), [&](const At<Text>& one) { return store.keep(*one); });
  item.does = does;
  if (tool.cost) item.cost_per_month = tool.cost->per_month;
  if (rules::is_free(tool)) item.cost_per_month = 0;
  item.external = is_external(tool);
  item.seats = known(tool.seats);
  item.seats_used = known(tool.seats_used);
  item.renews = known(tool.renews);
  if (tool.decision) item.decision = choices_of<Decision>()[static_cast<std::size_t>(*tool.decision)];
  std::vector<std::string_view> lacks;
  if (lacks_cost(tool)) lacks.emplace_back("cost");
  if (rules::has_renewal(tool) && tool.renews.unknown()) lacks.emplace_back("renews");
  if (rules::has_renewal(tool) && tool.notice.unknown() && !rules::ends_by_itself(tool)) lacks.emplace_back("notice");
  item.lacks = store.keep(lacks);
}
void add_facts(const Pixel& pixel, ReportedItem& item, Store& store) {
  if (pixel.vendor) item.vendor = store.keep(*pixel.vendor);
}
template <class T>
void add_facts(const T&, ReportedItem&, Store&) {}

/// How items are called in a report, each kept once.
class Labels {
 public:
  Labels(const Inventory& inventory, Store& store) {
    each_collection(inventory, [&](Kind kind, const auto& items) {
      std::vector<std::string_view>& of_kind = labels_[static_cast<std::size_t>(kind)];
      for (const auto& item : items) of_kind.push_back(store.join({name_of(kind), "/", *item.id}));
    });
  }
  std::string_view of(ItemId item) const { return labels_[static_cast<std::size_t>(item.kind)][item.index]; }

 private:
  std::array<std::vector<std::string_view>, kind_count> labels_;
};

template <class T>
Status status_of(const T& item) {
  if constexpr (requires { item.status; }) {
    if (item.status) return *item.status;
  }
  return Status::active;
}

std::vector<ReportedItem> reported_items(const Inventory& inventory, const Labels& labels, Owners& owners, Store& store) {
  std::vector<ReportedItem> items;
  items.reserve(item_count(inventory));
  each_collection(inventory, [&](Kind kind, const auto& of_kind) {
    if (!has_role(kind, role::item)) return;
    for (const auto& one : of_kind) {
      ReportedItem& item = items.emplace_back();
      item.id = labels.of(one.common.self);
      if (one.common.name && *one.common.name != *one.id) item.name = store.keep(*one.common.name);
      item.owners = owners.of(one.common.self);
      if constexpr (requires { one.status; }) item.status = choices_of<Status>()[static_cast<std::size_t>(status_of(one))];
      add_facts(one, item, store);
    }
  });
  std::sort(items.begin(), items.end(), [](const ReportedItem& a, const ReportedItem& b) { return a.id < b.id; });
  return items;
}

std::vector<ReportedReference> references_of(const Facts& facts, const Labels& labels, Store& store) {
  std::vector<ReportedReference> references;
  for (const Edge& edge : facts.edges) {
    // Who answers for an item, the item says.
    const bool is_owner = edge.field->name == "owner" || edge.field->name == "owners";
    if (!is_owner && has_role(edge.from.kind, role::item) && has_role(edge.to.kind, role::item))
      references.push_back({labels.of(edge.from), labels.of(edge.to), edge.field->name});
  }
  for (const Ghost& ghost : facts.ghosts) {
    if (!has_role(ghost.expected, role::item)) continue;
    const std::string_view label = store.join({name_of(ghost.expected), "/", ghost.name});
    for (const Undeclared& use : ghost.uses) {
      const bool is_owner = use.field == "owner" || use.field == "owners";
      if (!is_owner && has_role(use.from.kind, role::item)) references.push_back({labels.of(use.from), label, use.field});
    }
  }
  return references;
}

std::vector<ReportedPerson> people_of(const Inventory& inventory, Store& store) {
  std::vector<ReportedPerson> people;
  for (const Person& person : inventory.people) {
    ReportedPerson& one = people.emplace_back();
    one.id = store.keep(*person.id);
    if (person.common.name && *person.common.name != *person.id) one.name = store.keep(*person.common.name);
    if (person.team) one.team = store.keep(person.team->text);
    one.left = known(person.left);
  }
  return people;
}

/// Whether the tool is retired and its contract goes on: the renewal lies ahead, or it renews by itself. Of one that has passed, nobody can
/// tell otherwise.
bool is_still_bound(const Tool& tool, Date as_of) {
  const bool cancelled = tool.decision && *tool.decision == Decision::cancel;
  const bool ahead = tool.renews && *tool.renews >= as_of;
  return status_of(tool) == Status::retired && !is_external(tool) && tool.cost && tool.cost->per_month > 0 && !cancelled &&
         !rules::ends_by_itself(tool) && (ahead || tool.auto_renew);
}

/// Whether the day of the field matters: of a tool's renewal, if there is a contract of ours behind it.
bool has_term(const Tool& tool, std::string_view field, Date as_of) {
  if (field == "renews") return rules::has_contract(tool) || is_still_bound(tool, as_of);
  return status_of(tool) != Status::retired;
}
template <class T>
bool has_term(const T& item, std::string_view, Date) {
  return status_of(item) != Status::retired;
}

void add_notice(const Tool& tool, std::string_view label, Date as_of, std::vector<Deadline>& deadlines) {
  const bool known_notice = tool.notice || tool.notice.none();
  if (!has_term(tool, "renews", as_of) || !tool.renews || !known_notice || rules::ends_by_itself(tool)) return;
  deadlines.push_back({rules::last_notice(tool), label, "notice"});
}
template <class T>
void add_notice(const T&, std::string_view, Date, std::vector<Deadline>&) {}

std::vector<Deadline> deadlines_of(const Inventory& inventory, const Labels& labels, Date as_of) {
  std::vector<Deadline> deadlines;
  each_collection(inventory, [&](Kind kind, const auto& of_kind) {
    if (!has_role(kind, role::item)) return;
    for (const auto& one : of_kind) {
      const std::string_view label = labels.of(one.common.self);
      for (const Field& field : fields_of(kind).fields) {
        if (field.dating != Dating::term || field.date == nullptr || !has_term(one, field.name, as_of)) continue;
        if (const At<Date>& day = field.date(&one)) deadlines.push_back({*day, label, field.name});
      }
      add_notice(one, label, as_of, deadlines);
    }
  });
  std::sort(deadlines.begin(), deadlines.end(),
            [](const Deadline& a, const Deadline& b) { return std::tuple(a.day, a.item, a.what) < std::tuple(b.day, b.item, b.what); });
  return deadlines;
}

}  // namespace

void set_items(const Facts& facts, Owners& owners, Report& report) {
  Store& store = *report.store;
  const Labels labels(*facts.inventory, store);
  report.items = reported_items(*facts.inventory, labels, owners, store);
  report.graph = store.keep(references_of(facts, labels, store));
  report.people = store.keep(people_of(*facts.inventory, store));
  report.deadlines = store.keep(deadlines_of(*facts.inventory, labels, report.as_of));
  std::vector<Report::Renamed> renamed;
  for (const auto& [from, to] : renamed_items(*facts.inventory)) renamed.push_back({store.keep(from), store.keep(to)});
  report.renamed = store.keep(renamed);
}

}  // namespace stackdrag::report
