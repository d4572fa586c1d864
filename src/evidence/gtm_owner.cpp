// Tells whose a tag is: by its type, its template, its script, its address, and at last by its name.
#include "evidence/gtm_owner.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "stackdrag/text.h"

namespace stackdrag::evidence::gtm {
namespace {

constexpr std::size_t longest_script = std::size_t{256} * 1024;

Owner owner_named(std::string_view vendor) {
  Owner owner;
  owner.vendor = vendor;
  return owner;
}

/// The owners of a tag, each vendor once, in the order in which they were found.
class Owners {
 public:
  Owner& of(std::string_view vendor) {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const Owner& owner) { return owner.vendor == vendor; });
    return found == all_.end() ? all_.emplace_back(owner_named(vendor)) : *found;
  }
  void add(const Sender& sender) {
    if (sender.is != Sender::Is::vendor) return;
    Owner& owner = of(sender.vendor);
    if (!sender.account.empty()) owner.accounts.insert(sender.account);
  }
  bool empty() const { return all_.empty(); }
  std::vector<Owner> take() && { return std::move(all_); }

 private:
  std::vector<Owner> all_;
};

/// What becomes of one parameter that may hold the account.
enum class Taken { nothing, placeholder, account };

Taken take_parameter(Owners& into, std::string_view vendor, View parameter, const Lookup& in, bool may_refer);

/// The accounts that a tag has in its settings; those that name another product of the company go there.
Taken take_accounts(Owners& into, std::string_view vendor, const List<Text>& keys, const Tag& tag, const Lookup& in, bool may_refer) {
  Taken best = Taken::nothing;
  for (const auto& key : keys) {
    const auto found = parameter(tag.node, *key);
    if (!found) continue;
    best = std::max(best, take_parameter(into, vendor, *found, in, may_refer));
    if (best == Taken::account) break;
  }
  return best;
}

/// `may_refer`: to the account of another tag, which must have it itself.
Taken take_parameter(Owners& into, std::string_view vendor, View parameter, const Lookup& in, bool may_refer) {
  const std::string_view value = text_at(parameter, "value");
  if (may_refer && folded_name(text_at(parameter, "type")) == "tagreference") {
    const auto other = in.tags.find(value);
    const TagType* const type = other == in.tags.end() ? nullptr : in.identify.tag_type(other->second->type);
    return type == nullptr ? Taken::nothing : take_accounts(into, vendor, type->account, *other->second, in, false);
  }
  Taken best = Taken::nothing;
  for (const Held& held : in.variables.held_by(value)) {
    const Sender told = in.identify.with_account(vendor, held.text);
    const bool is_account = told.is == Sender::Is::vendor && !told.account.empty();
    // Code holds many words: only what has the form of this vendor's accounts and of no other is one.
    if (held.is_guess && (!is_account || in.identify.with_account("", held.text).vendor != told.vendor)) continue;
    if (is_account) into.add(told);
    best = std::max(best, is_account ? Taken::account : Taken::placeholder);
  }
  return best;
}

std::vector<Owner> by_name(const Tag& tag, const Lookup& in) { return {owner_named(in.identify.vendor_in(tag.name))}; }

std::vector<Owner> of_vendor(std::string_view vendor, const TagType& type, const Tag& tag, const Lookup& in) {
  Owners owners;
  const Taken taken = take_accounts(owners, vendor, type.account, tag, in, true);
  if (!owners.empty()) return std::move(owners).take();
  // A company's tag may serve several of its products.
  const std::string product = in.identify.vendor_in(tag.name);
  const bool is_product = !product.empty() && !vendor.empty() && in.packs.vendor_family(product) == vendor;
  owners.of(is_product ? std::string_view(product) : vendor).is_placeholder = taken == Taken::placeholder;
  return std::move(owners).take();
}

std::vector<Owner> of_script(std::string_view script, const Tag& tag, const Lookup& in) {
  Owners owners;
  bool is_helper = true;
  for (const std::string& version : in.variables.scripts_of(script.substr(0, longest_script))) {
    for (const Sender& sender : in.identify.script(version)) {
      owners.add(sender);
      is_helper &= sender.is == Sender::Is::helper;
    }
  }
  std::vector<Owner> all = std::move(owners).take();
  if (all.empty() && !is_helper) all = by_name(tag, in);
  for (Owner& owner : all) owner.script = script;
  return all;
}

std::vector<Owner> of_address(std::string_view address, const Tag& tag, const Lookup& in) {
  Owners owners;
  for (const std::string& version : in.variables.scripts_of(address.substr(0, longest_script))) {
    const Sender sender = in.identify.address(version);
    if (sender.is == Sender::Is::helper) return {};
    owners.add(sender);
  }
  return owners.empty() ? by_name(tag, in) : std::move(owners).take();
}

/// The code in the text of a template, which is made of sections.
std::string_view code_of(std::string_view text) {
  constexpr std::string_view mark = "___SANDBOXED_JS_FOR_";
  const std::size_t begin = text.find(mark);
  if (begin == text.npos) return {};
  const std::size_t line = text.find('\n', begin);
  if (line == text.npos) return {};
  return text.substr(line, text.find("\n___", line) - line).substr(0, longest_script);
}

std::vector<Owner> of_template(const TagType& type, const Tag& tag, const Lookup& in) {
  const auto found = in.container.templates.find(tag.type);
  if (found != in.container.templates.end()) {
    const auto& [name, owner, text] = found->second;
    const Sender known = in.identify.custom_template(owner, name);
    if (known.is == Sender::Is::helper) return {};
    if (known.is == Sender::Is::vendor) return of_vendor(known.vendor, type, tag, in);
    const std::vector<Sender> called = in.identify.script(code_of(text));
    if (!called.empty() && called.front().is == Sender::Is::vendor) return of_vendor(called.front().vendor, type, tag, in);
  }
  return of_vendor(in.identify.vendor_in(tag.name), type, tag, in);
}

}  // namespace

Lookup lookup_in(const Container& container, Variables& variables, const Identify& identify, const Packs& packs) {
  Lookup in{container, variables, identify, packs};
  for (const Tag& tag : container.tags) in.tags.emplace(tag.name, &tag);
  return in;
}

std::vector<Owner> owners_of(const Tag& tag, const Lookup& in) {
  const TagType* const type = in.identify.tag_type(tag.type);
  if (type == nullptr) return by_name(tag, in);
  switch (type->means ? *type->means : TagMeaning::pixel) {
    case TagMeaning::helper:
      return {};
    case TagMeaning::request:
    case TagMeaning::image:
      return of_address(parameter_text(tag.node, "url"), tag, in);
    case TagMeaning::script:
      return of_script(parameter_text(tag.node, "html"), tag, in);
    case TagMeaning::custom:
      return of_template(*type, tag, in);
    case TagMeaning::pixel:
      break;
  }
  return of_vendor(type->vendor ? *type->vendor : Text{}, *type, tag, in);
}

}  // namespace stackdrag::evidence::gtm
