// Finds what anybody who knows an address can start in a workflow of n8n.
#include "evidence/n8n_doors.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

#include "evidence/members.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// By the name of a node, those that run because it does.
using Connections = std::map<std::string_view, std::set<std::string_view>>;

/// Adds the connections of one node: `{"main": [[{"node": "HubSpot"}]]}`. A model or a memory serves the node that it is connected to, so
/// that it runs because that node does.
void add(Connections& connections, std::string_view from, View by_type) {
  if (!by_type.is_mapping()) return;
  by_type.entries([&](View type, View outputs) {
    if (!outputs.is_sequence()) return;
    for (const View output : outputs) {
      if (!output.is_sequence()) continue;
      for (const View end : output) {
        const std::string_view to = text_at(end, "node");
        if (type.text() == "main")
          connections[from].insert(to);
        else
          connections[to].insert(from);
      }
    }
  });
}

Connections connections_of(View workflow) {
  Connections connections;
  const auto all = workflow.find("connections");
  if (all && all->is_mapping()) all->entries([&](View from, View by_type) { add(connections, from.text(), by_type); });
  return connections;
}

bool is_of_type(View node, std::string_view type) {
  const std::string_view whole = text_at(node, "type");
  return whole.substr(whole.rfind('.') + 1) == type && text_at(node, "disabled") != "true";
}

bool is_open_door(View node) {
  if (!is_of_type(node, "webhook")) return false;
  const auto parameters = node.find("parameters");
  if (!parameters) return true;
  const std::string_view authentication = text_at(*parameters, "authentication");
  const auto options = parameters->find("options");
  return (authentication.empty() || authentication == "none") && (!options || text_at(*options, "ipWhitelist").empty());
}

/// Whether a node works out what a signature has to be.
bool checks_signature(View node) {
  const auto parameters = node.find("parameters");
  if (!parameters) return false;
  if (is_of_type(node, "crypto")) return text_at(*parameters, "action") == "hmac" || text_at(*parameters, "action") == "sign";
  if (!is_of_type(node, "code") && !is_of_type(node, "function")) return false;
  static constexpr std::string_view keys[] = {"jsCode", "functionCode", "pythonCode"};
  return std::any_of(std::begin(keys), std::end(keys),
                     [&](std::string_view key) { return lower_case(text_at(*parameters, key)).find("hmac") != std::string::npos; });
}

/// The names of the nodes that run if this one does, up to those that check who calls.
std::set<std::string_view> reached_from(std::string_view start, const Connections& connections, const std::set<std::string_view>& guards) {
  std::set<std::string_view> reached;
  std::vector<std::string_view> next{start};
  while (!next.empty()) {
    const std::string_view name = next.back();
    next.pop_back();
    const auto ends = connections.find(name);
    if (guards.contains(name) || !reached.insert(name).second || ends == connections.end()) continue;
    next.insert(next.end(), ends->second.begin(), ends->second.end());
  }
  return reached;
}

}  // namespace

std::vector<View> nodes_behind_open_doors(View workflow) {
  const std::vector<View> nodes = elements_of(workflow, "nodes");
  const Connections connections = connections_of(workflow);
  std::set<std::string_view> guards, behind;
  for (const View node : nodes) {
    if (checks_signature(node)) guards.insert(text_at(node, "name"));
  }
  for (const View door : nodes) {
    if (is_open_door(door)) behind.merge(reached_from(text_at(door, "name"), connections, guards));
  }
  std::vector<View> found;
  std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(found), [&](View node) { return behind.contains(text_at(node, "name")); });
  return found;
}

}  // namespace stackdrag::evidence
