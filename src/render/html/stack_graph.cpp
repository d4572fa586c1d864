// Takes the graph from the references of the report.
#include "render/html/stack_graph.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "stackdrag/phrases.h"

namespace stackdrag::html {
namespace {

constexpr std::size_t most_messages = 3;

/// What the findings say about each item.
struct Told {
  double points = 0;
  std::optional<Severity> worst{};
  bool accepted = false;
  std::vector<std::string_view> messages{};
};
using Findings = std::map<std::string_view, Told>;

Findings findings_of(const Report& report) {
  Findings all;
  for (const ReportedFinding& finding : report.findings) {
    if (is_excused(finding) || finding.severity == Severity::info) continue;
    Told& told = all[finding.subject];
    told.points += finding.points.value();
    if (finding.waiver == nullptr) told.worst = std::max(told.worst.value_or(Severity::low), finding.severity);
    if (!finding.folded_into && told.messages.size() < most_messages) told.messages.push_back(finding.message);
  }
  for (auto& [subject, told] : all) told.accepted = !told.worst;
  return all;
}

class Builder {
 public:
  explicit Builder(const Report& report) : findings_(findings_of(report)) {
    for (const ReportedItem& item : report.items) items_.emplace(item.id, &item);
    for (const ReportedReference& reference : report.graph) by_from_[reference.from].push_back(&reference);
  }

  StackGraph build() && {
    for (const auto& [from, references] : by_from_) {
      if (is_gone(from)) continue;
      if (report::kind_of(from) == "integration") add_integration(from);
      if (report::kind_of(from) == "agent") add_agent(from);
    }
    for (const std::string_view data : data_) add_data(data);
    add_pixels();
    for (const auto& [id, item] : items_) {
      if (report::kind_of(id) == "tool" && !is_gone(id) && !numbers_.contains(id) && !fed_.contains(id)) graph_.alone.push_back(id);
    }
    return std::move(graph_);
  }

 private:
  bool is_gone(std::string_view label) const {
    const auto item = items_.find(label);
    return item != items_.end() && (item->second->status == "retired" || item->second->status == "planned");
  }

  std::size_t node(std::string_view label, Band band) {
    const auto [known, is_new] = numbers_.try_emplace(label, graph_.nodes.size());
    if (!is_new) return known->second;
    GraphNode& node = graph_.nodes.emplace_back(GraphNode{label, band, items_.contains(label)});
    if (const auto told = findings_.find(label); told != findings_.end()) {
      node.points = told->second.points;
      node.worst = told->second.worst;
      node.accepted = told->second.accepted;
      node.messages = told->second.messages;
    }
    if (band == Band::data) data_.insert(label);
    return known->second;
  }

  void connect(std::size_t from, std::size_t to, Link link, std::string_view item) {
    GraphEdge edge{from, to, link, item};
    if (const auto told = findings_.find(item); link == Link::integration && told != findings_.end()) {
      edge.worst = told->second.worst;
      edge.accepted = told->second.accepted;
      edge.messages = told->second.messages;
    }
    graph_.edges.push_back(std::move(edge));
  }

  std::vector<std::string_view> named(std::string_view from, std::string_view field, std::string_view kind) const {
    std::vector<std::string_view> all;
    const auto references = by_from_.find(from);
    if (references == by_from_.end()) return all;
    for (const ReportedReference* const one : references->second) {
      if (one->field == field && report::kind_of(one->to) == kind) all.push_back(one->to);
    }
    return all;
  }

  void add_integration(std::string_view label) {
    for (const std::string_view from : named(label, "from", "tool")) {
      for (const std::string_view to : named(label, "to", "tool")) {
        const std::size_t source = node(from, Band::tools);
        connect(source, node(to, Band::tools), Link::integration, label);
      }
    }
  }

  void add_agent(std::string_view label) {
    const std::size_t agent = node(label, Band::agents);
    std::set<std::string_view> read;
    for (const std::string_view one : named(label, "reads", "data")) {
      if (read.insert(one).second) connect(node(one, Band::data), agent, Link::read, label);
    }
    for (const std::string_view one : named(label, "writes", "data")) {
      if (read.insert(one).second) connect(node(one, Band::data), agent, Link::write, label);
    }
    for (const std::string_view tool : named(label, "uses", "tool")) connect(node(tool, Band::tools), agent, Link::use, label);
  }

  /// Where it is kept; if nobody says so, who writes it.
  void add_data(std::string_view label) {
    const std::vector<std::string_view> keepers = named(label, "system_of_record", "tool");
    for (const std::string_view tool : keepers) connect(node(tool, Band::tools), numbers_.at(label), Link::record, label);
    if (!keepers.empty()) return;
    for (const std::string_view tool : named(label, "written_by", "tool"))
      connect(node(tool, Band::tools), numbers_.at(label), Link::written, label);
  }

  void add_pixels() {
    for (const auto& [from, references] : by_from_) {
      if (report::kind_of(from) != "pixel" || is_gone(from)) continue;
      for (const std::string_view tool : named(from, "feeds", "tool")) {
        fed_.insert(tool);
        if (const auto known = numbers_.find(tool); known != numbers_.end()) ++graph_.nodes[known->second].pixels;
      }
    }
  }

  const Findings findings_;
  std::map<std::string_view, const ReportedItem*> items_;
  std::map<std::string_view, std::vector<const ReportedReference*>> by_from_;
  std::map<std::string_view, std::size_t> numbers_;
  std::set<std::string_view> data_;
  std::set<std::string_view> fed_;  ///< tools that pixels feed
  StackGraph graph_;
};

}  // namespace

StackGraph stack_graph_of(const Report& report) { return Builder(report).build(); }

StackGraph near_findings(const StackGraph& whole) {
  std::vector<bool> kept(whole.nodes.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = whole.nodes[i].worst.has_value();
  const std::vector<bool> own = kept;
  for (const GraphEdge& edge : whole.edges) {
    if (edge.worst || own[edge.from] || own[edge.to]) kept[edge.from] = kept[edge.to] = true;
  }
  StackGraph part;
  std::vector<std::size_t> numbers(whole.nodes.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (!kept[i]) continue;
    numbers[i] = part.nodes.size();
    part.nodes.push_back(whole.nodes[i]);
  }
  for (GraphEdge edge : whole.edges) {
    if (!kept[edge.from] || !kept[edge.to]) continue;
    edge.from = numbers[edge.from];
    edge.to = numbers[edge.to];
    part.edges.push_back(std::move(edge));
  }
  return part;
}

}  // namespace stackdrag::html
