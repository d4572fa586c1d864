// An integration that signs in with a method that its vendor has ended or soon ends.
#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "rules/sunsets/called_api.h"
#include "stackdrag/company_names.h"

namespace stackdrag::rules {
namespace {

/// What is worked out once for all integrations.
struct Shared {
  std::unordered_set<std::string> tools, methods;  ///< the folded names of the deprecated methods in the packs, and of the tools with one
  std::vector<std::vector<Text>> names;            ///< by the tool's index: those among what it is called

  bool has(Text name) const {
    if (tools.contains(folded_name(name))) return true;
    const std::vector<std::string> shorter = shorter_company_names(name);
    return std::any_of(shorter.begin(), shorter.end(), [&](const std::string& one) { return tools.contains(folded_name(one)); });
  }
};

Shared prepare(const Context& in) {
  Shared shared;
  for (const AuthMethod& method : in.packs.rows<AuthMethod>()) {
    for (const At<Text>& tool : method.tools) shared.tools.insert(folded_name(*tool));
    for (const At<Text>& name : method.methods) shared.methods.insert(folded_name(*name));
  }
  for (const Tool& tool : in.inventory.tools) {
    std::vector<Text>& names = shared.names.emplace_back(names_of_tool(tool, in.packs));
    std::erase_if(names, [&](Text name) { return !shared.has(name); });
  }
  return shared;
}

/// What its ends are called, as far as the packs know a deprecated method of theirs.
std::vector<Text> names_of_ends(const Integration& integration, const Shared& shared, const Context& in) {
  std::vector<Text> names;
  for (const List<ToolRef>* const side : {&integration.to, &integration.from}) {
    for (const At<ToolRef>& end : *side) {
      if (in.facts.tool(end->target) != nullptr) {
        const std::vector<Text>& of_tool = shared.names[end->target.index];
        names.insert(names.end(), of_tool.begin(), of_tool.end());
      } else if (shared.has(end->text)) {
        names.push_back(end->text);
      }
    }
  }
  return names;
}

Severity severity_of(const AuthMethod& method, const Integration& integration, Days left, Days near) {
  if (*method.certainty == Certainty::recalled) return Severity::low;
  if (!is_running(integration.status)) return severity_at_rest(integration.status);
  return left <= near ? Severity::high : Severity::medium;
}

Verdict check(const Integration& integration, const Shared& shared, const Context& in) {
  // What is only planned is judged by what it says.
  const bool judged = in_use(integration.status) || (is_planned(integration.status) && integration.auth);
  if (!judged || integration.auth.none() || integration.auth.not_applicable()) return not_applicable();
  const std::vector<Text> names = names_of_ends(integration, shared, in);
  if (names.empty()) {
    // Some vendor has ended the method: whose it is decides.
    const bool ended = integration.auth && shared.methods.contains(folded_name(*integration.auth));
    const Tool* const tool = ended ? tool_of_unknown_vendor(integration, in) : nullptr;
    return tool == nullptr ? not_applicable() : unknown(*tool, {"vendor"});
  }
  if (integration.auth.unknown()) return unknown(integration, {"auth"});
  for (const Text name : names) {
    const AuthMethod* method = in.packs.auth_method(name, *integration.auth);
    if (method == nullptr) continue;
    const Days left = method->retired->first - in.as_of;
    if (left > in.options.days("far")) continue;
    const std::string when =
        left <= Days{0} ? fmt::format("ended {}", method->retired->when()) : fmt::format("ends {}, in {}", method->retired->when(), left);
    Flagged finding = flag(integration.auth.at, "`{}` signs in with {} ({})", *integration.id, *method->name, when)
                          .measure(std::max(0, left.count), "days left")
                          .as(severity_of(*method, integration, left, in.options.days("near")))
                          .according_to(*method)
                          .act("change the authentication method of {}", integration.common.self);
    if (method->replacement) finding.message += fmt::format("; use {}", *method->replacement);
    return finding;
  }
  return clear();
}

}  // namespace

Rule auth_method_deprecated() {
  return {
      .id = "auth-method-deprecated",
      .title = "Deprecated authentication method",
      .when = "The vendor has ended, or will soon end, the authentication method that an integration uses.",
      .why = "From that day on, or when its token is next refreshed, the integration can no longer sign in.",
      .fix =
          "Move it to the method that the vendor recommends, test it, and revoke the old credentials. If it still runs long after the end, "
          "it signs in another way by now: look it up, and correct `auth`.",
      .gets = "It can still sign in after the vendor has dropped the old way.",
      .done = "A run has succeeded with the new method, and the old credentials are withdrawn.",
      .severity = Severity::high,
      .effort = 6,
      .carry = 0.5,
      .flagged = "tools: {hubspot: {}, crm: {}}\nintegrations: {hs-crm: {from: hubspot, to: crm, auth: api-key}}",
      .clean = "tools: {hubspot: {}, crm: {}}\nintegrations: {hs-crm: {from: hubspot, to: crm, auth: private-app}}",
      .check = each<Integration>(prepare, check),
      .profile = Profile::standard,
      .options = {days_option("near", 180, "days before the end from which the finding is high"),
                  days_option("far", 365, "days before the end from which the finding is medium")},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
