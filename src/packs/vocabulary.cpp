// Holds the patterns of the vocabulary against their own examples.
#include "stackdrag/vocabulary.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "packs/contents.h"
#include "stackdrag/pattern.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// What follows the host of an address: `/tr?id=1` of `https://www.facebook.com/tr?id=1`.
Text behind_host(Text address) {
  const auto start = address.find("//");
  const auto path = start == Text::npos ? Text::npos : address.find('/', start + 2);
  return path == Text::npos ? Text{} : address.substr(path);
}

/// What a pattern finds in a text: the account, or an empty one; nothing if it does not match.
using Find = std::optional<std::string> (*)(const Pattern& pattern, Text text);

std::optional<std::string> find_in_script(const Pattern& pattern, Text text) {
  std::size_t from = 0;
  return pattern.groups_after(text, from);
}
std::optional<std::string> find_in_address(const Pattern& pattern, Text text) { return find_in_script(pattern, behind_host(text)); }
std::optional<std::string> find_in_name(const Pattern& pattern, Text text) {
  return pattern.matches(text) ? find_in_script(pattern, text) : std::nullopt;
}

template <class Row>
void check_row(const Row& row, Find find, std::vector<Problem>& problems) {
  if (!row.pattern || !row.example || !row.near_miss) return;  // misread, and reported
  std::string problem;
  const auto pattern = Pattern::compile(*row.pattern, problem, Groups::remembered);
  if (!pattern) return problems.push_back({std::move(problem), row.pattern.at});
  const std::optional<std::string> found = find(*pattern, *row.example);
  const Text account = row.account ? *row.account : Text{};
  if (!found)
    problems.push_back({fmt::format("`pattern` does not match `{}`", visible(*row.example)), row.example.at});
  else if (*found != account)
    problems.push_back(
        {fmt::format("`pattern` finds the account `{}` in its example, not `{}`", visible(*found), visible(account)), row.example.at});
  if (find(*pattern, *row.near_miss))
    problems.push_back({fmt::format("`pattern` matches `{}`", visible(*row.near_miss)), row.near_miss.at});
}

}  // namespace

void check(const Vocabulary& vocabulary, std::vector<Problem>& problems) {
  for (const AccountPattern& row : vocabulary.rows<AccountPattern>())
    check_row(row, row.hosts.size() > 0 ? find_in_address : find_in_script, problems);
  for (const CookieName& row : vocabulary.rows<CookieName>()) check_row(row, find_in_name, problems);
}

}  // namespace stackdrag
