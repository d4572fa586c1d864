// Finds out what a proposal leaves open, for its rule and for those who decide.
#include "stackdrag/proposals.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// The first personal data that it would access; null if there is none.
const At<DataRef>* personal_data_of(const Proposal& proposal, const Inventory& inventory) {
  const auto is_personal = [&](const At<DataRef>& data) {
    const At<bool>* const personal = data->target ? &inventory.data[data->target.index].personal : nullptr;
    return personal != nullptr && *personal && **personal;
  };
  const auto* const found = std::find_if(proposal.data.begin(), proposal.data.end(), is_personal);
  return found == proposal.data.end() ? nullptr : found;
}

bool is_missing(const Known& fact) { return fact.left_out() || fact.none(); }
bool tells_nothing(const At<Text>& fact) { return is_missing(fact) || (fact && is_no_reason(*fact)); }

}  // namespace

std::vector<MissingFact> missing_facts(const Proposal& proposal, const Inventory& inventory) {
  std::vector<MissingFact> missing;
  const auto need = [&](bool lacks, std::string_view field, std::string words, bool keeps_out = false) {
    if (lacks) missing.push_back({field, std::move(words), keeps_out});
  };
  // "none" is an answer to what it costs and which data it sees, but no job, owner, purpose or way out.
  need(proposal.does.left_out() || proposal.does.none(), "does", "which job it would do (`does`)");
  need(is_missing(proposal.owner), "owner", "who would own it (`owner`)", true);
  need(tells_nothing(proposal.purpose), "purpose", "what it is for (`purpose`)");
  need(proposal.cost.left_out(), "cost", "what it would cost (`cost`)");
  need(proposal.data.left_out(), "data", "which data it would access (`data`)");
  if (const At<DataRef>* const personal = personal_data_of(proposal, inventory))
    need(is_missing(proposal.dpa), "dpa",
         fmt::format("under which agreement it would get `{}`, which is personal (`dpa`)", (*personal)->text), true);
  need(tells_nothing(proposal.exit), "exit", "how you would leave it (`exit`)");
  need(proposal.until.left_out() && proposal.ends.left_out(), "ends", "when it would end (`ends` or `until`)");
  return missing;
}

const Tool* replaced_tool(const Proposal& proposal, const Facts& facts) {
  const Tool* const tool = proposal.replaces ? facts.tool(proposal.replaces->target) : nullptr;
  return tool != nullptr && in_use(tool->status) && !is_external(*tool) ? tool : nullptr;
}

}  // namespace stackdrag
