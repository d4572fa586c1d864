// Who is behind a tag of a container: which vendors, with which of their accounts.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/gtm_container.h"
#include "evidence/gtm_variables.h"
#include "stackdrag/identify.h"

namespace stackdrag::evidence::gtm {

/// A vendor that a tag reports to.
struct Owner {
  std::string vendor;              ///< of the packs, or a name of the same form; empty if nobody knows it
  std::set<std::string> accounts;  ///< none if the tag names none, or the page decides
  bool is_placeholder = false;     ///< where the account belongs stands what only fills the place
  std::string script;              ///< what the tag runs, if it is a script
};

/// What is needed to tell whose a tag is.
struct Lookup {
  const Container& container;
  Variables& variables;
  const Identify& identify;
  const Packs& packs;
  std::map<std::string_view, const Tag*, std::less<>> tags{};  ///< by name, since tags refer to tags by their names
};
Lookup lookup_in(const Container& container, Variables& variables, const Identify& identify);

/// Empty for a tag that reports to nobody: it prepares something for others.
std::vector<Owner> owners_of(const Tag& tag, const Lookup& in);

}  // namespace stackdrag::evidence::gtm
