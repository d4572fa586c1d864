// Decodes scalars, lists and records into typed values: the type of the field decides, never the appearance of the scalar.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include "stackdrag/fields.h"
#include "stackdrag/inventory.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag {

/// The ids that the files declare, per kind; filled before any field is decoded, so that references resolve at once.
class Ids {
 public:
  /// Gives the id the next index of its kind. False if the id is taken.
  bool declare(Kind kind, Text id, Span at);
  /// Numbers the ids of each kind anew, in the order of the alphabet: what is found in an inventory must not depend on the order in which
  /// it is written, nor on how it is split into files. Kinds whose items need no id keep the order of the files.
  void sort();
  ItemId find(Kind kind, Text id) const;
  /// The item whose id is this one but for letter case and separators; none if several are.
  ItemId find_folded(Kind kind, Text id) const;
  /// The page that this URL means: of the same name, or of the same path if that is all that is declared of it. None if there is none; of
  /// several, the first by the alphabet.
  ItemId find_page(Text url) const;
  /// Adds another name by which people refer to an item: a person's e-mail address, or what a tool was called before.
  void also_known(ItemId item, Text name);
  /// The item, of these kinds, that is also known by this name; none if several are. Where many kinds may stand, the names of people and
  /// teams do not count.
  ItemId find_by_name(std::span<const Kind> among, Text name) const;
  /// Where the item's id was declared.
  Span place(ItemId item) const { return of(item.kind).places[item.index]; }
  std::size_t count(Kind kind) const { return of(kind).places.size(); }

 private:
  struct Table {
    std::unordered_map<Text, std::uint32_t> numbers;
    std::vector<Span> places;
  };
  const Table& of(Kind kind) const { return tables_[static_cast<std::size_t>(kind)]; }
  std::array<Table, kind_count> tables_;
  std::unordered_map<std::string, std::vector<ItemId>> by_name_;                    ///< by the name as it is compared
  mutable std::array<std::unordered_map<std::string, ItemId>, kind_count> folded_;  ///< filled when first asked for
  mutable std::unordered_map<std::string, ItemId> pages_by_key_;                    ///< the same
};

/// Whether a reference to these kinds names people or teams, and not just anything.
inline bool names_owners(std::span<const Kind> kinds) {
  return std::all_of(kinds.begin(), kinds.end(), [](Kind kind) { return has_role(kind, role::owner); });
}

/// Where a field names a person or a team. The name is still as it is written there.
struct NamedOwner {
  PackedText* name;
  ItemId target;
  Span at;
  ItemId from;
};

/// A field that holds for every item of a kind that does not write it itself.
struct DefaultField {
  View key, value;
};
/// By kind.
using DefaultFields = std::array<std::vector<DefaultField>, kind_count>;

/// The words of a choice, in the order of the enumeration.
template <class Enumeration>
std::span<const std::string_view> choices_of();

/// Whether the text is one of the words that stand for a value, in any letters: `unknown`, `none`, `n/a`.
bool is_state_word(Text text);
/// Whether a key is the user's own business, such as `x-ticket` or `meta`: other programs may read it, stackdrag does not.
inline bool is_for_others(Text key) { return key.starts_with("x-") || key == "meta"; }

class Reader {
 public:
  Reader(const Inventory& inventory, const Ids& ids, Arena& arena, std::vector<Problem>& problems, std::vector<Undeclared>& undeclared,
         std::vector<Misread>& misread, std::vector<NamedOwner>* owners = nullptr)
      : inventory_(inventory), ids_(ids), arena_(arena), problems_(problems), undeclared_(undeclared), misread_(misread), owners_(owners) {}

  const Ids& ids() const { return ids_; }

  void read(View value, At<Text>& out);
  void read(View value, At<double>& out);
  void read(View value, At<Date>& out);
  void read(View value, At<Money>& out);
  void read(View value, At<Duration>& out);
  void read(View value, At<Rate>& out);
  void read(View value, At<bool>& out);
  void read(View value, At<Every>& out);
  void read(View value, At<Agreement>& out);

  template <Kind... kinds>
  void read(View value, At<Ref<kinds...>>& out) {
    static constexpr Kind allowed[] = {kinds...};
    At<Text> name;
    read(value, name);
    out.at = name.at;
    if (!name) return;
    out.value = {*name, resolve(*name, name.at, allowed)};
    if constexpr ((has_role(kinds, role::owner) && ...)) {
      if (owners_ != nullptr) owners_->push_back({&out.value.text, out.value.target, name.at, current});
    }
  }

  template <class Enumeration>
  requires std::is_enum_v<Enumeration>
  void read(View value, At<Enumeration>& out) {
    out.value = static_cast<Enumeration>(read_choice(value, choices_of<Enumeration>(), out.at));
  }

