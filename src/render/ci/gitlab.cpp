// GitLab's Code Quality report: an array of the findings, which the merge request compares with its target branch by fingerprint.
#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "render/ci/repository_path.h"
#include "render/outline.h"
#include "stackdrag/fnv.h"
#include "stackdrag/formats.h"
#include "stackdrag/json_writer.h"
#include "stackdrag/phrases.h"
#include "stackdrag/text.h"

namespace stackdrag::report {
namespace {

std::string_view severity_of(const ReportedFinding& finding) {
  if (finding.waiver != nullptr) return "info";
  switch (finding.severity) {
    case Severity::critical:
      return "blocker";
    case Severity::high:
      return "critical";
    case Severity::medium:
      return "major";
    case Severity::low:
      return "minor";
    case Severity::info:
      break;
  }
  return "info";
}

/// GitLab takes entries with the same fingerprint for one, so the second and every further one gets a number.
class Fingerprints {
 public:
  std::string unique(std::uint64_t fingerprint) {
    const std::size_t count = ++counts_[fingerprint];
    return count == 1 ? fmt::format("{:016x}", fingerprint) : fmt::format("{:016x}-{}", fingerprint, count);
  }

 private:
  std::unordered_map<std::uint64_t, std::size_t> counts_;
};

/// A hash of the file and the message, but not of the line, which changes with every edit above it.
std::uint64_t fingerprint_of(const ReportedProblem& problem) {
  return Fnv().text("inventory-mistake").byte('\0').text(problem.location.file).byte('\0').text(problem.message).byte('\0').hash;
}

struct Violation {
  std::string description, fingerprint;
  std::string_view check, severity;
  Location location;
};

void write_violation(JsonWriter& out, const Violation& one) {
  out.open_row('{');
  out.key("description").text(visible(one.description));
  out.key("check_name").text(visible(one.check));
  out.key("fingerprint").text(one.fingerprint);
  out.key("severity").text(one.severity);
  out.key("location").open('{');
  out.key("path").text(visible(repository_path(one.location.file)));
  out.key("lines").open('{');
  out.key("begin").integer(std::max(1U, one.location.line));
  out.close('}');
  out.close('}');
  out.close('}');
}

std::string description_of(const ReportedFinding& finding) {
  const std::string standing = standing_phrase(finding);
  return standing.empty() ? message_phrase(finding) : fmt::format("{} ({})", message_phrase(finding), standing);
}

}  // namespace

void render_gitlab(const Report& report, const RenderOptions&, Output& output) {
  Fingerprints fingerprints;
  JsonWriter out(output);
  out.open('[');
  for (const ReportedProblem& problem : report.problems) {
    write_violation(out, {problem.message, fingerprints.unique(fingerprint_of(problem)), "inventory-mistake", "blocker", problem.location});
  }
  for (const std::size_t at : report.shown) {
    const ReportedFinding& finding = report.findings[at];
    write_violation(
        out, {description_of(finding), fingerprints.unique(finding.fingerprint), finding.rule->id, severity_of(finding), finding.location});
  }
  out.close(']');
}

}  // namespace stackdrag::report
