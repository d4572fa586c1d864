// The ids under which an inventory declares what was observed: people can say them, and the draft and the page of an item give the same.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stackdrag/fields.h"
#include "stackdrag/observed_file.h"

namespace stackdrag::evidence {

/// Every item with an id of its own.
using DraftIds = std::map<std::pair<Kind, std::string_view>, std::string>;
DraftIds ids_for(const Observed& observed);

/// The names of a field that refers to items, with the ids that these have in the draft.
std::vector<std::string> named_in_draft(const ObservedItem& item, const Field& field, const DraftIds& ids);

/// What the items name that is not among them, by the kind that it would be.
using Named = std::map<Kind, std::set<std::string>>;
void add_named(const ObservedItem& item, const DraftIds& ids, Named& into);

/// The fields of an item as a draft has them.
std::vector<std::pair<const Field*, std::string>> drafted_fields(const ObservedItem& item, const DraftIds& ids);

/// The fields without which there is no such item, and which no export gives.
std::vector<const Field*> lacking(const ObservedItem& item);

}  // namespace stackdrag::evidence
