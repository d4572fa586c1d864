// Decodes one value at a time; a value that does not fit its field is reported and counts as unknown.
#include "stackdrag/reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr double largest_number = 1e12;
constexpr std::size_t longest_shown = 60;

std::string shown(Text text) { return shorten(visible(text), longest_shown); }

bool is_yaml_11_boolean(const std::string& word) {
  return word == "yes" || word == "no" || word == "on" || word == "off" || word == "y" || word == "n";
}

}  // namespace

bool Ids::declare(Kind kind, Text id, Span at) {
  Table& table = tables_[static_cast<std::size_t>(kind)];
  if (!table.numbers.try_emplace(id, static_cast<std::uint32_t>(table.places.size())).second) return false;
  table.places.push_back(at);
  return true;
}

ItemId Ids::find(Kind kind, Text id) const {
  const auto found = of(kind).numbers.find(id);
  return found == of(kind).numbers.end() ? ItemId{} : ItemId{kind, found->second};
}

ItemId Ids::find_folded(Kind kind, Text id) const {
  std::unordered_map<std::string, ItemId>& folded = folded_[static_cast<std::size_t>(kind)];
  if (folded.empty()) {
    for (const auto& [name, number] : of(kind).numbers) {
      const auto [known, fresh] = folded.try_emplace(folded_name(name), ItemId{kind, number});
      if (!fresh) known->second = {};
    }
  }
  const auto found = folded.find(folded_name(id));
  return found == folded.end() ? ItemId{} : found->second;
}

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
  problem(value.at(), fmt::format("`{}`: expected {}, found `{}`", field->name, what, shown(value.text())));
}

bool Reader::says(View value, Place& at) {
  at = value.at();
  at.state = State::unknown;
  if (value.is_null()) return false;
  if (!value.is_scalar()) return true;
  const Text text = value.text();
  if (text == "unknown") return false;
  if (text == "none") return at.state = State::none, false;
  if (text == "n/a") return said_not_applicable = true, at.state = State::not_applicable, false;
  return true;
}

bool Reader::says_list(View value, Place& at) {
  if (!says(value, at)) return false;
  if (!value.is_mapping()) return true;
  return expected(value, "a list"), false;
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
  return list.is_sequence() && list.size() == 1 && (*list.begin()).is_scalar() && (*list.begin()).text() == "none";
}

void Reader::read(View value, At<Text>& out) {
  if (!says(value, out.at)) return;
  if (!value.is_scalar()) return expected(value, "text");
  if (value.text().empty()) {
    return problem(value.at(), fmt::format("`{}` is empty; write `none` if there is none, or leave it out", field->name));
  }
  if (refuses_secret(value, field->name)) return;
  if (value.text().starts_with('<') && value.text().ends_with('>'))
    return problem(value.at(), fmt::format("`{}`: `{}` is a placeholder that still has to be filled in", field->name, shown(value.text())));
  out.value = value.text();
  out.at.state = State::given;
}

void Reader::read(View value, At<double>& out) {
  if (!says(value, out.at)) return;
  const auto number = value.is_scalar() ? parse_number(value.text()) : std::nullopt;
  if (!number) return expected(value, fmt::format("a number such as `{}`", field->example));
  if (*number < 0) return expected(value, "a number of at least 0");
  if (*number > largest_number) return expected(value, "a number of at most 1000000000000");
  out.value = *number;
  out.at.state = State::given;
}

void Reader::read(View value, At<Date>& out) {
  if (!says(value, out.at)) return;
  if (!value.is_scalar()) return expected(value, "a date such as `2026-11-20`");
  if (const auto date = parse_date(value.text())) {
    out.value = *date;
    out.at.state = State::given;
  } else if (refuses_secret(value, field->name)) {
    return;
  } else if (const auto near = nearest_date(value.text())) {
    problem(value.at(), fmt::format("`{}`: `{}` is not a date; did you mean `{}`?", field->name, shown(value.text()), *near));
  } else {
    expected(value, "a date such as `2026-11-20`");
  }
}

void Reader::read(View value, At<Duration>& out) {
  if (!says(value, out.at)) return;
  const auto duration = value.is_scalar() ? parse_duration(value.text()) : std::nullopt;
  if (!duration) return expected(value, "a duration such as `90d`, `2w`, `6h` or `15m`");
  out.value = *duration;
  out.at.state = State::given;
}

void Reader::read(View value, At<Rate>& out) {
  if (!says(value, out.at)) return;
  const auto rate = value.is_scalar() ? parse_rate(value.text()) : std::nullopt;
  if (!rate) return expected(value, "a share between 0 and 1 such as `0.4%` or `0.004`");
  out.value = *rate;
  out.at.state = State::given;
}

void Reader::read(View value, At<bool>& out) {
  if (!says(value, out.at)) return;
  if (!value.is_scalar()) return expected(value, "`true` or `false`");
  if (value.text() == "true" || value.text() == "false") {
    out.value = value.text() == "true";
    out.at.state = State::given;
    return;
  }
  const std::string word = lower_case(value.text());
  const bool means_true = word == "yes" || word == "on" || word == "y" || word == "true";
  if (!is_yaml_11_boolean(word) && word != "true" && word != "false") return expected(value, "`true` or `false`");
  problem(value.at(),
          fmt::format("`{}`: write `{}` instead of `{}`, which some YAML parsers read as text", field->name, means_true, value.text()));
}

void Reader::read(View value, At<Every>& out) {
  if (value.is_scalar() && value.text() == "on-demand") {
    out = {{.period = {}, .on_demand = true}, value.at()};
    return;
  }
  if (!says(value, out.at)) return;
  const auto period = value.is_scalar() ? parse_duration(value.text()) : std::nullopt;
  if (!period) return expected(value, "a duration such as `15m` or `1d`, or `on-demand`");
  out.value.period = *period;
  out.at.state = State::given;
}

