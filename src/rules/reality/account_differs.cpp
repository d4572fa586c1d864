// A pixel that reports to another account than the one that is written down.
#include "rules/reality/account_of.h"
#include "rules/reality/differing.h"

namespace stackdrag::rules {
namespace {

Verdict check(const Shadow& shadow, const Context& in) {
  const Pixel* const pixel = other_account_of(shadow, in);
  if (pixel == nullptr) return not_applicable();
  const evidence::Sighting& sighting = *shadow.sightings.front();
  return flag(pixel->account.at, "`{}` is declared with the account {}, but {} is {}", *pixel->id, *pixel->account,
              sighting.item.value("account"), sources_note(sighting))
      .also(sighting.at, "the other account")
      .as(sighting.item.has(evidence::Grade::seen) || sighting.item.has(evidence::Grade::published) ? Severity::high : Severity::low)
      .act("settle which account is right for {}", pixel->common.self);
}

}  // namespace

Rule account_differs() {
  return {
      .id = "account-differs",
      .title = "Reports to another account",
      .when =
          "The only declared pixel of a vendor names one account, and the only pixel of that vendor that the evidence shows names another; "
          "low if it is only set up, and nobody has seen it.",
      .why = "Either the inventory is wrong, or the data of every visitor goes to an account that nobody here looks at.",
      .fix = "Ask whoever looks at the reports which account they use. Correct the inventory, or the tag.",
      .gets = "The account that the team looks at is the one that gets the data.",
      .done = "A test visit shows up in the account that the inventory names, and in no other.",
      .severity = Severity::high,
      .effort = 1,
      .carry = 0.5,
      .flagged =
          "pixels: {meta: {vendor: meta, account: '608795229329835'}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}}\n"
          "pixels: {meta.111122223333444: {vendor: meta, account: '111122223333444', seen: [har-home]}}",
      .clean =
          "pixels: {meta: {vendor: meta, account: '608795229329835'}}\n"
          "observed: 1\n"
          "sources: {har-home: {kind: har, of: www.acme.example, day: 2026-11-20, grade: seen}}\n"
          "pixels: {meta.608795229329835: {vendor: meta, account: '608795229329835', seen: [har-home]}}",
      .check = each<Shadow>(check),
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
