// An integration that calls an API version, or an agent that uses a model, with a known end date.
#include <algorithm>

#include "rules/sunsets/called_api.h"

namespace stackdrag::rules {
namespace {

/// By how near the date is; low if the pack row's source was not seen, or while the item is paused; medium if it is only planned.
Severity severity_of(Certainty certainty, bool near, const At<Status>& status) {
  if (certainty == Certainty::recalled) return Severity::low;
  if (!is_running(status)) return severity_at_rest(status);
  return near ? Severity::high : Severity::medium;
}

Verdict judge(const Integration& integration, const Api& api, const Context& in) {
  // `api-version-retired` reports a version that has been switched off.
  if (api.retired && api.retired->first <= in.as_of) return clear();
  const Days near = in.options.days("near");
  const Days far = std::max(near, in.options.days("far"));
  // The nearest of its ends counts: that the next one comes within reach makes nothing better.
  Days next = far;
  for (const auto& end : {api.unsupported, api.retired}) {
    if (end) next = std::min(next, end->first - in.as_of);
  }
  const auto report = [&](Days left, const std::string& what) {
    const std::string limit = left > Days{0} ? fmt::format(" (limit {})", left <= near ? near : far) : "";
    return flag(integration.api.at, "`{}` calls {} {}, {}{}", *integration.id, *api.name, version_of(integration), what, limit)
        .measure(std::max(0, next.count), "days left")
        .as(severity_of(*api.certainty, next <= near, integration.status))
        .according_to(api)
        .act("upgrade the API of {}", integration.common.self);
  };
  if (api.retired) {
    const Days left = api.retired->first - in.as_of;
    if (left <= near) return report(left, fmt::format("which retires {}, in {}", api.retired->when(), distance_to(*api.retired, left)));
  }
  if (api.unsupported) {
    const Days left = api.unsupported->first - in.as_of;
    if (left <= Days{0})
      return report(left,
                    fmt::format("unsupported since {}, {} ago", api.unsupported->text(), distance_to(*api.unsupported, Days{-left.count})));
    if (left <= far)
      return report(left, fmt::format("whose support ends {}, in {}", api.unsupported->when(), distance_to(*api.unsupported, left)));
  }
  if (!api.retired) return clear();
  const Days left = api.retired->first - in.as_of;
  if (left > far) return clear();
  return report(left, fmt::format("which retires {}, in {}", api.retired->when(), distance_to(*api.retired, left)));
}

Verdict check(const Integration& integration, const Callees& callees, const Context& in) {
  return ask_api(integration, callees, in, judge);
}

Verdict check_model(const Agent& agent, const Context& in) {
  const Model* model = pinned_model(agent, in.packs);
  if (model == nullptr) return not_applicable();
  const Days left = model->retired->first - in.as_of;
  // `api-version-retired` reports a model that has been switched off.
  if (left <= Days{0} || left > in.options.days("near")) return clear();
  return flag(agent.model.at, "`{}` is pinned to {}, which is switched off {}, in {} (limit {})", *agent.id, *model->name,
              model->retired->when(), distance_to(*model->retired, left), in.options.days("near"))
      .measure(std::max(0, left.count), "days left")
      .as(std::min(severity_of(*model->certainty, true, agent.status), severity_without(agent, *model)))
      .according_to(*model)
      .act("move {} to a newer model", agent.common.self);
}

}  // namespace

Rule api_version_sunset() {
  return {
      .id = "api-version-sunset",
      .title = "API version or model near its sunset",
      .when = "Support for an API version has ended or ends soon, or an API version or a model will soon be retired.",
      .why = "The day the integration breaks is known; without a plan it breaks on that day.",
      .fix =
          "Plan and test the upgrade before that date. If the vendor manages the version, set `api: managed`, or for an "
          "agent `model: managed`.",
      .gets = "The day on which the vendor switches off is a day like any other.",
      .done = "It calls a supported version, and its figures of seven days are within 5 % of those before.",
      .severity = Severity::high,
      .effort = 12,
      .carry = 0.5,
      .flagged = "tools: {hubspot: {}, salesforce: {}}\nintegrations: {hs-sf: {from: hubspot, to: salesforce, api: v38.0}}",
      .clean = "tools: {hubspot: {}, salesforce: {}}\nintegrations: {hs-sf: {from: hubspot, to: salesforce, api: v62.0}}",
      .check = both(each<Integration>(callees_of, check), each<Agent>(check_model)),
      .options = {days_option("near", 180,
                              "days before the end of support or the retirement from which the finding is high; for a model, from which "
                              "there is a finding"),
                  days_option("far", 365, "days before the end of support or the retirement from which the finding is medium")},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
