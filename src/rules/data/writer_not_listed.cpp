// An integration or an agent that writes data without being on its list of writers.
#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "rules/several.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the list of writers, if there is one, leaves the item out.
bool is_left_out(ItemId item, const Data& data) {
  if (data.written_by.unknown() || data.written_by.not_applicable()) return false;
  return std::none_of(data.written_by.begin(), data.written_by.end(), [&](const auto& writer) { return writer->target == item; });
}

/// Whether the integration carries the data into its system of record. A tool that it comes from may be listed in its place.
bool is_left_out(const Integration& integration, const Data& data) {
  const ItemId record = data.system_of_record ? data.system_of_record->target : ItemId{};
  const bool goes_there = std::any_of(integration.to.begin(), integration.to.end(), [&](const auto& to) { return to->target == record; });
  if (!record || !goes_there || !is_left_out(integration.common.self, data)) return false;
  return std::all_of(integration.from.begin(), integration.from.end(), [&](const auto& from) { return is_left_out(from->target, data); });
}

/// Whether the agent writes the data. A listed tool that it writes with may stand for it, but not the one that keeps the data for all.
bool is_left_out(const Agent& agent, const Data& data) {
  const ItemId record = data.system_of_record ? data.system_of_record->target : ItemId{};
  return is_left_out(agent.common.self, data) && std::all_of(agent.uses.begin(), agent.uses.end(), [&](const auto& use) {
           return use->target == record || is_left_out(use->target, data);
         });
}

Flagged left_out(const At<DataRef>& at, Text writer, const Data& data) {
  return flag(at.at, "`{}` writes `{}`, but is not on its list of writers", writer, *data.id)
      .also(data.written_by.at, "the writers of `{}`", *data.id)
      .keyed(std::string(*data.id))
      .act(fmt::format("correct the writers of {}", *data.id), data.common.self);
}

/// Whether the writer writes at all.
bool may_write(const Integration& integration) {
  return is_running(integration.status) && !(integration.direction && *integration.direction == Direction::read);
}
bool may_write(const Agent& agent) { return is_running(agent.status); }

/// One answer for each data object of a list that leaves the writer out.
template <class Writer>
std::vector<Verdict> check_list(const Writer& writer, const List<DataRef>& list, const Context& in) {
  std::vector<Verdict> answers;
  if (!may_write(writer)) return answers;
  std::set<std::uint32_t> seen;
  for (const auto& written : list) {
    const Data* const data = written->target ? &in.inventory.data[written->target.index] : nullptr;
    if (data == nullptr || !seen.insert(written->target.index).second || !is_left_out(writer, *data)) continue;
    answers.emplace_back(left_out(written, *writer.id, *data));
  }
  if (answers.empty()) answers.emplace_back(clear());
  return answers;
}

std::vector<Verdict> check_integration(const Integration& integration, const Context& in) {
  return check_list(integration, integration.moves, in);
}

std::vector<Verdict> check_agent(const Agent& agent, const Context& in) { return check_list(agent, agent.writes, in); }

/// What each agent writes: pairs of an agent's index and the data's.
using Written = std::set<std::pair<std::uint32_t, std::uint32_t>>;

Written prepare_written(const Context& in) {
  Written written;
  for (const Agent& agent : in.inventory.agents) {
    for (const auto& data : agent.writes) {
      if (data->target) written.emplace(agent.common.self.index, data->target.index);
    }
  }
  return written;
}

/// An agent on the list that says that it writes something else, or nothing.
Verdict check_listed(const Data& data, const Written& written, const Context& in) {
  for (const auto& writer : data.written_by) {
    if (writer->target.kind != Kind::agent || !writer->target) continue;
    const Agent& agent = in.inventory.agents[writer->target.index];
    if (!is_running(agent.status) || agent.writes.unknown() || agent.writes.not_applicable()) continue;
    if (written.contains({agent.common.self.index, data.common.self.index})) continue;
    return flag(writer.at, "`{}` is listed as a writer of `{}`, but says that it does not write it", *agent.id, *data.id)
        .also(agent.writes.at, "what `{}` writes", *agent.id)
        .keyed("listed")
        .act("correct the writers of {}", data.common.self);
  }
  return clear();
}

}  // namespace

Rule writer_not_listed() {
  return {
      .id = "writer-not-listed",
      .title = "Writer not listed",
      .when =
          "An integration that carries data into its system of record, or an agent that writes it, is missing from the data's "
          "`written_by`; or an agent is on that list and writes something else.",
      .why = "Whoever looks for the cause of a wrong value goes through the list, and the culprit is not on it.",
      .fix = "Add it to `written_by`, or stop it from writing; take off the list what writes something else.",
      .gets = "A wrong value is traced to its cause in minutes, without asking around.",
      .done = "A month of change history names the same writers as `written_by`.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "tools: {crm: {}}\ndata: {lead: {system_of_record: crm, written_by: [crm]}}\nagents: {fixer: {writes: [lead]}}",
      .clean = "tools: {crm: {}}\ndata: {lead: {system_of_record: crm, written_by: [crm, fixer]}}\nagents: {fixer: {writes: [lead]}}",
      .check = both(both(each_several<Integration>(check_integration), each_several<Agent>(check_agent)),
                    each<Data>(prepare_written, check_listed)),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
