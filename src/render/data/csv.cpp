// A table for spreadsheets, as RFC 4180 has it: a row for each finding. No text in it is taken for a formula; the exact texts are in the
// JSON report.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "render/outline.h"
#include "stackdrag/formats.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::string_view header =
    "rule,family,severity,status,cause,subject,key,owner,message,file,line,column,fingerprint,points,charge_hours,effort_hours,carry_hours,"
    "carry_money,currency,waived,fails_gate,planned,folded_into\r\n";

/// Spaces and invisible characters, which spreadsheets skip before a formula, or may skip one day.
bool is_blank(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F || c == 0x3000 ||
         (c >= 0xFE00 && c <= 0xFE0F);
}

/// `=`, `+`, `-`, `@` and their variants in Unicode.
bool begins_formula(char32_t c) {
  static constexpr std::array<char32_t, 13> signs = {'=',    '+',    '-',    '@',    0x2212, 0xFE62, 0xFE63,
                                                     0xFE66, 0xFE6B, 0xFF0B, 0xFF0D, 0xFF1D, 0xFF20};
  return std::find(signs.begin(), signs.end(), c) != signs.end();
}

bool could_be_formula(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_blank(c)) return begins_formula(c);
  }
  return false;
}

std::string cell(std::string_view raw) {
  const std::string text = visible(raw);
  std::string out = could_be_formula(text) ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// At most four places, as in the JSON report; empty for what is not finite.
std::string cell(double number) {
  if (!std::isfinite(number)) return "";
  return fmt::format("{}", std::abs(number) < 1e11 ? Decimal::of(number).value() : number);
}

std::string cell(std::size_t number) { return fmt::format("{}", number); }

std::string waived_phrase(const ReportedWaiver* waiver) {
  if (waiver == nullptr) return "";
  return fmt::format("{}: {}", waiver->not_applicable ? "not-applicable" : "accepted", waiver->reason);
}

void put_row(Output& out, const Report& report, const ReportedFinding& finding) {
  const std::array cells = {
      cell(finding.rule->id),
      cell(finding.rule->family),
      cell(name_of(finding.severity)),
      cell(name_of(finding.novelty)),
      cell(finding.cause ? name_of(*finding.cause) : ""),
      cell(finding.subject),
      cell(finding.key),
      cell(fmt::format("{}", fmt::join(finding.owners, ", "))),
      cell(finding.message),
      cell(finding.location.file),
      cell(std::size_t{finding.location.line}),
      cell(std::size_t{finding.location.column}),
      cell(fmt::format("{:016x}", finding.fingerprint)),
      cell(finding.points.value()),
      cell(finding.charge_hours.value()),
      cell(finding.effort_hours),
      cell(finding.carry_hours),
      cell(finding.carry_money),
      cell(report.stack.currency),
      cell(waived_phrase(finding.waiver)),
      std::string(finding.fails ? "true" : "false"),
      finding.planned ? fmt::format("{}", *finding.planned) : std::string(),
      cell(finding.folded_into ? fmt::format("{:016x}", report.findings[*finding.folded_into].fingerprint) : std::string()),
  };
  out.put(fmt::format("{}\r\n", fmt::join(cells, ",")));
}

}  // namespace

void render_csv(const Report& report, const RenderOptions&, Output& out) {
  out.put(header);
  for (const std::size_t at : report.shown) put_row(out, report, report.findings[at]);
}

}  // namespace stackdrag::report
