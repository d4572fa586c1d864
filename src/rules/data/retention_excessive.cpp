// Cookies and personal data that are kept for too long.
#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Verdict check_pixel(const Pixel& pixel, const Context& in) {
  // A pixel without a cookie has no lifetime.
  if (!is_live(pixel) || pixel.lifetime.none() || pixel.lifetime.not_applicable()) return not_applicable();
  if (pixel.lifetime.unknown()) return unknown(pixel, {"lifetime"});
  const Days limit = in.options.days("tracker");
  const Days life = pixel.lifetime->days();
  if (life <= limit || pixel.common.extras().why) return clear();
  return flag(pixel.lifetime.at, "the cookie of `{}` lasts {} (limit {})", *pixel.id, life, limit)
      .measure(life)
      .act("shorten the cookie lifetime of {}", pixel.common.self);
}

Verdict check_data(const Data& data, const Context& in) {
  const bool personal = data.personal && *data.personal;
  if (data.retention.not_applicable()) return not_applicable();
  if (!personal && !data.personal.unknown()) return not_applicable();
  if (data.retention && (data.retention->days() <= in.options.days("data") || data.common.extras().why)) return clear();
  if (!personal) return unknown(data, {"personal"});
  if (!data.retention) {
    const Span at = where(data.retention, data.id.at);
    return flag(at, "`{}` is personal data and has no retention period on record", *data.id)
        .lacking(data.retention)
        .act("set a retention period for {}", data.common.self);
  }
  const Days limit = in.options.days("data");
  const Days kept = data.retention->days();
  return flag(data.retention.at, "`{}` is kept for {} (limit {})", *data.id, kept, limit)
      .measure(kept)
      .act("shorten the retention period of {}", data.common.self);
}

}  // namespace

Rule retention_excessive() {
  return {
      .id = "retention-excessive",
      .title = "Data kept too long",
      .when = "A cookie or personal data is kept longer than the limit, or personal data has no retention period on record.",
      .why =
          "Whatever you keep can leak, and must be searched for every access request. The benchmarks of France's CNIL are 13 months for "
          "trackers and 25 months for the data they collect.",
      .fix =
          "Shorten the lifetime of the cookie; write in `retention` how long records are kept, and delete older ones on a schedule. If the "
          "law requires you to keep them, give the reason in `why`.",
      .gets = "Less personal data to protect, to search and to explain.",
      .done = "After a run of the deletion job nothing is older than `retention`, and no tracker's cookie lasts over {tracker}.",
      .severity = Severity::medium,
      .effort = 2,
      .carry = 0.25,
      .flagged = "data: {lead: {personal: true}}",
      .clean = "data: {lead: {personal: true, retention: 730d}}",
      .check = both(each<Pixel>(check_pixel), each<Data>(check_data)),
      .profile = Profile::standard,
      .options = {days_option("tracker", 396, "days that a tracker's cookie may last (13 months)"),
                  days_option("data", 761, "days that personal data may be kept (25 months)")},
  };
}

}  // namespace stackdrag::rules
