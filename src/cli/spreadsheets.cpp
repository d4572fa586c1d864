// Reads the map of spreadsheets, and looks up the people of an inventory.
#include "cli/spreadsheets.h"

#include <utility>

#include <fmt/format.h>

#include "cli/cli.h"
#include "cli/files.h"
#include "stackdrag/packs.h"
#include "stackdrag/workspace.h"

namespace stackdrag::cli {

std::optional<evidence::SheetMap> read_map(const std::string& path) {
  if (path.empty()) return evidence::SheetMap{};
  auto bytes = read_file(path);
  if (!bytes.ok()) return refuse(bytes.failure().message), std::nullopt;
  Sources sources;
  const Document document = read_document(sources, sources.add(path, std::move(bytes.value())));
  if (!document.problem && document.tree.empty()) return refuse(fmt::format("`{}` is empty", path)), std::nullopt;
  std::vector<Problem> problems;
  std::optional<evidence::SheetMap> map;
  if (document.problem)
    problems.push_back(*document.problem);
  else
    map = evidence::read_sheet_map(document.tree.root(), problems);
  if (problems.empty()) return map;
  print_problems(located(sources, problems));
  return std::nullopt;
}

People people_in(const Sources& inventory) {
  const Loaded loaded = load(inventory, Packs::built_in(), Lane::automatic, std::nullopt);
  if (!loaded.workspace || loaded.workspace->inventory->people.empty()) return std::nullopt;
  std::vector<evidence::DeclaredPerson> people;
  for (const Person& person : loaded.workspace->inventory->people) {
    const At<Text>& name = person.common.name;
    people.push_back(
        {std::string(*person.id), std::string(name ? Text(*name) : Text()), std::string(person.email ? Text(*person.email) : Text())});
  }
  return people;
}

People people_here() {
  InventoryArguments here;
  // Named, so that nothing is said of what lies beside.
  here.paths = here.found();
  if (here.paths.empty()) return std::nullopt;
  const auto sources = here.read();
  return sources.ok() ? people_in(sources.value()) : std::nullopt;
}

}  // namespace stackdrag::cli
