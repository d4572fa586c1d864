// Reads the initiators of a HAR's entries, in the three forms in which browsers and their drivers write them.
#include "evidence/initiators.h"

#include <string_view>

#include "evidence/web_address.h"
#include "stackdrag/json_tree.h"

namespace stackdrag::evidence {
namespace {

/// A stack that is longer than this is a loop that calls itself.
constexpr std::size_t most_frames = 500;

void add_address(std::optional<View> value, std::vector<std::string>& into) {
  if (!value || !value->is_scalar() || into.size() >= most_frames) return;
  const std::string_view text = value->text().substr(0, longest_address);
  // Code that was made from a text, as by `eval`, has no address.
  if (web_address(text) && (into.empty() || into.back() != text)) into.emplace_back(text);
}

/// The stack, and those of the code that started it and did not wait: a timer, a promise, an inserted script.
void add_stack(std::optional<View> stack, std::vector<std::string>& into) {
  for (; stack && stack->is_mapping(); stack = stack->find("parent")) {
    const auto frames = stack->find("callFrames");
    if (!frames || !frames->is_sequence()) continue;
    for (const View frame : *frames) add_address(frame.find("url"), into);
  }
}

void add_initiator(View initiator, std::vector<std::string>& into) {
  add_stack(initiator.find("stack"), into);
  add_address(initiator.find("url"), into);
}

/// Drivers such as sitespeed.io keep what the browser says as a text.
void add_text(std::string_view json, std::vector<std::string>& into) {
  if (!json.starts_with('{')) return;
  Sources sources;
  const Document document = report::read_json(sources, sources.add("initiator", std::string(json)));
  if (!document.problem) add_initiator(document.tree.root(), into);
}

}  // namespace

std::vector<std::string> initiators_of(View entry) {
  std::vector<std::string> addresses;
  if (const auto detail = entry.find("_initiator_detail"); detail && detail->is_scalar()) add_text(detail->text(), addresses);
  if (const auto initiator = entry.find("_initiator")) {
    if (initiator->is_mapping()) add_initiator(*initiator, addresses);
    // The address of the innermost call is among the others already.
    else if (addresses.empty())
      add_address(initiator, addresses);
  }
  return addresses;
}

}  // namespace stackdrag::evidence
