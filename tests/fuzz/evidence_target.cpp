// Any bytes, read as an export.
#include "fuzz/promises.h"
#include "fuzz/targets.h"
#include "imports.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag::fuzz {

using namespace stackdrag::evidence;

bool fuzz_evidence(std::string_view bytes) {
  const auto imported = tests::import_text(bytes, "fuzz.json");
  if (!imported) return false;
  for (const std::string& note : imported->notes) require(visible(note) == note, "a note is safe to print");
  const Observed observed = gather({*imported}, {}, usual_keep).observed;
  const std::string text = observed_text(observed);
  require(!secret_in(text), "nothing secret gets out of an export");
  Sources sources;
  const Document document = read_document(sources, sources.add("observed.yaml", text));
  require(!document.problem, "an observed file can be read");
  std::vector<Problem> problems;
  require(read_observed(document.tree.root(), problems) == observed && problems.empty(), "an observed file says what was observed");
  return true;
}

}  // namespace stackdrag::fuzz
