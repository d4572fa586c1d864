// Which items need an owner.
#pragma once

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// Items in use that carry on even if nobody looks at them. Not campaigns that have ended, paused projects or other teams' tools. Data and
/// pages need no owner of their own: whoever owns what writes them or runs on them looks after them.
inline bool needs_owner(const Item& item, const Context& in) {
  if (!in_use(item.status) || item.owner == nullptr || item.owner->not_applicable()) return false;
  switch (item.id.kind) {
    case Kind::pixel:
    case Kind::integration:
    case Kind::agent:
    case Kind::touchpoint:
      return true;
    case Kind::project:
      return item.status != Status::paused;
    case Kind::tool:
      return !is_external(*in.facts.tool(item.id));
    case Kind::campaign: {
      const At<Date>& ends = in.facts.campaign(item.id)->ends;
      return !(ends && *ends < in.as_of);
    }
    default:
      return false;
  }
}

}  // namespace stackdrag::rules
