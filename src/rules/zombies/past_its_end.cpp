// Something that should have been gone by a day that has passed, and is still there.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/few_names.h"
#include "stackdrag/fields.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether another rule owns a term. A campaign that has ended is history: what was built for it is not.
bool is_owned_elsewhere(Kind kind, std::string_view field) {
  return kind == Kind::person || kind == Kind::project || kind == Kind::campaign || (kind == Kind::tool && field != "retire_on");
}

/// Of several terms the last one counts: whoever has set a later day has moved the earlier one.
struct Term {
  const Field* field;
  const At<Date>* day;
};
template <class T>
std::optional<Term> last_term(const T& item) {
  if constexpr (std::is_same_v<T, Proposal>) {
    // The contract that would follow on a pilot ends later, but the decision is due on the pilot's last day.
    if (item.until) return Term{find_field(Kind::proposal, "until"), &item.until};
  }
  std::optional<Term> last;
  for (const Field& field : fields_of(kind_of<T>).fields) {
    if ((field.dating != Dating::term && field.dating != Dating::put_off) || is_owned_elsewhere(kind_of<T>, field.name)) continue;
    const At<Date>& day = field.date(&item);
    if (day && (!last || **last->day < *day)) last = Term{&field, &day};
  }
  return last;
}

/// Whether the item is still there, in the sense of its terms.
template <class T>
bool remains(const T& item) {
  if constexpr (std::is_same_v<T, Tool>) {
    if (is_external(item)) return false;
  }
  if constexpr (requires { item.status; }) return in_use(item.status);
  return true;
}

template <class T>
std::string_view what_was_due() {
  if constexpr (std::is_same_v<T, Proposal>) return "should have been decided by";
  if constexpr (std::is_same_v<T, Change>) return "was planned for";
  return "should have been gone by";
}

Severity severity_of(Days ago, const Context& in) { return ago > in.options.days("long") ? Severity::medium : Severity::low; }

template <class T>
Verdict check(const T& item, const Context& in) {
  if (!remains(item)) return not_applicable();
  const std::optional<Term> term = last_term(item);
  if (!term) return not_applicable();
  const Days ago = in.as_of - **term->day;
  if (ago.count <= 0) return clear();
  // A change that was made stays in the list for a while: nobody tidies up on the day itself.
  constexpr bool is_change = std::is_same_v<T, Change>;
  if (is_change && ago <= in.options.days("tidy")) return clear();
  return flag(term->day->at, "`{}` {} {} (`{}`), {} ago, and is still listed", *item.id, what_was_due<T>(), **term->day, term->field->name,
              ago)
      .measure(ago)
      .as(is_change ? Severity::low : severity_of(ago, in))
      .act(fmt::format("remove {{}}, or move its `{}` with a reason", term->field->name), item.common.self);
}

/// A proposal that nobody has decided on for long, while no pilot runs.
Verdict check_proposal(const Proposal& proposal, const Context& in) {
  Verdict due = check<Proposal>(proposal, in);
  const At<Date>& added = proposal.common.extras().added;
  const bool runs = proposal.until.misread() || (proposal.until && in.as_of <= *proposal.until);
  if (due.finding() != nullptr || !added || runs || in.as_of - *added <= in.options.days("undecided")) return due;
  const Days ago = in.as_of - *added;
  return flag(added.at, "`{}` was proposed on {}, {} ago, and nobody has decided on it (limit {})", *proposal.id, *added, ago,
              in.options.days("undecided"))
      .measure(ago)
      .as(Severity::low)
      .act("decide on {}", proposal.common.self);
}

/// What was built for each campaign and is still there, by the campaign's index. `pixel-campaign-ended` owns the pixels of a campaign that
/// says when it ended.
struct Remains {
  std::vector<std::vector<Text>> pixels, others;
};

Remains prepare(const Context& in) {
  Remains built{std::vector<std::vector<Text>>(in.inventory.campaigns.size()),
                std::vector<std::vector<Text>>(in.inventory.campaigns.size())};
  const auto add = [&](std::vector<std::vector<Text>>& into, const auto& item) {
    // What has a day of its own is judged by that.
    if (!item.campaign || !remains(item) || last_term(item)) return;
    if (const Campaign* campaign = in.facts.campaign(item.campaign->target)) into[campaign->common.self.index].push_back(*item.id);
  };
  for (const Pixel& pixel : in.inventory.pixels) {
    if (is_live(pixel)) add(built.pixels, pixel);
  }
  for (const Integration& integration : in.inventory.integrations) add(built.others, integration);
  for (const Page& page : in.inventory.pages) add(built.others, page);
  return built;
}

Verdict check_campaign(const Campaign& campaign, const Remains& built, const Context& in) {
  if (campaign.evergreen && *campaign.evergreen) return not_applicable();
  const At<Date>& day = campaign.teardown ? campaign.teardown : campaign.ends;
  if (!day) return not_applicable();
  // Without a teardown, there is some time to tidy up.
  const Days ago = in.as_of - *day;
  if (ago <= (campaign.teardown ? Days{0} : in.options.days("tidy"))) return clear();
  std::vector<Text> left = built.others[campaign.common.self.index];
  const std::vector<Text>& pixels = built.pixels[campaign.common.self.index];
  if (!campaign.ends) left.insert(left.end(), pixels.begin(), pixels.end());
  if (left.empty()) return clear();
  std::vector<std::string> names;
  for (std::size_t at = 0; at < std::min<std::size_t>(left.size(), 3); ++at) names.push_back(fmt::format("`{}`", left[at]));
  return flag(day.at, "`{}` {} {}, {} ago, and {} {} still listed", *campaign.id,
              campaign.teardown ? "should have been torn down by" : "ended on", *day, ago, few_of(std::move(names), left.size()),
              left.size() == 1 ? "is" : "are")
      .measure(ago)
      .as(severity_of(ago, in))
      .act("tear down what was built for {}", campaign.common.self);
}

}  // namespace

Rule past_its_end() {
  return {
      .id = "past-its-end",
      .title = "Outlived its own end date",
      .when =
          "A tool, pixel, integration or page should be gone by now, a campaign torn down, a proposal decided or a change made, but it is "
          "still listed. The severity is low at first, later medium.",
      .why = "Somebody decided that it should go, and nobody did it; what stays past its end becomes part of the system.",
      .fix = "Remove it; what has a `status` may stay in the list as `retired`. If it has to go on, move the date and say `why`.",
      .gets = "An end that was agreed on is kept, or moved by somebody who says why.",
      .done = "It no longer runs and is off the list or `status: retired`; or it has a new date, and `why` says why.",
      .severity = Severity::low,
      .effort = 1,
      .carry = 0.25,
      .flagged = "tools: {shop: {}, mailer: {}}\nintegrations: {stopgap: {from: shop, to: mailer, until: 2026-06-30}}",
      .clean = "tools: {shop: {}, mailer: {}}\nintegrations: {stopgap: {from: shop, to: mailer, until: 2027-06-30}}",
      .check = both(both(both(each<Tool>(check<Tool>), each<Pixel>(check<Pixel>)),
                         both(each<Integration>(check<Integration>), each<Page>(check<Page>))),
                    both(both(each<Proposal>(check_proposal), each<Change>(check<Change>)), each<Campaign>(prepare, check_campaign))),
      .worst = Severity::medium,
      .options = {days_option("undecided", 365, "days after a proposal is added by which it should be decided on"),
                  days_option("long", 90, "days after the date from which the severity is medium"),
                  days_option("tidy", 30, "days after a change, or after the end of a campaign without `teardown`, to tidy up")},
  };
}

}  // namespace stackdrag::rules
