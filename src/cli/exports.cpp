// Reads exports file by file: a folder of them may be larger than the memory.
#include "cli/exports.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/files.h"
#include "cli/folder.h"
#include "cli/progress.h"
#include "stackdrag/export_document.h"
#include "stackdrag/foreign_amounts.h"
#include "stackdrag/identify.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/render_problems.h"
#include "stackdrag/sha256.h"
#include "stackdrag/text.h"
#include "stackdrag/unrecognised.h"
#include "stackdrag/wide_text.h"

namespace stackdrag::cli {
namespace {

namespace fs = std::filesystem;

/// A draft takes what there is, however old.
constexpr Days any_age{std::numeric_limits<int>::max()};
/// How many files that are left out for one reason are told one by one.
constexpr std::size_t most_told = 10;
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

/// A text that wants to be JSON.
bool looks_like_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != bytes.npos && (bytes[first] == '{' || bytes[first] == '[');
}

/// A file to be read. What is `named` has to be an export; in a folder, other files may lie about.
struct Candidate {
  std::string path;
  bool named;
  std::uint64_t bytes = 0;
};

/// A table by its name. That says nothing of what it is, but what to do if nobody knows.
bool is_named_as_table(const std::string& path) {
  const std::string extension = lower_case(fs::path(path).extension().string());
  return extension == ".csv" || extension == ".tsv" || extension == ".tab";
}

class ExportReader {
 public:
  ExportReader(std::string into, evidence::Circumstances given, const FindPeople& find_people, Date today)
      : into_(std::move(into)), given_(std::move(given)), find_people_(find_people), today_(today) {
    if (given_.map != nullptr) map_ = *given_.map;
    given_.map = &map_;
  }

  /// Empty if something is wrong. All that is wrong has been printed.
  std::optional<ExportFiles> read(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      if (!add(path)) ++refused_;
    }
    for (const Candidate& file : candidates_) {
      progress_.next(file.path, file.bytes);
      if (!read(file)) ++refused_;
      if (found_.bytes > most_bytes_in_all) return fail("the exports are larger than 4 GiB in total"), std::nullopt;
    }
    progress_.clear();
    for (const auto& [why, count] : skipped_) {
      if (count > most_told) note(fmt::format("{} skipped: each {}", count_of(count - most_told, "more file is", "more files are"), why));
    }
    if (refused_ > 1) refuse(fmt::format("{} cannot be used; nothing was made of the others", count_of(refused_, "file")));
    return refused_ == 0 ? std::optional(std::move(found_)) : std::nullopt;
  }

