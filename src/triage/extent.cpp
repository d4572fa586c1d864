// Compares how bad a finding was with how bad it is.
#include "stackdrag/extent.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// The trend of one figure; `risen(a, b)` says whether b is notably more than a.
template <class T, class Risen>
void compare(const std::optional<T>& was, const std::optional<T>& is, Risen risen, bool& worse, bool& better) {
  if (!was || !is) return;
  worse |= risen(*was, *is);
  better |= risen(*is, *was);
}

template <class T>
std::optional<T> lower_of(const std::optional<T>& recorded, const std::optional<T>& now) {
  return recorded && now ? std::optional(std::min(*recorded, *now)) : recorded ? recorded : now;
}

}  // namespace

bool has_risen(double was, double is, double least) { return is - was >= least && is > was * 1.1; }

Trend trend_of(const Extent& was, const Extent& is) {
  bool worse = was.planned && !is.planned, better = !was.planned && is.planned;
  const auto more = [](auto a, auto b) { return b > a; };
  compare(was.band, is.band, more, worse, better);
  compare(was.severity, is.severity, more, worse, better);
  compare(
      was.hours, is.hours, [](double a, double b) { return has_risen(a, b, least_rise_of_hours); }, worse, better);
  compare(
      was.money, is.money, [](double a, double b) { return has_risen(a, b, least_rise_of_money); }, worse, better);
  return worse ? Trend::worsened : better ? Trend::improved : Trend::same;
}

std::vector<std::string> differences(const Extent& was, const Extent& is, std::string_view currency, Date as_of) {
  std::vector<std::string> parts;
  const auto differ = [](const auto& a, const auto& b) { return a && b && *a != *b; };
  const auto notable = [](const auto& a, const auto& b, double least) {
    return a && b && (has_risen(*a, *b, least) || has_risen(*b, *a, least));
  };
  if (differ(was.severity, is.severity)) parts.push_back(fmt::format("was {}, is {}", name_of(*was.severity), name_of(*is.severity)));
  if (notable(was.hours, is.hours, least_rise_of_hours))
    parts.push_back(fmt::format("was {} h a month, is {} h a month", format_number(*was.hours), format_number(*is.hours)));
  if (notable(was.money, is.money, least_rise_of_money))
    parts.push_back(fmt::format("was {} a month, is {} a month", format_money(*was.money, currency), format_money(*is.money, currency)));
  if (was.planned && !is.planned)
    parts.push_back(fmt::format("was planned for {}{}", *was.planned, *was.planned < as_of ? ", which has passed" : ", and is no longer"));
  else if (was.planned != is.planned)
    parts.push_back(was.planned ? fmt::format("was planned for {}, is planned for {}", *was.planned, *is.planned)
                                : fmt::format("is planned for {} now", *is.planned));
  return parts;
}

Extent better_of(const Extent& recorded, const Extent& now) {
  return {.band = lower_of(recorded.band, now.band),
          .severity = lower_of(recorded.severity, now.severity),
          .hours = lower_of(recorded.hours, now.hours),
          .money = lower_of(recorded.money, now.money),
          .planned = now.planned ? now.planned : recorded.planned};
}

}  // namespace stackdrag
