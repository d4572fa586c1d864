#include "imports.h"

#include <fmt/format.h>

#include "stackdrag/identify.h"
#include "stackdrag/observed_file.h"

namespace stackdrag::tests {

using namespace stackdrag::evidence;

std::optional<Imported> import_text(std::string_view text, std::string_view file, const Circumstances& given) {
  Sources sources;
  const Opened opened = open_export(sources, sources.add(std::string(file), std::string(text)));
  if (opened.importer == nullptr || opened.importer->read == nullptr) return std::nullopt;
  return import_export(opened, Identify::built_in(), given, file, text);
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
