// A tool that its vendor has discontinued or will discontinue.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "rules/planned.h"
#include "stackdrag/rule.h"

namespace stackdrag::rules {
namespace {

/// When a tool reaches its end of life, where that is written, and how the message puts it.
struct End {
  Date day;
  Span at;
  std::string text;
  Severity severity = Severity::high;
  const Product* product = nullptr;  ///< of the pack that gives the day; null if the inventory does
};

std::string text(Days left, const std::string& when) {
  return left <= Days{0} ? fmt::format("reached its end of life {}", when) : fmt::format("reaches its end of life {}, in {}", when, left);
}

/// The discontinued product that the tool is, by its id, its vendor, its product or its name. `optimize` of the vendor `google` is Google
/// Optimize.
const Product* product_of(const Tool& tool, const Packs& packs) {
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
std::optional<End> end_of(const Tool& tool, const Context& in) {
  if (tool.eol) return End{*tool.eol, tool.eol.at, text(*tool.eol - in.as_of, fmt::format("on {}", *tool.eol))};
  const Product* product = product_of(tool, in.packs);
  if (product == nullptr) return std::nullopt;
  const Severity severity = *product->certainty == Certainty::recalled ? Severity::low : Severity::high;
  return End{product->retired->first, tool.id.at, text(product->retired->first - in.as_of, product->retired->when()), severity, product};
}

bool is_planned(const Tool& tool) { return tool.status && *tool.status == Status::planned; }

/// What is only planned can still be left alone, and for what is far away there is time.
Severity severity_of(const Tool& tool, const End& end, const Context& in) {
  const bool far = end.day - in.as_of > in.options.days("far");
  return is_planned(tool) || far ? std::min(end.severity, Severity::medium) : end.severity;
}

/// Whether another tool is to replace it, by the tool's index.
using Replaced = std::vector<bool>;

Replaced prepare(const Context& in) {
  Replaced replaced(in.inventory.tools.size());
  for (const Tool& tool : in.inventory.tools) {
    if (tool.replaces && tool.replaces->target && !is_retired(tool.status)) replaced[tool.replaces->target.index] = true;
  }
  return replaced;
}

/// Whether somebody has decided to leave the tool.
bool is_left(const Tool& tool, bool replaced) {
  if (tool.retire_on) return true;
  if (!tool.decision) return replaced && !tool.decision.misread();
  return *tool.decision == Decision::cancel || *tool.decision == Decision::replace;
}

/// The day on which the team leaves the tool: while its end lies ahead, no later than that; afterwards, soon.
std::optional<Date> way_out(const Tool& tool, Date end, bool replaced, const Context& in) {
  const At<Date>& day = tool.retire_on ? tool.retire_on : tool.renews;
  if (!is_left(tool, replaced) || !day || *day < in.as_of) return std::nullopt;
  if (*day <= end) return *day;
  return end < in.as_of ? in_sight(*day, in) : std::nullopt;
}

Verdict check(const Tool& tool, const Replaced& replaced, const Context& in) {
  const bool gone = is_retired(tool.status);
  if (gone || is_external(tool) || tool.eol.not_applicable()) return not_applicable();
  const auto end = end_of(tool, in);
  if (!end) return clear();
  const Days left = end->day - in.as_of;
  if (left > in.options.days("horizon")) return clear();
  // The team has planned to switch it off in time.
  if (tool.retire_on && *tool.retire_on >= in.as_of && *tool.retire_on <= end->day) return clear();
  const std::optional<Date> planned = way_out(tool, end->day, replaced[tool.common.self.index], in);
  const bool outlives = !planned && tool.retire_on && *tool.retire_on > std::max(end->day, in.as_of);  // no mutant: words
  const std::string after = outlives ? fmt::format(", and is to be switched off only on {}", *tool.retire_on) : "";
  Flagged finding = flag(end->at, "`{}` {}{}", *tool.id, end->text, after)
                        .measure(std::max(0, left.count), "days left")
                        .as(severity_of(tool, *end, in))
                        .end(is_planned(tool) ? "choose something else than {}" : "plan the move away from {}", tool.common.self);
  return with_plan(end->product != nullptr ? std::move(finding).according_to(*end->product) : std::move(finding), planned);
}

Verdict check_proposal(const Proposal& proposal, const Context& in) {
  const Product* product = in.packs.discontinued(*proposal.id, {});
  if (product == nullptr) product = in.packs.discontinued_in(proposal.common.name ? *proposal.common.name : *proposal.id);
  if (product == nullptr) return clear();
  const Days left = product->retired->first - in.as_of;
  if (left > in.options.days("horizon")) return clear();
  return flag(proposal.id.at, "`{}` is proposed, and {} {}", *proposal.id, *product->name, text(left, product->retired->when()))
      .measure(std::max(0, left.count), "days left")
      .as(*product->certainty == Certainty::recalled ? Severity::low : Severity::medium)
      .according_to(*product)
      .carrying(0)
      .keeping_out(*product->certainty != Certainty::recalled)
      .act("choose something else than {}", proposal.common.self);
}

}  // namespace

Rule tool_eol() {
  return {
      .id = "tool-eol",
      .title = "Tool discontinued by its vendor",
      .when =
          "The vendor has ended or will soon end a tool, as recorded in `eol` or known from the packs, and no earlier retirement is "
          "planned; or (medium) the end is still far away, or somebody plans or proposes such a tool.",
      .why = "You have to move anyway; the later you start, the less time you have to save your data.",
      .fix = "Choose a replacement, export the data while you still can, and record in `retire_on` when you switch the tool off.",
      .gets = "Time to choose what comes next, and no data lost on the vendor's last day.",
      .done = "`retire_on` is set, what replaces it is chosen, and a full export was opened and its records counted.",
      .severity = Severity::high,
      .effort = 24,
      .carry = 1,
      .flagged = "tools: {google-optimize: {does: [testing]}}",
      .clean = "tools: {vwo: {does: [testing]}}",
      .check = both(each<Tool>(prepare, check), each<Proposal>(check_proposal)),
      .options = {days_option("horizon", 365, "days before the end of life at which the move must be planned"),
                  days_option("far", 180, "days before the end of life beyond which the severity is medium")},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
