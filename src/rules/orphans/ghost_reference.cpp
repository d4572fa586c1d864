// A name that items refer to but no item declares.
#include <map>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The declared ids that an undeclared name may be a misspelling of, by kind.
using IdsByKind = std::map<Kind, std::vector<std::string_view>>;

IdsByKind prepare(const Context& in) {
  IdsByKind ids;
  // With so many undeclared names a file was probably not read; suggesting spellings would only cost time.
  if (static_cast<double>(in.facts.ghosts.size()) > in.options.number("suggest")) return ids;  // no mutant: how much a hint may cost
  for (const Ghost& ghost : in.facts.ghosts) {
    ids.try_emplace(ghost.expected);
    if (has_role(ghost.expected, role::owner)) ids.try_emplace(Kind::team);
  }
  each_collection(in.inventory, [&](Kind kind, const auto& items) {
    const auto expected = ids.find(kind);
    if (expected == ids.end()) return;
    for (const auto& item : items) expected->second.push_back(*item.id);
  });
  return ids;
}

std::string suggestion(const Ghost& ghost, const IdsByKind& ids) {
  std::vector<std::string_view> names;
  // Whoever owns something is a person or a team.
  const bool owner = has_role(ghost.expected, role::owner);
  for (const auto& [kind, known] : ids) {
    if (kind == ghost.expected || (owner && has_role(kind, role::owner))) names.insert(names.end(), known.begin(), known.end());
  }
  return did_you_mean(ghost.name, names);
}

Verdict check(const Ghost& ghost, const IdsByKind& ids, const Context& in) {
  const Undeclared& first = ghost.uses.front();
  const std::string times = ghost.uses.size() == 1 ? "" : fmt::format(" (used {})", count_of(ghost.uses.size(), "time"));
  Flagged found = flag(first.at, "{} `{}` is not declared{}{}", name_of(ghost.expected), ghost.name, times, suggestion(ghost, ids));
  for (std::size_t i = 1; i < ghost.uses.size(); ++i) {
    const Undeclared& use = ghost.uses[i];
    found.also(use.at, "`{}` of `{}` refers to it too", use.field, *id_of(in.inventory, use.from));
  }
  return std::move(found).measure(static_cast<double>(ghost.uses.size()), "uses").act("declare or correct {}", first.from);
}

}  // namespace

Rule ghost_reference() {
  return {
      .id = "ghost-reference",
      .title = "Reference to something undeclared",
      .when = "An item refers to a name that no item declares.",
      .why = "Part of the map is missing: nobody sees what depends on it, who owns it, or whether it was deleted.",
      .fix =
          "Declare it with its owner and what it is for, or correct the name. If it is another team's tool, declare a stub with `external: "
          "true`.",
      .gets = "What a change would break can be looked up, without a blank spot on the map.",
      .done = "`stackdrag show` knows the name and its owner, or nothing refers to it any more.",
      .severity = Severity::medium,
      .effort = 0.5,
      .carry = 0.25,
      .flagged = "tools: {hubspot: {}}\ndata: {article: {system_of_record: cms}}",
      .clean = "tools: {cms: {external: true}}\ndata: {article: {system_of_record: cms}}",
      .check = each<Ghost>(prepare, check),
      .options = {{"suggest", "names", 50,  // no mutant: how much a hint may cost
                   "number of undeclared names up to which a declared name is suggested for each"}},
  };
}

}  // namespace stackdrag::rules
