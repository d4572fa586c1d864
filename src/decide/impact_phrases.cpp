// Says in plain words what becomes of the stack. Names stand in backticks.
#include "decide/impact_phrases.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/phrases.h"
#include "stackdrag/text.h"
#include "stackdrag/units.h"

namespace stackdrag {

std::string event_phrase(const Impact& impact) {
  switch (impact.event) {
    case ImpactEvent::removal:
      return fmt::format("if `{}` is removed", impact.id);
    case ImpactEvent::outage:
      return fmt::format("while `{}` is down", impact.id);
    case ImpactEvent::api:
      return fmt::format("if what calls `{}` moves to its API {}", impact.id, impact.version);
    case ImpactEvent::leaving:
      return fmt::format(
          "without `{}`{}", impact.id,
          impact.left ? fmt::format(", whose last day {} {}", *impact.left < impact.as_of ? "was" : "is", *impact.left) : "");
  }
  return "";
}

std::vector<std::string> count_phrases(const Impact& impact) {
  std::vector<std::string> phrases;
  const bool may = impact.event == ImpactEvent::api;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view several) {
    if (count == 0) return;
    const std::string what = phrases.empty() ? count_of(count, "item") : fmt::format("{}", count);
    phrases.push_back(fmt::format("{} {}", what, count == 1 ? one : several));
  };
  add(impact.counts.breaks, may ? "may break" : "breaks", may ? "may break" : "break");
  add(impact.counts.degrades, may ? "may degrade" : "degrades", may ? "may degrade" : "degrade");
  add(impact.counts.cut, "is no longer reached", "are no longer reached");
  if (impact.counts.critical > 0) phrases.push_back(fmt::format("{} critical", impact.counts.critical));
  if (impact.counts.alone > 0) phrases.push_back(fmt::format("{} without an owner to ask", impact.counts.alone));
  return phrases;
}

std::string glad_phrase(const Impact& impact) {
  if (impact.counts.breaks + impact.counts.degrades > 0) return "";
  switch (impact.event) {
    case ImpactEvent::api:
      if (impact.consumers.empty()) return "nothing that is declared calls its API";
      return impact.hits.empty() ? "nothing that calls its API has to move" : "nothing that works has to move";
    case ImpactEvent::leaving:
      return "nothing that works runs under this login";
    default:
      return "nothing that works stands on it, as far as is declared";
  }
}

std::string trust_phrase(const Impact& impact) {
  const ImpactTrust& trust = impact.trust;
  std::string phrase = fmt::format("confidence {}", name_of(trust.level));
  if (trust.asked > 0) {
    const double share = 100.0 * static_cast<double>(trust.known) / static_cast<double>(trust.asked);
    phrase += fmt::format(": {} of {} facts known ({:.0f} %)", trust.known, trust.asked, std::floor(share + 0.5));
  }
  if (!trust.basis.empty()) phrase += "; " + trust.basis;
  return phrase;
}

std::vector<std::string> gap_phrases(const Impact& impact) {
  std::vector<std::string> phrases;
  for (const ImpactGap& gap : impact.trust.missing) phrases.push_back(fmt::format("`{}`: {}", gap.item, fmt::join(gap.fields, ", ")));
  for (const ImpactGhost& ghost : impact.trust.ghosts)
    phrases.push_back(fmt::format("`{}`: its `{}` names `{}`, which nothing declares", ghost.item, ghost.field, ghost.name));
  return phrases;
}

std::string way_phrase(const Impact& impact, const ImpactHit& hit) {
  std::string way = impact.id;
  for (const ImpactTie& tie : hit.way) way.append(" → ").append(report::id_of(tie.hit));
  return way;
}

std::string harm_phrase(const Impact& impact, const ImpactHit& hit) {
  if (impact.event != ImpactEvent::api) return std::string(name_of(hit.harm));
  return hit.harm == Harm::breaks ? "may break" : "may degrade";
}

