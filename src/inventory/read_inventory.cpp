// Merges documents into one inventory: first every id is declared, then every item is decoded, so that references resolve at once.
#include "stackdrag/read_inventory.h"

#include <algorithm>

#include <fmt/format.h>

#include "inventory/reader.h"
#include "stackdrag/pattern.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_id = 128;
constexpr std::string_view version = "1";
constexpr std::array<std::string_view, 5> named_things{"event", "utm_source", "utm_medium", "utm_campaign", "utm_content"};

/// An item as it stands in a document, before its fields are read.
struct Written {
  Kind kind;
  std::uint32_t index;
  At<Text> id;
  View fields;  ///< a mapping or a null
};

class Merge {
 public:
  Merge(const Sources& sources, ReadInventory& into) : sources_(sources), into_(into) {}

  void declare(const Tree& tree);
  void decode();
  void check_version(bool anything_written);

 private:
  void declare_section(Kind kind, View key, View section);
  void declare_item(Kind kind, At<Text> id, View fields);
  bool acceptable_id(Kind kind, At<Text> id);
  void decode_item(const Written& written, Reader& reader);
  void decode_single(Reader& reader);
  void repeated_single_fields(Kind kind);
  Text number_text(Kind kind);
  void problem(Span at, std::string message) { into_.problems.push_back({std::move(message), at}); }

  const Sources& sources_;
  ReadInventory& into_;
  Ids ids_;
  std::vector<Written> items_;
  std::vector<std::pair<Kind, View>> singles_;
  bool version_seen_ = false;
};

std::string place_of(const Sources& sources, Span at) {
  const Location place = sources.locate(at);
  return fmt::format("{}:{}", visible(place.file), place.line);
}

void Merge::declare(const Tree& tree) {
  if (tree.empty() || tree.root().is_null()) return;
  if (!tree.root().is_mapping()) {
    return problem(tree.root().at(), "an inventory is a mapping with `version`, `stack`, `tools`, `pixels` …");
  }
  tree.root().entries([&](View key, View value) {
    if (const auto kind = kind_of_section(key.text())) return declare_section(*kind, key, value);
    if (key.text() == "version") {
      version_seen_ = true;
      if (!value.is_scalar() || value.text() != version) problem(value.at(), "`version`: this stackdrag reads version 1");
      return;
    }
    if (key.text().starts_with("x-") || key.text() == "meta") return;
    std::vector<std::string_view> names{"version"};
    for (const KindNames& kind : kinds()) names.push_back(kind.section);
    problem(key.at(), fmt::format("unknown section `{}`{}", shorten(visible(key.text()), 60), did_you_mean(key.text(), names)));
  });
}

void Merge::declare_section(Kind kind, View key, View section) {
  if (section.is_null()) return;
  if (is_single(kind)) {
    if (!section.is_mapping()) return problem(section.at(), fmt::format("`{}`: expected a mapping", key.text()));
    singles_.emplace_back(kind, section);
  } else if (section.is_mapping()) {
    section.entries([&](View id, View fields) { declare_item(kind, {id.text(), id.at(), State::given}, fields); });
  } else if (section.is_sequence()) {
    const bool may_lack_id = kind == Kind::waiver || kind == Kind::change;
    for (const View element : section) {
      const auto id = element.find("id");
      if (id && id->is_scalar()) {
        declare_item(kind, {id->text(), id->at(), State::given}, element);
      } else if (element.is_mapping() && may_lack_id) {
        declare_item(kind, {number_text(kind), element.at(), State::given}, element);
      } else {
        problem(element.at(), fmt::format("an item in a list of {} is a mapping with an `id`", key.text()));
      }
    }
  } else {
    problem(section.at(), fmt::format("`{}`: expected items by id, or a list of items with `id`", key.text()));
  }
}

Text Merge::number_text(Kind kind) {
  const std::string number = fmt::format("{}", ids_.count(kind) + 1);
  char* const kept = static_cast<char*>(into_.inventory.arena->allocate(number.size(), 1));
  std::copy(number.begin(), number.end(), kept);
  return {kept, number.size()};
}

bool Merge::acceptable_id(Kind kind, At<Text> id) {
  const Text text = *id;
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; });
  const bool path = kind == Kind::page && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
  const bool starts_well = !text.empty() && (is_letter(text[0]) || is_digit(text[0]) || (path && text[0] == '/'));
  if (text.size() > longest_id || !(plain || path) || !starts_well) {
    problem(id.at, fmt::format("`{}` is no id; an id is a letter or digit, then letters, digits, `.`, `_` or `-`, at most {} in all",
                               shorten(visible(text), 60), longest_id));
    return false;
  }
  if (kind != Kind::convention || std::find(named_things.begin(), named_things.end(), text) != named_things.end() || kind_named(text)) return true;
  std::vector<std::string_view> names(named_things.begin(), named_things.end());
  for (const KindNames& known : kinds()) names.push_back(known.singular);
  problem(id.at, fmt::format("a convention is for a kind, `event`, `utm_source`, `utm_medium` or `utm_campaign`, not for `{}`{}",
                             shorten(visible(text), 60), did_you_mean(text, names)));
  return false;
}

