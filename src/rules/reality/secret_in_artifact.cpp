// A secret that somebody left in an export.
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

void ask(const Context& in, const Check::Take& take) {
  for (const evidence::Consulted& consulted : in.facts.evidence->sources) {
    const Subject subject = subject_of(in.facts, consulted);
    for (const evidence::Mark& mark : consulted.source.marks) {
      if (mark.kind != evidence::MarkKind::secret) continue;
      // Not by its place, which moves whenever something is added before it.
      Verdict verdict = flag(consulted.at, "`{}` holds {} (at `{}`)", consulted.source.file, mark.of, mark.pointer)
                            .keyed(mark.of)
                            .act("replace the secrets that stand in {}");
      take(subject, verdict);
    }
  }
}

}  // namespace

Rule secret_in_artifact() {
  return {
      .id = "secret-in-artifact",
      .title = "Secret in an export",
      .when = "A text of an export has the form of a token, a key or a password. Keys that vendors mean to be seen in browsers are none.",
      .why = "Whoever gets the file can use it, and so can whoever may look at the container or the workflow.",
      .fix = "Issue a new one and withdraw the old one. Keep the new one where the tool keeps credentials, and not in a tag or a step.",
      .gets = "A file that goes to an agency opens no door to customer data.",
      .done = "The old secret is refused, what used it runs with the new one, and a fresh export holds neither.",
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
      .check = {ask},
  };
}

}  // namespace stackdrag::rules
