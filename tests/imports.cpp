#include "imports.h"

#include <fmt/format.h>

#include "stackdrag/observed_file.h"

namespace stackdrag::tests {

using namespace stackdrag::evidence;

std::optional<Imported> import_text(std::string_view text, const Circumstances& given) {
  Sources sources;
  const Document document = read_document(sources, sources.add("export", std::string(text)));
  if (document.problem || document.tree.empty()) return std::nullopt;
  const Importer* const importer = recognise(document.tree.root());
  if (importer == nullptr || importer->read == nullptr) return std::nullopt;
  Imported imported;
  imported.source = {
      .kind = importer->kind, .day = given.day, .sha256 = std::string(64, '0'), .grade = importer->grade, .choice = given.choice};
  importer->read({document.tree.root(), Packs::built_in(), given}, imported);
  return imported;
}

std::string observed_of(const Imported& imported) {
  const std::string text = observed_text(gather({imported}, {}, usual_keep).observed);
  std::string out = text.substr(text.find("sources:"));
  for (const FoundSecret& secret : imported.secrets) out += fmt::format("# {} at {}\n", secret.kind, secret.pointer);
  for (const Problem& problem : imported.problems) out += fmt::format("# problem: {}\n", problem.message);
  for (const std::string& note : imported.notes) out += fmt::format("# {}\n", note);
  return out;
}

}  // namespace stackdrag::tests
