// The workspace: an inventory that was read, and the facts derived from it before any rule is asked. Everything that examines a stack
// starts here.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
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

/// The exports that an audit has read: of each, by its id, the first digits of its SHA-256.
using KnownExports = std::map<std::string, std::string>;
KnownExports exports_of(const evidence::Evidence& evidence);

/// The same sources, but of the observed files only what these exports say; empty if there are no others.
std::optional<Sources> without_other_exports(const Sources& sources, const KnownExports& known);

/// Reads the sources as one inventory. Without a day, any day may be written, however far away.
Loaded load(const Sources& sources, const Packs& packs, Lane lane, const std::optional<AuditDay>& day);

}  // namespace stackdrag
