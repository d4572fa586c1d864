// The workspace: an inventory that was read, and the facts derived from it before any rule is asked. Everything that examines a stack
// starts here.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "stackdrag/facts.h"
#include "stackdrag/inventory.h"
#include "stackdrag/packs.h"
#include "stackdrag/read_inventory.h"
#include "stackdrag/source.h"
#include "stackdrag/tree.h"

namespace stackdrag {

/// The sources and the packs must outlive it. Move-only; pointers into the inventory stay valid when it is moved.
struct Workspace {
  const Sources* sources = nullptr;  ///< never null
  const Packs* packs = nullptr;      ///< never null
  std::unique_ptr<const Inventory> inventory;
  std::shared_ptr<const evidence::Evidence> evidence;  ///< never null; copies of a stack under other assumptions share it
  Facts facts;
  std::vector<Problem> problems;  ///< mistakes in fields, in the order of the files; everything else is in the inventory
};

/// A workspace, or why there is none. If any document cannot be read completely, nothing is audited, as it could hide anything.
struct Loaded {
  std::optional<Workspace> workspace;
  std::vector<Problem> unreadable;  ///< one for each document that cannot be read; empty if there is a workspace
};

/// The same sources, but of the observed files only what was known on a day; empty if there is nothing newer.
std::optional<Sources> without_evidence_after(const Sources& sources, Date day);

/// Reads the sources as one inventory. Without a day, any day may be written, however far away.
Loaded load(const Sources& sources, const Packs& packs, Lane lane, const std::optional<AuditDay>& day);

}  // namespace stackdrag
