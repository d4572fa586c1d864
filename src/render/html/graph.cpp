// Draws the stack as a graph: what is connected to what, and where it hurts.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "render/html/path_data.h"
#include "render/html/sections.h"
#include "render/html/stack_graph.h"
#include "render/html/writing.h"
#include "render/plain_words.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::html {
namespace {

constexpr std::size_t most_whole = 120, most_near = 300, most_edges = 600, most_alone = 40;

std::string said(const Report& report, const std::vector<std::string_view>& messages) {
  std::string out;
  for (const std::string_view message : messages) out += fmt::format(" {}.", report::in_plain_words(report, message));
  return out;
}

/// The class of an edge. `all_told`: the report has all findings, so that what has none is good.
std::string looks_of(const GraphEdge& edge, bool all_told) {
  if (edge.link == Link::use) return "use";
  if (edge.link != Link::integration) return "paper";
  return edge.worst ? std::string(name_of(*edge.worst)) : edge.accepted || !all_told ? "plain" : "good";
}

std::string edge_drawn(const Report& report, const StackGraph& graph, const GraphEdge& edge, const LayoutWay& way) {
  constexpr std::array<std::string_view, 6> verbs{"moves data from", "keeps", "writes", "reads", "writes", "uses"};
  const std::string_view from = report::called(report, graph.nodes[edge.from].label),
                         to = report::called(report, graph.nodes[edge.to].label);
  const std::string_view item = report::called(report, edge.item), verb = verbs.at(static_cast<std::size_t>(edge.link));
  // Tools keep and write data; agents, at the other end of their edges, read, write and use.
  const bool is_of_tool = edge.link == Link::record || edge.link == Link::written;
  std::string title = edge.link == Link::integration ? fmt::format("{} {} {} to {}.", item, verb, from, to)
                                                     : fmt::format("{} {} {}.", is_of_tool ? from : to, verb, is_of_tool ? to : from);
  title += said(report, edge.messages);
  return fmt::format("<path class=\"e e-{}\" d=\"{}\"><title>{}</title></path>\n", looks_of(edge, report::are_all_there(report)),
                     path_data(way), text(title));
}

/// Tools are boxes, data are round, agents are pointed.
std::string shape_of(const GraphNode& node, const LayoutPoint& at) {
  constexpr int width = LayoutSizes::box_width, height = LayoutSizes::box_height, point = 8;
  if (node.band == Band::agents)
    return fmt::format(R"(<path d="M{} {}H{}L{} {}L{} {}H{}L{} {}Z"/>)", at.x + point, at.y, at.x + width - point, at.x + width,
                       at.y + height / 2, at.x + width - point, at.y + height, at.x + point, at.x, at.y + height / 2);
  return fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>)", at.x, at.y, width, height,
                     node.band == Band::data ? height / 2 : 4);
}

std::string looks_of(const GraphNode& node, bool all_told) {
  if (!node.declared) return "ghost";
  return node.worst ? std::string(name_of(*node.worst)) : node.accepted || !all_told ? "plain" : "good";
}

/// In a word; empty if nobody can tell.
std::string_view state_of(const GraphNode& node, bool all_told) {
  if (!node.declared) return "not declared";
  return node.worst ? name_of(*node.worst) : node.accepted ? "accepted" : all_told ? "nothing found" : "";
}

/// What stands below the name.
std::string note_of(const GraphNode& node, bool all_told) {
  std::string out(state_of(node, all_told));
  if (node.declared && node.worst) out = fmt::format("{} {}", sign_of(*node.worst), node.points >= 0.05 ? points_short(node.points) : out);
  if (node.pixels > 0) out += fmt::format("{}{} px", out.empty() ? "" : " · ", node.pixels);
  return out;
}

std::string node_drawn(const Report& report, const GraphNode& node, const LayoutPoint& at, bool all_told) {
  constexpr std::size_t name_columns = 14;
  constexpr double first = 14.5, second = 27.5;
  const std::string_view name = report::called(report, node.label), state = state_of(node, all_told);
  const int middle = at.x + LayoutSizes::box_width / 2;
  const std::string told = !node.declared ? ": nobody declares it" : state.empty() ? "" : fmt::format(": {}", state);
  return fmt::format(
      "<g class=\"n n-{}\"><title>{}</title>{}<text class=\"nm\" x=\"{}\" y=\"{}\">{}</text><text class=\"sb\" x=\"{}\" "
      "y=\"{}\">{}</text></g>\n",
      looks_of(node, all_told), text(fmt::format("{}{}.{}", name, told, said(report, node.messages))), shape_of(node, at), middle,
      tenths(at.y + first), beginning(name, name_columns), middle, tenths(at.y + second), note_of(node, all_told));
}

GraphLayout layout_for(const StackGraph& graph) {
  std::vector<LayoutNode> nodes;
  std::vector<LayoutEdge> edges;
  for (const GraphNode& node : graph.nodes) nodes.push_back({node.label, node.band});
  for (const GraphEdge& edge : graph.edges) {
    const int look = edge.link == Link::use           ? 8
                     : edge.link != Link::integration ? 7
                     : edge.worst                     ? static_cast<int>(*edge.worst) + 1
                     : edge.accepted                  ? 6
                                                      : 0;
    edges.push_back({edge.from, edge.to, look});
  }
  return stackdrag::layout_of(nodes, edges);
}

