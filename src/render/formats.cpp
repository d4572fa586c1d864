// The table of formats.
#include "stackdrag/formats.h"

namespace stackdrag {

namespace report {

// Each format is a file, which defines the function of its name.
Render render_text, render_json, render_markdown, render_brief, render_html, render_sarif, render_junit, render_github, render_gitlab,
    render_csv, render_prometheus;

}  // namespace report

const std::vector<Format>& formats() {
  static const std::vector<Format> table = {
      {"text", "a terminal: the score, what to do first, the findings, what is not known", report::render_text},
      {"json", "dashboards and scripts: the whole report, as described by `stackdrag schema report`", report::render_json},
      {"markdown", "a merge request, a step summary or a wiki", report::render_markdown},
      {"brief", "whoever decides: a page in Markdown with the cost, the risk, and what to decide", report::render_brief, true},
      {"html", "somebody to whom it is forwarded: one page with pictures, for a browser or a printer", report::render_html, true},
      {"sarif", "code scanning: SARIF 2.1.0, within GitHub's limits", report::render_sarif},
      {"junit", "the test reports of a CI server: a suite for each family", report::render_junit},
      {"github", "annotations of a GitHub workflow: the worst findings, then a summary", report::render_github},
      {"gitlab", "GitLab's Code Quality", report::render_gitlab},
      {"csv", "spreadsheets: a row for each finding; a `'` in front keeps a text from being a formula", report::render_csv},
      {"prometheus", "dashboards: gauges for a scraper or node_exporter's textfile collector", report::render_prometheus},
  };
  return table;
}

}  // namespace stackdrag
