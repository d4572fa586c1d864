// Layers by longest paths. Then edges are shortened, and layers with too many nodes become several rows.
#include "render/html/graph_layers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "render/html/graph_sequence.h"

namespace stackdrag {
namespace {

constexpr std::array bands{Band::tools, Band::data, Band::agents};

/// Shortening settles in a few passes; a limit keeps nodes from pushing each other to and fro.
constexpr int most_passes = 20;

class Layering {
 public:
  Layering(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges)
      : nodes_(nodes), sequence_(sequence_of(nodes, edges)), above_(nodes.size()), below_(nodes.size()), layer_(nodes.size()) {
    std::vector<std::size_t> rank(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) rank[sequence_[i]] = i;
    for (const LayoutEdge& edge : edges) {
      turned_.push_back(rank[edge.from] > rank[edge.to]);
      if (edge.from == edge.to) continue;
      const auto [high, low] = turned_.back() ? std::pair(edge.to, edge.from) : std::pair(edge.from, edge.to);
      below_[high].push_back(low);
      above_[low].push_back(high);
    }
  }

  /// Each node stands as high as what leads to it in its band allows.
  void take_longest_paths() {
    for (const std::size_t node : sequence_) {
      layer_[node] = highest(node);
      height_of(node) = std::max(height_of(node), layer_[node] + 1);
    }
  }

  /// A node with more edges downwards than upwards sinks as far as it can, one with fewer rises.
  void shorten_edges() {
    bool moved = true;
    for (int pass = 0; moved && pass < most_passes; ++pass) {
      moved = false;
      for (auto node = sequence_.rbegin(); node != sequence_.rend(); ++node) {
        const std::ptrdiff_t weight = pull(*node);
        const std::size_t wanted = weight > 0 ? lowest(*node) : weight < 0 ? highest(*node) : layer_[*node];
        moved = moved || wanted != layer_[*node];
        layer_[*node] = wanted;
      }
    }
  }

  /// Nodes without edges fill up the emptiest layers of their band.
  void spread_lone_nodes() {
    for (const Band band : bands) {
      std::vector<std::size_t> filled(heights_[static_cast<std::size_t>(band)]), lone;
      for (std::size_t node = 0; node < nodes_.size(); ++node) {
        if (nodes_[node].band != band) continue;
        if (above_[node].empty() && below_[node].empty())
          lone.push_back(node);
        else
          ++filled[layer_[node]];
      }
      for (const std::size_t node : lone) {
        const auto emptiest = std::min_element(filled.begin(), filled.end());
        layer_[node] = static_cast<std::size_t>(emptiest - filled.begin());
        ++*emptiest;
      }
    }
  }

  Layers rows() {
    Layers rows{std::vector<std::size_t>(nodes_.size()), {}, turned_};
    for (const Band band : bands) {
      for (std::size_t layer = 0; layer < heights_[static_cast<std::size_t>(band)]; ++layer) add_rows(rows, band, layer);
    }
    return rows;
  }

 private:
  bool are_in_one_band(std::size_t a, std::size_t b) const { return nodes_[a].band == nodes_[b].band; }
  std::size_t& height_of(std::size_t node) { return heights_[static_cast<std::size_t>(nodes_[node].band)]; }

  std::ptrdiff_t pull(std::size_t node) const {
    return static_cast<std::ptrdiff_t>(below_[node].size()) - static_cast<std::ptrdiff_t>(above_[node].size());
  }
  std::size_t highest(std::size_t node) const {
    std::size_t layer = 0;
    for (const std::size_t other : above_[node]) {
      if (are_in_one_band(node, other)) layer = std::max(layer, layer_[other] + 1);
    }
    return layer;
  }
  std::size_t lowest(std::size_t node) {
    std::size_t layer = height_of(node) - 1;
    for (const std::size_t other : below_[node]) {
      if (are_in_one_band(node, other)) layer = std::min(layer, layer_[other] - 1);
    }
    return layer;
  }

  /// A layer with too many nodes becomes rows of about equal length; who has more edges upwards than downwards stands higher.
  void add_rows(Layers& rows, Band band, std::size_t layer) const {
    std::vector<std::size_t> members;
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      if (nodes_[node].band == band && layer_[node] == layer) members.push_back(node);
    }
    std::stable_sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) { return pull(a) < pull(b); });
    const std::size_t parts = (members.size() + LayoutSizes::fullest - 1) / LayoutSizes::fullest;
    for (std::size_t i = 0; i < members.size(); ++i) rows.row_of[members[i]] = rows.bands.size() + i * parts / members.size();
    rows.bands.insert(rows.bands.end(), parts, band);
  }

  const std::vector<LayoutNode>& nodes_;
  std::vector<std::size_t> sequence_;                    ///< in this order edges lead forwards, or are turned
  std::vector<std::vector<std::size_t>> above_, below_;  ///< adjacency lists
  std::vector<bool> turned_;
  std::vector<std::size_t> layer_;  ///< of each node, counted within its band
  std::array<std::size_t, bands.size()> heights_{};
};

}  // namespace

Layers layers_of(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges) {
  Layering layering(nodes, edges);
  layering.take_longest_paths();
  layering.shorten_edges();
  layering.spread_lone_nodes();
  return layering.rows();
}

}  // namespace stackdrag
