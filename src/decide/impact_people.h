// Who answers for an item and can still be asked.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/assess.h"

namespace stackdrag {

/// Somebody who has to do with an item.
struct Involved {
  std::string who, role;  ///< `ana`, "backup"
};

/// Somebody of the team that loses a member, or is dissolved.
struct Colleague {
  std::string who, of, role;  ///< `ana`, `revops`, "lead of the team"
};

/// Whether somebody has to take the item over if who it names leaves.
bool is_handed_over(const Facts& facts, ItemId item);

struct Involvement {
  std::vector<Involved> people;     ///< who is still here, the owner first, each once
  std::vector<std::string> owners;  ///< the owners among them
  std::string why_nobody;           ///< why no owner can be asked: "nobody owns it", "`ben` has left (2026-06-30)"; empty if one can
};

class People {
 public:
  /// `leaving` counts as gone already; none if nobody leaves.
  People(const Facts& facts, Date as_of, ItemId leaving) : facts_(facts), as_of_(as_of), leaving_(leaving) {}

  Involvement of(ItemId item) const;
  /// The lead of the team of a person; of a team the lead and the members.
  std::vector<Colleague> colleagues(ItemId leaving) const;
  /// Why somebody cannot be asked: "has left (2026-06-30)"; empty if they can.
  std::string why_gone(const Ref<Kind::person, Kind::team>& who) const;

 private:
  struct Gathering;
  const Facts& facts_;
  Date as_of_;
  ItemId leaving_;
};

}  // namespace stackdrag