std::string title_of(const StackGraph& graph, bool all_told) {
  const auto in = [&](Band band) {
    return static_cast<std::size_t>(
        std::count_if(graph.nodes.begin(), graph.nodes.end(), [&](const GraphNode& node) { return node.band == band; }));
  };
  std::set<std::string_view> integrations, hurt;
  for (const GraphEdge& edge : graph.edges) {
    if (edge.link == Link::integration) integrations.insert(edge.item);
    if (edge.worst) hurt.insert(edge.item);
  }
  const std::string with_findings =
      all_told ? fmt::format("; {} {} findings", count_of(hurt.size(), "integration"), hurt.size() == 1 ? "has" : "have") : "";
  return fmt::format("The stack as a graph: {}, {}, {} and {}{}", count_of(in(Band::tools), "tool"),
                     count_of(integrations.size(), "integration"), count_of(in(Band::data), "kind of data", "kinds of data"),
                     count_of(in(Band::agents), "agent"), with_findings);
}

/// What of the width is used: it begins at `left`.
struct Extent {
  int left = 0, width = LayoutSizes::width;
};

Extent extent_of(const GraphLayout& layout) {
  int from = LayoutSizes::width, to = 0;
  const auto include = [&](int left, int right) {
    from = std::min(from, left);
    to = std::max(to, right);
  };
  for (const LayoutBox& box : layout.boxes) include(box.corner.x, box.corner.x + LayoutSizes::box_width);
  for (const LayoutWay& way : layout.ways) {
    for (const LayoutPoint& point : way.points) include(point.x, point.x);
  }
  return {from - LayoutSizes::side, to - from + 2 * LayoutSizes::side};
}

std::string drawn(const Report& report, const StackGraph& graph) {
  constexpr int narrow = 340;
  const bool all_told = report::are_all_there(report);
  const GraphLayout layout = layout_for(graph);
  const Extent extent = extent_of(layout);
  std::string out = fmt::format(
      "<svg class=\"graph\" width=\"{1}\" height=\"{2}\" viewBox=\"{0} 0 {1} {2}\" role=\"img\" "
      "aria-labelledby=\"graph-t\"><title id=\"graph-t\">{3}</title>\n",
      extent.left, extent.width, layout.height, title_of(graph, all_told));
  std::vector<std::size_t> order(graph.edges.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  // The worst lie on top.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const GraphEdge &left = graph.edges[a], &right = graph.edges[b];
    if (left.worst != right.worst) return left.worst < right.worst;
    return left.link > right.link;
  });
  for (const std::size_t i : order) out += edge_drawn(report, graph, graph.edges[i], layout.ways[i]);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) out += node_drawn(report, graph.nodes[i], layout.boxes[i].corner, all_told);
  out += "</svg>";
  return extent.width <= narrow ? out + "\n" : scrolling("The stack as a graph", out);
}

std::string alone(const Report& report, const std::vector<std::string_view>& tools) {
  if (tools.empty()) return "";
  std::string names;
  for (std::size_t i = 0; i < std::min(most_alone, tools.size()); ++i)
    names += (i == 0 ? "" : ", ") + text(report::called(report, tools[i]), 40);
  if (tools.size() > most_alone) names += fmt::format(" and {} more", tools.size() - most_alone);
  return fmt::format("<p class=\"sub\">{} no declared connection: {}.</p>\n", count_of(tools.size(), "tool has", "tools have"), names);
}

bool is_hurt(const StackGraph& graph) {
  const auto has_fault = [](const auto& one) { return one.worst.has_value(); };
  return std::any_of(graph.nodes.begin(), graph.nodes.end(), has_fault) || std::any_of(graph.edges.begin(), graph.edges.end(), has_fault);
}

/// What the drawing shows, and what its colours mean.
std::string about_of(const Report& report, const StackGraph& graph) {
  const auto is_accepted = [](const auto& one) { return one.accepted; };
  const auto is_undeclared = [](const GraphNode& node) { return !node.declared; };
  const bool all_told = report::are_all_there(report);
  std::string out = "Lines are integrations, and thin ones what agents read and use. ";
  if (!all_told) out += "The report was saved without some of its findings, so that what has no colour may have some. ";
  if (is_hurt(graph)) out += "Colours are the worst finding; the points of drag are of what is wrong with the item itself. ";
  if (std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const GraphNode& node) { return node.pixels > 0; }))
    out += "px counts the pixels that feed it. ";
  if (is_hurt(graph)) out += severity_keys();
  if (all_told) out += " <span class=\"key k-good\">nothing found</span>";
  if (std::any_of(graph.nodes.begin(), graph.nodes.end(), is_accepted) || std::any_of(graph.edges.begin(), graph.edges.end(), is_accepted))
    out += " <span class=\"key k-plain\">accepted</span>";
  if (std::any_of(graph.nodes.begin(), graph.nodes.end(), is_undeclared)) out += " <span class=\"key k-ghost\">not declared</span>";
  return out;
}

}  // namespace

std::string graph_section(const Report& report) {
  const StackGraph whole = stack_graph_of(report);
  if (whole.edges.empty()) return "";
  const bool is_whole = whole.nodes.size() <= most_whole && whole.edges.size() <= most_edges;
  const StackGraph shown = is_whole ? whole : near_findings(whole);
  const bool is_drawn = shown.nodes.size() <= most_near && shown.edges.size() <= most_edges && !shown.edges.empty();
  std::string out =
      heading("graph", is_hurt(whole) ? "The stack, and where it hurts" : "The stack", is_drawn ? about_of(report, shown) : "");
  if (!is_drawn)
    out += fmt::format(
        "<p>{} items are connected, which is more than a page shows. <code>stackdrag impact ITEM --format dot</code> draws what stands on "
        "one of them.</p>\n",
        whole.nodes.size());
  if (is_drawn && shown.nodes.size() < whole.nodes.size())
    out += fmt::format("<p class=\"sub\">{} of {} items are drawn: those with findings, and their neighbours.</p>\n", shown.nodes.size(),
                       whole.nodes.size());
  if (is_drawn) out += drawn(report, shown);
  return out + alone(report, whole.alone) + "</section>\n";
}

}  // namespace stackdrag::html
