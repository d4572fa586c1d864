// Adds up what findings take a month.
#include "stackdrag/toll.h"

#include "plan/hours.h"

namespace stackdrag {

Toll toll_of(const Tally& tally, const Charges& charges) {
  const Charges::Taken pooled = charges.all_taken();
  Toll toll{pooled.hours, pooled.money};
  for (std::size_t i = 0; i < tally.findings().size(); ++i) {
    if (charges.folding().shown_under(i) == Folding::none) toll.hours += hours_with_shown(tally, charges.folding(), i);
  }
  return toll;
}

}  // namespace stackdrag
