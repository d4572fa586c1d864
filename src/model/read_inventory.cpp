// Merges documents into one inventory in two passes: the first declares every id, the second decodes the items and resolves references.
#include "stackdrag/read_inventory.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "model/acceptable_ids.h"
#include "model/decode.h"
#include "model/owner_names.h"
#include "model/unnamed.h"
#include "stackdrag/currencies.h"
#include "stackdrag/pattern.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::string_view version = "1";

/// A list element without an id, of a kind that needs none. It is named once all ids are known.
struct Unnamed {
  Kind kind;
  Written item;
};

class Merge {
 public:
  Merge(const Sources& sources, ReadInventory& into, const std::optional<AuditDay>& day) : sources_(sources), into_(into), day_(day) {}

  void declare(const Tree& tree);
  void declare_unnamed();
  /// Numbers the ids, and notes by which other names items are known.
  void sort_ids();
  void decode();
  void check_version(bool anything_written);
  /// Leaves no items if a file is of another version: what its sections mean, nobody can tell.
  void drop_other_versions();
  /// Takes back what was noted as undeclared although it stands in the files, in an item or a section that could not be read.
  void forgive_misread();

 private:
  void declare_section(Section section);
  void declare_defaults(View sections);
  void declare_default(Kind kind, View key, View value);
  void declare_nameless(const Section& section);
  bool declare_item(Kind kind, const Written& item);
  bool declare_checked(Kind kind, const Written& item);
  void note_names(Kind kind, const Written& item);
  void decode_single(Reader& reader);
  void repeated_single_fields(Kind kind);
  Text free_id(Kind kind, View fields);
  Reader reader() {
    return {into_.inventory, ids_, *into_.inventory.arena, into_.problems, into_.undeclared, into_.inventory.misread, &owners_};
  }
  void problem(Span at, std::string message) { into_.problems.push_back({std::move(message), at}); }

  const Sources& sources_;
  ReadInventory& into_;
  std::optional<AuditDay> day_;
  Ids ids_;
  std::vector<Section> sections_;
  std::vector<Unnamed> unnamed_;
  std::map<std::pair<Kind, std::string>, std::size_t> alike_;  ///< how many entries without an id are about the same
  std::vector<std::pair<Kind, View>> singles_;
  std::vector<NamedOwner> owners_;
  DefaultFields defaults_;
  std::set<std::pair<Kind, Text>> misread_items_;
  std::set<Kind> misread_sections_;
  bool version_seen_ = false, version_refused_ = false;
};

std::string place_of(const Sources& sources, Span at) {
  const Location place = sources.locate(at);
  return fmt::format("{}:{}", visible(place.file), place.line);
}

void Merge::declare(const Tree& tree) {
  if (tree.empty() || tree.root().is_null()) return;
  if (!tree.root().is_mapping()) {
    version_seen_ = true;  // what is no inventory has no version to miss
    return problem(tree.root().at(), "an inventory is a mapping with `version`, `stack`, `tools`, `pixels` …");
  }
  if (const auto written = tree.root().find("version")) {
    version_seen_ = true;
    if (!written->is_scalar() || (written->text() != version && written->text() != "1.0")) {
      version_refused_ = true;
      return problem(written->at(), "`version`: this stackdrag reads version 1");
    }
  }
  tree.root().entries([&](View key, View value) {
    if (const auto kind = kind_of_section(key.text())) return declare_section({*kind, key, value});
    if (key.text() == "defaults") return declare_defaults(value);
    if (key.text() == "version") return;
    Reader reading = reader();
    if (reading.refuses_secret_key(key)) return;
    reading.refuse_secrets_below(value, key.text());
    // `$schema` tells an editor what may stand here.
    if (is_for_others(key.text()) || key.text() == "$schema") return;
    std::vector<std::string_view> names{"version", "defaults"};
    for (const KindNames& kind : kinds()) names.push_back(kind.section);
    problem(key.at(), fmt::format("unknown section `{}`{}", shorten(visible_blanks(key.text()), 60), did_you_mean(key.text(), names)));
    const auto meant = nearest(key.text(), names);
    if (const auto kind = meant ? kind_of_section(*meant) : std::nullopt) misread_sections_.insert(*kind);
  });
}

