// Reads the tags of a published container as those of an export, but that they have no names.
#include "evidence/har_published.h"

#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace stackdrag::evidence {
namespace {

std::vector<Sender> vendors_among(std::vector<Sender> senders) {
  std::erase_if(senders, [](const Sender& sender) { return sender.is != Sender::Is::vendor; });
  return senders;
}

/// The accounts are in the first parameter that holds any.
std::vector<Sender> pixels_of(const PublishedTag& tag, const TagType& type, const Identify& identify) {
  const Text vendor = *type.vendor;
  std::vector<Sender> senders;
  for (const At<Text>& name : type.account) {
    const auto values = tag.parameters.find(*name);
    if (values == tag.parameters.end()) continue;
    for (const std::string& value : values->second) {
      Sender sender = identify.with_account(vendor, value);
      if (!sender.account.empty()) senders.push_back(std::move(sender));
    }
    if (!senders.empty()) return senders;
  }
  senders.push_back({Sender::Is::vendor, std::string(vendor), ""});
  return senders;
}

}  // namespace

std::vector<Sender> senders_of(const PublishedTag& tag, const Identify& identify) {
  const TagType* const type = identify.tag_type(tag.type);
  if (type == nullptr) return {};
  const auto parameter = [&](std::string_view name) -> std::string_view {
    const auto values = tag.parameters.find(name);
    return values == tag.parameters.end() ? std::string_view() : std::string_view(values->second.front());
  };
  switch (type->means ? *type->means : TagMeaning::pixel) {
    case TagMeaning::pixel:
      return type->vendor ? pixels_of(tag, *type, identify) : std::vector<Sender>();
    case TagMeaning::script:
      return vendors_among(identify.script(parameter("html")));
    case TagMeaning::image:
      return vendors_among({identify.address(parameter("url"))});
    case TagMeaning::helper:
    case TagMeaning::request:
    case TagMeaning::custom:
      break;
  }
  return {};
}

}  // namespace stackdrag::evidence
