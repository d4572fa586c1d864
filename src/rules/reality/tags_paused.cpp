// Paused tags of pixels that run.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr double hours_a_tag = 0.25;

Verdict check(const evidence::Consulted& consulted, const Context&) {
  const auto paused = consulted.source.counts.find("long_paused_tags");
  if (paused == consulted.source.counts.end()) return not_applicable();
  if (paused->second == 0) return clear();
  return flag(consulted.at, "`{}` holds {} of running pixels that {} been paused for 90 days or longer", consulted.source.of,
              count_of(paused->second, "tag"), paused->second == 1 ? "has" : "have")
      .measure(static_cast<double>(paused->second), "tags")
      .taking(hours_a_tag * static_cast<double>(paused->second))
      .act("delete the tags of {} that nobody needs any more");
}

}  // namespace

Rule tags_paused() {
  return {
      .id = "tags-paused",
      .title = "Tags that have long been paused",
      .when =
          "A container holds paused tags that nobody has edited for 90 days before the export, while other tags of the same pixels run. "
          "Pixels that are paused as a whole are told one by one.",
      .why = "Nobody knows any more what they were for, and one click switches them on again.",
      .fix = "Delete them: the older versions of the container still have them. If they are to stay, waive this and say what for.",
      .gets = "No wrong click brings an old campaign back to life.",
      .done = "The published version no longer holds them, or a waiver says what each of them waits for.",
      .severity = Severity::low,
      .effort = hours_a_tag,
      .carry = 0.1,
      .flagged =
          "observed: 1\n"
          "sources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured, holds: {tags: 40, long_paused_tags: "
          "3}}}",
      .clean =
          "observed: 1\n"
          "sources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured, holds: {tags: 40, long_paused_tags: "
          "0}}}",
      .check = each<evidence::Consulted>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
