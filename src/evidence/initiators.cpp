// Reads the initiators of a HAR's entries, in the three forms in which browsers and their drivers write them.
#include "evidence/initiators.h"

#include <string_view>
#include <utility>

#include "evidence/web_address.h"
#include "stackdrag/json_tree.h"

namespace stackdrag::evidence {
namespace {

/// A stack that is longer than this is a loop that calls itself.
constexpr std::size_t most_frames = 500;

void add_address(std::string_view text, std::vector<std::string>& into) {
  text = text.substr(0, longest_address);
  if (into.size() >= most_frames || (!into.empty() && into.back() == text)) return;
  // Code that was made from a text, as by `eval`, has no address.
  if (web_address(text)) into.emplace_back(text);
}

void add_address(std::optional<View> value, std::vector<std::string>& into) {
  if (value && value->is_scalar()) add_address(value->text(), into);
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

/// The addresses in a JSON text in their order, which is that of the calls: the stack stands before the document in it, and a stack before
/// the one that started it. False if that needs a real reader. There are thousands of these texts, and they are long.
bool scan_text(std::string_view json, std::vector<std::string>& into) {
  constexpr std::string_view key = R"("url":")";
  std::vector<std::string> addresses;
  for (std::size_t at = json.find(key); at != json.npos; at = json.find(key, at)) {
    at += key.size();
    const std::size_t end = json.find_first_of("\"\\", at);
    if (end == json.npos || json[end] == '\\') return false;
    add_address(json.substr(at, end - at), addresses);
  }
  into = std::move(addresses);
  return true;
}

/// Drivers such as sitespeed.io keep what the browser says as a text.
void add_text(std::string_view json, std::vector<std::string>& into) {
  if (!json.starts_with('{') || !json.ends_with('}') || scan_text(json, into)) return;
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
