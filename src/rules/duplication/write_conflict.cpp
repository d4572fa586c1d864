// A data object with several writers and no system of record.
#include <algorithm>
#include <unordered_set>
#include <vector>

#include "rules/duplication/field_writers.h"
#include "rules/few_names.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

constexpr std::size_t most_named = 5;

/// Who writes a data object, as stated by the object itself or by agents.
class Writers {
 public:
  void add(Text name) {
    if (!all_.insert(name).second) return;
    if (named_.size() < most_named) named_.push_back(fmt::format("`{}`", name));
  }
  std::size_t count() const { return all_.size(); }
  /// "`hubspot`, `crm` and 3 more".
  std::string names() const { return few_of(named_, count()); }

 private:
  std::unordered_set<Text> all_;
  std::vector<std::string> named_;
};

/// By the data object's index.
std::vector<Writers> prepare(const Context& in) {
  std::vector<Writers> by_data(in.inventory.data.size());
  for (const Data& data : in.inventory.data) {
    for (const auto& writer : data.written_by) {
      // What is paused, planned or retired writes nothing.
      const bool rests = writer->target && !is_running(in.facts.items[in.facts.place_of(writer->target)].status);
      if (!rests) by_data[data.common.self.index].add(writer->text);
    }
  }
  for (const Agent& agent : in.inventory.agents) {
    if (!is_running(agent.status)) continue;
    for (const auto& data : agent.writes) {
      if (data->target) by_data[data->target.index].add(*agent.id);
    }
  }
  return by_data;
}

Verdict check(const Data& data, const std::vector<Writers>& by_data, const Context&) {
  if (data.system_of_record || data.system_of_record.not_applicable() || every_field_has_writer(data)) return clear();
  const Writers& writers = by_data[data.common.self.index];
  if (writers.count() < 2) return data.written_by.unknown() ? unknown(data, {"written_by"}) : clear();
  const Span at = where(data.written_by, data.id.at);
  return flag(at, "`{}` is written by {} and has no system of record", *data.id, writers.names())
      .measure(static_cast<double>(writers.count()), "writers")
      .act("name the system of record of {}", data.common.self);
}

}  // namespace

Rule write_conflict() {
  return {
      .id = "write-conflict",
      .title = "Several writers and no system of record",
      .when =
          "Several systems write a data object that has neither a system of record nor one writer per field. What is paused, planned or "
          "retired does not write.",
      .why = "Values flip back and forth: what one system corrects, the next one overwrites, and nobody can say which was right.",
      .fix = "Name the system of record, or one `writer` per field, and make the others read-only for what is not theirs.",
      .gets = "A corrected value stays corrected, whichever tool looks at it next.",
      .done = "A value corrected in the system of record, or by the field's `writer`, is unchanged a week later.",
      .severity = Severity::high,
      .effort = 12,
      .carry = 2,
      .flagged = "tools: {hubspot: {}, crm: {}}\ndata: {lead: {written_by: [hubspot, crm]}}",
      .clean = "tools: {hubspot: {}, crm: {}}\ndata: {lead: {written_by: [hubspot, crm], system_of_record: crm}}",
      .check = each<Data>(prepare, check),
  };
}

}  // namespace stackdrag::rules