/// `defaults: {pixels: {owner: omar}}`: fields for every item of a section that does not have them.
void Merge::declare_defaults(View sections) {
  if (sections.is_null()) return;
  if (!sections.is_mapping()) return problem(sections.at(), "`defaults`: expected sections, such as `{pixels: {owner: ana}}`");
  sections.entries([&](View section, View fields) {
    const auto kind = kind_of_section(section.text());
    if (!kind || has_role(*kind, role::single)) {
      std::vector<std::string_view> names;
      for (const KindNames& known : kinds()) {
        if (!has_role(known.kind, role::single)) names.push_back(known.section);
      }
      return problem(section.at(), fmt::format("`defaults`: no section of items is called `{}`{}", shorten(visible(section.text()), 60),
                                               did_you_mean(section.text(), names)));
    }
    if (!fields.is_mapping()) return problem(fields.at(), fmt::format("`{}`: expected fields, such as `{{owner: ana}}`", section.text()));
    fields.entries([&](View key, View value) { declare_default(*kind, key, value); });
  });
}

void Merge::declare_default(Kind kind, View key, View value) {
  Reader reading = reader();
  if (reading.refuses_secret_key(key)) return;
  if (find_field(kind, key.text()) == nullptr) {
    reading.refuse_secrets_below(value, key.text());
    if (is_for_others(key.text())) return;
    std::vector<std::string_view> names = fields_of(kind).names();
    if (has_common_fields(kind)) {
      const auto more = common_fields().names();
      names.insert(names.end(), more.begin(), more.end());
    }
    return problem(key.at(), fmt::format("unknown field `{}`{}", shorten(visible(key.text()), 60), did_you_mean(key.text(), names)));
  }
  std::vector<DefaultField>& of_kind = defaults_[static_cast<std::size_t>(kind)];
  const auto same = [&](const DefaultField& one) { return one.key.text() == key.text(); };
  if (const auto first = std::find_if(of_kind.begin(), of_kind.end(), same); first != of_kind.end()) {
    return problem(key.at(), fmt::format("the default of `{}` is already declared in {}", key.text(), place_of(sources_, first->key.at())));
  }
  of_kind.push_back({key, value});
}

void Merge::declare_section(Section section) {
  const auto& [kind, key, items, accepted] = section;
  if (items.is_null()) return;
  if (has_role(kind, role::single)) {
    if (!items.is_mapping()) return problem(items.at(), fmt::format("`{}`: expected a mapping", key.text()));
    singles_.emplace_back(kind, items);
  } else if (items.is_scalar()) {
    misread_sections_.insert(kind);
    problem(items.at(), fmt::format("`{}`: expected items by id, or a list of items with `id`", key.text()));
  } else {
    each_item(section, [&](const Written& item) {
      section.accepted.push_back(declare_item(section.kind, item));
      if (!section.accepted.back()) misread_items_.emplace(section.kind, *item.id);
    });
    if (items.is_sequence()) declare_nameless(section);
    sections_.push_back(std::move(section));
  }
}

/// The other names by which people refer to an item: what it was called before, and what a person or team is called.
void Merge::note_names(Kind kind, const Written& item) {
  const auto note = [&](View name) {
    if (name.is_scalar() && name.text().size() > 1) ids_.also_known(ids_.find(kind, *item.id), name.text());
  };
  if (const auto was = item.fields.find("was")) {
    if (was->is_sequence()) {
      for (const View name : *was) note(name);
    } else {
      note(*was);
    }
  }
  if (!has_role(kind, role::owner)) return;
  for (const std::string_view field : {"name", "email"}) {
    if (const auto value = item.fields.find(field)) note(*value);
  }
}

void Merge::sort_ids() {
  ids_.sort();
  for (const Section& section : sections_) {
    if (!is_referable(section.kind)) continue;
    std::size_t at = 0;
    each_item(section, [&](const Written& item) {
      if (section.accepted[at++] && item.fields.is_mapping()) note_names(section.kind, item);
    });
  }
}