void Reader::read(View value, At<Agreement>& out) {
  if (value.is_scalar() && value.text() == "signed") {
    out = {{.day = {}, .undated = true}, value.at()};
    return;
  }
  if (!says(value, out.at)) return;
  const auto day = value.is_scalar() ? parse_date(value.text()) : std::nullopt;
  if (!day) return expected(value, "a date such as `2026-11-20` or `signed`");
  out.value = {.day = *day};
  out.at.state = State::given;
}

/// Reads money as `6000/yr`, `500/mo`, `USD 500/mo`, or a bare number per year.
void Reader::read(View value, At<Money>& out) {
  if (!says(value, out.at)) return;
  constexpr std::string_view what = "an amount such as `6000/yr`, `500/mo` or `USD 500/mo`";
  if (!value.is_scalar()) return expected(value, what);
  Text rest = value.text();
  double rate = 1;
  if (rest.size() > 4 && rest[3] == ' ' && std::all_of(rest.begin(), rest.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; })) {
    const Text currency = rest.substr(0, 3);
    rest.remove_prefix(4);
    const Stack& stack = inventory_.stack;
    if (!stack.currency) {
      return problem(value.at(),
                     fmt::format("`{}`: is {} the currency of the stack? add `currency: {}` to `stack`", field->name, currency, currency));
    }
    if (currency != *stack.currency) {
      const auto* const known =
          std::find_if(stack.exchange.begin(), stack.exchange.end(), [&](const auto& e) { return *e.key == currency; });
      if (known == stack.exchange.end() || !known->value) {
        return problem(value.at(), fmt::format("`{}`: no exchange rate for {}; add `exchange: {{{}: 0.92}}` to `stack`", field->name,
                                               currency, currency));
      }
      rate = *known->value;
    }
  }
  double months = 12;
  if (rest.ends_with("/mo")) months = 1;
  if (rest.ends_with("/mo") || rest.ends_with("/yr")) rest.remove_suffix(3);
  const auto amount = parse_number(rest);
  if (!amount || *amount < 0 || *amount > largest_number) return expected(value, what);
  out.value = {*amount * rate / months};
  out.at.state = State::given;
}

std::size_t Reader::read_choice(View value, std::span<const std::string_view> words, Place& at) {
  if (value.is_scalar()) {
    const auto word = std::find(words.begin(), words.end(), value.text());
    if (word != words.end()) return at = {value.at(), State::given}, static_cast<std::size_t>(word - words.begin());
  }
  if (!says(value, at)) return 0;
  std::vector<std::string> quoted;
  for (const std::string_view word : words) quoted.push_back(fmt::format("`{}`", word));
  if (!value.is_scalar()) return expected(value, join_words(quoted)), 0;
  if (refuses_secret(value, field->name)) return 0;
  const std::string near = did_you_mean(value.text(), words);
  problem(value.at(), fmt::format("`{}`: expected one of {}, found `{}`{}", field->name, join_words(quoted), shown(value.text()), near));
  return 0;
}

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
  // People write the names of people and teams as they speak.
  for (const Kind kind : kinds) {
    if (!has_role(kind, role::owner) || kinds.size() > 2) continue;
    if (const ItemId item = ids_.find_folded(kind, name)) return item;
  }
  // An owner may be a person or a team. The first kind, people, decides whether unknown names are noted.
  const bool must_be_declared =
      is_kept(kinds.front()) || std::any_of(kinds.begin(), kinds.end(), [](Kind kind) { return has_role(kind, role::kept); });
  if (must_be_declared && !field->open) undeclared_.push_back({current, field->name, kinds.front(), name, at});
  return {};
}

void Reader::read_unknown_field(View key, View value, const Record& own, const Record* common) {
  const Text name = key.text();
  if (refuses_secret_key(key)) return;
  refuse_secrets_below(value, name);
  if (name.starts_with("x-") || name == "meta") return;
  std::vector<std::string_view> names = own.names();
  if (common) {
    const auto more = common->names();
    names.insert(names.end(), more.begin(), more.end());
  }
  problem(key.at(), fmt::format("unknown field `{}`{}", shown(name), did_you_mean(name, names)));
}

bool Reader::has_default(Kind kind, std::string_view name) const {
  if (defaults == nullptr) return false;
  const std::vector<DefaultField>& of_kind = (*defaults)[static_cast<std::size_t>(kind)];
  return std::any_of(of_kind.begin(), of_kind.end(), [&](const DefaultField& one) { return one.key.text() == name; });
}

void Reader::read_defaults(Kind kind, View item, void* record, Common* common_values) {
  if (defaults == nullptr) return;
  const Field* const outer = field;
  for (const auto& [key, value] : (*defaults)[static_cast<std::size_t>(kind)]) {
    if (item.is_mapping() && item.find(key.text())) continue;
    const Field* const own = fields_of(kind).find(key.text());
    field = own != nullptr ? own : common_fields().find(key.text());
    field->read(*this, value, own != nullptr ? record : common_values);
  }
  field = outer;
}

void Reader::read_fields(View item, const Record& own, void* record, const Record* common, Common* common_values, std::string_view skip) {
  const Field* const outer = field;
  item.entries([&](View key, View value) {
    const Text name = key.text();
    if (!skip.empty() && name == skip) {
      skipped = value.at();
      return;
    }
    if (const Field* known = own.find(name)) {
      field = known;
      known->read(*this, value, record);
    } else if (const Field* shared = common ? common->find(name) : nullptr) {
      field = shared;
      shared->read(*this, value, common_values);
    } else {
      read_unknown_field(key, value, own, common);
    }
  });
  field = outer;
}

}  // namespace stackdrag
