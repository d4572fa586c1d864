// The importer for workflows of n8n. What a workflow does is in the types of its nodes and in a few of their parameters; prompts, notes,
// pinned data and the names of credentials are not looked at.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "evidence/export_secrets.h"
#include "evidence/importers.h"
#include "evidence/members.h"
#include "evidence/n8n_doors.h"
#include "evidence/workflow.h"
#include "evidence/workflow_request.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// The type of a node without its package: "hubspotTrigger".
std::string_view short_type(std::string_view type) { return type.substr(type.rfind('.') + 1); }

bool is_true(View parent, std::string_view key) { return text_at(parent, key) == "true"; }

/// The value of a parameter; of one that was chosen from a list (`{"__rl": true, "value": …}`), what was chosen.
std::string_view chosen(View parameters, std::string_view key) {
  const auto found = parameters.find(key);
  return found && found->is_mapping() ? text_at(*found, "value") : text_at(parameters, key);
}

/// The first word of a query, which says whether it changes anything.
std::string first_word(std::string_view query) {
  query.remove_prefix(std::min(query.find_first_not_of("= \t\r\n"), query.size()));
  return lower_case(query.substr(0, query.find_first_of(" \t\r\n({")));
}

/// What a node does that says no operation: an export leaves out what is the default. Most nodes create something then; those of tables
/// read.
StepAct usual_act(const Step& step) {
  if (step.acts) return *step.acts;
  return step.does == "spreadsheet" || step.does == "database" ? StepAct::reads : StepAct::writes;
}

StepAct act_of(const Step& step, std::string_view type, View parameters) {
  if (type.ends_with("Trigger") || type.ends_with("Loader")) return StepAct::reads;
  // One node for both; before, there were two.
  if (type.starts_with("vectorStore"))
    return text_at(parameters, "mode") == "insert" || type.ends_with("Insert") ? StepAct::writes : StepAct::reads;
  const std::string_view operation = text_at(parameters, "operation");
  if (operation == "executeQuery") {
    const std::string word = first_word(text_at(parameters, "query"));
    return word == "insert" || word == "update" || word == "delete" || word == "merge" ? StepAct::writes : StepAct::reads;
  }
  if (operation.empty()) return text_at(parameters, "resource") == "search" ? StepAct::reads : usual_act(step);
  return is_reading(operation) ? StepAct::reads : StepAct::writes;
}

/// What only searches is asked with POST, too.
bool only_asks(std::string_view address) {
  static constexpr std::string_view words[] = {"/search", "/query", "/token", "/oauth", "/batch/read", ":search"};
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return address.find(word) != address.npos; });
}

Request request_of(std::string_view type, View parameters) {
  if (type == "graphql") {
    const bool is_mutation = first_word(text_at(parameters, "query")) == "mutation";
    return {text_at(parameters, "endpoint"), is_mutation ? StepAct::writes : StepAct::reads};
  }
  const std::string_view address = text_at(parameters, "url");
  // The first versions of the node called it otherwise.
  const std::string_view method = parameters.find("method") ? text_at(parameters, "method") : text_at(parameters, "requestMethod");
  return {address, is_sending(method) && !only_asks(address) ? StepAct::writes : StepAct::reads, parameters};
}

/// Texts are turned into vectors, or sorted: nothing is decided.
bool is_embedding(std::string_view type) { return type.starts_with("embeddings") || type.starts_with("reranker"); }

/// The model of a node; that of Azure is a name that somebody gave to it.
void add_model_of(Workflow& workflow, const Step& step, View parameters) {
  if (step.tool == "azure-openai") return;
  for (const std::string_view key : {"modelId", "model", "modelName", "chatModel"}) {
    const std::string_view model = chosen(parameters, key);
    if (!model.empty()) return add_model(workflow, model);
  }
}