void Merge::declare_nameless(const Section& section) {
  for (const View element : section.items) {
    if (id_of_element(element)) continue;
    const auto id = element.find("id");
    if (element.is_mapping() && has_role(section.kind, role::nameless) && (!id || id->is_null())) {
      unnamed_.push_back({section.kind, {{}, element, true}});
    } else {
      problem(id ? id->at() : element.at(), fmt::format("an item in a list of {} must be a mapping {} an `id`", section.key.text(),
                                                        has_role(section.kind, role::nameless) ? "with or without" : "with"));
    }
  }
}

void Merge::declare_unnamed() {
  std::erase_if(unnamed_, [&](Unnamed& one) {
    one.item.id = {free_id(one.kind, one.item.fields), one.item.fields.at()};
    return !declare_checked(one.kind, one.item);
  });
}

/// An id that no item of the kind has: what the entry is about, with a number if there are several. It lives in the inventory's arena.
Text Merge::free_id(Kind kind, View fields) {
  const std::string subject = entry_subject(fields);
  std::size_t& used = alike_[{kind, subject}];
  std::string id;
  while (id.empty() || ids_.find(kind, id)) {
    ++used;
    id = subject;
    if (subject.empty() || used > 1) id += fmt::format("{}{}", subject.empty() ? "" : "-", used);
  }
  char* const kept = static_cast<char*>(into_.inventory.arena->allocate(id.size(), 1));
  std::copy(id.begin(), id.end(), kept);
  return {kept, id.size()};
}

bool Merge::declare_item(Kind kind, const Written& item) {
  if (const auto secret = secret_in(*item.id)) {
    into_.problems.push_back({fmt::format("this id looks like {}; say where the secret is kept instead", *secret), item.id.at, true});
    return false;
  }
  if (std::optional<std::string> refused = refusal_of(kind, *item.id)) {
    problem(item.id.at, *std::move(refused));
    return false;
  }
  return declare_checked(kind, item);
}

bool Merge::declare_checked(Kind kind, const Written& item) {
  if (!item.fields.is_mapping() && !item.fields.is_null()) {
    const Field& first = fields_of(kind).fields.front();
    const bool wide_colon = item.fields.is_scalar() && item.fields.text().find("\uFF1A") != Text::npos;
    problem(item.fields.at(), fmt::format("`{}`: expected the fields of the {}, such as `{{{}: {}}}`{}", *item.id, name_of(kind),
                                          first.name, first.example, wide_colon ? "; `\\u{ff1a}` is no `:`" : ""));
    return false;
  }
  if (ids_.declare(kind, *item.id, item.id.at)) return true;
  const Span first = ids_.place(ids_.find(kind, *item.id));
  problem(item.id.at, fmt::format("{} `{}` is already declared in {}", name_of(kind), *item.id, place_of(sources_, first)));
  return false;
}

/// `stack` and `limits` may be spread over several files, but each of their fields may be given only once.
void Merge::repeated_single_fields(Kind kind) {
  std::unordered_map<Text, Span> seen;
  for (const auto& [single, section] : singles_) {
    if (single != kind) continue;
    section.entries([&](View key, View) {
      if (is_for_others(key.text())) return;
      const auto [first, added] = seen.try_emplace(key.text(), key.at());
      if (added) return;
      const std::string place = place_of(sources_, first->second);
      problem(key.at(),
              fmt::format("`{}` of `{}` is already declared in {}", shorten(visible_blanks(key.text()), 60), section_of(kind), place));
    });
  }
}

void Merge::decode_single(Reader& reader) {
  Inventory& inventory = into_.inventory;
  inventory.stack.id = {"stack", {}};
  inventory.stack.common.self = {Kind::stack, 0};
  inventory.limits.id = {"limits", {}};
  bool not_applicable = false;
  for (const auto& [kind, section] : singles_) {
    reader.current = {kind, 0};
    reader.said_not_applicable = reader.refused_reason = false;
    if (kind == Kind::stack) {
      inventory.stack.id.at = section.at();
      reader.read_fields(section, fields_of(kind), &inventory.stack, &common_fields(), &inventory.stack.common);
      not_applicable = not_applicable || reader.said_not_applicable;
    } else {
      reader.read_fields(section, fields_of(kind), &inventory.limits, nullptr, nullptr);
    }
  }
  read_currencies(inventory.stack, into_.problems);
  if (not_applicable && !inventory.stack.common.extras().why && !reader.refused_reason)
    problem(inventory.stack.id.at, "`stack` says `n/a`; add `why:` with the reason");
  repeated_single_fields(Kind::stack);
  repeated_single_fields(Kind::limits);
}

