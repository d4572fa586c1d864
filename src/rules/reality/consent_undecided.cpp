// A container in which nobody has decided what its tags wait for.
#include "rules/data/regions.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Whether a visit shows what happens before a visitor has agreed, tag by tag.
bool shows_what_waits(const evidence::ExportSource& source) {
  const bool is_before_consent = source.choice == evidence::Choice::none || source.choice == evidence::Choice::denied;
  return is_before_consent || source.counts.count("consent_mode") != 0;
}

Verdict check(const evidence::Consulted& consulted, const Context& in) {
  const evidence::Counts& counts = consulted.source.counts;
  const auto tags = counts.find("tags"), undecided = counts.find("undecided_tags");
  if (tags == counts.end() || undecided == counts.end() || !asks_opt_in(in)) return not_applicable();
  const auto all = static_cast<double>(tags->second);
  if (all < in.options.number("tags") || static_cast<double>(undecided->second) < in.options.number("share") * all) return clear();
  const auto& sources = in.facts.evidence->sources;
  if (std::any_of(sources.begin(), sources.end(), [](const auto& other) { return shows_what_waits(other.source); })) return clear();
  const bool has_platform = static_cast<bool>(in.inventory.stack.consent_platform);
  return flag(consulted.at, "`{}` does not say of {} of its {} tags what consent they wait for", consulted.source.of, undecided->second,
              tags->second)
      .measure(static_cast<double>(undecided->second), "tags")
      // The platform may hold them back by itself.
      .as(has_platform ? Severity::low : Severity::medium)
      .act("decide what the tags of {} wait for");
}

}  // namespace

Rule consent_undecided() {
  return {
      .id = "consent-undecided",
      .title = "Container without decisions about consent",
      .when =
          "At least four of five tags of a container leave open what consent they wait for, where visitors must be asked, and no recorded "
          "visit shows what fires before they have agreed. Low if there is a consent platform, which may hold them back by itself.",
      .why =
          "Whether a tag waits depends on how its trigger and the consent platform happen to work together, and nobody notices if it does "
          "not.",
      .fix =
          "Record a visit before anything is chosen (`stackdrag observe --consent none`): it shows what fires. Then set the consent of "
          "each tag in its settings: what it needs, or that it needs none.",
      .severity = Severity::medium,
      .effort = 4,
      .carry = 0.25,
      .flagged =
          "stack: {regions: [eu]}\n"
          "observed: 1\n"
          "sources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured, holds: {tags: 20, undecided_tags: 18}}}",
      .clean =
          "stack: {regions: [eu]}\n"
          "observed: 1\n"
          "sources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured, holds: {tags: 20, undecided_tags: 2}}}",
      .check = each<evidence::Consulted>(check),
      .options = {{"tags", "tags", 3, "how many tags a container must hold"},
                  {"share", "share", 0.8, "of these, how many must leave it open"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
