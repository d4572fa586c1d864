// Puts together what the steps of a workflow do.
#include "evidence/workflow.h"

#include <algorithm>

#include "evidence/ascii_key.h"
#include "evidence/redact.h"
#include "evidence/sister_domains.h"
#include "evidence/web_address.h"
#include "evidence/workflow_request.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t longest_id = 80;

bool consists_of(std::string_view text, std::string_view marks) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos; });
}

/// Whether the text is as it may stand outside of the export.
bool is_harmless(std::string_view text, std::string_view marks) {
  return !text.empty() && text.size() <= longest_id && consists_of(text, marks) && redacted_name(text) == text;
}

/// Whether somebody's models are called at an address.
bool has_models(const Packs& packs, std::string_view tool) {
  const auto& rows = packs.vocabulary().rows<StepNames>();
  return std::any_of(rows.begin(), rows.end(), [&](const StepNames& row) {
    return row.means && *row.means == StepMeaning::model && (row.tool ? *row.tool : *row.id) == tool;
  });
}

}  // namespace

void set_name(Workflow& workflow, std::string_view name, std::string_view usual_name) {
  const bool is_usual = lower_case(name).starts_with(lower_case(usual_name)) &&
                        std::all_of(name.begin() + static_cast<std::ptrdiff_t>(usual_name.size()), name.end(),
                                    [](char c) { return is_digit(c) || is_separator(c); });
  // In other scripts, what is not ASCII is a letter.
  const bool has_word = std::any_of(name.begin(), name.end(), [](char c) { return is_letter(c) || static_cast<signed char>(c) < 0; });
  if (is_usual || !has_word) return;
  std::string redacted = redacted_name(name);
  if (redacted == name.substr(0, redacted.size()))
    workflow.name = std::move(redacted);
  else
    workflow.untold_name = short_hash(name);
}

std::string plain_id(std::string_view text) { return is_harmless(text, "-_") ? std::string(text) : std::string(); }

std::string_view plain_type(std::string_view text) { return is_harmless(text, "@/.:#-_") ? text : std::string_view(); }

std::string_view plain_title(std::string_view text) { return is_harmless(text, ".-_ ") ? text : std::string_view(); }

void add_model(Workflow& workflow, std::string_view name) {
  if (is_harmless(name, "-_.:/@") && std::any_of(name.begin(), name.end(), is_letter)) workflow.models.emplace(name);
}

void add_version(Workflow& workflow, const std::string& tool, std::string_view version, const Packs& packs) {
  const auto parsed = parse_version(version);
  if (!parsed || !packs.knows_api(tool)) return;
  const auto [known, is_new] = workflow.versions.try_emplace(tool, version);
  if (!is_new && parsed->parts < parse_version(known->second)->parts) known->second = version;
}

void add_step(Workflow& workflow, const Step& step, StepAct act) {
  if (step.means == StepMeaning::helper) return;
  if (step.means == StepMeaning::agent) {
    workflow.decides = true;
    return;
  }
  if (step.tool.empty()) return add_unknown_step(workflow);
  ++workflow.steps;
  if (step.means == StepMeaning::model)
    workflow.models_of.insert(step.tool), workflow.decides = true;
  else
    (act == StepAct::reads ? workflow.reads : workflow.writes).insert(step.tool);
}

void add_unknown_step(Workflow& workflow) {
  ++workflow.steps;
  ++workflow.unnamed_steps;
}

void add_request(Workflow& workflow, const Request& request, const Export& in) {
  const std::string address = literal_address(request.address);
  Step step = in.identify.request(address);
  if (const auto parts = web_address(address); parts && step.tool.empty()) step.tool = registrable_domain(parts->host);
  const bool is_of_models = has_models(in.packs, step.tool);
  if (is_of_models) step.means = StepMeaning::model;
  add_step(workflow, step, request.act);
  add_version(workflow, step.tool, version_in(address), in.packs);
  if (!is_of_models || !request.content) return;
  for (const std::string& model : models_asked(address, *request.content)) add_model(workflow, model);
}

bool is_reading(std::string_view operation) {
  static constexpr std::string_view reading[] = {"get",    "list",     "search", "read",   "find",     "lookup", "download", "query",
                                                 "select", "retrieve", "watch",  "count",  "filter",   "fetch",  "export",   "trigger",
                                                 "new",    "load",     "check",  "verify", "validate", "enrich", "look"};
  const std::vector<std::string> words = words_of(operation);
  return !words.empty() && std::find(std::begin(reading), std::end(reading), words.front()) != std::end(reading);
}

bool is_sending(std::string_view method) {
  static constexpr std::string_view sending[] = {"post", "put", "patch", "delete"};
  return std::find(std::begin(sending), std::end(sending), lower_case(method)) != std::end(sending);
}

}  // namespace stackdrag::evidence
