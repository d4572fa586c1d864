// Something in use that hangs on a tool which is retired or which nobody uses.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "rules/days.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Why a tool is dead: "which is retired". Empty if it is not.
struct Death {
  std::string why;
  const AnswersOfRule::Found* unused = nullptr;  ///< the finding that says so, if one does
  Severity severity = Severity::medium;
};

Death death_of(ItemId item, const Context& in) {
  const Tool* const tool = in.facts.tool(item);
  if (tool == nullptr) return {};
  if (is_retired(tool->status)) return {"which is retired"};
  if (tool->status && *tool->status == Status::paused) return {"which is paused"};
  if (tool->status && *tool->status == Status::planned) return {"which is only planned", nullptr, Severity::low};
  const AnswersOfRule::Found* const unused = in.answers.of("tool-unused").finding(item);
  if (unused == nullptr && tool->retire_on && *tool->retire_on >= in.as_of && *tool->retire_on - in.as_of <= in.options.days("ahead")) {
    return {fmt::format("which will be retired on {}, {}", *tool->retire_on, in_days(*tool->retire_on - in.as_of)), nullptr, Severity::low};
  }
  return {unused == nullptr ? "" : "which nobody uses", unused};
}

/// A finding about an item that hangs on what `at` names, if that is dead.
Verdict hanging(Span at, std::string_view what, Text id, std::string_view verb, ItemId on, const Context& in) {
  const Death death = death_of(on, in);
  if (death.why.empty()) {
    const Unknown* const missing = on.kind == Kind::tool ? in.answers.of("tool-unused").missing(on) : nullptr;
    return missing == nullptr ? clear() : Verdict{*missing};
  }
  Flagged found = flag(at, "{} `{}` {} `{}`, {}", what, id, verb, *id_of(in.inventory, on), death.why)
                      .as(death.severity)
                      .following_accepted(death.unused != nullptr && death.unused->accepted())
                      .act("move {} to something that is in use, or remove it");
  if (death.unused != nullptr) found.also(death.unused->at, "{}", death.unused->message);
  return found;
}

/// Whether what the reference names is switched off.
template <class Reference>
bool is_retired(const At<Reference>& named, const Facts& facts) {
  return named->target && facts.items[facts.place_of(named->target)].status == Status::retired;
}

/// A finding if somebody who is said to write the data is switched off.
Verdict check_writers(const Data& data, const Facts& facts) {
  const auto dead = [&](const auto& writer, std::string_view what) {
    return flag(writer.at, "data `{}` has `{}` as {}, which is retired", *data.id, writer->text, what)
        .as(Severity::low)
        .act("correct who writes {}", data.common.self);
  };
  for (const auto& writer : data.written_by) {
    if (is_retired(writer, facts)) return dead(writer, "a writer");
  }
  for (const auto& field : data.fields) {
    if (field.value && field.value->writer && is_retired(field.value->writer, facts))
      return dead(field.value->writer, fmt::format("the writer of `{}`", *field.key));
  }
  return clear();
}

Verdict check_next(const Touchpoint& touchpoint, const Context& in) {
  if (!is_running(touchpoint.status) || touchpoint.next.size() == 0) return not_applicable();
  for (const auto& next : touchpoint.next) {
    if (!is_retired(next, in.facts)) continue;
    return flag(next.at, "touchpoint `{}` leads to `{}`, which is retired", *touchpoint.id, next->text)
        .keyed("next")
        .act("let {} lead to something that is in use", touchpoint.common.self);
  }
  return clear();
}

/// The retired tools by their names, unless one that is not retired has the same: `gtm` is `google-tag-manager`.
using RetiredTools = std::map<std::string, const Tool*>;

RetiredTools prepare_retired(const Context& in) {
  RetiredTools retired;
  for (const Tool& tool : in.inventory.tools) {
    if (is_retired(tool.status)) retired.emplace(in.packs.vendor_key(*tool.id), &tool);
  }
  if (retired.empty()) return retired;
  for (const Tool& tool : in.inventory.tools) {
    if (!is_retired(tool.status)) retired.erase(in.packs.vendor_key(*tool.id));
  }
  return retired;
}

/// A tag cannot fire out of a tag manager that is gone.
Verdict check_manager(const Pixel& pixel, const RetiredTools& retired, const Context& in) {
  if (!is_live(pixel) || !pixel.via || retired.empty()) return not_applicable();
  const auto manager = retired.find(in.packs.vendor_key(*pixel.via));
  if (manager == retired.end()) return clear();
  return flag(pixel.via.at, "pixel `{}` is loaded by `{}`, which is retired", *pixel.id, *manager->second->id)
      .keyed("via")
      .also(manager->second->status.at, "retired here")
      .act("say how {} is loaded now, or remove it", pixel.common.self);
}

