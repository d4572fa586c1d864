// Prepares the vocabulary, and looks up what needs no reading: types of tags, cookies, hosts.
#include "stackdrag/identify.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "evidence/identify_tables.h"
#include "stackdrag/ensure.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// The patterns of built-in rows and of a house's own were compiled before, when the packs were checked.
Pattern compiled(Text expression, Groups groups) {
  std::string problem;
  auto pattern = Pattern::compile(expression, problem, groups);
  ensure(pattern.has_value(), "a pattern of a pack does not compile");
  return std::move(*pattern);
}

void add_word(Identify::Tables& tables, Text name, Word word, bool replace) {
  std::string phrase = phrase_of(name);
  if (phrase.empty()) return;
  const auto words = static_cast<std::size_t>(1 + std::count(phrase.begin(), phrase.end(), ' '));
  tables.most_words = std::max(tables.most_words, words);
  if (replace)
    tables.words.insert_or_assign(std::move(phrase), std::move(word));
  else
    tables.words.try_emplace(std::move(phrase), std::move(word));
}

void read_names(Identify::Tables& tables, const Vocabulary& vocabulary) {
  for (const Vendor& vendor : tables.packs->rows<Vendor>()) {
    const Word word{TemplateMeaning::pixel, std::string(*vendor.id)};
    add_word(tables, *vendor.id, word, false);
    add_word(tables, *vendor.name, word, false);
    for (const auto& alias : vendor.aliases) add_word(tables, *alias, word, false);
  }
  for (const TemplateName& row : vocabulary.rows<TemplateName>()) {
    const Word word{row.means ? *row.means : TemplateMeaning::pixel, row.vendor ? std::string(*row.vendor) : std::string()};
    for (const auto& name : row.words) add_word(tables, *name, word, true);
    for (const auto& owner : row.owners) tables.owners.try_emplace(lower_case(*owner), &row);
  }
}

void read_patterns(Identify::Tables& tables, const Vocabulary& vocabulary) {
  for (const AccountPattern& row : vocabulary.rows<AccountPattern>()) {
    auto& into = row.hosts.size() > 0 ? tables.addresses : tables.calls;
    for (const auto& host : row.hosts) tables.addresses_by_host[*host].push_back(into.size());
    into.push_back({&row, compiled(*row.pattern, Groups::remembered)});
  }
  for (const CookieName& row : vocabulary.rows<CookieName>()) tables.cookies.push_back({&row, compiled(*row.pattern, Groups::remembered)});
}

void read_accounts(Identify::Tables& tables, const Vocabulary& vocabulary) {
  for (const Vendor& vendor : tables.packs->rows<Vendor>()) {
    if (vendor.identifiers) tables.identifiers.emplace(*vendor.id, compiled(*vendor.identifiers, Groups::ignored));
    if (vendor.telltale) tables.telltales.emplace_back(*vendor.id, compiled(*vendor.telltale, Groups::ignored));
  }
  for (const TagType& row : vocabulary.rows<TagType>()) {
    tables.tags.emplace(*row.id, &row);
    if (!row.vendor) continue;
    if (const Product* const gone = tables.packs->find<Product>(*row.vendor)) tables.product_names.emplace(gone, *row.vendor);
  }
}

bool works_on_tool(const StepNames& row) { return !row.means || *row.means == StepMeaning::tool || *row.means == StepMeaning::model; }

/// Tools by what they and their apps are called. What Make calls its apps is too short to tell: `oracle`, `reply`.
void read_tools(Identify::Tables& tables, const Vocabulary& vocabulary) {
  const auto tool_of = [](const StepNames& row) { return std::string(row.tool ? *row.tool : *row.id); };
  for (const StepNames& row : vocabulary.rows<StepNames>()) {
    if (works_on_tool(row)) tables.tools.try_emplace(folded_name(tool_of(row)), tool_of(row));
  }
  for (const StepNames& row : vocabulary.rows<StepNames>()) {
    if (!works_on_tool(row)) continue;
    for (const List<Text>* const names : {&row.n8n, &row.zapier}) {
      for (const auto& name : *names) tables.tools.try_emplace(folded_name(*name), tool_of(row));
    }
  }
}

void read_steps(Identify::Tables& tables, const Vocabulary& vocabulary) {
  for (const StepNames& row : vocabulary.rows<StepNames>()) {
    const List<Text>* const lists[] = {&row.n8n, &row.make, &row.zapier};
    for (std::size_t engine = 0; engine < std::size(lists); ++engine) {
      for (const auto& type : *lists[engine]) tables.steps[engine].try_emplace(folded_name(*type), &row);
    }
  }
}

}  // namespace

Identify::Identify(const Packs& packs) {
  auto tables = std::make_unique<Tables>();
  tables->packs = &packs;
  const Vocabulary& vocabulary = packs.vocabulary();
  read_names(*tables, vocabulary);
  read_patterns(*tables, vocabulary);
  read_accounts(*tables, vocabulary);
  read_tools(*tables, vocabulary);
  read_steps(*tables, vocabulary);
  tables_ = std::move(tables);
}

const Identify& Identify::built_in() {
  static const Identify of_packs(Packs::built_in());
  return of_packs;
}

const Packs& Identify::packs() const { return *tables_->packs; }
Identify::~Identify() = default;
Identify::Identify(Identify&&) noexcept = default;
Identify& Identify::operator=(Identify&&) noexcept = default;

const TagType* Identify::tag_type(Text type) const {
  const auto found = tables_->tags.find(type.starts_with("cvt_") ? Text("cvt") : type);
  return found == tables_->tags.end() ? nullptr : found->second;
}

Sender Identify::with_account(Text vendor, Text value) const { return tables_->with_account(vendor, value); }

Sender Identify::address(Text url, Text body) const { return tables_->address(url, body); }

Sender Identify::cookie(Text name) const {
  // Of several patterns, one that tells the account is the better answer.
  Sender best;
  for (const auto& [row, pattern] : tables_->cookies) {
    if (!pattern.matches(name)) continue;
    std::size_t from = 0;
    const std::string account = pattern.groups_after(name, from).value_or("");
    if (!account.empty()) return {Sender::Is::vendor, std::string(*row->vendor), account};
    if (best.is == Sender::Is::unknown) best = {Sender::Is::vendor, std::string(*row->vendor), {}};
  }
  return best;
}

Sender Identify::host(Text host) const {
  const auto owner = tables_->packs->host(host);
  if (!owner) return {};
  return {Sender::Is::vendor, tables_->vendor_of_owner(owner->owner), {}};
}

std::string Identify::Tables::tool_of_owner(Text owner) const {
  const auto tool = tools.find(folded_name(owner));
  return tool == tools.end() ? vendor_of_owner(owner) : tool->second;
}

std::string Identify::Tables::vendor_of_owner(Text owner) const {
  if (const Vendor* const vendor = packs->find<Vendor>(owner)) return std::string(*vendor->id);
  if (const Product* const gone = packs->find<Product>(owner)) {
    const auto name = product_names.find(gone);
    return std::string(name == product_names.end() ? *gone->id : name->second);
  }
  const auto word = words.find(phrase_of(owner));
  return word != words.end() && !word->second.vendor.empty() ? word->second.vendor : as_id(owner);
}

}  // namespace stackdrag
