// Two pixels that report to the same account on the same page.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rules/usage.h"
#include "stackdrag/pixel_vendor.h"
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// A pixel with its place: where it runs, else what it was placed for, a page or the pages of a campaign.
struct Placed {
  const Pixel* pixel;
  std::vector<std::string> pages;  ///< by the names under which they are compared
  bool everywhere;                 ///< so is assumed of one that says neither
};

/// The first of some pixels, in order of the inventory, by where they run. A later pixel on the same pages is reported as a duplicate.
struct Firsts {
  const Pixel* first = nullptr;
  const Pixel* first_everywhere = nullptr;
  std::map<std::string, const Pixel*> first_by_page;

  void add(const Placed& placed) {
    if (first == nullptr) first = placed.pixel;
    if (placed.everywhere && first_everywhere == nullptr) first_everywhere = placed.pixel;
    for (const std::string& page : placed.pages) first_by_page.try_emplace(page, placed.pixel);
  }
  /// The first pixel that shares a page with this one, if it comes before `found`; else `found`.
  const Pixel* on_pages_of(const Placed& placed, const Pixel* found) const {
    const auto consider = [&found](const Pixel* other) {
      if (other != nullptr && other->common.self.index < found->common.self.index) found = other;  // no mutant: equal places are one pixel
    };
    if (placed.everywhere) return consider(first), found;
    consider(first_everywhere);
    for (const std::string& page : placed.pages) {
      const auto known = first_by_page.find(page);
      if (known != first_by_page.end()) consider(known->second);
    }
    return found;
  }
};

/// The pixels of an account, by what they send: two that send different events measure nothing twice.
struct Account {
  std::map<std::string, Firsts> by_event;
  Firsts unsaid;  ///< those that do not say what they send
  Firsts all;     ///< all that send anything

  void add(const Placed& placed) {
    const List<Text>& sends = placed.pixel->sends;
    if (sends.none() || sends.not_applicable()) return;
    all.add(placed);
    if (sends.unknown()) unsaid.add(placed);
    for (const At<Text>& event : sends) by_event[folded_name(*event)].add(placed);
  }
  /// The first pixel that sends the same from the same page, or like this one does not say what it sends; it may be this one itself.
  const Pixel* first_alike(const Placed& placed, const Pixel* found) const {
    if (placed.pixel->sends.unknown()) return unsaid.on_pages_of(placed, found);
    for (const At<Text>& event : placed.pixel->sends) {
      const auto known = by_event.find(folded_name(*event));
      if (known != by_event.end()) found = known->second.on_pages_of(placed, found);
    }
    return found;
  }
  /// The first pixel on the same page of which nobody can tell, because one of the two does not say what it sends.
  const Pixel* first_unclear(const Placed& placed, const Pixel* found) const {
    return (placed.pixel->sends.unknown() ? all : unsaid).on_pages_of(placed, found);
  }
};

/// The pixels of an account by their seasons: two that never run in the same month measure nothing twice.
struct Seasons {
  Account any;                        ///< all
  Account all_year;                   ///< those without a season; only filled if there are others
  std::map<Month, Account> by_month;  ///< those with one

  void add(const Placed& placed, bool has_seasons) {
    any.add(placed);
    if (!has_seasons) return;
    const List<Month>& season = placed.pixel->seasonal;
    if (season.size() == 0) all_year.add(placed);
    for (const At<Month>& month : season) by_month[*month].add(placed);
  }
  /// The pixels that share a month with this one.
  std::vector<const Account*> in_season_of(const Pixel& pixel) const {
    if (pixel.seasonal.size() == 0) return {&any};
    std::vector<const Account*> found{&all_year};
    for (const At<Month>& month : pixel.seasonal) found.push_back(&by_month.at(*month));
    return found;
  }
};

/// The browser pixels, grouped by the company behind the vendor, and by account: an account tells its product by itself.
struct Shared {
  std::map<std::pair<std::string, std::string>, Seasons> by_account;
  std::map<std::string, std::size_t> by_vendor;  ///< number of pixels
  std::map<std::string, std::size_t> by_family;  ///< number of pixels
  std::size_t without_vendor = 0;                ///< pixels whose vendor is not recorded
  std::size_t all = 0;
  std::vector<std::vector<std::string>> pages_by_campaign;  ///< by the campaign's index

  /// How many pixels may be of the same vendor: a pixel of `google` may belong to any of Google's products.
  std::size_t may_be_of(const std::string& vendor, const std::string& family) const {
    if (vendor == family) return by_family.at(family) + without_vendor;
    const auto unspecific = by_vendor.find(family);
    return by_vendor.at(vendor) + (unspecific == by_vendor.end() ? 0 : unspecific->second) + without_vendor;
  }
};

bool is_silent(const Pixel& pixel, const Context& in) {
  if (!pixel.last_seen) return false;
  return silence_of(pixel.common, *pixel.last_seen, in.options.days("silence"), in, pixel.seasonal).pulse == Pulse::silent;
}

/// What is paused or has gone silent reports nothing twice.
bool is_checked(const Pixel& pixel, const Context& in) {
  return is_live(pixel) && !is_server_side(pixel) && !pixel.vendor.none() && !pixel.vendor.not_applicable() && !pixel.account.none() &&
         !pixel.account.not_applicable() && !is_silent(pixel, in);
}

