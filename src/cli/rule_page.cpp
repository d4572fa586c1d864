// What there is to say about a rule: what, why, when it fires, its options, how to fix it, and both examples with what the audit really
// says.
#include "cli/rule_page.h"

#include "stackdrag/audit.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

/// What the rule says about an example.
struct Said {
  std::vector<std::string> lines;  ///< empty if it finds nothing
  std::string unit;                ///< of what it measures; empty if it measures nothing
};

Said findings_on(const Catalogue& catalogue, const Rule& rule, std::string_view example) {
  Sources sources;
  evidence::add_example(sources, example);
  const bool has_stack = example.find("stack:") != std::string_view::npos;
  sources.add("version.yaml", has_stack ? "version: 1\n" : "version: 1\nstack: {currency: EUR}\n");
  Settings settings;
  settings.today = make_date(2026, 11, 21);
  settings.profile = Profile::full;
  settings.catalogue = &catalogue;
  const Outcome outcome = audit(sources, settings);
  Said said;
  if (!outcome.report) return said;
  for (const ReportedFinding& finding : outcome.report->findings) {
    if (finding.rule->id != rule.id) continue;
    said.lines.push_back(fmt::format("{}:{}:{}: {}: {}", finding.location.file, finding.location.line, finding.location.column,
                                     name_of(finding.severity), finding.message));
    for (const RelatedPlace& place : finding.related) {
      said.lines.push_back(fmt::format("  {}:{}:{}: {}", place.location.file, place.location.line, place.location.column, place.message));
    }
    if (finding.measure) said.unit = finding.measure->unit;
  }
  return said;
}

/// When known debt counts as worsened; empty if the rule measures nothing.
std::string worsening_words(std::string_view unit) {
  if (unit.empty()) return "";
  if (unit == "days left") return "Known debt has worsened when the days that are left fall below the next power of two (256, 128, 64 …).";
  const std::string steps =
      unit == "percent" ? "2, 4, 8, 10, and every further ten percent" : fmt::format("a power of two (64, 128, 256 …) {}", unit);
  return fmt::format("Known debt has worsened when it reaches the next step: {}.", steps);
}

std::string severity_words(const Rule& rule) {
  const std::string severity(name_of(rule.severity));
  return rule.worst && *rule.worst != rule.severity ? fmt::format("{}, at worst {}", severity, name_of(*rule.worst)) : severity;
}

constexpr std::string_view gathered_hours = "takes the hours of its single findings";

std::string option_words(const Option& option) {
  const std::string overridden = option.limit.empty() ? "" : fmt::format("; `limits.{}` of the inventory overrides it", option.limit);
  return fmt::format("{}: {}{}", words_of(option, option.standard), option.description, overridden);
}

std::string indented(std::string_view text, std::string_view indent) {
  std::string out;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    out += fmt::format("{}{}\n", indent, text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

std::string paragraph(std::string_view text, std::size_t columns, std::string_view indent) {
  std::string out;
  for (const std::string& line : wrap(text, columns - indent.size())) out += fmt::format("{}{}\n", indent, line);
  return out;
}

}  // namespace

std::string rule_text(const Catalogue& catalogue, const Rule& rule, std::size_t columns) {
  std::string out = fmt::format("{}: {}\n\n", rule.id, rule.title);
  out += fmt::format("  family {}   severity {}   profile {}\n  {}\n\n", rule.family, severity_words(rule), name_of(rule.profile),
                     rule.gathers
                         ? std::string(gathered_hours)
                         : fmt::format("{} h to fix   {} h a month while it stays", format_number(rule.effort), format_number(rule.carry)));
  out += "WHEN\n" + paragraph(rule.when, columns, "  ") + "\nWHY\n" + paragraph(rule.why, columns, "  ") + "\nFIX\n" +
         paragraph(rule.fix, columns, "  ") + "\nWHAT MARKETING GETS\n" + paragraph(rule.gets, columns, "  ") + "\nDONE WHEN\n" +
         paragraph(with_options(rule.done, rule), columns, "  ");
  if (!rule.options.empty()) out += "\nOPTIONS\n";
  for (const Option& option : rule.options) out += paragraph(fmt::format("{}  {}", option.name, option_words(option)), columns, "  ");
  const Said flagged = findings_on(catalogue, rule, rule.flagged);
  if (!flagged.unit.empty()) out += "\nBASELINE\n" + paragraph(worsening_words(flagged.unit), columns, "  ");
  out += "\nTHIS IS FLAGGED\n" + indented(rule.flagged, "  ");
  for (const std::string& line : flagged.lines) out += paragraph(line, columns, "  > ");
  out += "\nTHIS IS CLEAN\n" + indented(rule.clean, "  ");
  for (const std::string& line : findings_on(catalogue, rule, rule.clean).lines) out += paragraph(line, columns, "  > ");
  return out;
}

std::string rule_markdown(const Catalogue& catalogue, const Rule& rule) {
  std::string out = fmt::format("<!-- Generated by `stackdrag explain {} --format markdown`. Do not edit. -->\n# {}: {}\n\n", rule.id,
                                rule.id, rule.title);
  out += fmt::format("Family **{}**, severity **{}**, from profile **{}** on. {}.\n\n", rule.family, severity_words(rule),
                     name_of(rule.profile),
                     rule.gathers ? fmt::format("It {}", gathered_hours)
                                  : fmt::format("By convention {} h to fix, and {} h a month while it stays", format_number(rule.effort),
                                                format_number(rule.carry)));
  out += fmt::format(
      "**When it fires.** {}\n\n**Why it matters.** {}\n\n**How to fix it.** {}\n\n**What marketing gets.** {}\n\n**Done when.** {}\n",
      rule.when, rule.why, rule.fix, rule.gets, with_options(rule.done, rule));
  const Said flagged = findings_on(catalogue, rule, rule.flagged);
  if (!flagged.unit.empty()) out += fmt::format("\n**In a baseline.** {}\n", worsening_words(flagged.unit));
  if (!rule.options.empty()) out += "\n## Options\n\n| option | default | meaning |\n|---|---|---|\n";
  for (const Option& option : rule.options) {
    out += fmt::format("| `{}` | {} | {}{} |\n", option.name, words_of(option, option.standard), option.description,
                       option.limit.empty() ? "" : fmt::format("; `limits.{}` of the inventory overrides it", option.limit));
  }
  out += fmt::format("\n## Flagged\n\n```yaml\n{}\n```\n\n```text\n", rule.flagged);
  for (const std::string& line : flagged.lines) out += line + "\n";
  out += fmt::format("```\n\n## Clean\n\n```yaml\n{}\n```\n", rule.clean);
  return out;
}

}  // namespace stackdrag::cli
