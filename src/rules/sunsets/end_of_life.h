// When a tool reaches its end of life, and how the team leaves it; for the rules about that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/planned.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// When a tool reaches its end of life, where that is written, and how the message puts it.
struct End {
  Date day;
  Span at;
  std::string text;
  Severity severity = Severity::high;
  const Product* product = nullptr;  ///< of the pack that gives the day; null if the inventory does
};

inline std::string end_in_words(Days left, const std::string& when) {
  return left <= Days{0} ? fmt::format("reached its end of life {}", when) : fmt::format("reaches its end of life {}, in {}", when, left);
}

/// The discontinued product that the tool is, by its id, its vendor, its product or its name. `optimize` of the vendor `google` is Google
/// Optimize.
inline const Product* product_of(const Tool& tool, const Packs& packs) {
  if (const Product* const product = packs.discontinued(*tool.id, {})) return product;
  if (tool.vendor) {
    if (const Product* const product = packs.discontinued(*tool.vendor, {})) return product;
    if (const Product* const product = packs.discontinued(fmt::format("{} {}", packs.vendor_family(*tool.vendor), *tool.id), {}))
      return product;
  }
  const auto named_in = [&](const At<Text>& text) {
    const Product* const named = text ? packs.discontinued_in(*text) : nullptr;
    const bool other = named != nullptr && tool.vendor && packs.vendor_family(*tool.vendor) != packs.vendor_family(*named->vendor);
    return other ? nullptr : named;
  };
  if (const Product* const product = named_in(tool.product)) return product;
  return named_in(tool.common.name ? tool.common.name : tool.id);
}

/// A date in the inventory takes precedence over the packs.
inline std::optional<End> end_of(const Tool& tool, const Context& in) {
  if (tool.eol) return End{*tool.eol, tool.eol.at, end_in_words(*tool.eol - in.as_of, fmt::format("on {}", *tool.eol))};
  const Product* product = product_of(tool, in.packs);
  if (product == nullptr) return std::nullopt;
  const Severity severity = *product->certainty == Certainty::recalled ? Severity::low : Severity::high;
  return End{product->retired->first, tool.id.at, end_in_words(product->retired->first - in.as_of, product->retired->when()), severity,
             product};
}

inline bool is_planned(const Tool& tool) { return tool.status && *tool.status == Status::planned; }

/// Whether another tool is to replace it, by the tool's index.
using Replaced = std::vector<bool>;

inline Replaced replaced_tools(const Context& in) {
  Replaced replaced(in.inventory.tools.size());
  for (const Tool& tool : in.inventory.tools) {
    if (tool.replaces && tool.replaces->target && !is_retired(tool.status)) replaced[tool.replaces->target.index] = true;
  }
  return replaced;
}

/// Whether somebody has decided to leave the tool.
inline bool is_left(const Tool& tool, bool replaced) {
  if (tool.retire_on) return true;
  if (!tool.decision) return replaced && !tool.decision.misread();
  return *tool.decision == Decision::cancel || *tool.decision == Decision::replace;
}

/// The day on which the team leaves the tool: while its end lies ahead, no later than that; afterwards, soon.
inline std::optional<Date> way_out(const Tool& tool, Date end, bool replaced, const Context& in) {
  const At<Date>& day = tool.retire_on ? tool.retire_on : tool.renews;
  if (!is_left(tool, replaced) || !day || *day < in.as_of) return std::nullopt;
  if (*day <= end) return *day;
  return end < in.as_of ? in_sight(*day, in) : std::nullopt;
}

}  // namespace stackdrag::rules
