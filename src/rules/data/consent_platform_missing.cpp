// Pixels that need consent in a stack without a consent platform.
#include <algorithm>
#include <string>
#include <vector>

#include "rules/data/regions.h"
#include "rules/days.h"
#include "stackdrag/fields.h"
#include "stackdrag/rule.h"
#include "stackdrag/shape.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the tool should have been switched off, and was not seen at work since.
bool is_gone(const Tool& tool, Date today) {
  if (!tool.retire_on || *tool.retire_on >= today) return false;
  return !tool.last_used || *tool.last_used <= *tool.retire_on;
}

/// Whether the tool asks visitors for consent today.
bool runs(const Tool& tool, Date today) { return is_running(tool.status) && !is_gone(tool, today); }

bool does_consent(const Tool& tool, const Packs& packs) {
  return std::any_of(tool.does.begin(), tool.does.end(),
                     [&](const At<Text>& does) { return packs.capability(*does) == packs.capability("consent-management"); });
}

bool is_consent_platform(const Tool& tool, const Context& in) { return runs(tool, in.as_of) && does_consent(tool, in.packs); }

/// The platform that the stack names may do something else by what it says itself.
Verdict check_platform(const Stack& stack, const Context& in) {
  const Tool* const platform = in.facts.tool(stack.consent_platform->target);
  const std::vector<Tool>& tools = in.inventory.tools;
  // It asks for consent all the same unless the inventory has a tool for that, which is another one.
  const bool elsewhere = std::any_of(tools.begin(), tools.end(), [&](const Tool& tool) { return does_consent(tool, in.packs); });
  if (platform == nullptr || platform->does.size() == 0 || does_consent(*platform, in.packs) || !elsewhere) return clear();
  return flag(stack.consent_platform.at, "the consent platform `{}` does `{}`, not consent", stack.consent_platform->text,
              **platform->does.begin())
      .also(platform->does.at, "what it does")
      .as(Severity::medium)
      .act(fmt::format("name the tool that asks for consent, or say so in what {} does", *platform->id), stack.common.self);
}

/// Why the platform that the stack names is none, as it stands in a message; empty if it is one, or if there is none.
std::string why_not(const Stack& stack, const Context& in) {
  if (!stack.consent_platform) return "";
  const Tool* const platform = in.facts.tool(stack.consent_platform->target);
  if (platform == nullptr) return "is not declared";
  if (platform->status.misread()) return "";
  if (runs(*platform, in.as_of)) return "";
  if (is_running(platform->status)) return fmt::format("should have been switched off on {}", *platform->retire_on);
  return fmt::format("is {}", find_field(Kind::tool, "status")->shape.choices[static_cast<std::size_t>(*platform->status)]);
}

/// The platform is to be switched off soon, and no other tool asks for consent.
Verdict check_leaving(const Stack& stack, const Context& in) {
  const Tool* const platform = in.facts.tool(stack.consent_platform->target);
  if (platform == nullptr || !platform->retire_on || *platform->retire_on < in.as_of) return check_platform(stack, in);
  const std::vector<Tool>& tools = in.inventory.tools;
  const auto follows = [&](const Tool& tool) { return &tool != platform && is_consent_platform(tool, in); };
  const Days left = *platform->retire_on - in.as_of;
  if (left > in.options.days("ahead") || std::any_of(tools.begin(), tools.end(), follows)) return check_platform(stack, in);
  return flag(platform->retire_on.at, "the consent platform `{}` is switched off on {}, {}, and no other tool asks for consent",
              *platform->id, *platform->retire_on, in_days(left))
      .keyed("leaving")
      .measure(std::max(0, left.count), "days left")
      .as(Severity::medium)
      .act("install the tool that asks for consent from then on", stack.common.self);
}