void Merge::declare_item(Kind kind, At<Text> id, View fields) {
  if (!acceptable_id(kind, id)) return;
  if (!fields.is_mapping() && !fields.is_null()) {
    return problem(fields.at(), fmt::format("`{}`: expected the fields of the {}, such as `{{owner: ana}}`", *id, name_of(kind)));
  }
  std::uint32_t index = 0;
  Span first;
  if (!ids_.declare(kind, *id, id.at, index, first)) {
    return problem(id.at, fmt::format("{} `{}` is already declared in {}", name_of(kind), *id, place_of(sources_, first)));
  }
  items_.push_back({kind, index, id, fields});
}

void Merge::decode_item(const Written& written, Reader& reader) {
  each_collection(into_.inventory, [&](Kind kind, auto& items) {
    if (kind != written.kind) return;
    auto& item = items[written.index];
    item.id = written.id;
    reader.current = {kind, written.index};
    item.common.self = reader.current;
    reader.said_not_applicable = false;
    if (written.fields.is_mapping()) reader.read_fields(written.fields, fields_of(kind), &item, &common_fields(), &item.common, "id");
    for (const Field& field : fields_of(kind).fields) {
      if (field.need == Need::required && !(written.fields.is_mapping() && written.fields.find(field.name))) {
        problem(written.id.at, fmt::format("{} `{}` needs `{}`, for example `{}: {}`", name_of(kind), *written.id, field.name, field.name, field.example));
      }
    }
    if (reader.said_not_applicable && !item.common.why) problem(written.id.at, fmt::format("`{}` says `n/a`; add `why:` with the reason", *written.id));
  });
}

/// `stack` and `limits` may be spread over files, but each of their fields stands once.
void Merge::repeated_single_fields(Kind kind) {
  std::vector<View> seen;
  for (const auto& [single, section] : singles_) {
    if (single != kind) continue;
    for (const View earlier : seen) {
      section.entries([&](View key, View) {
        if (earlier.find(key.text())) problem(key.at(), fmt::format("`{}` of `{}` stands in two files", visible(key.text()), section_of(kind)));
      });
    }
    seen.push_back(section);
  }
}

void Merge::decode_single(Reader& reader) {
  Inventory& inventory = into_.inventory;
  inventory.stack.id = {"stack", {}, State::given};
  inventory.stack.common.self = {Kind::stack, 0};
  inventory.limits.id = {"limits", {}, State::given};
  for (const auto& [kind, section] : singles_) {
    reader.current = {kind, 0};
    if (kind == Kind::stack) {
      inventory.stack.id.at = section.at();
      reader.read_fields(section, fields_of(kind), &inventory.stack, &common_fields(), &inventory.stack.common);
    } else {
      reader.read_fields(section, fields_of(kind), &inventory.limits, nullptr, nullptr);
    }
  }
  repeated_single_fields(Kind::stack);
  repeated_single_fields(Kind::limits);
}

void Merge::decode() {
  each_collection(into_.inventory, [&](Kind kind, auto& items) { items.resize(ids_.count(kind)); });
  Reader reader(sources_, into_.inventory, ids_, into_.problems, into_.undeclared);
  decode_single(reader);
  for (const Written& item : items_) decode_item(item, reader);
  for (const Convention& convention : into_.inventory.conventions) {
    std::string reason;
    if (convention.pattern && !Pattern::compile(*convention.pattern, reason)) problem(convention.pattern.at, fmt::format("`pattern`: {}", reason));
  }
}

void Merge::check_version(bool anything_written) {
  if (!anything_written) return problem({}, "nothing is declared here; `stackdrag init` writes an inventory to start from");
  if (!version_seen_) problem({}, "`version: 1` is missing; it is the first line of an inventory");
}

}  // namespace

ReadInventory read_inventory(const Sources& sources, std::vector<Tree> documents) {
  ReadInventory read;
  Merge merge(sources, read);
  for (Tree& tree : documents) read.inventory.trees.push_back(std::move(tree));
  for (const Tree& tree : read.inventory.trees) merge.declare(tree);
  merge.check_version(std::any_of(read.inventory.trees.begin(), read.inventory.trees.end(), [](const Tree& tree) { return !tree.empty(); }));
  merge.decode();
  std::stable_sort(read.problems.begin(), read.problems.end(), [](const Problem& a, const Problem& b) { return a.at.begin < b.at.begin; });
  return read;
}

const At<Text>& id_of(const Inventory& inventory, ItemId item) {
  if (item.kind == Kind::stack) return inventory.stack.id;
  if (item.kind == Kind::limits) return inventory.limits.id;
  const At<Text>* id = nullptr;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (kind == item.kind) id = &items[item.index].id;
  });
  return *id;
}

const Common* common_of(const Inventory& inventory, ItemId item) {
  if (item.kind == Kind::stack) return &inventory.stack.common;
  const Common* common = nullptr;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (kind == item.kind) common = &items[item.index].common;
  });
  return common;
}

std::string label_of(const Inventory& inventory, ItemId item) {
  if (item.kind == Kind::stack) return "stack";
  return fmt::format("{}/{}", name_of(item.kind), *id_of(inventory, item));
}

std::size_t item_count(const Inventory& inventory) {
  std::size_t count = 0;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (kind != Kind::convention && kind != Kind::waiver) count += items.size();
  });
  return count;
}

}  // namespace stackdrag
