// Reads exports file by file: a folder of them may be larger than the memory.
#include "cli/exports.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <limits>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/files.h"
#include "stackdrag/export_document.h"
#include "stackdrag/identify.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/render_problems.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

namespace fs = std::filesystem;

/// A draft takes what there is, however old.
constexpr Days any_age{std::numeric_limits<int>::max()};
constexpr std::uint64_t most_bytes_in_all = std::uint64_t{4} << 30;

/// The files of a folder, in the order of their names; what is hidden is left out, and no link to a folder is followed.
Result<std::vector<std::string>> files_in(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden && entry->is_directory(ignored)) entry.disable_recursion_pending();
    if (!hidden && entry->is_regular_file(ignored)) files.push_back(entry->path().string());
  }
  if (error) return Failure{fmt::format("cannot read `{}`: {}", folder, reason_of(error.value()))};
  std::sort(files.begin(), files.end());
  return files;
}

/// A text that wants to be JSON: if it cannot be read, it is broken, and not some other file.
bool looks_like_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != bytes.npos && (bytes[first] == '{' || bytes[first] == '[');
}

class ExportReader {
 public:
  ExportReader(std::string into, const evidence::Circumstances& given, Date today) : into_(std::move(into)), given_(given), today_(today) {}

  /// False if something is wrong, which has been printed.
  bool read(const std::string& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) return read_file_once(path, true);
    const auto files = files_in(path);
    if (!files.ok()) return refuse(files.failure().message), false;
    return std::all_of(files.value().begin(), files.value().end(), [&](const std::string& file) { return read_file_once(file, false); });
  }
  ExportFiles take() { return std::move(found_); }

 private:
  bool read_file_once(const std::string& path, bool named) {
    if (!into_.empty() && resolved(path) == resolved(into_)) {
      if (named) return refuse(fmt::format("`{}` is an input and the file to write; `-o` merges into it anyway", path)), false;
      return true;
    }
    if (!seen_.insert(resolved(path)).second) return true;
    auto bytes = read_file(path);
    if (!bytes.ok()) return named ? (refuse(bytes.failure().message), false) : skip(path, "cannot be read");
    bytes_ += bytes.value().size();
    if (bytes_ > most_bytes_in_all) return refuse("the exports are larger than 4 GiB in total"), false;
    found_.read.push_back(path);
    return take_in(path, std::move(bytes.value()), named);
  }

  bool take_in(const std::string& path, std::string bytes, bool named) {
    if (const auto refusal = evidence::refusal_of(bytes); !refusal.empty()) return decline(path, refusal, named);
    const bool is_json = looks_like_json(bytes);
    Sources sources;
    sources.add(path, std::move(bytes));
    const evidence::Opened opened = evidence::open_export(sources, 0, given_.map);
    if (opened.document.problem && (named || is_json)) return print_problems(sources, {*opened.document.problem});
    if (opened.importer == nullptr) return decline(path, "is no export that stackdrag knows", named);
    const evidence::Importer& importer = *opened.importer;
    if (importer.kind == evidence::ExportKind::observed) {
      found_.observed.push_back(path);
      return true;
    }
    const std::string name = fs::path(path).filename().string();
    evidence::Imported imported = evidence::import_export(opened, Identify::built_in(), given_, name, sources.text(0));
    if (!imported.problems.empty()) return print_problems(sources, imported.problems);
    // Whatever is older than the newest by so much is dropped: a clock that is wrong must not empty the file.
    if (imported.source.day && *imported.source.day > today_ + Days{1}) {
      return decline(path, fmt::format("is of {}, which lies ahead; `--seen` says the right day", *imported.source.day), named);
    }
    if (!opened.document.repeated.empty())
      note(fmt::format("`{}`: {} of a mapping stand twice; the last counts", path, count_of(opened.document.repeated.size(), "key")));
    for (const std::string& sentence : imported.notes) note(fmt::format("`{}`: {}", path, sentence));
    for (const evidence::Mark& mark : imported.source.marks) {
      if (mark.kind == evidence::MarkKind::secret)
        note(fmt::format("`{}`: {} stands at `{}`; replace it, as whoever got the file has it", path, mark.of, visible(mark.pointer)));
    }
    found_.files.push_back({path, std::move(imported)});
    return true;
  }

  static bool print_problems(const Sources& sources, const std::vector<Problem>& problems) {
    std::fputs(render_problems(located(sources, problems), terminal_of(2, "auto").color).c_str(), stderr);
    return false;
  }

  bool decline(const std::string& path, std::string_view why, bool named) {
    return named ? (refuse(fmt::format("`{}` {}", path, why)), false) : skip(path, why);
  }

  bool skip(const std::string& path, std::string_view why) {
    note(fmt::format("`{}` {}; it is skipped", path, why));
    ++found_.skipped;
    return true;
  }

  std::string into_;
  const evidence::Circumstances& given_;
  Date today_;
  std::set<std::string> seen_;
  std::uint64_t bytes_ = 0;
  ExportFiles found_;
};

}  // namespace

