// A secret that somebody left in an export.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check(const evidence::Consulted& consulted, const Context&) {
  std::vector<const evidence::Mark*> secrets;
  for (const evidence::Mark& mark : consulted.source.marks) {
    if (mark.kind == evidence::MarkKind::secret) secrets.push_back(&mark);
  }
  if (secrets.empty()) return clear();
  const std::string more = secrets.size() > 1 ? fmt::format(", and {}", count_of(secrets.size() - 1, "other secret")) : "";
  return flag(consulted.at, "`{}` holds {} (at `{}`){}", consulted.source.file, secrets.front()->of, secrets.front()->pointer, more)
      .measure(static_cast<double>(secrets.size()), "secrets")
      .act("replace what stands in {}");
}

}  // namespace

Rule secret_in_artifact() {
  return {
      .id = "secret-in-artifact",
      .title = "Secret in an export",
      .when = "A text of an export has the form of a token, a key or a password. Keys that vendors mean to be seen in browsers are none.",
      .why = "Whoever gets the file can use it, and so can whoever may look at the container or the workflow.",
      .fix = "Issue a new one and withdraw the old one. Keep the new one where the tool keeps credentials, and not in a tag or a step.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 0,
      .flagged =
          "observed: 1\n"
          "sources:\n"
          "  gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, file: container.json, grade: configured,\n"
          "    marks: [{kind: secret, of: an access token, at: /containerVersion/tag/3/parameter/0/value}]}",
      .clean =
          "observed: 1\nsources: {gtm-AB12CD3: {kind: gtm, of: GTM-AB12CD3, day: 2026-11-19, file: container.json, grade: configured}}",
      .check = each<evidence::Consulted>(check),
  };
}

}  // namespace stackdrag::rules
