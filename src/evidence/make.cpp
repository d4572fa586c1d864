// The importer for scenarios of Make. A blueprint has neither an id nor a state nor a day: the name tells it from others. Names of
// connections and notes are not looked at.
#include <string>
#include <string_view>
#include <vector>

#include "evidence/export_secrets.h"
#include "evidence/importers.h"
#include "evidence/members.h"
#include "evidence/workflow.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// Apps that somebody built for themselves are `app#acme-crm-x1y2z3`.
std::string_view without_prefix(std::string_view module) {
  constexpr std::string_view own = "app#";
  return module.starts_with(own) ? module.substr(own.size()) : module;
}

/// What a module does, by its name behind the colon: `ActionSendEmail`, `watchRows`, `makeApiCall`.
StepAct act_of(const Step& step, std::string_view module, std::string_view method) {
  std::string_view action = module.substr(module.find(':') + 1);
  constexpr std::string_view prefix = "Action";
  if (action.starts_with(prefix)) action.remove_prefix(prefix.size());
  if (has_phrase(words_of(action), "api call")) return is_sending(method) ? StepAct::writes : StepAct::reads;
  if (is_reading(action)) return StepAct::reads;
  return step.acts && action.empty() ? *step.acts : StepAct::writes;
}

void read_module(Workflow& workflow, View module, const Export& in) {
  const std::string_view name = without_prefix(plain_type(text_at(module, "module")));
  if (name.empty()) return add_unknown_step(workflow);
  const Step step = in.identify.step("make", name);
  // What a module works with stands in its mapper. If it has none, we look into its name, where nothing is found: a text has no members.
  const View mapper = module.find("mapper").value_or(*module.find("module"));
  const std::string_view method = text_at(mapper, "method");
  if (step.means == StepMeaning::request) {
    const StepAct act = is_sending(method) ? StepAct::writes : StepAct::reads;
    return add_request(workflow, {text_at(mapper, "url"), act, mapper}, in);
  }
  add_step(workflow, step, act_of(step, name, method));
  if (step.means == StepMeaning::model && step.tool != "azure-openai") add_model(workflow, text_at(mapper, "model"));
}

/// The modules of a flow, of its branches, and of what is done about errors.
void read_flow(Workflow& workflow, View parent, std::string_view list, const Export& in) {
  for (const View module : elements_of(parent, list)) {
    read_module(workflow, module, in);
    for (const std::string_view branches : {"routes", "branches"}) {
      for (const View branch : elements_of(module, branches)) read_flow(workflow, branch, "flow", in);
    }
    read_flow(workflow, module, "onerror", in);
  }
}

}  // namespace

void read_make(const Export& in, Imported& out) {
  Workflow workflow;
  set_name(workflow, text_at(in.root, "name"), "New scenario");
  read_flow(workflow, in.root, "flow", in);
  find_secrets(in.root, {"name", "flow", "metadata"}, "", Asks::servers, out.source.marks);
  write_workflows("make", {std::move(workflow)}, false, in, out);
}

}  // namespace stackdrag::evidence
