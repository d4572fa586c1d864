// Which items need an owner.
#pragma once

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// Items in use that carry on even if nobody looks at them. Not campaigns that have ended, paused projects or other teams' tools. Data and
/// pages need no owner of their own: whoever owns what writes them or runs on them looks after them.
inline bool needs_owner(const Item& item, const Context& in) {
  if (!has_role(item.id.kind, role::owned) || !in_use(item.status) || item.owner->not_applicable()) return false;
  if (item.common->extras().owners.not_applicable() || is_misread(in.inventory, item.id, "status")) return false;
  if (item.id.kind == Kind::project) return item.status != Status::paused;
  if (item.id.kind == Kind::tool) return !is_external(*in.facts.tool(item.id));
  if (item.id.kind != Kind::campaign) return true;
  const At<Date>& ends = in.facts.campaign(item.id)->ends;
  return !(ends && *ends < in.as_of);
}

}  // namespace stackdrag::rules
