// Audits a text with the installed library; ends with 0 if it finds what is wrong with it.
#include <stackdrag/audit.h>

int main() {
  stackdrag::Sources sources;
  sources.add("stack.yaml", "version: 1\ntools: {crm: {does: [crm]}}\n");
  stackdrag::Settings settings;
  settings.today = stackdrag::make_date(2026, 11, 21);
  const stackdrag::Outcome outcome = stackdrag::audit(sources, settings);
  return outcome.report && !outcome.report->findings.empty() ? 0 : 1;
}
