// Looks for accounts: under the names that the type of a tag gives to them, in other tags that it refers to, and at last wherever something
// has the form of one.
#include "evidence/gtm_accounts.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "stackdrag/text.h"

namespace stackdrag::evidence::gtm {
namespace {

/// Numbers of this length are counted by one vendor only, if by any.
constexpr std::size_t long_number = 13;

bool is_long_number(std::string_view text) { return text.size() >= long_number && std::all_of(text.begin(), text.end(), is_digit); }

/// Whether the name of a parameter speaks of an account: `fbPixelIds`, `workspace_key`.
bool may_name_account(std::string_view key) {
  const std::string word = folded_name(key);
  for (const std::string_view end : {"id", "ids", "key", "code", "pixel", "account", "token"}) {
    if (word.ends_with(end)) return true;
  }
  return false;
}

/// The account that a text is, if it is one; empty senders are none.
Sender account_in(std::string_view vendor, const Held& held, const Lookup& in) {
  const Sender told = in.identify.with_account(vendor, held.text);
  if (told.is != Sender::Is::vendor || told.account.empty()) return {};
  // Code holds many words: only what has the form of this vendor's accounts and of no other is one.
  const bool is_sure = !held.is_guess || is_long_number(held.text) || in.identify.with_account("", held.text).vendor == told.vendor;
  return is_sure ? told : Sender{};
}

Taken take_text(Owners& into, std::string_view vendor, const Held& held, const Lookup& in) {
  if (const Sender whole = account_in(vendor, held, in); !whole.account.empty()) {
    into.add(whole);
    return Taken::account;
  }
  Taken best = held.is_guess ? Taken::nothing : Taken::placeholder;
  // Several accounts may stand in one text, parted by commas.
  for (std::size_t from = 0, comma = held.text.find(','); comma != std::string::npos; from = comma + 1) {
    comma = held.text.find(',', from);
    const Sender part = account_in(vendor, {held.text.substr(from, comma - from), held.is_guess}, in);
    if (part.account.empty()) continue;
    into.add(part);
    best = Taken::account;
  }
  return best;
}

Taken take_value(Owners& into, std::string_view vendor, View parameter, const Lookup& in) {
  Taken best = Taken::nothing;
  for (const Held& held : in.variables.held_by(text_at(parameter, "value"))) best = std::max(best, take_text(into, vendor, held, in));
  return best;
}

Taken take_named(Owners& into, std::string_view vendor, const TagType& type, const Tag& tag, const Lookup& in, bool may_refer);

/// `may_refer`: to the account of another tag, which must have it itself.
Taken take_parameter(Owners& into, std::string_view vendor, View parameter, const Lookup& in, bool may_refer) {
  if (folded_name(text_at(parameter, "type")) != "tagreference") return take_value(into, vendor, parameter, in);
  const auto other = in.tags.find(text_at(parameter, "value"));
  const TagType* const type = !may_refer || other == in.tags.end() ? nullptr : in.identify.tag_type(other->second->type);
  return type == nullptr ? Taken::nothing : take_named(into, vendor, *type, *other->second, in, false);
}

Taken take_named(Owners& into, std::string_view vendor, const TagType& type, const Tag& tag, const Lookup& in, bool may_refer) {
  Taken best = Taken::nothing;
  for (const auto& key : type.account) {
    if (const auto found = parameter(tag.node, *key)) best = std::max(best, take_parameter(into, vendor, *found, in, may_refer));
    if (best == Taken::account) break;
  }
  return best;
}

/// What has the form of an account where nobody expected it. That tells something only if the vendor's accounts have a form.
Taken take_any(Owners& into, std::string_view vendor, const Tag& tag, const Lookup& in) {
  const Vendor* const known = in.packs.find<Vendor>(vendor);
  if (known == nullptr || !known->identifiers) return Taken::nothing;
  for (const View parameter : elements_of(tag.node, "parameter")) {
    if (!may_name_account(text_at(parameter, "key"))) continue;
    if (take_value(into, vendor, parameter, in) == Taken::account) return Taken::account;
  }
  return Taken::nothing;
}

}  // namespace

Owner& Owners::of(std::string_view vendor) {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Owner& owner) { return owner.vendor == vendor; });
  if (found != all_.end()) return *found;
  Owner& owner = all_.emplace_back();
  owner.vendor = vendor;
  return owner;
}

void Owners::add(const Sender& sender) {
  if (sender.is != Sender::Is::vendor) return;
  Owner& owner = of(sender.vendor);
  if (!sender.account.empty()) owner.accounts.insert(sender.account);
}

Taken take_accounts(Owners& into, std::string_view vendor, const TagType& type, const Tag& tag, const Lookup& in) {
  const Taken named = take_named(into, vendor, type, tag, in, true);
  return named == Taken::account || !type.means || *type.means != TagMeaning::custom ? named
                                                                                     : std::max(named, take_any(into, vendor, tag, in));
}

}  // namespace stackdrag::evidence::gtm
