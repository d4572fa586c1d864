// Finds the successors of findings that are gone, and items that may have been renamed.
#include "stackdrag/succession.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "stackdrag/catalogue.h"

namespace stackdrag {
namespace {

constexpr double least_alike = 0.5;          // share of the rules that found something about either
constexpr std::size_t least_in_common = 2;   // rules that found something about both, unless their ids begin alike
constexpr std::size_t least_beginning = 3;   // letters that two ids have in common at their beginnings, to be alike by name
constexpr std::size_t most_looked_at = 200;  // of each side; whoever renames more than that knows it

using Rules = std::multiset<std::string_view>;
using BySubject = std::map<std::string_view, Rules>;

BySubject by_subject(std::span<const FindingName> findings) {
  BySubject all;
  for (const FindingName& finding : findings) {
    if (all.size() < most_looked_at || all.count(finding.subject) != 0) all[finding.subject].insert(finding.rule);
  }
  return all;
}

Rules in_common(const Rules& a, const Rules& b) {
  Rules both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  return both;
}

std::string_view kind_part(std::string_view subject) { return subject.substr(0, subject.find('/')); }

/// The length of what two names have in common at their beginnings.
std::size_t common_beginning(std::string_view a, std::string_view b) {
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<std::size_t>(end - a.begin());
}

}  // namespace

std::vector<std::optional<std::uint32_t>> successors_of(std::span<const FindingName> gone, std::span<const FindingName> now) {
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> of_subject;
  for (std::uint32_t at = 0; at < now.size(); ++at) of_subject[now[at].subject].push_back(at);
  std::vector<std::optional<std::uint32_t>> successors;
  successors.reserve(gone.size());
  for (const FindingName& old : gone) {
    std::optional<std::uint32_t>& successor = successors.emplace_back();
    const auto candidates = of_subject.find(old.subject);
    if (candidates == of_subject.end()) continue;
    for (const std::uint32_t at : candidates->second) {
      if (!successor && takes_over(now[at].rule, old.rule)) successor = at;
    }
  }
  return successors;
}

std::vector<PerhapsRenamed> perhaps_renamed(std::span<const FindingName> gone, std::span<const FindingName> fresh) {
  struct Pair {
    double likeness;
    std::size_t beginning;
    std::string_view from, to;
  };
  std::vector<Pair> pairs;
  const BySubject now = by_subject(fresh);
  for (const auto& [from, rules_before] : by_subject(gone)) {
    for (const auto& [to, rules_now] : now) {
      if (kind_part(from) != kind_part(to) || from.find('/') == from.npos) continue;
      const std::size_t both = in_common(rules_before, rules_now).size();
      const std::size_t beginning = common_beginning(from, to);
      if (both < least_in_common && beginning < kind_part(from).size() + 1 + least_beginning) continue;
      const double alike = static_cast<double>(both) / static_cast<double>(rules_before.size() + rules_now.size() - both);
      if (alike >= least_alike) pairs.push_back({alike, beginning, from, to});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    if (a.likeness != b.likeness) return a.likeness > b.likeness;
    return a.beginning != b.beginning ? a.beginning > b.beginning : std::tie(a.from, a.to) < std::tie(b.from, b.to);
  });
  std::vector<PerhapsRenamed> suspected;
  std::unordered_set<std::string_view> taken;
  for (const Pair& pair : pairs) {
    if (taken.count(pair.from) != 0 || taken.count(pair.to) != 0) continue;
    taken.insert({pair.from, pair.to});
    suspected.push_back({std::string(pair.from), std::string(pair.to)});
  }
  std::sort(suspected.begin(), suspected.end());
  return suspected;
}

}  // namespace stackdrag