std::string owners_phrase(const ImpactHit& hit) {
  if (hit.external) return "another team's; what lies behind it is not known";
  std::vector<std::string> names;
  for (const std::string& owner : hit.owners) names.push_back(fmt::format("`{}`", owner));
  return names.empty() ? "no owner to ask" : join_words(names);
}

std::string tie_phrase(const ImpactTie& tie) {
  if (tie.field.empty()) return fmt::format("`{}` carries what it reads", report::id_of(tie.by));
  if (tie.told_by == tie.hit) return fmt::format("its `{}` names `{}`", tie.field, report::id_of(tie.by));
  return fmt::format("`{}` of `{}` names {}", tie.field, report::id_of(tie.told_by),
                     tie.told_by == tie.by ? "it" : fmt::format("`{}`", report::id_of(tie.by)));
}

std::string cut_phrase(const ImpactHit& hit) {
  if (hit.cut_by == hit.item) return hit.cut_since ? fmt::format("silent since {}", *hit.cut_since) : "silent already";
  const std::string since = hit.cut_since ? fmt::format(" since {}", *hit.cut_since) : "";
  return fmt::format("not harmed: nothing has come this way{}, as `{}` is silent", since, report::id_of(hit.cut_by));
}

std::string consumer_phrase(const Impact& impact, const ImpactConsumer& consumer) {
  std::string phrase;
  switch (consumer.calling) {
    case Calling::moves:
      phrase = consumer.is_back ? fmt::format("back from {} to {}, an older version", consumer.version, impact.version)
                                : fmt::format("from {} to {}", consumer.version, impact.version);
      break;
    case Calling::stays:
      phrase = fmt::format("calls {} already", consumer.version);
      break;
    case Calling::managed:
      phrase = "its vendor keeps the version up to date";
      break;
    case Calling::unknown:
      phrase = "which version it calls is not known";
      break;
  }
  if (consumer.note.empty()) return phrase;
  // What is known of a version follows its name.
  return consumer.version.empty() ? fmt::format("{} ({})", phrase, consumer.note)
                                  : fmt::format("{} ({} {})", phrase, consumer.version, consumer.note);
}

std::string about_phrase(const ImpactTold& told) {
  std::vector<std::string> parts;
  for (const ImpactTold::About& about : told.about) parts.push_back(fmt::format("`{}` ({})", about.item, about.role));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string mention_phrase(const Impact& impact, const ImpactMention& mention) {
  std::string phrase = fmt::format("`{}` of `{}`", mention.field, mention.item);
  if (!mention.status.empty()) phrase += ", which is " + mention.status;
  if (impact.event != ImpactEvent::leaving || mention.field != "owner") return phrase;
  return phrase + (mention.instead.empty() ? ": nobody else is named" : fmt::format(": {} may take over", mention.instead));
}

std::string step_phrase(const ImpactStep& step) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < step.items.size(); ++i) {
    const ImpactAdvice& advice = step.advice[i];
    parts.push_back(
        fmt::format("{} `{}`{}{}", name_of(advice.verb), report::id_of(step.items[i]), advice.how.empty() ? "" : " ", advice.how));
  }
  return join_words(parts) + (parts.size() > 1 ? " together: they feed each other" : "");
}

std::string beyond_phrase(const Impact& impact) {
  if (impact.beyond == 0) return "";
  return fmt::format("{} further away than {}", count_of(impact.beyond, "more item lies", "more items lie"),
                     count_of(*impact.depth, "step"));
}

std::string assessment_phrase(const Impact& impact) {
  if (impact.event == ImpactEvent::outage || impact.event == ImpactEvent::leaving) return "";
  if (impact.unassessed)
    return "not assessed: something critical is harmed, and no entry under `changes` says when somebody looked at that";
  return impact.assessed ? fmt::format("assessed on {}, says `{}`", *impact.assessed, impact.assessed_by) : "";
}

std::string saving_phrase(const Impact& impact) {
  return impact.saves > 0 ? fmt::format("{} a year", format_money(impact.saves * 12, impact.currency)) : "";
}

}  // namespace stackdrag
