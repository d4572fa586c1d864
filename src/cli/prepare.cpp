// Reads everything that an audit is made of.
#include "cli/prepare.h"

#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "cli/exports.h"
#include "cli/files.h"
#include "stackdrag/config.h"
#include "stackdrag/fnv.h"
#include "stackdrag/packs.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* config_name = ".stackdrag.yaml";
constexpr const char* wrong_config_name = ".stackdrag.yml";

/// The path without `.` and `..`; if that would name another file, because `..` follows a symbolic link, the real path.
fs::path without_dots(const fs::path& path) {
  std::error_code error;
  fs::path shorter = path.lexically_normal();
  fs::path real = fs::weakly_canonical(fs::absolute(path, error), error);
  return error || real == fs::weakly_canonical(fs::absolute(shorter, error), error) ? shorter : real;
}

/// Prints what is wrong with a file, each mistake with its place.
void show_problems(const Sources& sources, const std::vector<Problem>& problems, std::string_view what) {
  print_problems(located(sources, problems));
  refuse(fmt::format("{} in {}", count_of(problems.size(), "mistake"), what));
}

/// Where a configuration may stand: beside the inventory, and above it up to the root of the repository, if it is in one.
std::vector<fs::path> config_places(const std::vector<std::string>& inventory) {
  std::error_code error;
  const fs::path first = inventory.empty() || inventory.front() == "-" ? "." : inventory.front();
  fs::path folder = fs::is_directory(first, error) ? first : first.parent_path();
  if (folder.empty()) folder = ".";
  const bool is_folder = fs::is_directory(first, error) && !inventory.empty();
  std::vector<fs::path> near{folder};
  // What is beside an inventory that is a folder is one level up.
  if (is_folder) near.push_back(folder / "..");
  std::vector<fs::path> places;
  for (fs::path at = folder;; at /= "..") {
    places.push_back(at);
    if (fs::exists(at / ".git", error)) return places;
    const fs::path here = fs::canonical(at, error);
    if (error || here == here.root_path()) return near;
  }
}

/// The path of the configuration; empty if there is none.
Result<std::string> config_path(const InventoryArguments& arguments, const std::vector<std::string>& inventory) {
  std::error_code error;
  if (!arguments.config.empty()) return arguments.config;
  for (const fs::path& place : config_places(inventory)) {
    const fs::path path = without_dots(place / config_name);
    // A link that leads nowhere counts as found, so that the user hears that it cannot be read.
    if (fs::exists(fs::symlink_status(path, error))) return path.string();
    if (const fs::path other = without_dots(place / wrong_config_name); fs::exists(other, error))
      note(fmt::format("`{}` is not read: a configuration is called {}", other.string(), config_name));
  }
  return std::string();
}

/// A path that is written in the configuration, relative to the working directory.
std::string beside(const std::string& config, const std::string& path) {
  if (config.empty() || fs::path(path).is_absolute()) return path;
  return without_dots(fs::path(config).parent_path() / path).string();
}

bool read_into(const std::string& path, bool shown, Sources& sources) {
  auto bytes = read_file(path);
  if (!bytes.ok()) return refuse(bytes.failure().message), false;
  sources.add(path, std::move(bytes.value()), shown);
  return true;
}

/// FNV-1a, to tell whether a file has changed; nobody has a reason to forge it.
std::string digest_of(std::string_view text) { return fmt::format("{:016x}", Fnv().text(text).hash); }

bool use_packs(const std::vector<std::string>& paths, const std::string& config, Prepared& into) {
  if (paths.empty()) return true;
  std::vector<PackFile> files;
  for (const std::string& path : paths) {
    auto bytes = read_file(beside(config, path));
    if (!bytes.ok()) return refuse(bytes.failure().message), false;
    into.settings.packs_laid_over[path] = digest_of(bytes.value());
    into.files.push_back(beside(config, path));
    files.push_back({beside(config, path), std::move(bytes.value()), belongs_to(beside(config, path), folder_of(config))});
  }
  OwnPacks own = lay_over_built_in(files);
  if (!own.problems.empty()) return show_problems(*own.sources, own.problems, "the packs"), false;
  into.settings.packs = &into.packs.emplace(std::move(own.packs));
  return true;
}

