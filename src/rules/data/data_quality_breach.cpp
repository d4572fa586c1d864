// Data that is less complete, or has more duplicates, than its service level allows.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/usage.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether a promise can be broken: one of 0 % complete records, or of 100 % duplicates, is none.
bool holds_for(At<Rate> Sla::*field, double share) { return field == &Sla::completeness ? share > 0 : share < 1; }

bool promises(const Data& data, At<Rate> Sla::*field) {
  return data.sla && (*data.sla).*field && holds_for(field, ((*data.sla).*field)->share);
}

/// Whether the data object itself promises what it misses. The default limits are this program's own idea, so missing them is a remark.
bool breaks_promise(const Data& data, bool incomplete, bool duplicated) {
  return (incomplete && promises(data, &Sla::completeness)) || (duplicated && promises(data, &Sla::duplicates));
}

/// The data object's own target, or else the default.
double target(const Data& data, At<Rate> Sla::*field, double standard) {
  return promises(data, field) ? ((*data.sla).*field)->share : standard;
}

std::string percent(double share) { return format_number(share * 100); }

Verdict check(const Data& data, const Context& in) {
  if (is_misread(in.inventory, data.common.self, "sla")) return not_applicable();
  const At<Rate>& completeness = data.completeness;
  const At<Rate>& duplicates = data.duplicates;
  const double least = target(data, &Sla::completeness, in.options.number("completeness"));
  const double most = target(data, &Sla::duplicates, in.options.number("duplicates"));
  const bool incomplete = completeness && completeness->share < least;
  const bool duplicated = duplicates && duplicates->share > most;
  if (!incomplete && !duplicated) {
    if (completeness.unknown() && duplicates.unknown()) return unknown(data, {"completeness", "duplicates"});
    if (completeness.unknown()) return unknown(data, {"completeness"});
    if (duplicates.unknown()) return unknown(data, {"duplicates"});
    return clear();
  }
  std::vector<std::string> faults;
  if (incomplete) faults.push_back(fmt::format("is {} % complete (minimum {} %)", percent(completeness->share), percent(least)));
  if (duplicated) faults.push_back(fmt::format("has {} % duplicates (limit {} %)", percent(duplicates->share), percent(most)));
  Flagged finding = flag(incomplete ? completeness.at : duplicates.at, "`{}` {}", *data.id, join_words(faults))
                        .measure(incomplete ? (least - completeness->share) * 100 : (duplicates->share - most) * 100, "percent")
                        .as(breaks_promise(data, incomplete, duplicated) ? Severity::medium : Severity::low)
                        .act("clean up {} at the source", data.common.self);
  if (incomplete && duplicated) finding.also(duplicates.at, "duplicates");
  return finding;
}

std::string in_words(Duration period) {
  if (period.minutes % 1440 == 0) return fmt::format("{}", period.days());
  if (period.minutes % 60 == 0) return fmt::format("{} h", period.minutes / 60);
  return fmt::format("{} min", period.minutes);
}

/// The running integrations that bring each data object to where it is kept, by the object's index.
using Feeds = std::vector<std::vector<const Integration*>>;

Feeds prepare_feeds(const Context& in) {
  Feeds feeds(in.inventory.data.size());
  for (const Edge& edge : in.facts.edges) {
    const bool moves = edge.from.kind == Kind::integration && edge.to.kind == Kind::data;
    const bool is_written = edge.from.kind == Kind::data && edge.to.kind == Kind::integration;
    if (!moves && !is_written) continue;
    const Integration& integration = in.inventory.integrations[(moves ? edge.from : edge.to).index];
    const ItemId data = moves ? edge.to : edge.from;
    const At<ToolRef>& kept = in.inventory.data[data.index].system_of_record;
    const bool arrives = std::any_of(integration.to.begin(), integration.to.end(),
                                     [&](const auto& to) { return kept && to->target && to->target == kept->target; });
    if (is_running(integration.status) && (is_written || arrives)) feeds[data.index].push_back(&integration);
  }
  // The data and the integration may name each other.
  for (std::vector<const Integration*>& all : feeds) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }
  return feeds;
}

