// Where the boxes and lines of a graph stand in a drawing: rows of boxes, and edges that run downwards between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stackdrag {

/// What a node is. All tools stand above all data, and all data above all agents.
enum class Band : std::uint8_t { tools, data, agents };

struct LayoutNode {
  std::string_view id;  ///< decides where nothing else does; it is not shown
  Band band = Band::tools;
};

struct LayoutEdge {
  std::size_t from = 0, to = 0;  ///< numbers of nodes
  int look = 0;                  ///< edges that look different never share a part of their way
};

/// In pixels from the upper left corner of the drawing.
struct LayoutPoint {
  int x = 0, y = 0;
  bool operator==(const LayoutPoint&) const = default;
};

/// Lengths in pixels.
struct LayoutSizes {
  static constexpr int width = 1080;  ///< of the drawing, whatever the graph
  static constexpr int side = 8;      ///< what stays free on the left and on the right
  static constexpr int margin = 14;   ///< what stays free at the top and at the bottom, but for edges from a node to itself
  static constexpr int box_width = 112;
  static constexpr int box_height = 34;
  static constexpr int row_height = 84;  ///< from the top of a row to that of the next
  /// How many boxes a row has at most. Nine would fit, but leave no room for the edges that pass.
  static constexpr std::size_t fullest = 8;
};

struct LayoutBox {
  LayoutPoint corner;  ///< the upper left one
  std::size_t row = 0;
  bool operator==(const LayoutBox&) const = default;
};

/// The way of an edge from its node `from` to its node `to`: its start, then for each cubic Bézier curve two control points and the end.
/// All begin and end upright. Edges of the same look that leave a node in the same direction may share the first part of their ways.
struct LayoutWay {
  std::vector<LayoutPoint> points;
  bool upwards = false;  ///< as the edge closes a cycle, or leads from agents or data to what stands above them
  bool operator==(const LayoutWay&) const = default;
};

struct LayoutRow {
  int top = 0;
  Band band = Band::tools;
  std::size_t boxes = 0;
  bool operator==(const LayoutRow&) const = default;
};

struct GraphLayout {
  int height = 0;
  std::vector<LayoutBox> boxes;  ///< of each node
  std::vector<LayoutWay> ways;   ///< of each edge
  std::vector<LayoutRow> rows;   ///< from the top
  std::size_t crossings = 0;     ///< pairs of lines that cross; what edges share is one line
};

/// Takes any graph: with cycles, edges from a node to itself, several edges between two nodes, nodes without edges. No boxes overlap, no
/// edge passes under a box, and everything is inside the drawing. The same graph with its nodes and edges in another order is drawn the
/// same, if no two nodes of a band share an id.
GraphLayout layout_of(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges);

}  // namespace stackdrag
