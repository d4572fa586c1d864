// Which items somebody has to answer for.
#pragma once

#include "stackdrag/rule.h"

namespace stackdrag::rules {

/// What is in use and lives on without anybody looking at it. Not a campaign that has ended, a project that rests, or another team's tool;
/// data and pages are looked after through what writes them and what runs on them.
inline bool needs_owner(const Item& item, const Context& in) {
  if (!has_role(item.id.kind, role::owned) || !in_use(item.status) || item.owner->not_applicable()) return false;
  if (item.id.kind == Kind::project) return item.status != Status::paused;
  if (item.id.kind == Kind::tool) return !is_external(*in.facts.tool(item.id));
  if (item.id.kind != Kind::campaign) return true;
  const At<Date>& ends = in.facts.campaign(item.id)->ends;
  return !(ends && *ends < in.as_of);
}

}  // namespace stackdrag::rules
