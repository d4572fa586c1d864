#include "evidence/draft_ids.h"

#include <algorithm>

#include <fmt/format.h>

#include "evidence/written.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t account_digits = 6;

constexpr std::size_t longest_id = 48;

/// "Leads to HubSpot (new)" is "leads-to-hubspot-new". Empty if it holds none of the letters that ids are made of.
std::string id_from(std::string_view name) {
  std::string id;
  for (const char c : lower_case(name)) {
    if (is_letter(c) || is_digit(c))
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  // Rather a word less than a part of one.
  if (id.size() > longest_id) id.resize(std::min(id.rfind('-', longest_id), longest_id));
  while (id.ends_with('-')) id.pop_back();
  return id;
}

/// An id that people can say: the vendor and the end of the account. Later exports are recognised by the account, not by the id.
std::string id_for(const ObservedItem& item) {
  const std::string_view vendor = item.value("vendor"), account = item.value("account");
  if (vendor.empty() || account.empty()) {
    std::string id = id_from(item.value("name"));
    if (!id.empty()) return id;
    id = item.key;
    std::replace_if(
        id.begin(), id.end(), [](char c) { return c == '.' || c == '@'; }, '-');
    return id;
  }
  return lower_case(fmt::format("{}-{}", vendor, account.substr(account.size() - std::min(account.size(), account_digits))));
}

}  // namespace

DraftIds ids_for(const Observed& observed) {
  DraftIds ids;
  std::set<std::string> taken;
  for (const ObservedItem& item : observed.items) {
    const std::string wanted = id_for(item);
    std::string id = wanted;
    // A workflow may have an agent of the same name.
    if (taken.contains(id)) id = fmt::format("{}-{}", wanted, name_of(item.kind));
    for (std::size_t number = 2; !taken.insert(id).second; ++number) id = fmt::format("{}-{}", wanted, number);
    ids.emplace(DraftIds::key_type(item.kind, item.key), id);
  }
  return ids;
}

std::vector<std::string> named_in_draft(const ObservedItem& item, const Field& field, const DraftIds& ids) {
  std::vector<std::string> names = item.fields.at(std::string(field.name));
  for (std::string& name : names) {
    for (const Kind kind : field.shape.kinds) {
      if (const auto id = ids.find({kind, name}); id != ids.end()) name = id->second;
    }
  }
  return names;
}

void add_named(const ObservedItem& item, const DraftIds& ids, Named& into) {
  for (const auto& [field, value] : written_fields(item)) {
    const Shape& shape = field->shape;
    if (shape.form != Shape::Form::reference || field->open || shape.kinds.empty()) continue;
    for (const std::string& name : item.fields.at(std::string(field->name))) {
      const bool is_item = std::any_of(shape.kinds.begin(), shape.kinds.end(), [&](Kind kind) { return ids.contains({kind, name}); });
      if (!is_item) into[shape.kinds.front()].insert(name);
    }
  }
}

std::vector<std::pair<const Field*, std::string>> drafted_fields(const ObservedItem& item, const DraftIds& ids) {
  auto fields = written_fields(item);
  for (auto& [field, value] : fields) {
    if (field->shape.form != Shape::Form::reference) continue;
    // What it names has another id in the draft than in the observed file.
    const std::vector<std::string> names = named_in_draft(item, *field, ids);
    value = field->shape.amount == Shape::Amount::list ? written_list(names) : written_text(names.front());
  }
  return fields;
}

std::vector<const Field*> lacking(const ObservedItem& item) {
  std::vector<const Field*> fields;
  for (const Field& field : fields_of(item.kind).fields) {
    if (field.need == Need::required && !item.fields.contains(field.name)) fields.push_back(&field);
  }
  return fields;
}

}  // namespace stackdrag::evidence
