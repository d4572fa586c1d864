// A tag with code of somebody whom no pack knows.
#include "rules/reality/differing.h"
#include "rules/reality/unknown_code.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Shadow& shadow, const Context& in) {
  if (!is_unknown_code(shadow, in)) return not_applicable();
  // Somebody has declared a pixel of this vendor, and so knows it.
  if (!shadow.members.empty()) return clear();
  const evidence::Sighting& first = *shadow.sightings.front();
  const std::string_view vendor = first.item.value("vendor");
  const bool is_set_up_only = !first.item.has(evidence::Grade::seen) && !first.item.has(evidence::Grade::published);
  const std::string_view name = first.item.value("name");
  const std::string called = name.empty() ? "" : fmt::format(" (\"{}\")", name);
  const std::string what = vendor.empty() ? fmt::format("`{}`{} is a tag with code that nobody knows", first.item.key, called)
                                          : fmt::format("`{}` delivers the code of a tag, and no pack knows whose it is", vendor);
  return flag(first.at, "{} ({})", what, sources_note(first))
      .as(is_set_up_only ? Severity::low : Severity::medium)
      .act("find out whose code {} is");
}

}  // namespace

Rule tag_unknown() {
  return {
      .id = "tag-unknown",
      .title = "Tag with code of an unknown vendor",
      .when =
          "A tag that is not declared runs code from a host that no pack knows: medium if it was seen at work or is published, low if it "
          "is "
          "only set up. Known vendors are a matter for `shadow-asset`.",
      .why = "It may read all that visitors do and type, and nobody can say who gets it.",
      .fix =
          "Ask who put it there. If it stays, declare it: `stackdrag show` with its name prints the lines, and its `vendor` is the domain "
          "of "
          "its code. If nobody knows, pause it and see who complains.",
      .gets = "It is known who reads along on the pages, and that somebody wants it.",
      .done = "It is declared with its vendor and whoever wants it, or it is out of the published container.",
      .severity = Severity::medium,
      .effort = 1,
      .carry = 0.25,
      .flagged =
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}}\n"
          "pixels: {nobody.example@www.acme.example: {vendor: nobody.example, via: gtm, seen: [har-home]}}",
      .clean =
          "pixels: {nobody: {vendor: nobody.example}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}}\n"
          "pixels: {nobody.example@www.acme.example: {vendor: nobody.example, via: gtm, seen: [har-home]}}",
      .check = each<Shadow>(check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
