// From the bytes of an inventory to its facts.
#include "stackdrag/workspace.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "stackdrag/read_inventory.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// Words that a rule would have to know. A region that nobody knows must not switch off the rules about consent.
void find_unknown_words(const Inventory& inventory, const Packs& packs, std::vector<Problem>& problems) {
  std::vector<std::string_view> known;
  for (const At<Text>& region : inventory.stack.regions) {
    if (packs.find<Region>(*region) != nullptr) continue;
    if (known.empty()) {
      for (const Region& row : packs.rows<Region>()) {
        known.push_back(*row.id);
        for (const At<Text>& alias : row.aliases) known.push_back(*alias);
      }
    }
    const std::string near = did_you_mean(*region, known);
    problems.push_back(
        {fmt::format("`regions`: no region is called `{}`{}", shorten(visible(*region), 60),
                     near.empty() ? "; write a country such as `de`, a state such as `us-ca`, a group such as `eu`, or `all`" : near),
         region.at});
  }
}

bool is_observed(const Tree& tree) { return !tree.empty() && evidence::is_observed(tree.root()); }

/// Enough digits to tell exports apart; empty of a file that somebody wrote by hand without any.
std::string digest_of(const evidence::ExportSource& source) { return source.sha256.substr(0, 16); }

/// Puts more problems among those that stand in the order of the files.
void put_in_order(const std::vector<Problem>& more, std::vector<Problem>& into) {
  if (more.empty()) return;
  into.insert(into.end(), more.begin(), more.end());
  std::stable_sort(into.begin(), into.end(), [](const Problem& a, const Problem& b) { return a.at.begin < b.at.begin; });
}

}  // namespace

KnownExports exports_of(const evidence::Evidence& evidence) {
  KnownExports exports;
  for (const evidence::Consulted& consulted : evidence.sources) exports.emplace(consulted.source.id, digest_of(consulted.source));
  return exports;
}

std::optional<Sources> without_other_exports(const Sources& sources, const KnownExports& known) {
  // Of two observed files that name different exports alike, the ids depend on which was read first.
  std::set<std::string> digests;
  for (const auto& [id, digest] : known) digests.insert(digest);
  const auto is_known = [&](const evidence::ExportSource& source) {
    const std::string digest = digest_of(source);
    const auto same = known.find(source.id);
    return (same != known.end() && same->second == digest) || (!digest.empty() && digests.contains(digest));
  };
  Sources older;
  bool are_others = false;
  for (std::size_t source = 0; source < sources.count(); ++source) {
    std::string text(sources.text(source));
    const Document document = read_document(sources, source);
    if (!document.problem && is_observed(document.tree)) {
      std::vector<Problem> ignored;  // told when the files were read
      const evidence::Observed observed = evidence::read_observed(document.tree.root(), ignored);
      if (!std::all_of(observed.sources.begin(), observed.sources.end(), is_known)) {
        text = evidence::observed_text(evidence::of_sources(observed, is_known));
        are_others = true;
      }
    }
    older.add(std::string(sources.name(source)), std::move(text));
  }
  if (!are_others) return std::nullopt;
  return older;
}

Loaded load(const Sources& sources, const Packs& packs, Lane lane, const std::optional<AuditDay>& day) {
  Loaded loaded;
  std::vector<Tree> documents;
  std::vector<Problem> repeated;
  for (std::size_t source = 0; source < sources.count(); ++source) {
    Document document = read_document(sources, source, lane, Repeats::noted);
    if (document.problem) loaded.unreadable.push_back(*document.problem);
    repeated.insert(repeated.end(), document.repeated.begin(), document.repeated.end());
    documents.push_back(std::move(document.tree));
  }
  if (!loaded.unreadable.empty()) {
    put_in_order(repeated, loaded.unreadable);
    return loaded;
  }
  std::vector<Tree> observed;
  const auto first = std::stable_partition(documents.begin(), documents.end(), [&](const Tree& tree) { return !is_observed(tree); });
  std::move(first, documents.end(), std::back_inserter(observed));
  documents.erase(first, documents.end());
  ReadInventory read = read_inventory(sources, std::move(documents), day);
  auto seen = std::make_shared<const evidence::Evidence>(evidence::lay_over(read.inventory, sources, std::move(observed), packs, repeated));
  find_unknown_words(read.inventory, packs, repeated);
  put_in_order(repeated, read.problems);
  auto inventory = std::make_unique<const Inventory>(std::move(read.inventory));
  Facts facts = gather(*inventory, read.undeclared, packs, *seen);
  loaded.workspace = Workspace{&sources, &packs, std::move(inventory), std::move(seen), std::move(facts), std::move(read.problems)};
  return loaded;
}

}  // namespace stackdrag
