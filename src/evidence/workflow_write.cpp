// What is told of workflows: each is one integration, and an agent besides if it calls a model.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "evidence/workflow.h"
#include "evidence/workflow_lists.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

Subject subject_of(std::string_view engine, const Workflow& workflow, Kind kind) {
  return {.kind = kind, .vendor = std::string(engine), .place = workflow.place, .engine_id = workflow.id, .name = workflow.name};
}

std::string key_of(std::string_view engine, const Workflow& workflow) { return key_of(subject_of(engine, workflow, Kind::integration)); }

/// Whether its key tells it from other workflows. Engines that count their workflows begin with 1, so that a short id alone does not.
bool has_key(const Workflow& workflow) {
  constexpr std::size_t longest_number = 8;
  return !workflow.name.empty() || workflow.id.size() > longest_number || (!workflow.id.empty() && !workflow.place.empty());
}

/// Workflows that nothing else tells apart are known by the hash of a name that may not be told.
void key_untold(std::vector<Workflow>& workflows) {
  for (Workflow& workflow : workflows) {
    if (!has_key(workflow) && !workflow.untold_name.empty()) workflow.id = "unnamed-" + workflow.untold_name;
  }
}

/// Leaves one of those that have the same id: the one that was edited last.
std::vector<Workflow> without_repeats(std::vector<Workflow> workflows) {
  std::vector<Workflow> kept;
  std::map<std::string, std::size_t, std::less<>> by_id;
  for (Workflow& workflow : workflows) {
    const auto [known, is_new] = by_id.try_emplace(workflow.id, kept.size());
    if (is_new || workflow.id.empty())
      kept.push_back(std::move(workflow));
    else if (kept[known->second].edited <= workflow.edited)
      kept[known->second] = std::move(workflow);
  }
  return kept;
}

/// When a model stops, as far as the packs know.
Date end_of(const std::string& model, const Packs& packs) {
  const Model* const known = packs.model(model);
  return known != nullptr ? known->retired->first : make_date(9999, 12, 31);
}

/// The only model; of several the one that stops first. Empty if nobody knows which that is.
std::string model_of(const Workflow& workflow, const Packs& packs) {
  if (workflow.models.empty()) return "";
  const auto first = std::min_element(workflow.models.begin(), workflow.models.end(),
                                      [&](const auto& a, const auto& b) { return end_of(a, packs) < end_of(b, packs); });
  return workflow.models.size() == 1 || packs.model(*first) != nullptr ? *first : "";
}