/// A page that still lists a tag which is gone. One that is over needs no list.
Verdict check_page(const Page& page, const Context& in) {
  const auto may_be_past = [&](const At<Date>& day) { return day.misread() || (day && *day < in.as_of); };
  if (page.pixels.size() == 0 || may_be_past(page.ends) || may_be_past(page.teardown)) return not_applicable();
  for (const auto& pixel : page.pixels) {
    if (!is_retired(pixel, in.facts)) continue;
    return flag(pixel.at, "page `{}` lists the pixel `{}`, which is retired", *page.id, pixel->text)
        .as(Severity::low)
        .act("correct which pixels run on {}", page.common.self);
  }
  return clear();
}

/// A fallback is missed only on the day on which it is needed.
Verdict check_fallback(const Agent& agent, const Context& in) {
  if (!is_running(agent.status) || !agent.fallback) return not_applicable();
  if (!is_retired(agent.fallback, in.facts)) return clear();
  return flag(agent.fallback.at, "the fallback of agent `{}` is `{}`, which is retired", *agent.id, agent.fallback->text)
      .as(Severity::low)
      .act("name a fallback of {} that is in use", agent.common.self);
}

/// New work on nothing but what is retired. A migration works on what comes, too, and cleaning up is no feature.
Verdict check_project(const Project& project, const Context& in) {
  const bool builds = project.kind && *project.kind == ProjectKind::feature;
  if (!is_running(project.status) || !builds || project.touches.size() == 0) return not_applicable();
  const auto is_gone = [&](const auto& item) { return is_retired(item, in.facts); };
  if (!std::all_of(project.touches.begin(), project.touches.end(), is_gone)) return clear();
  const auto& first = *project.touches.begin();
  return flag(first.at, "project `{}` builds on `{}`, which is retired", *project.id, first->text)
      .as(Severity::low)
      .act("say whether {} cleans up, or what it builds on", project.common.self);
}

Verdict check_touchpoint(const Touchpoint& touchpoint, const Context& in) {
  if (!is_running(touchpoint.status) || !touchpoint.tool || !touchpoint.tool->target) return not_applicable();
  return hanging(touchpoint.tool.at, "touchpoint", *touchpoint.id, "is run by", touchpoint.tool->target, in);
}

Verdict check_pixel(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel) || pixel.feeds.size() == 0) return not_applicable();
  // One reader that is alive is enough.
  Verdict verdict = clear();
  for (const auto& tool : pixel.feeds) {
    Verdict one = tool->target ? hanging(tool.at, "pixel", *pixel.id, "feeds only", tool->target, in) : clear();
    if (one.finding() == nullptr && one.missing() == nullptr) return one;
    if (verdict.missing() == nullptr) verdict = std::move(one);
  }
  return verdict;
}

Verdict check_data(const Data& data, const Context& in) {
  const At<ToolRef>& record = data.system_of_record;
  Verdict verdict = not_applicable();
  if (record && record->target) verdict = hanging(record.at, "data", *data.id, "has its system of record in", record->target, in);
  if (verdict.finding() != nullptr || data.written_by.size() + data.fields.size() == 0) return verdict;
  Verdict writers = check_writers(data, in.facts);
  return writers.finding() == nullptr && verdict.missing() != nullptr ? std::move(verdict) : std::move(writers);
}

}  // namespace

Rule live_on_dead() {
  return {
      .id = "live-on-dead",
      .title = "Depends on a dead tool",
      .when =
          "A touchpoint, a pixel or a data object that is in use hangs on a tool that is retired or paused or that nobody uses, or "
          "(low) that is only planned or soon to be retired; a touchpoint leads to one that is retired, or the tag manager that loads a "
          "pixel is. It is low if a writer of data, an agent's fallback, a page's pixel or all that a new feature works on is retired.",
      .why = "Customers reach something that nobody answers, or data goes where nobody looks, and no alert says so.",
      .fix = "Move it to a tool that is in use, or remove it together with the old one.",
      .gets = "What customers do there ends up where somebody looks.",
      .done = "A test entry arrives in a tool that is in use, or what depended on the old one is gone, too.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.5,
      .flagged = "tools: {dialler: {status: retired}}\ntouchpoints: {call-back: {tool: dialler}}",
      .clean = "tools: {dialler: {last_used: 2026-11-20}}\ntouchpoints: {call-back: {tool: dialler}}",
      .check = both(both(each<Touchpoint>(check_touchpoint), each<Touchpoint>(check_next)),
                    both(both(both(each<Pixel>(check_pixel), each<Pixel>(prepare_retired, check_manager)), each<Data>(check_data)),
                         both(each<Project>(check_project), both(each<Agent>(check_fallback), each<Page>(check_page))))),
      .options = {days_option("ahead", 30, "days before a tool is retired from which nothing in use may hang on it")},
      .after = {"tool-unused"},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
