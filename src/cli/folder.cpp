// Which files of a folder are read, and which are not although they look like an inventory.
#include "cli/folder.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/files.h"
#include "stackdrag/evidence.h"
#include "stackdrag/kinds.h"
#include "stackdrag/saved_report.h"
#include "stackdrag/text.h"
#include "stackdrag/unrecognised.h"

namespace stackdrag::cli {
namespace {

/// What is neither a file nor missing: a missing one is a link that leads nowhere, which is to be told.
bool may_be_endless(const std::filesystem::file_status& status) {
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

/// The ending of a name, in small letters: a name from Windows may be in capitals.
std::string ending_of(const std::filesystem::path& file) { return lower_case(file.extension().string()); }

bool is_inventory(const std::filesystem::path& file) {
  const std::string ending = ending_of(file);
  return ending == ".yaml" || ending == ".yml" || ending == ".json";
}

/// Whether the name is that of an inventory with something behind it: `tools.yaml.bak`, `tools.yml~`.
bool is_copy(const std::filesystem::path& file) {
  const std::string ending = ending_of(file);
  return is_inventory(file.stem()) || ending == ".yaml~" || ending == ".yml~" || ending == ".json~";
}

/// Whether the file may hold facts for which there is no reader: a table, or another kind of document.
bool may_hold_facts(const std::filesystem::path& file) {
  constexpr std::string_view endings[] = {".csv", ".tsv", ".xlsx", ".ods", ".json5", ".jsonc", ".jsonl", ".ndjson", ".toml"};
  return std::find(std::begin(endings), std::end(endings), ending_of(file)) != std::end(endings);
}

/// The first key of a JSON text; empty if it has none.
std::string_view first_key_of(std::string_view json) {
  const std::size_t quote = json.find('"'), end = quote == json.npos ? quote : json.find('"', quote + 1);
  return end == json.npos ? "" : json.substr(quote + 1, end - quote - 1);
}

bool begins_inventory(std::string_view json) {
  const std::string_view key = first_key_of(json);
  return key == "version" || kind_of_section(key).has_value();
}

/// Whether a document has more of an inventory than an export has: a list of zaps begins with `data`, a plan with `version: rudder/v1`.
bool has_sections(View root) {
  bool found = false;
  if (!root.is_mapping()) return false;
  root.entries([&](View key, View value) {
    const bool is_version = key.text() == "version" && value.is_scalar() && !value.text().starts_with("rudder/");
    found |= is_version || (key.text() != "data" && kind_of_section(key.text()));
  });
  return found;
}

/// What a JSON file is that is no inventory: "a report"; empty if it may be one. An inventory is a mapping of sections.
std::string_view what_else(const std::string& file, std::string_view bytes) {
  constexpr std::size_t beginning = 400;
  if (ending_of(file) != ".json") return "";
  const std::string_view head = bytes.substr(0, beginning);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == head.npos) return "";
  if (head[first] == '[') return "a list";
  if (head.find("\"stackdrag\": \"baseline\"") != head.npos) return "a baseline";
  // An inventory names a schema of its own.
  const std::size_t schema = head.find("\"$schema\"");
  const std::string_view named = schema == head.npos ? "" : head.substr(schema, head.find(',', schema) - schema);
  if (named.find("json-schema.org") != named.npos) return "a schema";
  if (named.find("sarif") != named.npos) return "a SARIF report";
  return looks_like_report(bytes) ? "a report" : "";
}

}  // namespace

Result<InventoryFiles> inventory_files(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (path == "-" || !fs::is_directory(path, error)) return InventoryFiles{{path}, {}};
  InventoryFiles files;
  auto entry = fs::recursive_directory_iterator(path, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    const bool folder = entry->is_directory(error);
    if (hidden && folder) entry.disable_recursion_pending();
    const std::string name = entry->path().string();
    // A link may lead back to where it stands, so none is followed.
    if (folder && !hidden && entry->is_symlink(error))
      files.unread.push_back(fmt::format("`{}` is not read: it is a link to a folder", name));
    if (hidden || folder) continue;
    if (!is_inventory(entry->path())) {
      if (is_copy(entry->path()))
        files.unread.push_back(fmt::format("`{}` is not read: its name ends in `{}`", name, ending_of(entry->path())));
      if (may_hold_facts(entry->path())) files.unread.push_back(fmt::format("`{}` is not read: an inventory is YAML or JSON", name));
    } else if (may_be_endless(entry->status(error))) {
      files.unread.push_back(fmt::format("`{}` is not read: it is no regular file", name));
    } else {
      files.read.push_back(name);
    }
  }
  if (error) return Failure{fmt::format("cannot read `{}`: {}", visible(path), reason_of(error.value()))};
  if (files.read.empty()) return Failure{fmt::format("no inventory in `{}`: it holds no .yaml, .yml or .json file", visible(path))};
  std::sort(files.read.begin(), files.read.end());
  std::sort(files.unread.begin(), files.unread.end());
  return files;
}

Result<std::vector<InventoryFile>> read_inventory_files(const std::string& path, std::set<std::string>& seen) {
  const auto files = inventory_files(path);
  if (!files.ok()) return files.failure();
  for (const std::string& sentence : files.value().unread) note(sentence);
  std::vector<InventoryFile> read;
  std::size_t skipped = 0, exports = 0;
  for (const std::string& file : files.value().read) {
    // The same file may be named twice, or be reached by a link.
    if (file != "-" && !seen.insert(resolved(file)).second) continue;
    auto bytes = read_file(file);
    if (!bytes.ok()) return bytes.failure();
    if (file != path && is_export(file, bytes.value())) {
      ++exports;
      continue;
    }
    if (const std::string_view other = file == path ? "" : what_else(file, bytes.value()); !other.empty()) {
      note(fmt::format("`{}` is {}, not part of the inventory, and is skipped", file, other));
      ++skipped;
      continue;
    }
    if (file != path && is_blank_file(bytes.value())) note(fmt::format("`{}` is empty", file));
    // A link may lead anywhere, even one that is named.
    const bool shown = file == "-" || belongs_to(file, file == path ? folder_of(file) : path);
    read.push_back({file, std::move(bytes.value()), shown});
  }
  const bool is_observed =
      std::any_of(read.begin(), read.end(), [](const InventoryFile& file) { return file.bytes.starts_with("observed:"); });
  if (exports > 0 && !is_observed)
    note(fmt::format("`{}` holds {}, not part of the inventory; `--evidence` lays {} over it", visible(path), count_of(exports, "export"),
                     exports == 1 ? "it" : "them"));
  if (read.empty() && skipped + exports > 0) return Failure{fmt::format("no inventory in `{}`: it holds only what is none", visible(path))};
  return read;
}

bool is_export(const std::string& file, std::string_view bytes) {
  // Most of an inventory is looked at twice otherwise. Where one might be taken for an export, the export says what it is in its first
  // rows.
  constexpr std::size_t beginning = std::size_t{64} << 10;
  const bool is_yaml = is_inventory(file) && ending_of(file) != ".json";
  if ((is_yaml || begins_inventory(bytes)) && !evidence::bears_marks(bytes.substr(0, beginning))) return false;
  Sources sources;
  const evidence::Opened opened = evidence::open_export(sources, sources.add(file, std::string(bytes)));
  if (opened.importer == nullptr || opened.importer->kind == evidence::ExportKind::observed) return false;
  return !has_sections(opened.document.tree.root());
}

bool looks_like_inventory(const std::string& path) {
  const std::string ending = ending_of(path);
  if (std::filesystem::path(path).filename() == ".stackdrag.yaml") return true;
  if (ending != ".yaml" && ending != ".yml" && ending != ".json") return false;
  const auto bytes = read_file(path);
  if (!bytes.ok() || !what_else(path, bytes.value()).empty()) return false;
  const std::string_view text = bytes.value();
  if (is_export(path, text)) return false;
  if (ending == ".json") return begins_inventory(text);
  return std::any_of(kinds().begin(), kinds().end(), [&](const KindNames& kind) {
    const std::string key = fmt::format("{}:", kind.section);
    return text.starts_with(key) || text.find("\n" + key) != text.npos;
  });
}

bool is_blank_file(std::string_view bytes) {
  constexpr std::string_view blanks = " \t\r\n";
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    std::string_view line = bytes.substr(0, end);
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    line.remove_suffix(line.size() - std::min(line.find_last_not_of(blanks) + 1, line.size()));
    if (!line.empty() && line.front() != '#' && line != "---" && line != "...") return false;
    bytes.remove_prefix(end);
  }
  return true;
}

}  // namespace stackdrag::cli
