// A tool, pixel or agent without a recorded purpose.
#include <algorithm>

#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// `fact` is one that says `none`, if one of them does.
Flagged without_purpose(Span at, Text id, std::string_view fields, const Known& fact, ItemId item) {
  return flag(at, "`{}` has no purpose on record ({})", id, fields).lacking(fact).act("record what {} is for, or remove it", item);
}

const Known& stated(const Known& first, const Known& second) { return first.unknown() ? second : first; }

Verdict check_tool(const Tool& tool, const Context& in) {
  if (!in_use(tool.status) || is_external(tool) || tool.purpose.not_applicable() || tool.does.not_applicable()) return not_applicable();
  const auto is_capability = [&](const At<Text>& does) { return !in.packs.capability(*does).empty(); };
  if (tool.purpose || std::any_of(tool.does.begin(), tool.does.end(), is_capability)) return clear();
  if (tool.does.size() > 0) {
    const At<Text>& first = *tool.does.begin();
    return flag(first.at, "`{}` has no purpose on record: `{}` names no capability", *tool.id, *first)
        .act("record what {} is for, or remove it", tool.common.self);
  }
  return without_purpose(tool.id.at, *tool.id, "`does` or `purpose`", stated(tool.purpose, tool.does), tool.common.self);
}

Verdict check_pixel(const Pixel& pixel, const Context&) {
  if (!is_live(pixel) || pixel.purpose.not_applicable() || pixel.campaign.not_applicable()) return not_applicable();
  if (pixel.purpose || pixel.campaign) return clear();
  return without_purpose(pixel.id.at, *pixel.id, "`for` or `purpose`", stated(pixel.purpose, pixel.campaign), pixel.common.self);
}

Verdict check_agent(const Agent& agent, const Context&) {
  if (!in_use(agent.status) || agent.does.not_applicable()) return not_applicable();
  if (agent.does) return clear();
  return without_purpose(agent.id.at, *agent.id, "`does`", agent.does, agent.common.self);
}

}  // namespace

Rule no_purpose() {
  return {
      .id = "no-purpose",
      .title = "No purpose recorded",
      .when = "A tool, pixel or agent does not say what it is for.",
      .why = "Nobody can decide whether to keep it if nobody knows what would be missing without it.",
      .fix = "Describe its purpose in one sentence. If nobody knows it, ask and set a deadline, then remove the item.",
      .gets = "When the budget is cut, the team knows what it would miss.",
      .done = "Somebody who works with it has confirmed the sentence in `purpose`, or it is gone.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "pixels: {tag-17: {vendor: acme}}",
      .clean = "pixels: {tag-17: {vendor: acme, purpose: web analytics}}",
      .check = both(both(each<Tool>(check_tool), each<Pixel>(check_pixel)), each<Agent>(check_agent)),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