  template <class T>
  void read(View value, List<T>& out) {
    if (!says_list(value, out.at)) return;
    const bool single = value.is_scalar();
    const std::uint32_t written = single ? 1 : value.size();
    At<T>* const elements = allocate<At<T>>(written);
    out.first = elements;
    out.count = 0;
    bool partly_misread = false;
    const auto keep = [&](View element) {
      At<T>& read_element = elements[out.count];
      read(element, read_element);
      if (read_element) {
        ++out.count;
      } else {
        partly_misread |= read_element.misread();
        read_element = {};
      }
    };
    if (single) {
      keep(value);
    } else {
      for (const View element : value) keep(element);
    }
    // What an element that could not be read says is in no list, so that nobody can tell what the whole list lacks.
    if (partly_misread) {
      out.at.state = State::misread;
    } else if (out.count == 0 && written > 0) {
      out.at.state = stated_none(value) ? State::none : State::unknown;
    } else {
      out.at.state = State::given;
    }
  }

  template <class T>
  void read(View value, Map<T>& out) {
    if (!says_mapping(value, out.at)) return;
    out.at.state = State::given;
    Entry<T>* const entries = allocate<Entry<T>>(value.size());
    out.first = entries;
    out.count = 0;
    value.entries([&](View key, View entry) {
      if (refuses_secret_key(key)) return;
      entries[out.count].key = {key.text(), key.at()};
      read(entry, entries[out.count++].value);
    });
  }

  /// A small record inside an item: `utm: {source: [...]}`.
  template <class T>
  requires requires { record_of(static_cast<T*>(nullptr)); }
  void read(View value, At<T>& out) {
    if (!says_mapping(value, out.at)) return;
    out.at.state = State::given;
    read_fields(value, record_of(static_cast<T*>(nullptr)), &out.value, nullptr, nullptr);
  }

  /// Decodes the entries of an item or record; `common` may be null. `skip` is a key that is not a field (`id`). Leaves `field` as it was.
  void read_fields(View item, const Record& own, void* record, const Record* common, Common* common_values, std::string_view skip = {});

  /// Decodes the fields that hold for all items of the kind, unless `item` has them.
  void read_defaults(Kind kind, View item, void* record, Common* common_values);
  /// Whether the item being decoded has the field, but in a form that could not be read.
  bool was_misread(std::string_view name) const;
  /// Whether the field holds for all items of the kind.
  bool has_default(Kind kind, std::string_view name) const;

  void problem(Span at, std::string message) { problems_.push_back({std::move(message), at}); }

  /// Whether the text looks like a secret; if so that is the problem, and the text is never printed.
  bool refuses_secret(View value, std::string_view field_name);
  bool refuses_secret_key(View key);
  /// Reports secrets in a value that is not decoded, at any depth.
  void refuse_secrets_below(View value, std::string_view field_name);

  /// The extras of an item, created on first use.
  Extras& extras_of(Common& common);

  const DefaultFields* defaults = nullptr;  ///< null if there are none
  /// The day from which days are counted; without one, no day is too far away.
  std::optional<AuditDay> day;
  /// The item being decoded, the origin of its references.
  ItemId current;
  const Field* field = nullptr;
  bool said_not_applicable = false;
  bool refused_reason = false;  ///< the item has a reason that is none, which has been told
  Span skipped;                 ///< the value of the key that `read_fields` left out last

 private:
  /// Sets the span and, for words such as `unknown` and `none`, the state. True if there is a value to decode; until it is decoded, it
  /// counts as misread.
  bool says(View value, Place& at);
  bool says_list(View value, Place& at);
  bool says_mapping(View value, Place& at);
  bool stated_none(View list) const;
  /// The index of the word; 0 if it is none of them.
  std::size_t read_choice(View value, std::span<const std::string_view> words, Place& at);
  ItemId resolve(Text name, Span at, std::span<const Kind> kinds);
  void expected(View value, std::string_view what);
  /// Whether the number is within the range of the field. If it is not, that is the problem.
  bool is_within(View value, double number);
  bool is_nearly_usual(View value);
  void read_near(View value, At<Date>& out, Date date);
  std::optional<Duration> duration_in(View value);
  std::optional<double> exchange_rate(View value, std::string_view currency);
  void read_unknown_field(View key, View value, const Record& own, void* record, const Record* common, Common* common_values);

  template <class T>
  T* allocate(std::size_t count) {
    T* const first = static_cast<T*>(arena_.allocate(sizeof(T) * std::max<std::size_t>(count, 1), alignof(T)));
    std::uninitialized_default_construct_n(first, count);
    return first;
  }

  /// Decodes one field, and notes it if it cannot be read.
  void read_field(const Field& known, View value, void* record);
  /// Notes that a field of the item could not be read. Those of small records are part of a field.
  void note_misread(const Field& of_item) { misread_.push_back({current, of_item.name}); }
  /// An unknown name that is nearly that of a field was most likely meant for it: whoever wrote it has not left the field out.
  void take_for_misspelt(View value, const Field& meant, void* record);

  const Inventory& inventory_;  // for the settings of the stack
  const Ids& ids_;
  Arena& arena_;
  std::vector<Problem>& problems_;
  std::vector<Undeclared>& undeclared_;
  std::vector<Misread>& misread_;
  std::vector<NamedOwner>* owners_;  ///< null if nobody collects them
};

/// What a convention may be for: its id is one of these.
std::vector<std::string_view> convention_names();

/// The fields of the small records.
const Record& record_of(Utm*);
const Record& record_of(Sla*);
const Record& record_of(DataField*);

}  // namespace stackdrag