void Merge::decode() {
  each_collection(into_.inventory, [&](Kind kind, auto& items) { items.resize(ids_.count(kind)); });
  Reader reading = reader();
  const auto any = [](const std::vector<DefaultField>& of_kind) { return !of_kind.empty(); };
  if (std::any_of(defaults_.begin(), defaults_.end(), any)) reading.defaults = &defaults_;
  decode_single(reading);
  if (day_) {
    const At<Date>& as_of = into_.inventory.stack.as_of;
    if (as_of) day_->written = *as_of;
    if (!day_->as_of) day_->as_of = day_->written;
  }
  reading.day = day_;
  decode_sections(sections_, into_.inventory, reading);
  for (const Unnamed& one : unnamed_) decode_item(into_.inventory, ids_.find(one.kind, *one.item.id), one.item, reading);
  unify_owners(owners_, into_.inventory);
  // Whoever stands first among several owners answers wherever one is asked for.
  each_collection(into_.inventory, [](Kind, auto& items) {
    if constexpr (HasOwner<typename std::decay_t<decltype(items)>::value_type>) {
      for (auto& item : items) item.owner = owner_field_of(item);
    }
  });
  for (const Convention& convention : into_.inventory.conventions) {
    std::string reason;
    if (convention.pattern && !Pattern::compile(*convention.pattern, reason))
      problem(convention.pattern.at, fmt::format("`pattern`: {}", reason));
  }
}

void Merge::drop_other_versions() {
  if (!version_refused_) return;
  each_collection(into_.inventory, [](Kind, auto& items) { items.clear(); });
  into_.undeclared.clear();
}

void Merge::forgive_misread() {
  const auto is_misread = [&](Kind kind, Text name) { return misread_sections_.contains(kind) || misread_items_.contains({kind, name}); };
  std::erase_if(into_.undeclared, [&](const Undeclared& one) {
    const Field* const field = find_field(one.from.kind, one.field);
    if (field == nullptr) return is_misread(one.expected, one.name);
    const std::span<const Kind> kinds = field->shape.kinds;
    return std::any_of(kinds.begin(), kinds.end(), [&](Kind kind) { return is_misread(kind, one.name); });
  });
}

void Merge::check_version(bool anything_written) {
  if (!anything_written) return problem({}, "nothing is declared here; `stackdrag init` writes an inventory to start from");
  if (!version_seen_) problem({}, "`version: 1` is missing; it is the first line of an inventory");
}

/// Sorts by position and removes duplicates: a value behind an anchor is read at every alias, but its mistakes are reported once.
void put_in_order(ReadInventory& read) {
  std::vector<Problem>& problems = read.problems;
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) { return a.at.begin < b.at.begin; });
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> reported;
  std::erase_if(problems,
                [&](const Problem& problem) { return !reported.emplace(problem.at.begin, problem.at.end, problem.message).second; });
  std::stable_sort(read.undeclared.begin(), read.undeclared.end(),
                   [](const Undeclared& a, const Undeclared& b) { return a.at.begin < b.at.begin; });
  std::vector<Misread>& misread = read.inventory.misread;
  std::sort(misread.begin(), misread.end());
  misread.erase(std::unique(misread.begin(), misread.end()), misread.end());
}

}  // namespace

ReadInventory read_inventory(const Sources& sources, std::vector<Tree> documents, const std::optional<AuditDay>& day) {
  ReadInventory read;
  Merge merge(sources, read, day);
  for (Tree& tree : documents) read.inventory.trees.push_back(std::move(tree));
  for (const Tree& tree : read.inventory.trees) merge.declare(tree);
  merge.declare_unnamed();
  merge.sort_ids();
  merge.check_version(
      std::any_of(read.inventory.trees.begin(), read.inventory.trees.end(), [](const Tree& tree) { return !tree.empty(); }));
  merge.decode();
  merge.forgive_misread();
  merge.drop_other_versions();
  put_in_order(read);
  return read;
}

}  // namespace stackdrag
