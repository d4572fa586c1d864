// Personal data in URLs, UTM values or event names, from where it reaches every vendor on the page.
#include <algorithm>
#include <optional>
#include <string>

#include "stackdrag/pattern.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// The patterns by which personal data is recognised.
struct Patterns {
  Pattern email, phone, key;
};

/// Compiled once for all audits: rules are asked again for each action that ends something.
const Patterns& patterns() {
  const auto compiled = [](std::string_view pattern) {
    std::string problem;
    return *Pattern::compile(pattern, problem);
  };
  static const Patterns all{
      compiled(R"((?i)[a-z0-9._%+-]+(@|%40)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,})"),
      // A phone number in international format; dates and ids do not look like that.
      compiled(R"((^|[^0-9a-z])(\+|%2B|00)[1-9][0-9]{0,2}[ ()/.-]?[0-9][0-9 ()/.-]{6,}[0-9])"),
      compiled(
          R"((?i)(^|[?&;{_. -])(e-?mail|mail|phone|tel|mobile|first_?name|last_?name|full_?name|surname|birth(day|_?date)?|dob|ssn|iban)(=|%3D))")};
  return all;
}

/// Whether the e-mail address belongs to a role, such as `info@`, and not to a person.
bool is_role(Text text, const Packs& packs) {
  const std::string name = lower_case(text);
  const std::size_t at = std::min(name.find('@'), name.find("%40"));
  if (at == std::string::npos) return false;
  std::size_t begin = at;
  while (begin > 0 && (is_letter(name[begin - 1]) || is_digit(name[begin - 1]) || name[begin - 1] == '-')) --begin;
  const std::string_view mailbox = std::string_view(name).substr(begin, at - begin);
  const std::vector<RoleMailboxes>& rows = packs.rows<RoleMailboxes>();
  return std::any_of(rows.begin(), rows.end(), [&](const RoleMailboxes& row) {
    return std::any_of(row.names.begin(), row.names.end(), [&](const At<Text>& role) { return *role == mailbox; });
  });
}

/// The kind of personal data in a text, in words; empty if there is none.
std::string_view personal_data_in(Text text, const Packs& packs) {
  if (patterns().email.found_in(text) && !is_role(text, packs)) return "an e-mail address";
  if (patterns().phone.found_in(text)) return "a phone number";
  if (patterns().key.found_in(text)) return "a parameter for personal data";
  return {};
}

/// Flags the first text that contains personal data. The message does not quote the text, because reports are passed on.
Verdict check_texts(Text id, std::initializer_list<const List<Text>*> lists, ItemId item, const Packs& packs) {
  for (const List<Text>* list : lists) {
    for (const At<Text>& text : *list) {
      const std::string_view what = personal_data_in(*text, packs);
      if (!what.empty()) return flag(text.at, "`{}` exposes {}", id, what).act("remove personal data from {}", item);
    }
  }
  return clear();
}

Verdict check_campaign(const Campaign& campaign, const Context& in) {
  if (!is_running(campaign.status) || !campaign.utm) return not_applicable();
  return check_texts(*campaign.id, {&campaign.utm->source, &campaign.utm->medium, &campaign.utm->campaign}, campaign.common.self, in.packs);
}

Verdict check_pixel(const Pixel& pixel, const Context& in) {
  if (!is_live(pixel) || pixel.sends.size() == 0) return not_applicable();
  return check_texts(*pixel.id, {&pixel.sends}, pixel.common.self, in.packs);
}

Verdict check_data(const Data& data, const Context& in) {
  if (data.events.size() == 0) return not_applicable();
  return check_texts(*data.id, {&data.events}, data.common.self, in.packs);
}

Verdict check_page(const Page& page, const Context& in) {
  const std::string_view what = personal_data_in(*page.id, in.packs);
  if (what.empty()) return clear();
  return flag(page.id.at, "the URL of this page exposes {}", what).act("remove personal data from {}", page.common.self);
}

}  // namespace

Rule pii_in_parameters() {
  return {
      .id = "pii-in-parameters",
      .title = "Personal data in URLs or event names",
      .when = "A UTM value, an event name or a page URL contains an e-mail address, a phone number or a parameter for personal data.",
      .why = "URLs and events reach every vendor on the page, their logs and the browser history, and nobody can take them back.",
      .fix =
          "Remove it before the page view is tracked, send an opaque key instead, and ask the vendors to delete what they have received.",
      .gets = "Links and reports can be passed on without giving away a customer's address.",
      .done = "A week of page views and all live links hold no personal data, and the vendors have confirmed the deletion.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 0.5,
      .flagged = "campaigns: {q4: {utm: {source: [newsletter], medium: [email], campaign: ['jane.doe@example.com']}}}",
      .clean = "campaigns: {q4: {utm: {source: [newsletter], medium: [email], campaign: [q4]}}}",
      .check = both(both(each<Campaign>(check_campaign), each<Pixel>(check_pixel)), both(each<Data>(check_data), each<Page>(check_page))),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
