// Builds what makes lookups fast: tables by name, compiled patterns.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "packs/contents.h"
#include "stackdrag/fnv.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

bool counts(char c) { return c != ' ' && c != '-' && c != '_'; }
char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Indexes rows with aliases by id and alias; if two rows share a name, the first wins.
template <class Row>
void index_by_name(PackTable<Row>& table) {
  if constexpr (requires(Row row) { row.aliases; }) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      table.by_name.try_emplace(std::string(*table.rows[i].id), i);
      for (const auto& alias : table.rows[i].aliases) table.by_name.try_emplace(std::string(*alias), i);
    }
  }
}

template <class Row>
ByFoldedName<std::vector<std::size_t>> by_tool(const std::vector<Row>& rows) {
  ByFoldedName<std::vector<std::size_t>> tools;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const auto& tool : rows[i].tools) tools[std::string(*tool)].push_back(i);
  }
  return tools;
}

/// People write `linkedin.com` and `LinkedIn_com`: here dots do not count either.
template <class Row>
ByFoldedName<std::size_t> by_alias(const std::vector<Row>& values) {
  ByFoldedName<std::size_t> aliases;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const auto& alias : values[i].aliases) aliases.try_emplace(folded_name(*alias), i);
  }
  return aliases;
}

std::optional<Pattern> compile(const At<Text>& expression, std::vector<Problem>& problems) {
  if (!expression) return std::nullopt;
  std::string problem;
  auto pattern = Pattern::compile(*expression, problem);
  if (!pattern) problems.push_back({std::move(problem), expression.at});
  return pattern;
}

/// The index of the `Sites` that a channel refers to; empty if it refers to none.
std::optional<std::size_t> sites_of(const Channel& channel, const std::vector<Sites>& all, std::vector<Problem>& problems) {
  if (!channel.sites) return std::nullopt;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Sites& sites) { return *sites.id == *channel.sites; });
  if (found != all.end()) return static_cast<std::size_t>(found - all.begin());
  problems.push_back({fmt::format("`sites`: no sites are called `{}`", visible(*channel.sites)), channel.sites.at});
  return std::nullopt;
}

void index_channels(Packs::Contents& contents, std::vector<Problem>& problems) {
  const std::vector<Sites>& all_sites = contents.rows<Sites>();
  for (std::size_t i = 0; i < all_sites.size(); ++i) {
    for (const auto& source : all_sites[i].sources) contents.sites_by_source.try_emplace(lower_case(*source), i);
  }
  std::vector<Channel>& channels = std::get<PackTable<Channel>>(contents.tables).rows;
  std::stable_sort(channels.begin(), channels.end(), [](const Channel& a, const Channel& b) { return *a.rank < *b.rank; });
  std::map<Text, std::shared_ptr<const Pattern>> patterns;
  for (const Channel& channel : channels) {
    std::shared_ptr<const Pattern>& pattern = patterns[channel.medium ? *channel.medium : Text{}];
    if (pattern == nullptr) {
      if (auto compiled = compile(channel.medium, problems)) pattern = std::make_shared<const Pattern>(std::move(*compiled));
    }
    contents.channel_tests.push_back({sites_of(channel, all_sites, problems), pattern});
  }
}

}  // namespace

void index(Packs::Contents& contents, std::vector<Problem>& problems) {
  std::apply([](auto&... table) { (index_by_name(table), ...); }, contents.tables);
  const std::vector<Product>& products = contents.rows<Product>();
  for (std::size_t i = 0; i < products.size(); ++i) {
    if (auto pattern = compile(products[i].identifiers, problems)) contents.products_by_account.emplace_back(std::move(*pattern), i);
  }
  contents.apis_by_tool = by_tool(contents.rows<Api>());
  contents.auth_methods_by_tool = by_tool(contents.rows<AuthMethod>());
  index_channels(contents, problems);
  contents.utm_spellings_by_alias = {by_alias(contents.rows<UtmSource>()), by_alias(contents.rows<UtmMedium>()),
                                     by_alias(contents.rows<UtmCampaign>())};
}

std::size_t FoldedHash::operator()(std::string_view name) const {
  Fnv fnv;
  for (const char c : name) {
    if (counts(c)) fnv.byte(folded(c));
  }
  return fnv.hash;
}

bool FoldedEqual::operator()(std::string_view a, std::string_view b) const {
  for (;;) {
    while (!a.empty() && !counts(a.front())) a.remove_prefix(1);
    while (!b.empty() && !counts(b.front())) b.remove_prefix(1);
    if (a.empty() || b.empty()) return a.empty() && b.empty();
    if (folded(a.front()) != folded(b.front())) return false;
    a.remove_prefix(1), b.remove_prefix(1);
  }
}

}  // namespace stackdrag