void read_node(Workflow& workflow, View node, const Export& in) {
  const std::string_view whole = plain_type(text_at(node, "type"));
  if (is_true(node, "disabled")) return;
  if (whole.empty()) return add_unknown_step(workflow);
  const std::string_view type = short_type(whole);
  // If it has none, we look into its type, where nothing is found: a text has no members.
  const View parameters = node.find("parameters").value_or(*node.find("type"));
  Step step = in.identify.step("n8n", whole);
  if (step.means == StepMeaning::request) return add_request(workflow, request_of(type, parameters), in);
  if (step.means == StepMeaning::model && is_embedding(type)) {
    step.means = StepMeaning::tool;
    return add_step(workflow, step, StepAct::writes);
  }
  add_step(workflow, step, act_of(step, type, parameters));
  add_version(workflow, step.tool, text_at(parameters, "graphApiVersion"), in.packs);
  if (step.means == StepMeaning::model) add_model_of(workflow, step, parameters);
}

/// Those that n8n makes are hashes.
std::string instance_of(View workflow) {
  const auto meta = workflow.find("meta");
  const std::string_view instance = meta ? text_at(*meta, "instanceId") : std::string_view();
  const auto is_hash = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  return instance.size() >= 32 && std::all_of(instance.begin(), instance.end(), is_hash) ? plain_id(instance) : "";
}

/// n8n calls "no workflow" by this name.
bool names_workflow(std::string_view id) { return !id.empty() && id != "DEFAULT"; }

Workflow read_workflow(View root, std::string pointer, const Export& in) {
  Workflow workflow{.id = plain_id(text_at(root, "id")), .place = instance_of(root), .pointer = std::move(pointer)};
  set_name(workflow, text_at(root, "name"), "My workflow");
  workflow.created = day_of(text_at(root, "createdAt"));
  workflow.edited = day_of(text_at(root, "updatedAt"));
  const std::string_view active = text_at(root, "active");
  if (active == "true") workflow.is_on = Switch::on;
  if (active == "false" || is_true(root, "isArchived")) workflow.is_on = Switch::off;
  if (const auto settings = root.find("settings")) workflow.alerts = names_workflow(text_at(*settings, "errorWorkflow"));
  const std::vector<View> nodes = elements_of(root, "nodes");
  for (const View node : nodes) read_node(workflow, node, in);
  Workflow behind;
  for (const View node : nodes_behind_open_doors(root)) read_node(behind, node, in);
  workflow.open_to = std::move(behind.writes);
  workflow.opens_model = behind.decides;
  // Nodes keep their ids when they are edited.
  if (workflow.id.empty() && workflow.name.empty() && !nodes.empty()) workflow.id = plain_id(text_at(nodes.front(), "id"));
  return workflow;
}

/// Pinned data and what nodes remember are full of random words, and not looked at.
void find_secrets(View workflow, const std::string& pointer, Imported& out) {
  evidence::find_secrets(workflow, {"name", "description", "notes"}, pointer, Asks::servers, out.source.marks);
  std::size_t number = 0;
  for (const View node : elements_of(workflow, "nodes")) {
    evidence::find_secrets(node, {"name", "notes", "parameters", "credentials"}, fmt::format("{}/nodes/{}", pointer, number++),
                           Asks::servers, out.source.marks);
  }
}

}  // namespace

void read_n8n(const Export& in, Imported& out) {
  std::vector<Workflow> workflows;
  const auto read = [&](View workflow, const std::string& pointer) {
    if (!workflow.find("nodes")) return;
    workflows.push_back(read_workflow(workflow, pointer, in));
    find_secrets(workflow, pointer, out);
  };
  const auto list = in.root.find("workflows");
  const View all = list.value_or(in.root);
  if (all.is_sequence()) {
    std::size_t number = 0;
    for (const View workflow : all) read(workflow, fmt::format("{}/{}", list ? "/workflows" : "", number++));
  } else {
    read(in.root, "");
  }
  write_workflows("n8n", std::move(workflows), all.is_sequence(), in, out);
}

}  // namespace stackdrag::evidence
