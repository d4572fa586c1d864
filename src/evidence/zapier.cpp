// The importer for zaps of Zapier: those of an export (`zaps`), whose steps are `nodes`, and those that the API lists (`data`), whose steps
// are `steps`. Samples of data and the names of accounts are not looked at.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "evidence/export_secrets.h"
#include "evidence/importers.h"
#include "evidence/members.h"
#include "evidence/workflow.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// The app of a step: `HubSpotCLIAPI@1.2.3`, or its title.
std::string_view app_of(View step) {
  const std::string_view api = text_at(step, "selected_api");
  if (!api.empty()) return plain_type(api);
  const auto app = step.find("app");
  return app ? plain_title(text_at(*app, "title")) : std::string_view();
}

/// Every zap begins with a trigger, which reads.
bool is_trigger(View step, bool is_first) {
  const std::string_view parent = text_at(step, "parent_id");
  return step.find("parent_id") ? parent.empty() || parent == "0" : is_first;
}

StepAct act_of(View step, bool is_trigger) {
  const std::string_view type = text_at(step, "type_of");
  if (!type.empty()) return type == "read" || type == "search" || type == "filter" ? StepAct::reads : StepAct::writes;
  return is_trigger || is_reading(text_at(step, "action")) ? StepAct::reads : StepAct::writes;
}

void read_step(Workflow& workflow, View node, bool is_first, const Export& in) {
  const bool is_paused = text_at(node, "paused") == "true";
  const bool starts = is_trigger(node, is_first);
  if (starts && is_paused) workflow.is_on = Switch::off;
  const std::string_view app = app_of(node);
  if (is_paused && !starts) return;
  if (app.empty()) return add_unknown_step(workflow);
  const Step step = in.identify.step("zapier", app);
  const auto settings = node.find("params");
  const std::string_view model = settings ? text_at(*settings, "model") : std::string_view();
  if (step.means != StepMeaning::request) {
    add_step(workflow, step, act_of(node, starts));
    if (step.means == StepMeaning::model) add_model(workflow, model);
    return;
  }
  // A webhook that starts the zap calls nobody.
  if (starts) return;
  const std::string_view action = text_at(node, "action");
  const std::string_view method = settings ? text_at(*settings, "method") : std::string_view();
  const bool sends = is_sending(action) || is_sending(method);
  add_request(workflow, {settings ? text_at(*settings, "url") : std::string_view(), sends ? StepAct::writes : StepAct::reads, settings},
              in);
}

Switch state_of(View zap) {
  for (const std::string_view key : {"is_enabled", "state", "status"}) {
    const std::string state = lower_case(text_at(zap, key));
    if (state == "true" || state == "on" || state == "active" || state == "enabled") return Switch::on;
    if (state == "false" || state == "off" || state == "paused" || state == "disabled" || state == "draft") return Switch::off;
  }
  return Switch::unsaid;
}

/// Calls `visit(step, name)` for each step, by its name in the list or mapping of steps.
template <class Visit>
void each_step(View zap, Visit visit) {
  if (const auto nodes = zap.find("nodes"); nodes && nodes->is_mapping()) {
    nodes->entries([&](View key, View node) { visit(node, fmt::format("nodes/{}", plain_id(key.text()))); });
    return;
  }
  std::size_t number = 0;
  for (const View step : elements_of(zap, "steps")) visit(step, fmt::format("steps/{}", number++));
}

Workflow read_zap(View zap, const std::string& pointer, const Export& in, Imported& out) {
  Workflow workflow{.id = plain_id(text_at(zap, "id")), .pointer = pointer};
  set_name(workflow, text_at(zap, "title"), "Untitled Zap");
  workflow.created = day_of(text_at(zap, "created_at"));
  workflow.edited = day_of(text_at(zap, "updated_at"));
  workflow.last_ok = day_of(text_at(zap, "last_successful_run_date"));
  workflow.is_on = state_of(zap);
  find_secrets(zap, {"title", "description"}, pointer, Asks::servers, out.source.marks);
  bool is_first = true;
  each_step(zap, [&](View step, const std::string& name) {
    read_step(workflow, step, std::exchange(is_first, false), in);
    find_secrets(step, {"title", "params"}, fmt::format("{}/{}", pointer, name), Asks::servers, out.source.marks);
  });
  return workflow;
}

}  // namespace

void read_zapier(const Export& in, Imported& out) {
  std::vector<Workflow> zaps;
  const std::string_view list = in.root.find("zaps") ? "zaps" : "data";
  std::size_t number = 0;
  for (const View zap : elements_of(in.root, list)) zaps.push_back(read_zap(zap, fmt::format("/{}/{}", list, number++), in, out));
  write_workflows("zapier", std::move(zaps), true, in, out);
}

}  // namespace stackdrag::evidence
