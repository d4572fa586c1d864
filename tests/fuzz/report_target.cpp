// Any bytes, read as a saved report, rendered in every format, and compared with itself.
#include <algorithm>

#include "fuzz/promises.h"
#include "fuzz/targets.h"
#include "stackdrag/diff.h"
#include "stackdrag/formats.h"
#include "stackdrag/render_diff.h"
#include "stackdrag/saved_report.h"
#include "stackdrag/text.h"

namespace stackdrag::fuzz {
namespace {

std::string json_of(const Report& report) {
  return collected([&](Output& out) {
    for (const Format& format : formats()) {
      if (format.name == "json") format.render(report, {}, out);
    }
  });
}

void check_diff(const Report& report) {
  const Diff diff = diff_of(report, report);
  require(diff.fresh.empty() && diff.worsened.empty() && diff.improved.empty(), "a report has nothing that it has not");
  for (const auto& gone : diff.gone) require(gone.empty(), "a report lacks nothing that it has");
  for (const auto render : {render_diff_text, render_diff_markdown, render_diff_json})
    require(!acts_in_a_terminal(collected([&](Output& out) { render(diff, {}, out); })), "a difference is safe to print");
}

}  // namespace

bool fuzz_report(std::string_view bytes) {
  looks_like_report(bytes);
  const auto report = read_report(std::string(bytes), "fuzz.json");
  if (!report.ok()) {
    require(report.failure().message.starts_with("fuzz.json:"), "a failure begins with the place");
    require(visible(report.failure().message) == report.failure().message, "a failure is safe to print");
    return false;
  }
  require(looks_like_report(bytes), "a report looks like one");
  const std::string once = json_of(report.value());
  const auto again = read_report(once, "fuzz.json");
  require(again.ok(), "what is written of a report is a report");
  require(json_of(again.value()) == once, "a report that is read and written stays the same");
  for (const Format& format : formats()) {
    std::string text = collected([&](Output& out) { format.render(report.value(), {.all = true, .verbose = true}, out); });
    // The lines of CSV end as RFC 4180 has it.
    if (format.name == "csv") std::erase(text, '\r');
    require(!acts_in_a_terminal(text), "a report is safe to print");
  }
  check_diff(report.value());
  return true;
}

}  // namespace stackdrag::fuzz
