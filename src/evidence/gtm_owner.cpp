// Tells whose a tag is: by its type, its template, its script, its address, and at last by its name.
#include "evidence/gtm_accounts.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "stackdrag/text.h"

namespace stackdrag::evidence::gtm {
namespace {

constexpr std::size_t longest_script = std::size_t{256} * 1024;

std::vector<Owner> by_name(const Tag& tag, const Lookup& in) {
  Owners owners;
  owners.of(in.identify.vendor_in(tag.name));
  return std::move(owners).take();
}

std::vector<Owner> of_vendor(std::string_view vendor, const TagType& type, const Tag& tag, const Lookup& in) {
  Owners owners;
  const Taken taken = take_accounts(owners, vendor, type, tag, in);
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
  for (const std::string& version : in.variables.scripts_of(script)) {
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
  for (const std::string& version : in.variables.scripts_of(address)) {
    const Sender sender = in.identify.address(version);
    if (sender.is == Sender::Is::helper) return {};
    owners.add(sender);
  }
  return owners.empty() ? by_name(tag, in) : std::move(owners).take();
}

/// The text of a template is made of sections. The code in it; empty if there is none.
std::string_view code_of(std::string_view text) {
  constexpr std::string_view mark = "___SANDBOXED_JS_FOR_";
  const std::size_t begin = text.find(mark);
  const std::size_t line = begin == text.npos ? text.npos : text.find('\n', begin);
  if (line == text.npos) return {};
  return text.substr(line, text.find("\n___", line) - line).substr(0, longest_script);
}

/// What its author calls it, whatever it is called in the container.
std::string_view display_name_of(std::string_view text) {
  constexpr std::string_view key = "\"displayName\"";
  const std::size_t found = text.substr(0, text.find("___TEMPLATE_PARAMETERS___")).find(key);
  if (found == text.npos) return {};
  const std::size_t open = text.find('"', found + key.size());
  return open == text.npos ? std::string_view() : text.substr(open + 1, text.find('"', open + 1) - open - 1);
}

/// Whether the code of a template has any way to reach somebody: of its own, or by what is on the page.
bool may_report(std::string_view code) {
  constexpr std::string_view ways[] = {"injectScript", "sendPixel",   "sendHttp",        "sendEventTo", "injectHiddenIframe",
                                       "callInWindow", "createQueue", "createArguments", "setInWindow", "sendMessage"};
  return std::any_of(std::begin(ways), std::end(ways), [&](std::string_view way) { return code.find(way) != code.npos; });
}

/// Whom the names of a tag's parameters speak of: `twitter_pixel_id`.
std::string vendor_of_parameters(const Tag& tag, const Lookup& in) {
  for (const View parameter : elements_of(tag.node, "parameter")) {
    const std::string_view key = text_at(parameter, "key");
    if (!folded_name(key).ends_with("id")) continue;
    if (std::string vendor = in.identify.vendor_in(key); !vendor.empty()) return vendor;
  }
  return "";
}

/// A tag that runs a template of which nobody knows whose it is.
std::vector<Owner> of_unknown_template(const TagType& type, const Tag& tag, const Lookup& in) {
  std::string vendor = in.identify.vendor_in(tag.name);
  if (vendor.empty()) vendor = vendor_of_parameters(tag, in);
  return of_vendor(vendor, type, tag, in);
}

std::vector<Owner> of_template(const TagType& type, const Tag& tag, const Lookup& in) {
  const auto found = in.container.templates.find(tag.type);
  if (found == in.container.templates.end()) return of_unknown_template(type, tag, in);
  const auto& [name, owner, text] = found->second;
  for (const std::string_view called : {name, display_name_of(text)}) {
    const Sender known = in.identify.custom_template(owner, called);
    if (known.is == Sender::Is::helper) return {};
    if (known.is == Sender::Is::vendor) return of_vendor(known.vendor, type, tag, in);
  }
  const std::string_view code = code_of(text);
  const std::vector<Sender> senders = in.identify.script(code);
  if (senders.front().is == Sender::Is::vendor) return of_vendor(senders.front().vendor, type, tag, in);
  if (!code.empty() && !may_report(code)) return {};
  return of_unknown_template(type, tag, in);
}

}  // namespace

Lookup lookup_in(const Container& container, Variables& variables, const Identify& identify) {
  Lookup in{container, variables, identify, identify.packs()};
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
