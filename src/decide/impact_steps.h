// What to do about each item, in sentences with names in backticks.
#pragma once

#include <string>
#include <vector>

#include "decide/impact_search.h"
#include "stackdrag/assess.h"
#include "stackdrag/impact.h"

namespace stackdrag {

class ImpactSteps {
 public:
  /// `hits` are all that is harmed when `start` goes.
  ImpactSteps(const Assessment& assessment, ItemId start, const std::vector<Reached>& hits);

  /// To take the start out of the stack: what to do about it, or about one of the hits.
  std::vector<std::string> of(ItemId item) const;
  /// What becomes of it.
  ImpactAdvice advice_on(ItemId item) const;
  /// Before and after the API of the start moves.
  std::vector<std::string> before(const std::string& version) const;
  std::vector<std::string> after() const;
  /// Before the start, a person, leaves.
  std::vector<std::string> before_leaving() const;
  /// How to undo the removal.
  std::string way_back() const;

 private:
  using Texts = std::vector<std::string>;
  const Reached* hit(ItemId item) const;
  Text id(ItemId item) const { return *id_of(*facts_.inventory, item); }
  static bool is_loaded(const Reached& hit);
  bool goes_along(const Integration& integration) const;
  Texts take_out(const Tool& tool) const;
  Texts take_out(const Pixel& pixel) const;
  Texts take_out(const Integration& integration) const;
  Texts take_out(const Agent& agent) const;
  Texts take_out(const Data& data) const;
  Texts settle(const Reached& hit) const;
  Texts settle_agent(const Agent& agent, const Reached& hit) const;
  Texts settle_data(const Data& data) const;
  Texts settle_touchpoint(const Touchpoint& touchpoint) const;

  const Facts& facts_;
  Date as_of_;
  ItemId start_;
  const std::vector<Reached>& hits_;
  bool has_ended_;  ///< its vendor ended it long ago, so nothing is left to export or to switch on again
};

}  // namespace stackdrag