Flagged missing(const Stack& stack, const std::string& why, std::size_t pixels) {
  const std::string needing = count_of(pixels, "pixel") + " may not load without consent";
  if (why.empty()) return flag(stack.consent_platform.at, "there is no consent platform, and {}", needing);
  return flag(stack.consent_platform.at, "the consent platform `{}` {}, and {}", stack.consent_platform->text, why, needing);
}

/// The stack still names the platform that another tool has followed.
Verdict replaced(const Stack& stack, const std::string& why, const Tool& by) {
  return flag(stack.consent_platform.at, "the consent platform `{}` {}, and `{}` asks for consent", stack.consent_platform->text, why,
              *by.id)
      .keyed("replaced")
      .as(Severity::low)
      .taking(0.25)
      .carrying(0)
      .act("name the tool that asks for consent", stack.common.self);
}

Verdict check(const Stack& stack, const Context& in) {
  const std::vector<Pixel>& pixels = in.inventory.pixels;
  const auto needs_consent = [](const Pixel& pixel) { return is_live(pixel) && !(pixel.consent && *pixel.consent == Consent::exempt); };
  const auto count = std::count_if(pixels.begin(), pixels.end(), needs_consent);
  if (count == 0 || !asks_opt_in(in) || stack.consent_platform.not_applicable()) return not_applicable();
  const std::string why = why_not(stack, in);
  if (stack.consent_platform && why.empty()) return check_leaving(stack, in);
  const std::vector<Tool>& tools = in.inventory.tools;
  const auto asks = std::find_if(tools.begin(), tools.end(), [&](const Tool& tool) { return is_consent_platform(tool, in); });
  if (asks != tools.end()) return stack.consent_platform ? replaced(stack, why, *asks) : clear();
  if (stack.consent_platform.unknown()) return unknown(stack.common.self, {"consent_platform"});
  // Somebody may have forgotten to declare it.
  const bool undeclared = stack.consent_platform && !stack.consent_platform->target;
  // Or to write down that it stays.
  const Tool* const platform = stack.consent_platform ? in.facts.tool(stack.consent_platform->target) : nullptr;
  const bool overdue = platform != nullptr && is_running(platform->status);
  return missing(stack, why, static_cast<std::size_t>(count))
      .as(undeclared || overdue ? Severity::high : Severity::critical)
      .also(std::find_if(pixels.begin(), pixels.end(), needs_consent)->id.at, "the first such pixel")
      .measure(static_cast<double>(count), "pixels")
      .act(undeclared ? "declare the consent platform"
           : overdue  ? "install another consent platform, or say that the old one stays"
                      : "install a consent platform",
           stack.common.self);
}

}  // namespace

Rule consent_platform_missing() {
  return {
      .id = "consent-platform-missing",
      .title = "No consent platform",
      .when =
          "Pixels need consent where the audience lives, and there is no consent platform, or only one that is planned, paused, retired or "
          "(high) not declared or past the day on which it should have been switched off; or (medium) the one that is named is soon to be "
          "switched off, or does something else while another tool "
          "asks for consent.",
      .why = "Every tracker fires before the visitor has agreed, and most other consent findings follow from this one.",
      .fix =
          "Install a consent platform that loads before anything else, name it in `stack.consent_platform`, then make each tag wait for "
          "consent "
          "to its purpose.",
      .gets = "Audiences and reports are made of visitors who agreed to it.",
      .done = "In a fresh browser, what needs consent stays silent until the banner is answered, and after a refusal.",
      .severity = Severity::critical,
      .effort = 24,
      .carry = 1,
      .flagged = "stack: {regions: [eu], consent_platform: none}\npixels: {meta: {vendor: meta, last_seen: 2026-11-20}}",
      .clean =
          "stack: {regions: [eu], consent_platform: onetrust}\ntools: {onetrust: {}}\npixels: {meta: {vendor: meta, last_seen: "
          "2026-11-20}}",
      .check = each<Stack>(check),
      .options = {days_option("ahead", 30, "days before the platform is switched off from which another one has to be there")},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