std::optional<ExportFiles> read_exports(const std::vector<std::string>& paths, const std::string& into,
                                        const evidence::Circumstances& given) {
  const auto day = today();
  if (!day.ok()) return refuse(day.failure().message), std::nullopt;
  ExportReader reader(into, given, day.value());
  for (const std::string& path : paths) {
    if (!reader.read(path)) return std::nullopt;
  }
  return reader.take();
}

std::vector<evidence::Imported> imports_of(const ExportFiles& found) {
  std::vector<evidence::Imported> imports;
  for (const ExportFile& file : found.files) imports.push_back(file.imported);
  return imports;
}

void note_outdated(const evidence::Gathered& gathered) {
  for (const std::string& file : gathered.outdated)
    note(
        fmt::format("`{}` is left out: something newer is known of it, or it is older than the newest by more than `--keep` allows", file));
}

std::optional<evidence::Observed> read_observed_file(const std::string& path, std::string bytes) {
  Sources sources;
  sources.add(path, std::move(bytes));
  const Document document = read_document(sources, 0);
  std::vector<Problem> problems;
  evidence::Observed observed;
  if (document.problem)
    problems.push_back(*document.problem);
  else if (document.tree.empty() || !evidence::is_observed(document.tree.root()))
    return refuse(fmt::format("`{}` is not an observed file and will not be overwritten", path)), std::nullopt;
  else
    observed = evidence::read_observed(document.tree.root(), problems);
  if (problems.empty()) return observed;
  std::fputs(render_problems(located(sources, problems), terminal_of(2, "auto").color).c_str(), stderr);
  return std::nullopt;
}

std::optional<evidence::Observed> observed_in(const std::vector<std::string>& paths) {
  const auto found = read_exports(paths, "", {});
  if (!found) return std::nullopt;
  evidence::Observed before;
  for (const std::string& path : found->observed) {
    auto bytes = read_file(path);
    if (!bytes.ok()) return refuse(bytes.failure().message), std::nullopt;
    const auto observed = read_observed_file(path, std::move(bytes.value()));
    if (!observed) return std::nullopt;
    before.sources.insert(before.sources.end(), observed->sources.begin(), observed->sources.end());
    before.items.insert(before.items.end(), observed->items.begin(), observed->items.end());
  }
  evidence::Gathered gathered = evidence::gather(imports_of(*found), before, any_age);
  note_outdated(gathered);
  return std::move(gathered.observed);
}

bool add_evidence(const std::vector<std::string>& paths, Sources& sources, std::vector<std::string>& files) {
  if (paths.empty()) return true;
  const auto found = read_exports(paths, "", {});
  if (!found) return false;
  files.insert(files.end(), found->read.begin(), found->read.end());
  std::set<std::string> known;
  for (std::size_t i = 0; i < sources.count(); ++i) known.insert(resolved(std::string(sources.name(i))));
  for (const std::string& path : found->observed) {
    if (known.count(resolved(path)) != 0) continue;  // it lies in the folder of the inventory
    auto bytes = read_file(path);
    if (!bytes.ok()) return refuse(bytes.failure().message), false;
    sources.add(path, std::move(bytes.value()));
  }
  std::vector<evidence::Imported> imports = imports_of(*found);
  if (!imports.empty()) {
    const evidence::Gathered gathered = evidence::gather(std::move(imports), {}, evidence::usual_keep);
    note_outdated(gathered);
    sources.add("<evidence>", evidence::observed_text(gathered.observed));
  }
  return true;
}

}  // namespace stackdrag::cli
