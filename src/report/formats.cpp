// The table of formats.
#include "report/formats.h"

namespace stackdrag {

const std::vector<Format>& formats() {
  static const std::vector<Format> table = {
      {"text", "a terminal: the score, what to do first, what was found, what is not known", report::render_text},
      {"json", "dashboards and scripts: everything, as `stackdrag schema report` describes it", report::render_json},
      {"markdown", "a merge request, a step summary or a wiki", report::render_markdown},
  };
  return table;
}

}  // namespace stackdrag