 private:
  bool add(const std::string& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) return add(Candidate{path, true});
    const auto files = files_in(path);
    if (!files.ok()) return refuse(files.failure().message), false;
    for (const std::string& file : files.value()) add(Candidate{file, false});
    return true;
  }

  bool add(Candidate file) {
    if (!into_.empty() && resolved(file.path) == resolved(into_)) {
      if (file.named) refuse(fmt::format("`{}` is an input and the file to write; `-o` merges into it anyway", file.path));
      return !file.named;
    }
    if (!seen_.insert(resolved(file.path)).second) return true;
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(file.path, error);
    file.bytes = error ? 0 : bytes;
    progress_.expect(file.bytes);
    candidates_.push_back(std::move(file));
    return true;
  }

  /// False if something is wrong, which has been printed.
  bool read(const Candidate& file) {
    auto bytes = read_file(file.path);
    if (!bytes.ok() && file.named) return fail(bytes.failure().message);
    if (!bytes.ok()) return say(bytes.failure().message + "; it is skipped"), true;
    found_.read.push_back(file.path);
    if (const auto refusal = evidence::refusal_of(bytes.value()); !refusal.empty()) return decline(file, refusal);
    if (is_blank_file(bytes.value())) return decline(file, "is empty");
    return take_in(file, std::move(bytes.value()));
  }

  bool take_in(const Candidate& file, std::string bytes) {
    std::string wide;  // the bytes of a text that had to be converted
    if (auto text = from_utf16(bytes)) wide = std::exchange(bytes, std::move(*text));
    Sources sources;
    sources.add(file.path, std::move(bytes));
    const evidence::Opened opened = evidence::open_export(sources, 0, given_.map);
    if (opened.importer == nullptr) return decline(file, sources, opened.document.problem);
    if (opened.importer->kind == evidence::ExportKind::observed) {
      found_.observed.push_back(file.path);
      return true;
    }
    found_.bytes += sources.text(0).size();
    const std::string name = fs::path(file.path).filename().string();
    const bool is_sheet = opened.importer->kind == evidence::ExportKind::sheet;
    // An inventory that declares nobody is not read again for each spreadsheet.
    if (is_sheet && !std::exchange(asked_for_people_, true)) map_.people = find_people_();
    evidence::Imported imported =
        evidence::import_export(opened, Identify::built_in(), given_, name, wide.empty() ? sources.text(0) : std::string_view(wide));
    if (!imported.problems.empty()) return fail(located(sources, imported.problems));
    // Whatever is older than the newest by so much is dropped: a clock that is wrong must not empty the file.
    if (imported.source.day && *imported.source.day > today_ + Days{1})
      return decline(file, fmt::format("is of {}, which lies ahead; `--seen` says the right day", *imported.source.day));
    tell(file.path, opened.document, imported);
    // What an earlier list said of declared people must not go because nobody knows them today.
    const bool is_of_nobody = is_sheet && imported.source.of.starts_with("people-") && !map_.people;
    if (!is_of_nobody && !(is_sheet && is_joined(file.path, imported))) found_.files.push_back({file.path, std::move(imported)});
    return true;
  }

  /// Puts a spreadsheet together with another one that nothing tells from it: neither must replace the other.
  bool is_joined(const std::string& path, const evidence::Imported& imported) {
    const evidence::ExportSource& source = imported.source;
    for (ExportFile& other : found_.files) {
      evidence::ExportSource& known = other.imported.source;
      if (known.kind != source.kind || known.of != source.of || known.day != source.day || known.sha256 == source.sha256) continue;
      say(fmt::format("`{}` is read with `{}` as one list: their columns and names are the same", path, other.path));
      std::vector<evidence::Observation>& all = other.imported.observations;
      all.insert(all.end(), imported.observations.begin(), imported.observations.end());
      known.marks.insert(known.marks.end(), source.marks.begin(), source.marks.end());
      std::sort(known.marks.begin(), known.marks.end());
      known.marks.erase(std::unique(known.marks.begin(), known.marks.end()), known.marks.end());
      known.sha256 = sha256(known.sha256 + source.sha256);
      return true;
    }
    return false;
  }

  void tell(const std::string& path, const Document& document, const evidence::Imported& imported) {
    if (!document.repeated.empty())
      say(fmt::format("`{}`: {} of a mapping stand twice; the last counts", path, count_of(document.repeated.size(), "key")));
    for (const std::string& sentence : imported.notes) say(fmt::format("`{}`: {}", path, sentence));
    for (const evidence::Mark& mark : imported.source.marks) {
      if (mark.kind == evidence::MarkKind::secret)
        say(fmt::format("`{}`: {} stands at `{}`; replace it, as whoever got the file has it", path, mark.of, visible(mark.pointer)));
    }
  }

  /// What nothing recognises: an export that is broken, or something else.
  bool decline(const Candidate& file, const Sources& sources, const std::optional<Problem>& problem) {
    const std::string_view text = sources.text(0);
    if (const auto other = evidence::other_than_text(text); !other.empty()) return decline(file, other);
    const std::string lacking = looks_like_json(text) ? "" : evidence::lacking_in_table(sources, 0, map_);
    if (!lacking.empty()) return decline(file, lacking);
    if (!problem) return decline(file, unknown(file.path));
    if (!file.named && is_named_as_table(file.path) && first_invalid_utf8(text))
      return decline(file, "is not UTF-8; save the file as UTF-8");
    const std::vector<ReportedProblem> problems = located(sources, {*problem});
    // Half of an export must not pass for the whole of it.
    if (file.named || evidence::bears_marks(text)) return fail(problems);
    if (!looks_like_json(text)) return decline(file, no_export);
    const Location& at = problems.front().location;
    if (++skipped_["is no JSON that can be read"] <= most_told)
      say(fmt::format("`{}:{}:{}`: {}; the file is skipped", file.path, at.line, at.column, problems.front().message));
    return true;
  }

  /// What is wrong with a file that nothing recognises.
  std::string unknown(const std::string& path) const {
    if (!is_named_as_table(path)) return std::string(no_export);
    if (!map_.columns.empty())
      return "has none of the columns that the map names; `header` in the map says in which line their names stand";
    return "is no table that stackdrag knows; if it lists tools, leavers or campaigns, --map says which column is what";
  }

  bool decline(const Candidate& file, std::string_view why) {
    if (file.named) return fail(fmt::format("`{}` {}", file.path, why));
    if (++skipped_[std::string(why)] <= most_told) say(fmt::format("`{}` {}; it is skipped", file.path, why));
    return true;
  }

  void say(const std::string& sentence) {
    progress_.clear();
    note(sentence);
  }
  bool fail(const std::string& sentence) {
    progress_.clear();
    return refuse(sentence), false;
  }
  bool fail(const std::vector<ReportedProblem>& problems) {
    progress_.clear();
    return print_problems(problems), false;
  }

  static constexpr std::string_view no_export = "is no export that stackdrag knows";

  std::string into_;
  evidence::SheetMap map_;
  evidence::Circumstances given_;
  const FindPeople& find_people_;
  Date today_;
  bool asked_for_people_ = false;
  std::set<std::string> seen_;
  std::vector<Candidate> candidates_;
  std::map<std::string, std::size_t> skipped_;  ///< by reason
  std::size_t refused_ = 0;
  Progress progress_;
  ExportFiles found_;
};

}  // namespace

