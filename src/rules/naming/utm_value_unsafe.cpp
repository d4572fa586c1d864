// A UTM value that does not survive in a link.
#include <algorithm>

#include "rules/naming/lookback.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// What in the value ends it, or is changed on its way; empty if nothing does.
Text unsafe_part(Text value) {
  // `pii-in-parameters` reports an address.
  if (value.find('@') != Text::npos) return {};
  if (const std::size_t address = value.find("://"); address != Text::npos) return value.substr(address, 3);
  const std::size_t at = value.find_first_of("&#?=%\"<>\\\t");
  return at == Text::npos ? Text{} : value.substr(at, 1);
}

Verdict check(const UtmValue& value, const Context& in) {
  const auto counts = [&](const UtmValue::Use& use) { return still_reported(*use.campaign, in); };
  if (std::none_of(value.uses.begin(), value.uses.end(), counts)) return not_applicable();
  const auto use = std::find_if(value.uses.begin(), value.uses.end(),
                                [&](const UtmValue::Use& one) { return counts(one) && !unsafe_part(*one.value).empty(); });
  if (use == value.uses.end()) return clear();
  return flag(use->value.at, "the `{}` value `{}` contains `{}`, which has a special meaning in a link", value.field, *use->value,
              unsafe_part(*use->value))
      .act("replace the UTM value {}");
}

}  // namespace

Rule utm_value_unsafe() {
  return {
      .id = "utm-value-unsafe",
      .title = "UTM value that breaks its link",
      .when =
          "A UTM value contains a character that cuts it off or is encoded in a link (`&`, `#`, `?`, `=`, `%`), or it contains a whole "
          "URL.",
      .why = "The link is cut there, or the value arrives in pieces, and its visits go to rows that nobody recognises.",
      .fix = "Use lower-case letters, digits, `-` and `_` only, as in `news-letter`, and build links from a list instead of by hand.",
      .gets = "No click on the link gets lost in a row that nobody recognises.",
      .done = "A click on the live link arrives with the values just as they were meant, and none of them is cut off.",
      .severity = Severity::medium,
      .effort = 0.5,
      .carry = 0.25,
      .flagged = "campaigns: {q4: {ends: 2026-12-31, utm: {source: ['news&letter'], medium: [email]}}}",
      .clean = "campaigns: {q4: {ends: 2026-12-31, utm: {source: [news-letter], medium: [email]}}}",
      .check = each<UtmValue>(check),
      .options = {lookback_option()},
  };
}

}  // namespace stackdrag::rules
