// What stands on an item, as a page to pass around; of a removal, a dossier with boxes to tick off.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decide/impact_phrases.h"
#include "stackdrag/markdown_escape.h"
#include "stackdrag/render_impact.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

using report::code_span;
using report::prose;

std::string head(const Impact& impact) {
  std::string out = fmt::format("# {}\n\n{}, as of {}.\n\n", prose(capitalized(event_phrase(impact))),
                                impact.stack.empty() ? "The stack" : "In " + code_span(impact.stack), impact.as_of);
  std::vector<std::string> verdict;
  if (std::string glad = glad_phrase(impact); !glad.empty()) verdict.push_back(capitalized(glad));
  if (const auto counts = count_phrases(impact); !counts.empty()) verdict.push_back(fmt::format("{}", fmt::join(counts, ", ")));
  out += fmt::format("**{}.**", fmt::join(verdict, ". "));
  out += impact.trust.asked > 0 ? fmt::format(" {}.\n\n", prose(capitalized(trust_phrase(impact)))) : "\n\n";
  return out;
}

std::string harmed(const Impact& impact) {
  if (impact.hits.empty()) return "";
  std::string out = "## What is harmed\n\n| Item | Harm | Why | Way | Owner |\n|---|---|---|---|---|\n";
  for (const ImpactHit& hit : impact.hits) {
    std::string harm = hit.is_cut() ? prose(cut_phrase(hit), true) : harm_phrase(impact, hit);
    if (!hit.critical.empty()) harm += fmt::format("; **critical:** {}", prose(fmt::format("{}", fmt::join(hit.critical, "; ")), true));
    std::vector<std::string> owners;
    for (const std::string& owner : hit.owners) owners.push_back(code_span(owner, true));
    if (hit.external) owners = {"another team"};
    out += fmt::format("| {} | {} | {} | {} | {} |\n", code_span(hit.item, true), harm, prose(tie_phrase(hit.way.back()), true),
                       code_span(way_phrase(impact, hit), true), owners.empty() ? "no owner to ask" : join_words(owners));
  }
  if (const std::string beyond = beyond_phrase(impact); !beyond.empty()) out += fmt::format("\n{}.\n", beyond);
  return out + "\n";
}

/// Sentences as a list, each with a box or without.
std::string list(std::string_view heading, const std::vector<std::string>& texts, bool boxes) {
  if (texts.empty()) return "";
  std::string out = fmt::format("## {}\n\n", heading);
  for (const std::string& text : texts) out += fmt::format("- {}{}\n", boxes ? "[ ] " : "", prose(text));
  return out + "\n";
}

/// The steps of a removal, in the order in which they are possible.
std::string steps(const Impact& impact) {
  if (impact.order.empty()) return "";
  std::string out = "## Steps\n\nWhat stands first needs what stands below it. Days are counted from the day of this page.\n\n";
  std::size_t number = 0;
  for (const ImpactStep& step : impact.order) {
    out += fmt::format("### {}. {}\n\n", ++number, prose(step_phrase(step)));
    for (const std::string& text : step.todo) out += fmt::format("- [ ] {}\n", prose(text));
    out += '\n';
  }
  return out;
}

std::string plan_of(const Impact& impact) {
  switch (impact.event) {
    case ImpactEvent::removal:
      return fmt::format("we want to take `{}` out of the stack", impact.id);
    case ImpactEvent::outage:
      return fmt::format("`{}` may be down for a while", impact.id);
    case ImpactEvent::api:
      return fmt::format("we want to move what calls `{}` to its API {}", impact.id, impact.version);
    case ImpactEvent::leaving:
      return fmt::format("`{}` goes", impact.id);
  }
  return "";
}

/// A message for everybody who has to know.
std::string messages(const Impact& impact) {
  if (impact.tell.empty() && impact.unasked.empty()) return "";
  std::string out = "## Whom to tell\n\n";
  for (const ImpactTold& one : impact.tell) {
    std::vector<std::string> about;
    for (const ImpactTold::About& part : one.about) about.push_back(fmt::format("{} ({})", code_span(part.item), prose(part.role)));
    out += fmt::format(
        "- [ ] {}\n\n  > Hello, {}. It concerns what you have to do with: {}. What speaks against it, and what has to happen before?\n\n",
        code_span(one.who), prose(plan_of(impact)), join_words(about));
  }
  for (const ImpactUnasked& one : impact.unasked) out += fmt::format("- {} has no owner to ask: {}\n", code_span(one.item), prose(one.why));
  return out + (impact.unasked.empty() ? "" : "\n");
}

std::string sign_off(const Impact& impact) {
  if (impact.event != ImpactEvent::removal) return "";
  std::string out = "## Sign-off\n\n| Who | Agrees | Day |\n|---|---|---|\n";
  for (const ImpactTold& one : impact.tell) out += fmt::format("| {} | | |\n", code_span(one.who, true));
  return out + "| who decides | | |\n";
}

}  // namespace

void render_impact_markdown(const Impact& impact, const RenderOptions&, Output& out) {
  std::vector<std::string> consumers, mentions, notes;
  for (const ImpactConsumer& one : impact.consumers) consumers.push_back(fmt::format("`{}`: {}", one.item, consumer_phrase(impact, one)));
  for (const ImpactMention& one : impact.mentions) mentions.push_back(mention_phrase(impact, one));
  if (const std::string saved = saving_phrase(impact); !saved.empty()) notes.push_back(fmt::format("no longer paid: {}", saved));
  if (const std::string looked = assessment_phrase(impact); !looked.empty()) notes.push_back(looked);
  if (!impact.way_back.empty()) notes.push_back("the way back: " + impact.way_back);
  out.put(head(impact));
  out.put(list("What calls the API", consumers, false));
  out.put(harmed(impact));
  out.put(list("Before", impact.before, true));
  out.put(steps(impact));
  out.put(list("After", impact.after, true));
  out.put(list(impact.event == ImpactEvent::leaving ? "To hand over" : "What only names it", mentions, true));
  out.put(list("Worth knowing", notes, false));
  out.put(messages(impact));
  out.put(list("What is not known", gap_phrases(impact), true));
  out.put(sign_off(impact));
}

}  // namespace stackdrag
