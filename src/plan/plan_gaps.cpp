// Groups open questions into gaps: the facts that one item lacks, or many items alike.
#include <algorithm>
#include <map>
#include <utility>

#include "stackdrag/assess.h"
#include "stackdrag/fields.h"
#include "stackdrag/plan.h"
#include "stackdrag/read_inventory.h"

namespace stackdrag {
namespace {

constexpr double least_points = 0.05;   ///< what rounds to nothing, because other questions hold the charge, is not urgent
constexpr std::size_t least_alike = 4;  ///< from so many items on, those that lack the same facts are one gap

using Fields = std::vector<std::string_view>;

/// An open question about an item. Those that one of several facts would answer come behind those that need all of theirs.
struct OpenQuestion {
  ItemId item;
  bool any;
  std::uint32_t index;  ///< in `Tally::undecided`

  friend auto operator<=>(const OpenQuestion&, const OpenQuestion&) = default;
};

std::vector<OpenQuestion> open_questions(const Assessment& assessment) {
  const std::size_t findings = assessment.tally.findings().size();
  const std::vector<Undecided>& undecided = assessment.tally.undecided();
  std::vector<OpenQuestion> questions;
  for (std::uint32_t i = 0; i < undecided.size(); ++i) {
    if (assessment.charges.folding().shown_under(findings + i) != Folding::none) continue;
    questions.push_back({undecided[i].what.item, undecided[i].what.any, i});
  }
  std::sort(questions.begin(), questions.end());
  return questions;
}

/// The facts that would answer the questions about one item, sorted. Where one of several would do, one that is needed anyway is taken,
/// else the first.
void missing_facts(const Assessment& assessment, std::span<const OpenQuestion> questions, Fields& missing) {
  missing.clear();
  for (const OpenQuestion& question : questions) {
    const auto& fields = assessment.tally.undecided()[question.index].what.fields;
    const auto needed = [&](std::string_view field) { return std::find(missing.begin(), missing.end(), field) != missing.end(); };
    if (question.any && std::any_of(fields.begin(), fields.end(), needed)) continue;
    for (const std::string_view field : fields) {
      if (!needed(field)) missing.push_back(field);
      if (question.any) break;
    }
  }
  std::sort(missing.begin(), missing.end());
}

Gap gap_of(const Assessment& assessment, const Fields& fields, std::span<const std::span<const OpenQuestion>> items, Store& store) {
  Gap gap;
  const std::span<std::string_view> labels = store.list<std::string_view>(items.size());
  const std::span<std::string_view> lines = store.list<std::string_view>(fields.size());
  std::vector<std::size_t> nodes;
  for (std::size_t i = 0; i < items.size(); ++i) {
    labels[i] = store.keep(label_of(*assessment.workspace.inventory, items[i].front().item));
    for (const OpenQuestion& question : items[i]) {
      if (!assessment.tally.undecided()[question.index].what.several) nodes.push_back(assessment.tally.findings().size() + question.index);
    }
  }
  const ItemId first = items.front().front().item;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field* field = find_field(first.kind, fields[i]);
    lines[i] = store.join({fields[i], ": ", field != nullptr ? placeholder_of(field->shape) : "<…>"});
  }
  gap.items = labels;
  gap.fields = store.keep(fields);
  gap.lines = lines;
  gap.location = assessment.workspace.sources->locate(id_of(*assessment.workspace.inventory, first).at);
  gap.points = gain(assessment.score, assessment.charges, nodes);
  return gap;
}

/// Whether an answer may turn out critical.
bool may_be_critical(const Assessment& assessment, std::span<const std::span<const OpenQuestion>> items) {
  return std::any_of(items.begin(), items.end(), [&](const std::span<const OpenQuestion> item) {
    return std::any_of(item.begin(), item.end(), [&](const OpenQuestion& question) {
      return assessment.tally.undecided()[question.index].severity == Severity::critical;
    });
  });
}

}  // namespace

std::vector<Gap> gaps_of(const Assessment& assessment, Store& store) {
  const std::vector<OpenQuestion> questions = open_questions(assessment);
  std::map<std::pair<Kind, Fields>, std::vector<std::span<const OpenQuestion>>> alike;
  std::pair<Kind, Fields> lacking;
  for (std::size_t begin = 0; begin < questions.size();) {
    std::size_t end = begin;
    while (end < questions.size() && questions[end].item == questions[begin].item) ++end;
    const std::span<const OpenQuestion> of_item = std::span(questions).subspan(begin, end - begin);
    lacking.first = of_item.front().item.kind;
    missing_facts(assessment, of_item, lacking.second);
    alike[lacking].push_back(of_item);
    begin = end;
  }
  std::vector<std::pair<bool, Gap>> ranked;
  for (const auto& [what, items] : alike) {
    const std::size_t together = items.size() < least_alike ? 1 : items.size();
    for (std::size_t at = 0; at < items.size(); at += together) {
      const std::span<const std::span<const OpenQuestion>> alike_items = std::span(items).subspan(at, together);
      const Gap gap = gap_of(assessment, what.second, alike_items, store);
      ranked.emplace_back(may_be_critical(assessment, alike_items) && gap.points >= least_points, gap);
    }
  }
  // What may be dangerous is found out before what may be expensive.
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first != b.first ? a.first : a.second.points > b.second.points; });
  std::vector<Gap> gaps;
  gaps.reserve(ranked.size());
  for (const auto& [critical, gap] : ranked) gaps.push_back(gap);
  return gaps;
}

}  // namespace stackdrag
