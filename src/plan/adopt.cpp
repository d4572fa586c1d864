// Makes a proposal real on a copy of the inventory.
//
// The new items come behind all others of their kinds, so that no item of the inventory changes its place. Their fields stand where the
// proposal says the same, and their texts and lists live in the copy.
#include "stackdrag/adopt.h"

#include <algorithm>
#include <new>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "stackdrag/what_if.h"

namespace stackdrag {
namespace {

class Adoption {
 public:
  Adoption(const Workspace& old, const Proposal& proposal, Date today)
      : old_(old),
        proposal_(proposal),
        today_(today, proposal.id.at),
        inventory_(std::make_unique<Inventory>(copy_of(*old.inventory))),
        undeclared_(undeclared_of(old.facts)) {}

  Adopted done() && {
    add_tool();
    for (const At<ToolRef>& other : proposal_.integrates_with) add_integration(other);
    hand_over_undeclared();
    retire_replaced();
    inventory_->proposals[proposal_.common.self.index] = {.id = proposal_.id, .common = {.self = proposal_.common.self}};
    std::stable_sort(undeclared_.begin(), undeclared_.end(),
                     [](const Undeclared& a, const Undeclared& b) { return a.at.begin < b.at.begin; });
    Facts facts = gather(*inventory_, undeclared_, *old_.packs, *old_.evidence);
    made_.workspace = {old_.sources, old_.packs, std::move(inventory_), old_.evidence, std::move(facts), old_.problems};
    return std::move(made_);
  }

 private:
  /// Room in the copy for some values.
  template <class T>
  T* room(std::size_t count) {
    T* const first = static_cast<T*>(inventory_->arena->allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return first;
  }

  Text kept(const std::string& text) {
    char* const first = room<char>(text.size());
    std::copy(text.begin(), text.end(), first);
    return {first, text.size()};
  }

  List<ToolRef> list_of(const At<ToolRef>& one) {
    At<ToolRef>* const first = room<At<ToolRef>>(1);
    *first = one;
    List<ToolRef> list;
    static_cast<Known&>(list) = Known({one.at, State::given});
    list.first = first;
    list.count = 1;
    return list;
  }

  /// The fields that every item may have, to be changed.
  Extras& extras_of(Common& common) {
    Extras* const own = room<Extras>(1);
    *own = common.extras();
    common.given = own;
    return *own;
  }

  /// A fact that the item itself does not give yet.
  template <class Fact>
  static void fill(Fact& into, const Fact& from) {
    if (into.left_out()) into = from;
  }

  void add_tool() {
    std::vector<Tool>& tools = inventory_->tools;
    // What is declared already, as planned, is the same tool.
    auto tool = std::find_if(tools.begin(), tools.end(), [&](const Tool& one) { return *one.id == *proposal_.id; });
    if (tool == tools.end()) {
      tools.push_back({.id = proposal_.id, .common = {.self = {Kind::tool, static_cast<std::uint32_t>(tools.size())}}});
      tool = tools.end() - 1;
      tool->common.name = proposal_.common.name;
    }
    made_.tool = tool->common.self;
    fill(tool->does, proposal_.does);
    fill(tool->owner, proposal_.owner);
    fill(tool->purpose, proposal_.purpose);
    fill(tool->cost, proposal_.cost);
    fill(tool->dpa, proposal_.dpa);
    // The day on which it ends is none on which it renews.
    fill(tool->retire_on, proposal_.until);
    fill(tool->retire_on, proposal_.ends);
    fill(tool->personal_data, sees_personal_data());
    tool->status = At<Status>(Status::active, proposal_.id.at);
    tool->last_used = today_;
    Extras& extras = extras_of(tool->common);
    fill(extras.notes, proposal_.exit);
    fill(extras.added, today_);
  }

  /// Whether it would see personal data, as far as the data that it names says so.
  At<bool> sees_personal_data() const {
    const List<DataRef>& all = proposal_.data;
    if (all.none()) return {false, all.at};
    bool is_known = static_cast<bool>(all);
    for (const At<DataRef>& data : all) {
      const At<bool>* const personal = data->target ? &old_.inventory->data[data->target.index].personal : nullptr;
      if (personal != nullptr && *personal && **personal) return {true, data.at};
      is_known = is_known && personal != nullptr && *personal;
    }
    return is_known ? At<bool>(false, all.at) : At<bool>();
  }

  /// An id that no integration has.
  std::string free_id(Text other) const {
    const std::string wish = fmt::format("{}-{}", *proposal_.id, other);
    const std::vector<Integration>& all = inventory_->integrations;
    std::string id = wish;
    for (std::size_t number = 2; std::any_of(all.begin(), all.end(), [&](const Integration& one) { return *one.id == id; }); ++number)
      id = fmt::format("{}-{}", wish, number);
    return id;
  }

  void add_integration(const At<ToolRef>& other) {
    std::vector<Integration>& all = inventory_->integrations;
    Integration made{.id = At<Text>(kept(free_id(other->text)), other.at),
                     .common = {.self = {Kind::integration, static_cast<std::uint32_t>(all.size())}}};
    made.from = list_of(other);
    made.to = list_of(At<ToolRef>(ToolRef{*proposal_.id, made_.tool}, other.at));
    made.owner = proposal_.owner;
    made.via = At<Text>("api", other.at);
    made.last_ok = At<Date>(*today_, other.at);
    extras_of(made.common).added = today_;
    made_.integrations.push_back(made.common.self);
    if (!other->target) undeclared_.push_back({made.common.self, "from", Kind::tool, other->text, other.at});
    all.push_back(made);
  }

  /// What the proposal names and nothing declares is named by the new items instead.
  void hand_over_undeclared() {
    std::vector<Undeclared> named;
    std::erase_if(undeclared_, [&](const Undeclared& one) {
      const bool is_its = one.from == proposal_.common.self;
      if (is_its) named.push_back(one);
      return is_its;
    });
    for (Undeclared one : named) {
      // The integrations name these already.
      if (one.field == "integrates_with") continue;
      one.from = made_.tool;
      undeclared_.push_back(one);
      if (one.field != "owner") continue;
      for (const ItemId integration : made_.integrations) {
        one.from = integration;
        undeclared_.push_back(one);
      }
    }
  }

  void retire_replaced() {
    if (!proposal_.replaces || !proposal_.replaces->target) return;
    const ItemId replaced = proposal_.replaces->target;
    // Nobody can retire another team's tool, and what is retired stays as it is.
    const Tool* const tool = old_.facts.tool(replaced);
    if (replaced == made_.tool || tool == nullptr || is_external(*tool) || is_retired(tool->status)) return;
    made_.retired.push_back(replaced);
    for (const Integration* const one : old_.facts.integrations_at(replaced)) made_.retired.push_back(one->common.self);
    for (const ItemId item : made_.retired) retire(*inventory_, item, *today_);
  }

  const Workspace& old_;
  const Proposal& proposal_;
  At<Date> today_;
  std::unique_ptr<Inventory> inventory_;
  std::vector<Undeclared> undeclared_;
  Adopted made_;
};

}  // namespace

bool Adopted::is_new(ItemId item) const {
  return item == tool || std::find(integrations.begin(), integrations.end(), item) != integrations.end();
}

Adopted adopted(const Workspace& workspace, const Proposal& proposal, Date today) { return Adoption(workspace, proposal, today).done(); }

}  // namespace stackdrag
