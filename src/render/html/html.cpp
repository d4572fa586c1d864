// The report as one HTML file that fetches nothing and runs nothing: the page that somebody forwards.
#include <fmt/format.h>

#include "render/html/sections.h"
#include "render/html/style.h"
#include "render/html/writing.h"
#include "render/plain_words.h"
#include "render/summary.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace html {
namespace {

std::string head(const Report& report) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; base-uri "
      "'none'; "
      "form-action 'none'\"/>\n<meta name=\"generator\" content=\"stackdrag {}\"/>\n<title>{}: marketing drag on "
      "{}</title>\n<style>{}</style>\n</head>\n",
      style_hash(), text(report.version), text(report.stack.name), report::long_day(report.as_of), style());
}

std::string banner(const Report& report) {
  return fmt::format(
      "<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header><div class=\"wrap\"><p class=\"brand\">stackdrag</p><p>as "
      "of {} · {} · "
      "profile {}</p></div></header>\n<main id=\"main\" class=\"wrap\">\n",
      report::long_day(report.as_of), count_of(report.stack.items, "item"), name_of(report.profile));
}

std::string footer(const Report& report) {
  return fmt::format(
      "</main>\n<footer class=\"wrap\"><p>Made by stackdrag {} from the inventory as of {}. The drag is counted by the model {}: hours "
      "that people lose, "
      "money that is paid for nothing and risk, as a share of the team's {} a month. Gate: {}.</p></footer>\n</body>\n</html>\n",
      text(report.version), report::long_day(report.as_of), text(report.model), text(report::hours_words(report.drag.capacity_hours)),
      sentence(report::gate_phrase(report)));
}

}  // namespace
}  // namespace html

namespace report {

void render_html(const Report& report, const RenderOptions&, Output& out) {
  using namespace html;
  out.put(head(report) + banner(report));
  for (const auto section : {verdict_section, decisions_section, trend_section, drag_section, owners_section, graph_section,
                             actions_section, findings_section, gaps_section, in_order_section, rules_section})
    out.put(section(report));
  out.put(footer(report));
}

}  // namespace report
}  // namespace stackdrag
