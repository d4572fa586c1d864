// A container in which nobody has decided what its tags wait for.
#include "rules/data/regions.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// Whether a visit shows what happens before a visitor has agreed, tag by tag.
bool shows_what_waits(const evidence::ExportSource& source) {
  const bool is_before_consent = source.choice == evidence::Choice::none || source.choice == evidence::Choice::denied;
  return is_before_consent || source.counts.count("waiting_requests") != 0;
}

/// Whether a visit shows what waits in the container: one in which it ran or, if no visit shows it, any.
bool is_shown(const evidence::ExportSource& container, const evidence::Evidence& evidence) {
  const auto seen = std::find_if(evidence.sightings.begin(), evidence.sightings.end(), [&](const evidence::Sighting& sighting) {
    return sighting.item.key == "google-tag-manager." + container.of;
  });
  return std::any_of(evidence.sources.begin(), evidence.sources.end(), [&](const auto& visit) {
    if (!shows_what_waits(visit.source)) return false;
    if (seen == evidence.sightings.end()) return true;
    const auto& visits = seen->item.sources[static_cast<std::size_t>(evidence::Grade::seen)];
    return std::find(visits.begin(), visits.end(), visit.source.id) != visits.end();
  });
}

/// How many tags of a container send something and do not ask for consent by themselves, and how many of these leave it open; nothing of
/// another export.
struct TagCounts {
  std::size_t all = 0, undecided = 0;
};
std::optional<TagCounts> tags_in(const evidence::ExportSource& source) {
  const auto all = source.counts.find("sending_tags"), undecided = source.counts.find("undecided_tags");
  if (all == source.counts.end() || undecided == source.counts.end()) return std::nullopt;
  return TagCounts{all->second, undecided->second};
}

Verdict check(const Stack&, const Context& in) {
  const std::vector<evidence::Consulted>& sources = in.facts.evidence->sources;
  if (!asks_opt_in(in) || std::none_of(sources.begin(), sources.end(), [](const auto& one) { return tags_in(one.source); }))
    return not_applicable();
  std::vector<const evidence::Consulted*> containers;
  TagCounts together;
  for (const evidence::Consulted& consulted : sources) {
    const auto tags = tags_in(consulted.source);
    const bool is_meant = tags && static_cast<double>(tags->all) >= in.options.number("tags") &&
                          static_cast<double>(tags->undecided) >= in.options.number("share") * static_cast<double>(tags->all);
    if (!is_meant || is_shown(consulted.source, *in.facts.evidence)) continue;
    containers.push_back(&consulted);
    together.all += tags->all;
    together.undecided += tags->undecided;
  }
  if (containers.empty()) return clear();
  const evidence::Consulted& first = *containers.front();
  const std::string which =
      containers.size() == 1 ? fmt::format("`{}` does", first.source.of) : fmt::format("{} containers do", containers.size());
  Flagged found = flag(first.at, "{} not say of {} of {} tags what consent they wait for", which, together.undecided, together.all);
  for (const evidence::Consulted* const one : containers) {
    if (one != &first) found.also(one->at, "`{}`", one->source.of);
  }
  const bool has_platform = static_cast<bool>(in.inventory.stack.consent_platform);
  return std::move(found)
      .measure(static_cast<double>(together.undecided), "tags")
      // The platform may hold them back by itself.
      .as(has_platform ? Severity::low : Severity::medium)
      .act("decide what the tags of the containers wait for", in.inventory.stack.common.self);
}

}  // namespace

Rule consent_undecided() {
  return {
      .id = "consent-undecided",
      .title = "Container without decisions about consent",
      .when =
          "At least four of five running tags of a container leave open what consent they wait for, where visitors must be asked, and no "
          "recorded visit shows what fires before they have agreed. Tags of Google do not count: they ask Consent Mode by themselves. Low "
          "if there is a consent platform, which may hold them back by itself.",
      .why =
          "Whether a tag waits depends on how its trigger and the consent platform happen to work together, and nobody notices if it does "
          "not.",
      .fix =
          "Record a visit before anything is chosen (`stackdrag observe --consent none`): it shows what fires. Then set the consent of "
          "each tag in its settings: what it needs, or that it needs none.",
      .gets = "It is known which tags fire before visitors agree, and each of them may.",
      .done = "Each tag has its consent set, and a visit recorded before any choice shows only those that need none.",
      .severity = Severity::medium,
      .effort = 4,
      .carry = 0.25,
      .flagged =
          "stack: {regions: [eu]}\n"
          "observed: 1\n"
          "sources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured, holds: {sending_tags: 20, "
          "undecided_tags: 18}}}",
      .clean =
          "stack: {regions: [eu]}\n"
          "observed: 1\n"
          "sources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, grade: configured, holds: {sending_tags: 20, "
          "undecided_tags: 2}}}",
      .check = each<Stack>(check),
      .options = {{"tags", "tags", 3, "how many tags a container must hold"},
                  {"share", "share", 0.8, "of these, how many must leave it open"}},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
