// An integration that calls a version of an API whose end has a date.
#include "rules/sunsets/called_api.h"

namespace stackdrag::rules {
namespace {

/// How near the next date is: low for facts that are only remembered.
Severity severity_of(const Api& api, bool near) {
  if (*api.certainty == Certainty::recalled) return Severity::low;
  return near ? Severity::high : Severity::medium;
}

Verdict judge(const Integration& integration, const Api& api, const Context& in) {
  // A version that no longer answers is for `api-version-retired` to report.
  if (api.retired && api.retired->first <= in.as_of) return clear();
  const Days near = in.options.days("near");
  const Days far = std::max(near, in.options.days("far"));
  const auto report = [&](Days left, const std::string& what) {
    const std::string limit = left > Days{0} ? fmt::format(" (limit {})", (left <= near ? near : far).count) : "";
    return flag(integration.api.at, "`{}` calls {} {}, {}{}", *integration.id, *api.name, *integration.api, what, limit)
        .measure(std::max(Days{0}, left))
        .as(severity_of(api, left <= near))
        .act("upgrade the API of {}", integration.common.self);
  };
  if (api.retired) {
    const Days left = api.retired->first - in.as_of;
    if (left <= near) return report(left, fmt::format("retires {}, in {}", api.retired->when(), left));
  }
  if (api.unsupported) {
    const Days left = api.unsupported->first - in.as_of;
    if (left <= Days{0}) return report(left, fmt::format("unsupported since {}, for {}", api.unsupported->text(), Days{-left.count}));
    if (left <= far) return report(left, fmt::format("unsupported {}, in {}", api.unsupported->when(), left));
  }
  if (!api.retired) return clear();
  const Days left = api.retired->first - in.as_of;
  if (left > far) return clear();
  return report(left, fmt::format("retires {}, in {}", api.retired->when(), left));
}

Verdict check(const Integration& integration, const std::vector<KnownNames>& by_tool, const Context& in) {
  return ask_api(integration, by_tool, in, judge);
}

}  // namespace

Rule api_version_sunset() {
  return {
      .id = "api-version-sunset",
      .title = "API version whose end has a date",
      .why = "The day on which the integration breaks is known; without a plan it breaks on that day.",
      .fix = "Plan the upgrade and a test of it before that date. If the vendor looks after the version, say `api: managed`.",
      .severity = Severity::high,
      .effort = 12,
      .carry = 0.5,
      .flagged = "tools: {hubspot: {}, salesforce: {}}\nintegrations: {hs-sf: {from: hubspot, to: salesforce, api: v38.0}}",
      .clean = "tools: {hubspot: {}, salesforce: {}}\nintegrations: {hs-sf: {from: hubspot, to: salesforce, api: v62.0}}",
      .check = each<Integration>(known_names, check),
      .options = {days_option("near", 180, "days before the end of support or the retirement from which the finding is high"),
                  days_option("far", 365, "days before it from which the finding is medium")},
  };
}

}  // namespace stackdrag::rules