bool use_config(const InventoryArguments& arguments, const std::vector<std::string>& inventory, Prepared& into) {
  const auto path = config_path(arguments, inventory);
  if (!path.ok()) return refuse(path.failure().message), false;
  if (path.value().empty()) return true;
  Sources sources;
  // A file that the user names may be shown; one that is found in a repository may be a link that leads anywhere.
  const bool shown = !arguments.config.empty() || belongs_to(path.value(), folder_of(path.value()));
  if (!read_into(path.value(), shown, sources)) return false;
  const ReadConfig read = read_config(sources, built_in_catalogue());
  if (!read.problems.empty()) return show_problems(sources, read.problems, "the configuration"), false;
  into.files.push_back(path.value());
  into.settings.rules = read.config.rules;
  into.settings.gate = read.config.gate;
  into.settings.waivers.notice = read.config.waiver_notice;
  if (!read.config.baseline.empty()) {
    into.baseline_path = beside(path.value(), read.config.baseline);
    into.baseline_shown = belongs_to(into.baseline_path, folder_of(path.value()));
  }
  return use_packs(read.config.packs, path.value(), into);
}

bool use_baseline(const BaselineChoice& choice, Prepared& into) {
  if (!choice.path.empty()) {
    into.baseline_path = choice.path;
    into.baseline_shown = belongs_to(choice.path, folder_of(choice.path));
  }
  if (!choice.read || (into.baseline_path.empty() && !choice.needed)) return true;
  if (into.baseline_path.empty()) into.baseline_path = default_baseline;
  Sources sources;
  auto bytes = read_file(into.baseline_path);
  if (!bytes.ok()) {
    refuse(bytes.failure().message + "; `stackdrag baseline create` writes a baseline");
    return false;
  }
  sources.add(into.baseline_path, bytes.value(), into.baseline_shown);
  ReadBaseline read = read_baseline(sources);
  if (!read.baseline) return show_problems(sources, read.problems, "the baseline; nothing was compared"), false;
  into.files.push_back(into.baseline_path);
  into.baseline = BaselineFile{into.baseline_path, std::move(bytes.value()), std::move(*read.baseline)};
  into.settings.baseline = &into.baseline->baseline;
  return true;
}

}  // namespace

std::unique_ptr<Prepared> prepare_settings(const InventoryArguments& arguments, const std::vector<std::string>& inventory) {
  auto prepared = std::make_unique<Prepared>();
  auto settings = arguments.settings();
  if (!settings.ok()) return refuse(settings.failure().message), nullptr;
  prepared->settings = std::move(settings.value());
  prepared->settings.waivers.honoured = !arguments.no_waivers;
  return use_config(arguments, inventory, *prepared) ? std::move(prepared) : nullptr;
}

std::unique_ptr<Prepared> prepare(const InventoryArguments& arguments, const BaselineChoice& baseline) {
  auto prepared = prepare_settings(arguments, arguments.found());
  if (prepared == nullptr || !use_baseline(baseline, *prepared)) return nullptr;
  Settings& chosen = prepared->settings;
  if (arguments.as_of == "baseline") {
    if (!prepared->baseline) {
      refuse(baseline.option
                 ? "--as-of baseline: no baseline is given; add --baseline FILE"
                 : "--as-of baseline: the configuration names no baseline; add `baseline: FILE` to .stackdrag.yaml, or write the day");
      return nullptr;
    }
    chosen.as_of = prepared->baseline->baseline.made.as_of;
  }
  auto sources = arguments.read();
  if (!sources.ok()) return refuse(sources.failure().message), nullptr;
  prepared->sources = std::move(sources.value());
  for (std::size_t i = 0; i < prepared->sources.count(); ++i) prepared->files.emplace_back(prepared->sources.name(i));
  if (!add_evidence(arguments.evidence, arguments.map, prepared->sources, prepared->files)) return nullptr;
  return prepared;
}

}  // namespace stackdrag::cli
