// The JSON Schema of the JSON difference, from the description of its shape.
#include "stackdrag/diff_schema.h"
#include "stackdrag/diff_shape.h"
#include "stackdrag/json_schema.h"

namespace stackdrag {

std::string diff_schema() {
  using namespace report;
  ObjectSchema root;
  Diff blank;
  DiffOfFigures change;
  describe(root, blank, change);
  SchemaDocument document(
      "urn:stackdrag:diff:1", "stackdrag diff",
      "What `stackdrag diff --format json` prints: the difference between two audits; each finding is on a line of its own. Money is in "
      "the stack's currency. Fields are added, never renamed, without a new schema_version.");
  document.define(form::count);
  document.define(form::amount);
  document.define(diff_form::difference);
  document.define(form::severity);
  document.define(diff_form::side);
  document.define(diff_form::findings);
  document.define(diff_form::subject);
  document.define(diff_form::fingerprint);
  document.define(diff_form::message);
  document.define(diff_form::location);
  document.define(diff_form::measure);
  document.define(diff_form::finding);
  return document.text(root);
}

}  // namespace stackdrag
