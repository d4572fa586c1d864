// What runs and is not declared, in the terminal report.
#include <algorithm>

#include <fmt/format.h>

#include "render/terminal/text_sections.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

constexpr std::size_t most_shown = 8;

/// "pixel 608795229329835, seen 2026-11-20 (2 exports)"; "integration, set up in n8n-kXz81bQwErtyui2P, not seen".
std::string shadow_phrase(const ReportedShadow& shadow) {
  std::string what(shadow.kind);
  if (shadow.accounts.size() == 1) what += fmt::format(" {}", shadow.accounts.front());
  if (shadow.accounts.size() > 1) what += fmt::format(", {}", count_of(shadow.accounts.size(), "account"));
  const std::string source = shadow.sources.size() == 1 ? std::string(shadow.sources.front()) : count_of(shadow.sources.size(), "export");
  if (shadow.last_seen) return fmt::format("{}, seen {} ({})", what, *shadow.last_seen, source);
  // Under this heading, what nobody has seen at work has to say so.
  if (shadow.grade == "seen") return fmt::format("{}, seen by {}", what, source);
  return fmt::format("{}, {} {}, not seen", what, shadow.grade == "configured" ? "set up in" : fmt::format("{} in", shadow.grade), source);
}

}  // namespace

void write_shadow(Page& page, const Report& report, const RenderOptions& options) {
  if (!report.evidence || report.evidence->shadow.empty()) return;
  const auto shadow = report.evidence->shadow;
  page.heading(Ink::fair, "SEEN, NOT DECLARED");
  const std::size_t shown = options.all ? shadow.size() : std::min(most_shown, shadow.size());
  for (const ReportedShadow& one : shadow.first(shown))
    page.paragraph(Ink::plain, fmt::format("`{}`: {}", id_of(one.id), shadow_phrase(one)), 2, 4);
  if (const std::size_t left = shadow.size() - shown; left > 0)
    page.paragraph(Ink::faint, fmt::format("and {} more {}", left, all_shows(left)), 2, 4);
  page.paragraph(Ink::faint,
                 fmt::format("`stackdrag show {}{}` prints the lines that declare it.", shadow.front().id, visible(options.files)), 2, 4);
}

}  // namespace stackdrag::report
