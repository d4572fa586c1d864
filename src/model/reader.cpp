// Decodes one value at a time; a value that does not fit its field is reported and counts as misread.
#include "stackdrag/reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/better_fields.h"
#include "model/choices.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_shown = 60;

/// The words that stand for a value, in any letters: a spreadsheet writes them as it likes.
enum class Word { unknown, none, not_applicable, other };

Word word_of(Text text) {
  // Nearly every text is something else, and this is asked of all of them.
  if (text.size() < 3 || text.size() > 7 || ((text[0] | 0x20) != 'n' && (text[0] | 0x20) != 'u')) return Word::other;
  const std::string folded = lower_case(text);
  if (folded == "unknown") return Word::unknown;
  if (folded == "none") return Word::none;
  return folded == "n/a" ? Word::not_applicable : Word::other;
}

std::string shown(Text text) { return shorten(visible_blanks(text), longest_shown); }

/// "[crm, email]" if the text holds several names, such as `crm, email`; empty if it is one.
std::string list_in(Text text) {
  // A URL may hold commas.
  if (text.find(',') == Text::npos || text.find_first_of("?:=&/") != Text::npos) return "";
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    Text name = text.substr(begin, end - begin);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (name.empty() || name.find(' ') != Text::npos) return "";
    names.emplace_back(name);
    begin = end + 1;
  }
  return fmt::format("[{}]", fmt::join(names, ", "));
}

}  // namespace

bool Reader::refuses_secret(View value, std::string_view field_name) {
  const auto secret = value.is_scalar() ? secret_in(value.text()) : std::nullopt;
  if (!secret) return false;
  const std::string message = fmt::format("`{}` contains what looks like {}; say where the secret is kept instead", field_name, *secret);
  problems_.push_back({message, value.at(), true});
  return true;
}

bool Reader::refuses_secret_key(View key) {
  const auto secret = secret_in(key.text());
  if (!secret) return false;
  problems_.push_back({fmt::format("this name looks like {}; say where the secret is kept instead", *secret), key.at(), true});
  return true;
}

void Reader::refuse_secrets_below(View value, std::string_view field_name) {
  if (value.is_sequence()) {
    for (const View element : value) refuse_secrets_below(element, field_name);
  } else if (value.is_mapping()) {
    value.entries([&](View key, View entry) {
      if (!refuses_secret_key(key)) refuse_secrets_below(entry, key.text());
    });
  } else {
    refuses_secret(value, shown(field_name));
  }
}

void Reader::expected(View value, std::string_view what) {
  if (refuses_secret(value, field->name)) return;
  if (value.is_mapping()) return problem(value.at(), fmt::format("`{}`: expected {}, found a mapping", field->name, what));
  if (value.is_sequence()) return problem(value.at(), fmt::format("`{}`: expected {}, found a list", field->name, what));
  problem(value.at(),
          fmt::format("`{}`: expected {}, found `{}`{}", field->name, what, shown(value.text()), hint_for_field(*field, value.text())));
}

bool Reader::says(View value, Place& at) {
  at = value.at();
  at.state = State::unknown;
  if (value.is_null()) return false;
  switch (value.is_scalar() ? word_of(value.text()) : Word::other) {
    case Word::unknown:
      return false;
    case Word::none:
      return at.state = State::none, false;
    case Word::not_applicable:
      return said_not_applicable = true, at.state = State::not_applicable, false;
    case Word::other:
      break;
  }
  return at.state = State::misread, true;
}

bool Reader::says_list(View value, Place& at) {
  if (!says(value, at)) return false;
  if (value.is_mapping()) return expected(value, "a list"), false;
  const std::string several = value.is_scalar() ? list_in(value.text()) : "";
  if (several.empty() || refuses_secret(value, field->name)) return several.empty();
  problem(value.at(), fmt::format("`{}`: `{}` is one name; write `{}` for several", field->name, shown(value.text()), shown(several)));
  return false;
}

bool Reader::says_mapping(View value, Place& at) {
  if (!says(value, at)) return false;
  if (value.is_mapping()) return true;
  return expected(value, "a mapping"), false;
}

Extras& Reader::extras_of(Common& common) {
  if (common.given == nullptr) common.given = allocate<Extras>(1);
  return *common.given;
}

bool Reader::stated_none(View list) const {
  return list.is_sequence() && list.size() == 1 && (*list.begin()).is_scalar() && word_of((*list.begin()).text()) == Word::none;
}

std::size_t Reader::read_choice(View value, std::span<const std::string_view> words, Place& at) {
  if (value.is_scalar()) {
    const auto word = std::find(words.begin(), words.end(), value.text());
    if (word != words.end()) return at = {value.at(), State::given}, static_cast<std::size_t>(word - words.begin());
  }
  if (!says(value, at)) return 0;
  const std::size_t meant = value.is_scalar() ? meant_choice(value.text(), words) : words.size();
  if (meant < words.size() && words[meant] != "true" && words[meant] != "false") return at.state = State::given, meant;
  std::vector<std::string> quoted;
  for (const std::string_view word : words) quoted.push_back(fmt::format("`{}`", word));
  if (!value.is_scalar()) return expected(value, join_words(quoted)), 0;
  if (refuses_secret(value, field->name)) return 0;
  const std::string near = hint_for(value.text(), words);
  problem(value.at(), fmt::format("`{}`: expected one of {}, found `{}`{}", field->name, join_words(quoted), shown(value.text()), near));
  return 0;
}

