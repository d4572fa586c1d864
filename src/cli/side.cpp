// Reads one side of a comparison.
#include "cli/side.h"

#include <set>

#include <fmt/format.h>

#include "cli/files.h"
#include "cli/folder.h"
#include "stackdrag/saved_report.h"

namespace stackdrag::cli {

std::optional<Failure> load(const std::string& path, Side& side) {
  side.path = path;
  std::set<std::string> seen;
  auto files = read_inventory_files(path, seen);
  if (!files.ok()) return files.failure();
  const bool alone = files.value().size() == 1;
  for (InventoryFile& file : files.value()) {
    side.files.push_back(file.name);
    std::string name = file.name == "-" ? "stdin" : file.name;
    if (alone && looks_like_report(file.bytes)) {
      auto report = read_report(std::move(file.bytes), std::move(name));
      if (!report.ok()) return report.failure();
      side.report = std::move(report.value());
      side.saved = true;
      return std::nullopt;
    }
    if (!side.sources.fits(file.bytes.size())) return Failure{"the inventory is larger than 4 GiB in total"};
    side.sources.add(std::move(name), std::move(file.bytes), file.shown);
  }
  return std::nullopt;
}

std::optional<Failure> check_whole(const Side& side) {
  if (side.report->filter.empty()) return std::nullopt;
  return Failure{
      fmt::format("`{}` holds only some of the findings ({}); compare reports written without a filter", side.path, side.report->filter)};
}

}  // namespace stackdrag::cli