Placed place_of(const Pixel& pixel, const Shared& shared, const Context& in) {
  Placed placed{&pixel, {}, on_all_pages(pixel) != nullptr || (pixel.on.size() == 0 && !pixel.campaign)};
  for (const auto& page : pixel.on) {
    // What is declared may differ by its query, a mere mention says where visitors come from.
    placed.pages.push_back(page->target ? page_key(*in.inventory.pages[page->target.index].id) : page_key_without_query(page->text));
  }
  if (pixel.on.size() > 0 || !pixel.campaign) return placed;
  const Campaign* const campaign = in.facts.campaign(pixel.campaign->target);
  if (campaign != nullptr) placed.pages = shared.pages_by_campaign[campaign->common.self.index];
  // A campaign without pages stands for those that nobody has written down.
  if (placed.pages.empty()) placed.pages.emplace_back(pixel.campaign->text.view());
  return placed;
}

Shared prepare(const Context& in) {
  Shared shared;
  shared.pages_by_campaign.resize(in.inventory.campaigns.size());
  for (const Page& page : in.inventory.pages) {
    const Campaign* const campaign = page.campaign ? in.facts.campaign(page.campaign->target) : nullptr;
    if (campaign != nullptr) shared.pages_by_campaign[campaign->common.self.index].push_back(page_key(*page.id));
  }
  const std::vector<Pixel>& pixels = in.inventory.pixels;
  const auto has_season = [](const Pixel& pixel) { return pixel.seasonal.size() > 0; };  // no mutant: only spares work
  const bool has_seasons = std::any_of(pixels.begin(), pixels.end(), has_season);
  for (const Pixel& pixel : pixels) {
    if (!is_checked(pixel, in)) continue;
    ++shared.all;
    if (!pixel.vendor) {
      ++shared.without_vendor;
      continue;
    }
    const std::string family = family_of(pixel, in.packs);
    ++shared.by_vendor[vendor_of(pixel, in.packs)];
    ++shared.by_family[family];
    if (pixel.account) shared.by_account[{family, account_of(pixel)}].add(place_of(pixel, shared, in), has_seasons);
  }
  return shared;
}

Verdict compare(const Pixel& pixel, const Seasons& seasons, const Shared& shared, const Context& in) {
  const Placed placed = place_of(pixel, shared, in);
  const Pixel* other = &pixel;
  const Pixel* unclear = &pixel;
  for (const Account* const account : seasons.in_season_of(pixel)) {
    other = account->first_alike(placed, other);
    unclear = account->first_unclear(placed, unclear);
  }
  if (other == &pixel) {
    // A base tag and an event tag of one account share their pages and measure nothing twice.
    return unclear == &pixel ? clear() : unknown(pixel.sends.unknown() ? pixel : *unclear, {"sends"});
  }
  return flag(pixel.account.at, "`{}` reports to `{}` on pages where `{}` already does", *pixel.id, *pixel.account, *other->id)
      .also(other->account.at, "`{}` reports to it here", *other->id)
      .keyed(std::string(*other->id))
      .end(fmt::format("remove {{}} or {}, which count twice", *other->id), pixel.common.self);
}

Verdict check(const Pixel& pixel, const Shared& shared, const Context& in) {
  if (!is_checked(pixel, in)) return not_applicable();
  // A pixel that is the only one of its vendor cannot be a duplicate.
  if (!pixel.vendor) return shared.all == 1 ? clear() : unknown(pixel, {"vendor"});
  const std::string family = family_of(pixel, in.packs);
  if (shared.may_be_of(vendor_of(pixel, in.packs), family) == 1) return clear();
  if (!pixel.account) return unknown(pixel, {"account"});
  if (pixel.sends.none() || pixel.sends.not_applicable()) return clear();
  return compare(pixel, shared.by_account.at({family, account_of(pixel)}), shared, in);
}

}  // namespace

Rule pixel_duplicate() {
  return {
      .id = "pixel-duplicate",
      .title = "One account measured twice on a page",
      .when =
          "Two live browser pixels of one vendor report to the same account on the same page in the same season, "
          "and do not send different events. Where a pixel runs is what `on` says, else what it is `for`; silent pixels do not count.",
      .why = "Every visit and every conversion is counted twice, and the ad platform bids on inflated figures.",
      .fix = "Keep one pixel per account, usually the one in the tag manager, and remove the other.",
      .gets = "Visits and conversions are counted once, and bids follow what really happened.",
      .done = "In the vendor's debug view, one page view and one test conversion show up exactly once.",
      .severity = Severity::high,
      .effort = 2,
      .carry = 0.5,
      .flagged =
          "pixels: {ga4-gtm: {vendor: google, account: G-AAA111, on: [all]}, ga4-site: {vendor: google, account: G-AAA111, on: [all]}}",
      .clean = "pixels: {ga4: {vendor: google, account: G-AAA111, on: [all]}, ga4-app: {vendor: google, account: G-BBB222, on: [all]}}",
      .check = each<Pixel>(prepare, check),
      .profile = Profile::standard,
      .options = {days_option("silence", 90, "days without firing after which a pixel duplicates nothing")},
      .reads_packs = true,
  };
}

}  // namespace stackdrag::rules