/// Whether the data gets to where it is kept in another way, too: somebody enters it there, or an agent writes it.
bool has_other_writers(const Data& data) {
  return std::any_of(data.written_by.begin(), data.written_by.end(), [&](const auto& writer) {
    return writer->target.kind == Kind::agent || (data.system_of_record && writer->target == data.system_of_record->target);
  });
}

/// Why an integration does not keep the data as fresh as promised, and where that is written; empty if it does, or if nobody can tell.
struct Delay {
  std::string how;
  Span at;
  double hours;  ///< between two deliveries, or since the last one
};
std::optional<Delay> delay_of(const Integration& feed, Duration promised, const Context& in) {
  if (feed.every && !feed.every->on_demand) {
    if (feed.every->period <= promised) return std::nullopt;
    return Delay{fmt::format("`{}` brings it every {}", *feed.id, in_words(feed.every->period)), feed.every.at,
                 feed.every->period.minutes / 60.0};
  }
  if (!feed.last_ok) return std::nullopt;
  const Silence silence = silence_of(feed.common, *feed.last_ok, std::max(Days{1}, promised.days()), in);
  if (silence.pulse != Pulse::silent) return std::nullopt;
  return Delay{fmt::format("`{}` last brought it {} ago{}", *feed.id, silence.days, look_note(silence, in)), feed.last_ok.at,
               silence.days.count * 24.0};
}

/// Data that only comes by feeds is as fresh as the best of them.
Verdict check_freshness(const Data& data, const Feeds& all, const Context& in) {
  const std::vector<const Integration*>& feeds = all[data.common.self.index];
  if (!data.sla || !data.sla->freshness || feeds.empty() || has_other_writers(data)) return not_applicable();
  std::vector<Delay> delays;
  for (const Integration* feed : feeds) {
    std::optional<Delay> delay = delay_of(*feed, *data.sla->freshness, in);
    if (!delay) return clear();
    delays.push_back(std::move(*delay));
  }
  const auto best = std::min_element(delays.begin(), delays.end(), [](const Delay& a, const Delay& b) { return a.hours < b.hours; });
  Flagged finding =
      flag(data.sla->freshness.at, "`{}` promises a freshness of {}, and {}", *data.id, in_words(*data.sla->freshness), best->how)
          .also(best->at, "how often it comes")
          .keyed("freshness")
          .measure(best->hours, "hours")
          .act("bring {} more often, or promise less", data.common.self);
  for (const Delay& delay : delays) {
    if (&delay != &*best) finding.also(delay.at, "{}", delay.how);
  }
  return finding;
}

}  // namespace

Rule data_quality_breach() {
  return {
      .id = "data-quality-breach",
      .title = "Data quality below target",
      .when =
          "Too few records are complete or too many are duplicates, by the data's own `sla` or by the default limits; or no integration "
          "brings the data as often as its `sla` promises.",
      .why = "Campaigns miss people or reach them twice, and agents that read the data make up what is missing.",
      .fix =
          "Fix it where the data is entered: required fields, validation, one record per person. Then clean up the existing records once.",
      .gets = "Segments and scores that can be believed, and fewer people missed or written to twice.",
      .done = "For two weeks, completeness and duplicates have met the `sla`, or {completeness} and {duplicates} where it says nothing.",
      .severity = Severity::medium,
      .effort = 16,
      .carry = 2,
      .flagged = "data: {lead: {completeness: 81%, duplicates: 7%}}",
      .clean = "data: {lead: {completeness: 97%, duplicates: 1%}}",
      .check = both(each<Data>(check), each<Data>(prepare_feeds, check_freshness)),
      .options = {{"completeness", "share", 0.90, "minimum share of complete records, unless the data's own `sla` says otherwise"},
                  {"duplicates", "share", 0.05, "maximum share of duplicates, unless the data's own `sla` says otherwise"}},
  };
}

}  // namespace stackdrag::rules
