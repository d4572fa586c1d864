#include "imports.h"

#include <fmt/format.h>

#include "stackdrag/identify.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/sheet_map.h"
#include "stackdrag/wide_text.h"

namespace stackdrag::tests {

using namespace stackdrag::evidence;

std::optional<Imported> import_text(std::string_view text, std::string_view file, const Circumstances& given) {
  static const SheetMap with_people{.people = {{{"lena", "", "lena.leavermark@acme.example"}, {"ben", "Ben Miller", ""}, {"cem", "", ""}}}};
  Circumstances with_map = given;
  if (given.map == nullptr) with_map.map = &with_people;
  Sources sources;
  const Opened opened = open_export(sources, sources.add(std::string(file), from_utf16(text).value_or(std::string(text))), with_map.map);
  if (opened.importer == nullptr || opened.importer->read == nullptr) return std::nullopt;
  return import_export(opened, Identify::built_in(), with_map, file, text);
}

std::string observed_of(Imported imported) {
  // What it is told by must not change with every edit of a fixture.
  imported.source.sha256 = std::string(64, '0');
  const std::string text = observed_text(gather({imported}, {}, usual_keep).observed);
  // Without the version of the program, which changes more often.
  std::string out = text.substr(text.find("sources:"));
  for (const Problem& problem : imported.problems) out += fmt::format("# problem: {}\n", problem.message);
  for (const std::string& note : imported.notes) out += fmt::format("# {}\n", note);
  return out;
}

}  // namespace stackdrag::tests
