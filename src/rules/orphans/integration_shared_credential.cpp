// Several integrations that run under one login.
#include <string>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Login& login, const Context& in) {
  const auto limit = static_cast<std::size_t>(in.options.number("limit"));
  if (login.members.size() <= limit) return clear();
  std::vector<std::string> names;
  for (const ItemId user : login.members) names.push_back(fmt::format("`{}`", *id_of(in.inventory, user)));
  Flagged finding =
      flag(login.at, "{} run as `{}` (limit {}): {}", count_of(names.size(), "integration"), login.name, limit, join_words(names))
          .measure(static_cast<double>(names.size()), "integrations")
          .act("give the integrations that run as {} logins of their own");
  for (const ItemId user : login.members) {
    const Integration& integration = *in.facts.integration(user);
    if (integration.runs_as.at != login.at) finding.also(integration.runs_as.at, "`{}` here", *integration.id);
  }
  return finding;
}

}  // namespace

Rule integration_shared_credential() {
  return {
      .id = "integration-shared-credential",
      .title = "One login for many integrations",
      .when = "More integrations in use run under one login than the limit allows.",
      .why = "One leak opens all of them, the logs cannot tell them apart, and the secret cannot be changed without stopping them all.",
      .fix = "Give each integration, or at least each tool, a service account of its own, and change the secret of the old one.",
      .gets = "A leaked key stops one integration, and not all of them at once.",
      .done = "The vendor's log shows a login for each integration or tool, and the secret of the shared one was changed.",
      .severity = Severity::low,
      .effort = 4,
      .carry = 0.1,
      .flagged =
          "tools: {lake: {}, a: {}}\nintegrations:\n  i1: {from: a, to: lake, runs_as: svc}\n  i2: {from: a, to: lake, runs_as: svc}\n  "
          "i3: {from: a, to: lake, runs_as: svc}\n  i4: {from: a, to: lake, runs_as: svc}",
      .clean =
          "tools: {lake: {}, a: {}}\nintegrations:\n  i1: {from: a, to: lake, runs_as: svc-1}\n  i2: {from: a, to: lake, runs_as: svc-2}\n "
          " i3: {from: a, to: lake, runs_as: svc-3}\n  i4: {from: a, to: lake, runs_as: svc-4}",
      .check = each<Login>(check),
      .profile = Profile::standard,
      .options = {{"limit", "integrations", 3, "integrations that may run under one login"}},
  };
}

}  // namespace stackdrag::rules
