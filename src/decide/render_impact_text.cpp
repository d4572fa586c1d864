// What stands on an item, on a terminal: what breaks first, then whom to tell and how sure it is.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decide/impact_phrases.h"
#include "stackdrag/page.h"
#include "stackdrag/render_impact.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace report {
namespace {

const Word dot = {" · ", 3};

void write_title(Page& page, const Impact& impact) {
  const std::string name = impact.stack.empty() ? "marketing stack" : shorten(visible(impact.stack), page.columns());
  std::vector<Word> parts{page.paint().word(Ink::strong, name), page.paint().word(Ink::plain, fmt::format("as of {}", impact.as_of))};
  page.paragraph(parts, 0, 2, dot);
  page.blank();
  page.paragraph(Ink::strong, capitalized(event_phrase(impact)) + ":", 2, 4);
  const Ink ink = impact.counts.critical > 0 ? Ink::alarm : impact.hits.empty() ? Ink::good : Ink::plain;
  if (const std::string glad = glad_phrase(impact); !glad.empty()) page.paragraph(Ink::good, glad, 2, 4);
  if (const auto counts = count_phrases(impact); !counts.empty()) page.phrases(ink, counts, 2, 4);
  if (impact.trust.asked > 0) page.paragraph(Ink::plain, trust_phrase(impact), 2, 4);
  if (const std::string saved = saving_phrase(impact); !saved.empty()) page.paragraph(Ink::plain, "costs " + saved, 2, 4);
  if (const std::string looked = assessment_phrase(impact); !looked.empty())
    page.paragraph(impact.unassessed ? Ink::fair : Ink::good, looked, 2, 4);
}

void write_hit(Page& page, const Impact& impact, const ImpactHit& hit) {
  page.phrases(Ink::plain, {fmt::format("`{}`", hit.item), count_of(hit.steps, "step"), owners_phrase(hit)}, 2, 4);
  if (!hit.critical.empty()) page.paragraph(Ink::alarm, fmt::format("critical: {}", fmt::join(hit.critical, "; ")), 5, 7);
  const ImpactTie& tie = hit.way.back();
  page.paragraph(Ink::plain, tie_phrase(tie), 5, 7);
  if (hit.way.size() > 1) page.paragraph(Ink::faint, way_phrase(impact, hit), 5, 7);
  if (hit.is_cut()) page.paragraph(Ink::cool, cut_phrase(hit), 5, 7);
}

void write_hits(Page& page, const Impact& impact) {
  const bool may = impact.event == ImpactEvent::api;
  const auto section = [&](Ink ink, std::string_view heading, auto belongs) {
    bool begun = false;
    for (const ImpactHit& hit : impact.hits) {
      if (!belongs(hit)) continue;
      if (!begun) page.heading(ink, heading);
      begun = true;
      write_hit(page, impact, hit);
    }
  };
  section(Ink::bad, may ? "MAY BREAK" : "BREAKS", [](const ImpactHit& hit) { return !hit.is_cut() && hit.harm == Harm::breaks; });
  section(Ink::fair, may ? "MAY DEGRADE: GO BLIND OR STALE" : "DEGRADES: GOES BLIND OR STALE",
          [](const ImpactHit& hit) { return !hit.is_cut() && hit.harm == Harm::degrades; });
  section(Ink::cool, "NO LONGER REACHED", [](const ImpactHit& hit) { return hit.is_cut(); });
  if (const std::string beyond = beyond_phrase(impact); !beyond.empty()) page.paragraph(Ink::faint, beyond, 2, 4);
}

void write_list(Page& page, std::string_view heading, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  page.heading(Ink::title, heading);
  for (const std::string& text : texts) page.paragraph(Ink::plain, text, 2, 4);
}

void write_people(Page& page, const Impact& impact) {
  std::vector<std::string> told;
  for (const ImpactTold& one : impact.tell) told.push_back(fmt::format("`{}`: {}", one.who, about_phrase(one)));
  write_list(page, "TELL", told);
  std::vector<std::string> nobody;
  for (const ImpactUnasked& one : impact.unasked) nobody.push_back(fmt::format("`{}`: {}", one.item, one.why));
  write_list(page, "NO OWNER TO ASK", nobody);
}

}  // namespace
}  // namespace report

void render_impact_text(const Impact& impact, const RenderOptions& options, Output& out) {
  using namespace report;
  report::Page page(options, out);
  write_title(page, impact);
  std::vector<std::string> consumers, mentions, order;
  for (const ImpactConsumer& one : impact.consumers) consumers.push_back(fmt::format("`{}`: {}", one.item, consumer_phrase(impact, one)));
  write_list(page, "WHAT CALLS THE API", consumers);
  write_hits(page, impact);
  for (const ImpactMention& one : impact.mentions) mentions.push_back(mention_phrase(impact, one));
  write_list(page, impact.event == ImpactEvent::leaving ? "TO HAND OVER" : "NAMED IN", mentions);
  write_list(page, "BEFORE", impact.before);
  write_list(page, "AFTER", impact.after);
  for (const ImpactStep& step : impact.order) order.push_back(fmt::format("{}  {}", order.size() + 1, step_phrase(step)));
  if (order.size() > 1) write_list(page, "ORDER OF WORK", order);
  if (!impact.way_back.empty()) write_list(page, "WAY BACK", {impact.way_back});
  write_people(page, impact);
  write_list(page, "NOT KNOWN", gap_phrases(impact));
}

}  // namespace stackdrag
