// Reads the earlier reports that a report is compared with.
#include "cli/history.h"

#include <algorithm>
#include <filesystem>

#include "cli/cli.h"
#include "cli/files.h"
#include "stackdrag/history.h"
#include "stackdrag/saved_report.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

/// The JSON files of a folder, in name order.
Result<std::vector<std::string>> json_files_in(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".json" && entry->is_regular_file(error)) files.push_back(entry->path().string());
  }
  if (error) return Failure{fmt::format("cannot read `{}`: {}", folder, error.message())};
  std::sort(files.begin(), files.end());
  return files;
}

/// The earlier audits of a report, and how many files are left out.
struct Past {
  std::vector<PastAudit> audits;
  std::vector<std::string> files;  ///< of these audits
  std::size_t others = 0;          ///< reports that cannot be compared
  std::size_t later = 0;           ///< reports of a later day
  std::size_t unread = 0;          ///< files in folders that are no reports
};

std::optional<Failure> read_past(const std::string& path, bool is_named, const Report& now, Past& past) {
  auto bytes = read_file(path);
  if (!bytes.ok()) return bytes.failure();
  if (!is_named && !looks_like_report(bytes.value())) return ++past.unread, std::nullopt;
  const auto report = read_report(std::move(bytes.value()), path);
  if (!report.ok()) return report.failure();
  if (!is_comparable(report.value(), now)) {
    ++past.others;
  } else if (report.value().as_of < now.as_of) {
    past.audits.push_back(past_audit_of(report.value()));
    past.files.push_back(path);
  } else if (report.value().as_of > now.as_of) {
    ++past.later;
  }  // else it is this report, from a run before
  return std::nullopt;
}

void tell_what_is_left_out(const Past& past) {
  std::vector<std::string> parts;
  if (past.others > 0) parts.push_back(count_of(past.others, "report") + " of another stack, model or profile, or without a score");
  if (past.later > 0) parts.push_back(count_of(past.later, "report") + " of a later day");
  if (past.unread > 0) parts.push_back(count_of(past.unread, "file that is no", "files that are no") + " JSON report of stackdrag");
  for (const std::string& part : parts) note("--history leaves out: " + part);
}

}  // namespace

Result<std::vector<std::string>> add_history(Report& report, const std::vector<std::string>& paths) {
  Past past;
  for (const std::string& path : paths) {
    std::error_code error;
    const bool is_folder = std::filesystem::is_directory(path, error);
    const auto files = is_folder ? json_files_in(path) : std::vector<std::string>{path};
    if (!files.ok()) return files.failure();
    for (const std::string& file : files.value()) {
      if (auto failure = read_past(file, !is_folder, report, past)) return *failure;
    }
  }
  tell_what_is_left_out(past);
  if (!paths.empty()) report.history = report.store->keep(history_of(std::move(past.audits)));
  return past.files;
}

}  // namespace stackdrag::cli
