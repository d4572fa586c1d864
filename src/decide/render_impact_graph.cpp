// What stands on an item as a picture: harm goes along the arrows. Solid lines break, dashed ones degrade.
#include <map>
#include <string>

#include <fmt/format.h>

#include "decide/impact_phrases.h"
#include "stackdrag/phrases.h"
#include "stackdrag/render_impact.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_label = 60;

/// The items of the picture, by kind/id, with the names that the languages need.
std::map<std::string, std::string> nodes_of(const Impact& impact) {
  std::map<std::string, std::string> nodes{{impact.item, "n0"}};
  for (const ImpactHit& hit : impact.hits) nodes.emplace(hit.item, fmt::format("n{}", nodes.size()));
  return nodes;
}

std::string_view kind_in(std::string_view label) { return label.substr(0, label.find('/')); }

/// A text inside quotation marks: everything that could mean something is written as a number.
std::string in_mermaid(std::string_view text) {
  std::string out;
  for (const char c : shorten(visible(text), longest_label)) {
    const bool plain = is_letter(c) || is_digit(c) || c == ' ' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    out += plain ? std::string(1, c) : fmt::format("#{};", static_cast<unsigned>(c));
  }
  return out;
}

std::string in_dot(std::string_view text) {
  std::string out;
  for (const char c : shorten(visible(text), longest_label)) {
    if (c == '&') {
      out += "&amp;";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

void render_impact_mermaid(const Impact& impact, const RenderOptions&, Output& out) {
  const auto nodes = nodes_of(impact);
  const auto put_node = [&](std::string_view item, std::string_view look) {
    out.put(fmt::format("  {}[\"{}<br/>{}\"]:::{}\n", nodes.at(std::string(item)), in_mermaid(report::id_of(item)), kind_in(item), look));
  };
  out.put("flowchart LR\n");
  put_node(impact.item, "start");
  for (const ImpactHit& hit : impact.hits) put_node(hit.item, hit.is_cut() ? "cut" : !hit.critical.empty() ? "critical" : "hit");
  for (const ImpactTie& tie : impact.ties) {
    const std::string label = tie.field.empty() ? "" : fmt::format("|\"{}\"|", in_mermaid(tie.field));
    out.put(fmt::format("  {} {}{} {}\n", nodes.at(tie.by), tie.harm == Harm::breaks ? "-->" : "-.->", label, nodes.at(tie.hit)));
  }
  out.put(
      "  classDef start stroke-width:4px\n"
      "  classDef hit stroke-width:1px\n"
      "  classDef critical stroke:#c00,stroke-width:3px\n"
      "  classDef cut stroke:#999,color:#999,stroke-dasharray:4\n");
}

void render_impact_dot(const Impact& impact, const RenderOptions&, Output& out) {
  const auto nodes = nodes_of(impact);
  const auto put_node = [&](std::string_view item, std::string_view look) {
    out.put(fmt::format("  {} [label=\"{}\\n{}\"{}];\n", nodes.at(std::string(item)), in_dot(report::id_of(item)), kind_in(item), look));
  };
  out.put("digraph impact {\n  rankdir=LR;\n  node [shape=box];\n");
  put_node(impact.item, ", penwidth=3");
  for (const ImpactHit& hit : impact.hits)
    put_node(hit.item, hit.is_cut() ? ", color=gray, fontcolor=gray" : !hit.critical.empty() ? ", color=red, penwidth=2" : "");
  for (const ImpactTie& tie : impact.ties)
    out.put(fmt::format("  {} -> {} [label=\"{}\", style={}];\n", nodes.at(tie.by), nodes.at(tie.hit), in_dot(tie.field),
                        tie.harm == Harm::breaks ? "solid" : "dashed"));
  out.put("}\n");
}

}  // namespace stackdrag
