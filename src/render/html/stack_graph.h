// The graph of a stack, as a report has it: the tools that are connected, the data between them, and the agents.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "render/html/graph_layout.h"
#include "stackdrag/report.h"

namespace stackdrag::html {

struct GraphNode {
  std::string_view label;  ///< `kind/id`
  Band band = Band::tools;
  bool declared = true;
  std::size_t pixels = 0;           ///< that feed it
  double points = 0;                ///< of drag, of its own findings
  std::optional<Severity> worst{};  ///< of its own findings, but for what is accepted
  bool accepted = false;            ///< it has findings, and all are accepted
  std::vector<std::string_view> messages{};
};

/// What an edge stands for.
enum class Link : std::uint8_t {
  integration,  ///< moves data from one tool to another
  record,       ///< a tool keeps the data
  written,      ///< a tool writes the data, and nobody says where it is kept
  read,         ///< an agent reads the data
  write,        ///< an agent writes the data
  use,          ///< an agent uses the tool
};

struct GraphEdge {
  std::size_t from = 0, to = 0;  ///< numbers of nodes
  Link link = Link::integration;
  std::string_view item;            ///< the integration, data or agent that says so
  std::optional<Severity> worst{};  ///< of an integration's own findings, but for what is accepted
  bool accepted = false;            ///< it has findings, and all are accepted
  std::vector<std::string_view> messages{};
};

struct StackGraph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
  std::vector<std::string_view> alone;  ///< tools in use that nothing connects: `kind/id`
};

/// In the order of the names; without what is retired, unless something that runs leads there.
StackGraph stack_graph_of(const Report& report);

/// Only what has findings, and what is one step away from that.
StackGraph near_findings(const StackGraph& whole);

}  // namespace stackdrag::html