/// The version of an API that ends first, and of those that go on, the oldest.
std::string api_of(const Workflow& workflow, const Packs& packs) {
  const auto rank = [&](const auto& called) {
    const Api* const api = packs.api(called.first, called.second);
    const Date end = api == nullptr     ? make_date(9999, 12, 31)
                     : api->retired     ? api->retired->first
                     : api->unsupported ? api->unsupported->first
                                        : make_date(9999, 12, 31);
    return std::tuple(end, parse_version(called.second)->parts);
  };
  const auto first =
      std::min_element(workflow.versions.begin(), workflow.versions.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return first == workflow.versions.end() ? "" : first->second;
}

class WorkflowWriter {
 public:
  WorkflowWriter(std::string_view engine, const Packs& packs, Imported& out) : engine_(engine), packs_(packs), out_(out) {}

  void write(const Workflow& workflow) {
    workflow_ = &workflow;
    const bool moves_nothing = workflow.reads.empty() && workflow.writes.empty();
    // What only talks to a model carries nothing from one tool to another.
    if (!workflow.decides || !moves_nothing) write_integration();
    if (workflow.decides) write_agent();
  }

 private:
  void begin(Kind kind) {
    who_ = subject_of(engine_, *workflow_, kind);
    add("", "");
    add("name", workflow_->name);
  }

  void write_integration() {
    begin(Kind::integration);
    for (const std::string& tool : workflow_->reads) add("from", tool);
    for (const std::string& tool : workflow_->writes) add("to", tool);
    add("via", engine_);
    add("api", api_of(*workflow_, packs_));
    if (workflow_->alerts) add("alerts", "true");
    add("last_ok", workflow_->last_ok);
  }

  void write_agent() {
    begin(Kind::agent);
    std::set<std::string> uses = workflow_->models_of;
    uses.insert(workflow_->reads.begin(), workflow_->reads.end());
    uses.insert(workflow_->writes.begin(), workflow_->writes.end());
    for (const std::string& tool : uses) add("uses", tool);
    add("model", model_of(*workflow_, packs_));
    add("changed", workflow_->edited);
    add("last_run", workflow_->last_ok);
  }

  void add(std::string_view field, std::optional<Date> day) {
    if (day) add(field, fmt::format("{}", *day));
  }
  void add(std::string_view field, const std::string& value) {
    if (value.empty() && !field.empty()) return;
    out_.observations.push_back({.who = who_,
                                 .field = std::string(field),
                                 .value = value,
                                 .pointer = workflow_->pointer,
                                 .grade = {},
                                 .paused = workflow_->is_on == Switch::off});
  }

  std::string engine_;
  const Packs& packs_;
  Imported& out_;
  const Workflow* workflow_ = nullptr;
  Subject who_;
};

/// Marks the active workflows that anybody who knows an address can start, so that something happens: once for each tool.
void mark_open_webhooks(std::string_view engine, const std::vector<Workflow>& workflows, std::vector<Mark>& into) {
  for (const Workflow& workflow : workflows) {
    if (workflow.is_on != Switch::on) continue;
    const std::string key = key_of(engine, workflow);
    for (const std::string& tool : workflow.open_to) into.push_back({.kind = MarkKind::open_webhook, .of = key, .by = tool});
    if (workflow.open_to.empty() && workflow.opens_model) into.push_back({.kind = MarkKind::open_webhook, .of = key});
  }
}

Counts counts_of(const std::vector<Workflow>& workflows) {
  Counts counts{{"workflows", workflows.size()}, {"steps", 0}, {"unnamed_steps", 0}};
  std::size_t on = 0, off = 0;
  for (const Workflow& workflow : workflows) {
    on += workflow.is_on == Switch::on ? 1U : 0U;
    off += workflow.is_on == Switch::off ? 1U : 0U;
    counts["steps"] += workflow.steps;
    counts["unnamed_steps"] += workflow.unnamed_steps;
  }
  // Not every export says what is active.
  if (on + off > 0) counts["active_workflows"] = on;
  return counts;
}

/// What the export is of: the workflow; of a list, the instance, or else the oldest workflow, which stays the same when others are added.
std::string named(std::string_view engine, const std::vector<Workflow>& workflows, bool is_list) {
  if (workflows.empty()) return "";
  const std::string& place = workflows.front().place;
  const bool is_one_place = std::all_of(workflows.begin(), workflows.end(), [&](const Workflow& w) { return w.place == place; });
  if (is_list && is_one_place && !place.empty()) return place.substr(0, 8);
  const auto oldest = std::min_element(workflows.begin(), workflows.end(), [&](const Workflow& a, const Workflow& b) {
    return std::tuple(a.created, key_of(engine, a)) < std::tuple(b.created, key_of(engine, b));
  });
  const std::string name = key_of(engine, *oldest).substr(engine.size() + 1);
  return is_list ? name_of_list(name) : name;
}

/// The day of an export that does not say its own. It is no older than what stands in it, but may be much younger.
void set_day(const std::vector<Workflow>& workflows, const Circumstances& given, ExportSource& source) {
  std::optional<Date> newest;
  for (const Workflow& workflow : workflows) newest = std::max({newest, workflow.edited, workflow.last_ok});
  if (!newest) return;
  source.version = fmt::format("{}", *newest);
  if (!source.day || *newest <= *source.day) return;
  // The day in the name of a file may be that of something else.
  source.day = given.day ? newest : std::nullopt;
}

}  // namespace

void write_workflows(std::string_view engine, std::vector<Workflow> workflows, bool is_list, const Export& in, Imported& out) {
  const std::size_t before = workflows.size();
  key_untold(workflows);
  std::erase_if(workflows, [&](const Workflow& workflow) { return !has_key(workflow); });
  if (const std::size_t left_out = before - workflows.size(); left_out > 0)
    out.notes.push_back(fmt::format("left out {} without an id, and without a name that may be told", count_of(left_out, "workflow")));
  workflows = without_repeats(std::move(workflows));
  set_day(workflows, in.given, out.source);
  out.source.of = named(engine, workflows, is_list);
  out.source.counts = counts_of(workflows);
  mark_open_webhooks(engine, workflows, out.source.marks);
  WorkflowWriter writer(engine, in.packs, out);
  for (const Workflow& workflow : workflows) writer.write(workflow);
}

}  // namespace stackdrag::evidence
