// What to decide this month, and what the work of the next weeks buys.
#include <algorithm>

#include <fmt/format.h>

#include "render/decisions.h"
#include "render/html/sections.h"
#include "render/html/writing.h"
#include "render/plain_words.h"
#include "render/summary.h"

namespace stackdrag::html {
namespace {

constexpr std::size_t most = 8;

std::string purchase(const Report& report) {
  const report::Summary summary = report::summary_of(report);
  if (summary.purchase.empty()) return "";
  std::string out = "<p class=\"buys\"><strong>What the next 30 days buy.</strong>";
  for (const std::string& one : summary.purchase) out += " " + sentence(one);
  out += "</p>\n<ul class=\"gains\">\n";
  for (const std::string& gain : summary.gains) out += fmt::format("<li>{}</li>\n", sentence(gain));
  return out + "</ul>\n";
}

}  // namespace

std::string decisions_section(const Report& report) {
  const std::vector<report::Decision> all = report::decisions_of(report), told = report::most_important(all, most);
  std::string out = heading("decisions", "Decisions this month",
                            report.filter.empty() ? "" : "Of the actions, only those about the findings that are shown are here.");
  if (all.empty())
    out += report.filter.empty() ? "<p>There is nothing to decide this month.</p>\n"
                                 : "<p>There is nothing to decide about what is shown.</p>\n";
  if (!all.empty()) out += "<ol class=\"dec\">\n";
  for (const report::Decision& one : told) {
    const std::string by = report::by_words(one);
    out += fmt::format("<li><span class=\"d{}\">{}</span><span>{}</span><span class=\"stake\">{}</span></li>\n", by == "now" ? " now" : "",
                       by, sentence(one.what), sentence(report::stake_words(one, report.stack.currency)));
  }
  if (!all.empty()) out += "</ol>\n";
  if (all.size() > most) out += fmt::format("<p class=\"sub\">And {} more, among what to do first.</p>\n", all.size() - most);
  return out + purchase(report) + "</section>\n";
}

}  // namespace stackdrag::html
