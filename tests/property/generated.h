// Generated inventories that go the whole way from bytes to report.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "stackdrag/fields.h"
#include "stackdrag/report.h"

namespace stackdrag::tests {

/// One line of a generated item: a field and what is written in it.
struct Line {
  std::string field, value;
};

struct GeneratedItem {
  Kind kind;
  std::string id;
  std::vector<Line> lines;
};

struct Generated {
  std::vector<std::string> stack;
  std::vector<GeneratedItem> items;

  std::string text() const;
};

Generated generate();

/// A date before the day of the audit, more often near it.
std::string past();
/// A whole number, the upper end excluded.
std::string number(int from, int to);

Report report_on(const Generated& stack);

/// Whether the promise holds on all that is generated in its body.
bool holds(const std::string& promise, const std::function<void()>& body);

}  // namespace stackdrag::tests