std::optional<ExportFiles> read_exports(const std::vector<std::string>& paths, const std::string& into,
                                        const evidence::Circumstances& given, const FindPeople& find_people) {
  const auto day = today();
  if (!day.ok()) return refuse(day.failure().message), std::nullopt;
  return ExportReader(into, given, find_people, day.value()).read(paths);
}

std::vector<evidence::Imported> imports_of(const ExportFiles& found) {
  std::vector<evidence::Imported> imports;
  for (const ExportFile& file : found.files) imports.push_back(file.imported);
  return imports;
}

void note_outdated(const evidence::Gathered& gathered) {
  constexpr std::string_view why = "left out: something newer is known, or it is older than the newest by more than `--keep` allows";
  const std::vector<std::string>& files = gathered.outdated;
  const std::size_t told = std::min(files.size(), most_told);
  for (std::size_t i = 0; i < told; ++i) note(fmt::format("`{}` is {}", files[i], why));
  if (told < files.size()) note(fmt::format("{} left out likewise", count_of(files.size() - told, "more file is", "more files are")));
}

void note_foreign_amounts(const Workspace& workspace) {
  const std::vector<std::string> sentences = evidence::foreign_amounts(*workspace.inventory, *workspace.evidence);
  const std::size_t told = std::min(sentences.size(), most_told);
  for (std::size_t i = 0; i < told; ++i) note(sentences[i]);
  if (told < sentences.size())
    note(fmt::format("{} left out likewise", count_of(sentences.size() - told, "more amount is", "more amounts are")));
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
  print_problems(located(sources, problems));
  return std::nullopt;
}

std::optional<evidence::Observed> observed_in(const std::vector<std::string>& paths, const std::string& map) {
  const auto sheet_map = read_map(map);
  if (!sheet_map) return std::nullopt;
  // What is drafted is the first inventory.
  const auto found = read_exports(paths, "", {.map = &*sheet_map}, [] { return People(); });
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

bool add_evidence(const std::vector<std::string>& paths, const std::string& map, Sources& sources, std::vector<std::string>& files) {
  if (paths.empty()) return map.empty() || (refuse("--map: no spreadsheet is given; add --evidence FILE"), false);
  const auto sheet_map = read_map(map);
  if (!sheet_map) return false;
  const auto found = read_exports(paths, "", {.map = &*sheet_map}, [&] { return people_in(sources); });
  if (!found) return false;
  if (!map.empty()) files.push_back(map);
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
