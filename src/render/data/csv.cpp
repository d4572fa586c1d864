// A table for spreadsheets, as RFC 4180 has it: a row for each finding. No text in it is taken for a formula; the exact texts are in the
// JSON report.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "render/outline.h"
#include "stackdrag/csv_cells.h"
#include "stackdrag/formats.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::string_view header =
    "rule,family,severity,status,cause,subject,key,owner,message,file,line,column,fingerprint,points,charge_hours,effort_hours,carry_hours,"
    "carry_money,currency,waived,fails_gate,planned,folded_into\r\n";

std::string waived_phrase(const ReportedWaiver* waiver) {
  if (waiver == nullptr) return "";
  return fmt::format("{}: {}", waiver->not_applicable ? "not-applicable" : "accepted", waiver->reason);
}

void put_row(Output& out, const Report& report, const ReportedFinding& finding) {
  const std::array cells = {
      csv_cell(finding.rule->id),
      csv_cell(finding.rule->family),
      csv_cell(name_of(finding.severity)),
      csv_cell(name_of(finding.novelty)),
      csv_cell(finding.cause ? name_of(*finding.cause) : ""),
      csv_cell(finding.subject),
      csv_cell(finding.key),
      csv_cell(fmt::format("{}", fmt::join(finding.owners, ", "))),
      csv_cell(finding.message),
      csv_cell(finding.location.file),
      fmt::format("{}", finding.location.line),
      fmt::format("{}", finding.location.column),
      csv_cell(fmt::format("{:016x}", finding.fingerprint)),
      csv_cell(finding.points.value()),
      csv_cell(finding.charge_hours.value()),
      csv_cell(finding.effort_hours),
      csv_cell(finding.carry_hours),
      csv_cell(finding.carry_money),
      csv_cell(report.stack.currency),
      csv_cell(waived_phrase(finding.waiver)),
      std::string(finding.fails ? "true" : "false"),
      finding.planned ? fmt::format("{}", *finding.planned) : std::string(),
      csv_cell(finding.folded_into ? fmt::format("{:016x}", report.findings[*finding.folded_into].fingerprint) : std::string()),
  };
  out.put(fmt::format("{}\r\n", fmt::join(cells, ",")));
}

}  // namespace

void render_csv(const Report& report, const RenderOptions&, Output& out) {
  out.put(header);
  for (const std::size_t at : report.shown) put_row(out, report, report.findings[at]);
}

}  // namespace stackdrag::report