bool is_state_word(Text text) { return word_of(text) != Word::other; }

/// The item that a name refers to; none if there is none. An ambiguous name is a problem. An undeclared one is noted, unless the files
/// declare no items of its kind and do not have to.
ItemId Reader::resolve(Text name, Span at, std::span<const Kind> kinds) {
  const auto is_kept = [&](Kind kind) { return has_role(kind, role::kept) || ids_.count(kind) > 0; };
  ItemId found;
  bool ambiguous = false;
  for (const Kind kind : kinds) {
    const ItemId item = ids_.find(kind, name);
    ambiguous = ambiguous || (item && found);
    if (!found) found = item;
  }
  // The id of a page may contain a slash, so `kind/id` is tried only after the whole name.
  if (const auto slash = name.find('/'); slash != Text::npos && slash > 0 && !found) {
    const auto kind = kind_named(name.substr(0, slash));
    if (kind && std::find(kinds.begin(), kinds.end(), *kind) != kinds.end()) {
      const ItemId item = ids_.find(*kind, name.substr(slash + 1));
      if (!item && is_kept(*kind)) undeclared_.push_back({current, field->name, *kind, name.substr(slash + 1), at});
      return item;
    }
  }
  if (ambiguous) {
    std::vector<std::string> ways;
    for (const Kind kind : kinds) {
      if (ids_.find(kind, name)) ways.push_back(fmt::format("`{}/{}`", name_of(kind), shown(name)));
    }
    problem(at, fmt::format("`{}` is the id of several items; write {}", shown(name), fmt::join(ways, " or ")));
  }
  if (found) return found;
  if (std::find(kinds.begin(), kinds.end(), Kind::page) != kinds.end()) {
    if (const ItemId page = ids_.find_page(name)) return page;
  }
  // People write the names of people and teams as they speak.
  for (const Kind kind : kinds) {
    if (!has_role(kind, role::owner) || !names_owners(kinds)) continue;
    if (const ItemId item = ids_.find_folded(kind, name)) return item;
  }
  if (const ItemId item = ids_.find_by_name(kinds, name)) return item;
  // An owner may be a person or a team. The first kind, people, decides whether unknown names are noted.
  const bool must_be_declared =
      is_kept(kinds.front()) || std::any_of(kinds.begin(), kinds.end(), [](Kind kind) { return has_role(kind, role::kept); });
  if (must_be_declared && !field->open) undeclared_.push_back({current, field->name, kinds.front(), name, at});
  return {};
}

void Reader::take_for_misspelt(View value, const Field& meant, void* record) {
  Place& place = meant.place(*this, record);
  if (place.state != State::absent) return;
  place = Place(value.at(), State::misread);
  if (field == nullptr) note_misread(meant);
}

void Reader::read_unknown_field(View key, View value, const Record& own, void* record, const Record* common, Common* common_values) {
  const Text name = key.text();
  if (refuses_secret_key(key)) return;
  refuse_secrets_below(value, name);
  if (is_for_others(name)) return;
  std::vector<std::string_view> names = own.names();
  if (common) {
    const auto more = common->names();
    names.insert(names.end(), more.begin(), more.end());
  }
  problem(key.at(), fmt::format("unknown field `{}`{}", shown(name), did_you_mean(name, names)));
  const std::optional<std::string_view> meant = nearest(name, names);
  if (!meant) return;
  const Field* const of_own = own.find(*meant);
  take_for_misspelt(value, of_own != nullptr ? *of_own : *common->find(*meant), of_own != nullptr ? record : common_values);
}

bool Reader::was_misread(std::string_view name) const {
  for (auto one = misread_.rbegin(); one != misread_.rend() && one->item == current; ++one) {
    if (one->field == name) return true;
  }
  return false;
}

void Reader::read_field(const Field& known, View value, void* record) {
  const Field* const outer = std::exchange(field, &known);
  const std::size_t told = problems_.size();
  known.read(*this, value, record);
  field = outer;
  if (problems_.size() > told && outer == nullptr) note_misread(known);
}

bool Reader::has_default(Kind kind, std::string_view name) const {
  if (defaults == nullptr) return false;
  const std::vector<DefaultField>& of_kind = (*defaults)[static_cast<std::size_t>(kind)];
  return std::any_of(of_kind.begin(), of_kind.end(), [&](const DefaultField& one) { return one.key.text() == name; });
}

void Reader::read_defaults(Kind kind, View item, void* record, Common* common_values) {
  if (defaults == nullptr) return;
  for (const auto& [key, value] : (*defaults)[static_cast<std::size_t>(kind)]) {
    if (item.is_mapping() && item.find(key.text())) continue;
    const Field* const own = fields_of(kind).find(key.text());
    read_field(own != nullptr ? *own : *common_fields().find(key.text()), value, own != nullptr ? record : common_values);
  }
}

void Reader::read_fields(View item, const Record& own, void* record, const Record* common, Common* common_values, std::string_view skip) {
  item.entries([&](View key, View value) {
    const Text name = key.text();
    if (!skip.empty() && name == skip) {
      skipped = value.at();
      return;
    }
    if (const Field* known = own.find(name)) {
      read_field(*known, value, record);
    } else if (const Field* shared = common ? common->find(name) : nullptr) {
      read_field(*shared, value, common_values);
    } else {
      read_unknown_field(key, value, own, record, common, common_values);
    }
  });
}

}  // namespace stackdrag
