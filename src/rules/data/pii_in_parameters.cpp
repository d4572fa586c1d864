// Personal data in addresses, UTM values or event names, from where it spreads to every vendor.
#include <algorithm>
#include <optional>
#include <string>

#include "stackdrag/pattern.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// What gives personal data away.
struct Signs {
  Pattern email, phone, key;
};

Signs signs() {
  std::string problem;
  const auto compiled = [&](std::string_view pattern) { return *Pattern::compile(pattern, problem); };
  return {
      compiled(R"((?i)[a-z0-9._%+-]+(@|%40)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,})"),
      // A number that begins as phone numbers do abroad; dates and ids do not.
      compiled(R"((^|[^0-9a-z])(\+|%2B|00)[1-9][0-9]{0,2}[ ()/.-]?[0-9][0-9 ()/.-]{6,}[0-9])"),
      compiled(
          R"((?i)(^|[?&;{_. -])(e-?mail|mail|phone|tel|mobile|first_?name|last_?name|full_?name|surname|birth(day|_?date)?|dob|ssn|iban)(=|%3D))")};
}

/// Whether the address is one of a role, behind which there is no person.
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

/// What a text gives away, in words; empty if nothing.
std::string_view given_away(Text text, const Signs& signs, const Packs& packs) {
  if (signs.email.found_in(text) && !is_role(text, packs)) return "an e-mail address";
  if (signs.phone.found_in(text)) return "a phone number";
  if (signs.key.found_in(text)) return "a parameter for personal data";
  return {};
}

Signs prepare(const Context&) { return signs(); }

/// The first text of the lists that gives something away. The text itself is not repeated: reports travel far.
Verdict check_texts(Text id, std::initializer_list<const List<Text>*> lists, const Signs& signs, ItemId item, const Packs& packs) {
  for (const List<Text>* list : lists) {
    for (const At<Text>& text : *list) {
      const std::string_view what = given_away(*text, signs, packs);
      if (!what.empty()) return flag(text.at, "`{}` passes on {}", id, what).act("strip personal data from {}", item);
    }
  }
  return clear();
}

Verdict check_campaign(const Campaign& campaign, const Signs& signs, const Context& in) {
  if (!in_use(campaign.status) || !campaign.utm) return not_applicable();
  return check_texts(*campaign.id, {&campaign.utm->source, &campaign.utm->medium, &campaign.utm->campaign}, signs, campaign.common.self,
                     in.packs);
}

Verdict check_pixel(const Pixel& pixel, const Signs& signs, const Context& in) {
  if (!in_use(pixel.status) || pixel.sends.size() == 0) return not_applicable();
  return check_texts(*pixel.id, {&pixel.sends}, signs, pixel.common.self, in.packs);
}

Verdict check_data(const Data& data, const Signs& signs, const Context& in) {
  if (data.events.size() == 0) return not_applicable();
  return check_texts(*data.id, {&data.events}, signs, data.common.self, in.packs);
}

Verdict check_page(const Page& page, const Signs& signs, const Context& in) {
  const std::string_view what = given_away(*page.id, signs, in.packs);
  if (what.empty()) return clear();
  return flag(page.id.at, "the address of this page passes on {}", what).act("strip personal data from {}", page.common.self);
}

}  // namespace

Rule pii_in_parameters() {
  return {
      .id = "pii-in-parameters",
      .title = "Personal data in parameters",
      .when = "A UTM value, an event name or a page address holds an e-mail address, a phone number or a parameter for such.",
      .why = "Addresses and events go to every vendor on the page, to their logs and to the browser's history; nobody can take them back.",
      .fix = "Strip it before the page is counted, send a key instead, and ask the vendors to delete what they have got.",
      .severity = Severity::high,
      .effort = 4,
      .carry = 0.5,
      .flagged = "campaigns: {q4: {utm: {source: [newsletter], medium: [email], campaign: ['jane.doe@example.com']}}}",
      .clean = "campaigns: {q4: {utm: {source: [newsletter], medium: [email], campaign: [q4]}}}",
      .check = both(both(each<Campaign>(prepare, check_campaign), each<Pixel>(prepare, check_pixel)),
                    both(each<Data>(prepare, check_data), each<Page>(prepare, check_page))),
      .profile = Profile::standard,
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
