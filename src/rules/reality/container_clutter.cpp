// Triggers, variables and tags of a container that have no effect.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const evidence::Consulted& consulted, const Context& in) {
  const auto count = [&](std::string_view name) {
    const auto found = consulted.source.counts.find(name);
    return found == consulted.source.counts.end() ? std::size_t{0} : found->second;
  };
  // An export of a part of a container does not say what is unused.
  if (consulted.source.counts.count("unused_triggers") == 0) return not_applicable();
  const std::size_t triggers = count("unused_triggers"), variables = count("unused_variables"), tags = count("untriggered_tags");
  const auto unused = static_cast<double>(triggers + variables + tags);
  const auto all = static_cast<double>(count("triggers") + count("variables") + count("tags"));
  if (unused < in.options.number("things") || unused <= in.options.number("share") * all) return clear();
  std::vector<std::string> parts;
  if (tags > 0) parts.push_back(count_of(tags, "tag") + " that nothing fires");
  if (triggers > 0) parts.push_back(count_of(triggers, "unused trigger"));
  if (variables > 0) parts.push_back(count_of(variables, "unused variable"));
  return flag(consulted.at, "{:.0f} of the {:.0f} tags, triggers and variables of `{}` have no effect: {}", unused, all,
              consulted.source.of, join_words(parts))
      .measure(unused, "things")
      .act("tidy {} up");
}

}  // namespace

Rule container_clutter() {
  return {
      .id = "container-clutter",
      .title = "Container full of what nobody uses",
      .when =
          "Of the tags, triggers and variables of a container, more than a tenth, and at least five, have no effect: nothing uses the "
          "triggers and variables, and nothing fires the tags. An export of a part of a container is left alone.",
      .why = "Whoever changes the container has to read all of it, and does not dare to delete what may be needed.",
      .fix = "Delete what nothing uses in a workspace of its own, look at the preview, and publish that version alone.",
      .gets = "A change to the container takes less reading, and less courage.",
      .done = "The published version holds nothing without effect, and conversions of a week are as before.",
      .severity = Severity::low,
      .effort = 2,
      .carry = 0.1,
      .flagged =
          "observed: 1\n"
          "sources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured,\n"
          "  holds: {tags: 20, triggers: 20, variables: 20, untriggered_tags: 1, unused_triggers: 4, unused_variables: 6}}}",
      .clean =
          "observed: 1\n"
          "sources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured,\n"
          "  holds: {tags: 20, triggers: 20, variables: 20, untriggered_tags: 0, unused_triggers: 1, unused_variables: 2}}}",
      .check = each<evidence::Consulted>(check),
      .profile = Profile::standard,
      .options = {{"things", "things", 5, "how many tags, triggers and variables without effect are worth a word"},
                  {"share", "share", 0.1, "the share of all of them that may be without effect"}},
  };
}

}  // namespace stackdrag::rules
