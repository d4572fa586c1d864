// Lookups in the packs.
#include "stackdrag/packs.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "packs/contents.h"
#include "stackdrag/company_names.h"
#include "stackdrag/ensure.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

bool same_name(Text a, Text b) { return FoldedEqual{}(a, b); }

bool holds(const Api& api, const Version& version) {
  if (version.parts < api.from->parts) return false;
  if (!api.to) return true;
  Version shortened = version;
  for (std::size_t i = api.to->given; i < shortened.parts.size(); ++i) shortened.parts[i] = 0;
  return shortened.parts <= api.to->parts;
}

/// What a table holds for a company, whichever of its names it is known by; null if it holds nothing.
template <class Value>
const Value* named_in(const ByFoldedName<Value>& table, Text company) {
  const auto exact = table.find(company);
  if (exact != table.end()) return &exact->second;
  for (const std::string& name : shorter_company_names(company)) {
    if (const auto found = table.find(name); found != table.end()) return &found->second;
  }
  return nullptr;
}

/// The part after the first dot; empty if there is none.
Text parent_of(Text host) {
  const auto dot = host.find('.');
  return dot == Text::npos ? Text{} : host.substr(dot + 1);
}

/// `quiz` of `quizzes`, `library` of `libraries`, `search` of `searches`, `form` of `forms`.
std::string singular(const std::string& word) {
  if (word.size() <= 4 || !word.ends_with('s') || word.ends_with("ss")) return word;
  const auto ends = [&](std::initializer_list<std::string_view> any) {
    return std::any_of(any.begin(), any.end(), [&](std::string_view end) { return word.ends_with(end); });
  };
  if (ends({"ies"})) return word.substr(0, word.size() - 3) + "y";
  return word.substr(0, word.size() - (ends({"zzes"}) ? 3 : ends({"ches", "shes", "sses", "xes"}) ? 2 : 1));
}

/// Whether a word stands for a capability without naming one.
bool names_no_capability(std::string_view folded) {
  static constexpr std::string_view words[] = {"other",   "others",  "various",  "misc",       "miscellaneous", "several", "diverse",
                                               "general", "generic", "etc",      "everything", "anything",      "some",    "something",
                                               "stuff",   "things",  "tool",     "tools",      "software",      "app",     "unspecified",
                                               "divers",  "autre",   "sonstige", "sonstiges",  "andere",        "varios",  "otros"};
  return std::find(std::begin(words), std::end(words), folded) != std::end(words);
}

/// Whether a list contains `wanted`, a text in lower case.
bool lists(const List<Text>& texts, std::string_view wanted) {
  return std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return lower_case(*text) == wanted; });
}

}  // namespace

const Packs& Packs::built_in() {
  static const Packs packs = [] {
    ReadPacks read = read_packs(pack_texts());
    ensure(read.problems.empty(), "a built-in pack has a mistake");
    return std::move(read.packs);
  }();
  return packs;
}

Packs::Packs(std::shared_ptr<const Contents> contents) : contents_(std::move(contents)), tables_(&contents_->tables) {}

const Product* Packs::discontinued(Text vendor, Text account) const {
  if (const Product* named = find<Product>(vendor)) return named;
  if (account.empty()) return nullptr;
  for (const auto& [pattern, product] : contents_->products_by_account) {
    if (pattern.matches(account)) return &rows<Product>()[product];
  }
  return nullptr;
}

const Api* Packs::api(Text tool, Text version) const {
  const auto wanted = parse_version(version);
  return wanted ? api(tool, *wanted) : nullptr;
}

const Api* Packs::api(Text tool, const Version& version) const {
  const std::vector<std::size_t>* const known = named_in(contents_->apis_by_tool, tool);
  if (known == nullptr) return nullptr;
  const auto holding = std::find_if(known->begin(), known->end(), [&](std::size_t i) { return holds(rows<Api>()[i], version); });
  return holding == known->end() ? nullptr : &rows<Api>()[*holding];
}

bool Packs::knows_api(Text tool) const { return named_in(contents_->apis_by_tool, tool) != nullptr; }

const AuthMethod* Packs::auth_method(Text tool, Text method) const {
  const std::vector<std::size_t>* const known = named_in(contents_->auth_methods_by_tool, tool);
  if (known == nullptr) return nullptr;
  for (const std::size_t i : *known) {
    const AuthMethod& candidate = rows<AuthMethod>()[i];
    if (std::any_of(candidate.methods.begin(), candidate.methods.end(), [&](const auto& m) { return same_name(*m, method); }))
      return &candidate;
  }
  return nullptr;
}

const Model* Packs::model(Text name) const {
  const auto slash = name.rfind('/');
  if (slash == Text::npos) return find<Model>(name);
  const Model* model = find<Model>(name.substr(slash + 1));
  if (model == nullptr) return nullptr;
  const Text runner = name.substr(0, slash).substr(name.substr(0, slash).rfind('/') + 1);
  if (same_name(runner, "models") || same_name(runner, *model->vendor)) return model;
  const Vendor* known = find<Vendor>(runner);
  return known != nullptr && same_name(*known->id, *model->vendor) ? model : nullptr;
}

const Vendor* Packs::vendor(Text name) const {
  const PackTable<Vendor>& table = std::get<PackTable<Vendor>>(*tables_);
  if (const std::size_t* const row = named_in(table.by_name, name)) return &table.rows[*row];
  if (name.find('.') == Text::npos) return nullptr;
  const auto owner = host(name);
  return owner ? find<Vendor>(owner->owner) : nullptr;
}

std::string Packs::vendor_key(Text name) const {
  const Vendor* const known = vendor(name);
  return known != nullptr ? std::string(*known->id) : company_key(name);
}

std::string Packs::vendor_family(Text name) const {
  const Vendor* const known = vendor(name);
  if (known == nullptr) return company_key(name);
  return std::string(known->family ? *known->family : *known->id);
}

const Product* Packs::discontinued_in(Text text) const {
  constexpr std::size_t most_words = 5, least_letters = 6;
  const std::vector<std::string> words = words_of(text);
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::string name;
    for (std::size_t last = first; last < std::min(words.size(), first + most_words); ++last) {
      name += words[last];
      if (last == first && name.size() < least_letters) continue;
      if (const Product* const product = find<Product>(name)) return product;
    }
  }
  return nullptr;
}

std::string Packs::capability(Text name) const {
  // What has no name is under no name.
  if (names_no_capability(folded_name(name))) return "";
  if (const CapabilityName* const known = find<CapabilityName>(name)) return folded_name(*known->id);
  const std::string key = singular(folded_name(name));
  const CapabilityName* const known = find<CapabilityName>(key);
  return known != nullptr ? folded_name(*known->id) : key;
}

Text Packs::utm_alias(Text field, Text value) const {
  const auto spelling = [&](std::size_t number, const auto& spellings) -> Text {
    const ByFoldedName<std::size_t>& by_alias = contents_->utm_spellings_by_alias[number];
    const auto found = by_alias.find(folded_name(value));
    if (found == by_alias.end()) return {};
    const auto& meant = spellings[found->second];
    if (!same_name(*meant.id, value)) return *meant.id;
    // If they differ only in letter case or separators, the value must be listed as an alias, as `e-mail` is for `email`. Otherwise it is
    // not another name but drift.
    return lists(meant.aliases, lower_case(value)) ? *meant.id : Text{};
  };
  if (field == "utm_source") return spelling(0, rows<UtmSource>());
  if (field == "utm_medium") return spelling(1, rows<UtmMedium>());
  return field == "utm_campaign" ? spelling(2, rows<UtmCampaign>()) : Text{};
}

Text Packs::utm_name(Text field, Text value) const {
  if (const Text meant = utm_alias(field, value); !meant.empty()) return meant;
  const auto own = [&](const auto& spellings) -> Text {
    const auto found = std::find_if(spellings.begin(), spellings.end(), [&](const auto& known) { return same_name(*known.id, value); });
    return found == spellings.end() ? Text{} : *found->id;
  };
  if (field == "utm_source") return own(rows<UtmSource>());
  if (field == "utm_medium") return own(rows<UtmMedium>());
  return field == "utm_campaign" ? own(rows<UtmCampaign>()) : Text{};
}

const Channel* Packs::channel(Text source, Text medium) const {
  const std::string from = lower_case(source);
  const std::string by = lower_case(medium);
  const auto sites = contents_->sites_by_source.find(from);
  const std::vector<Channel>& channels = rows<Channel>();
  for (std::size_t i = 0; i < channels.size(); ++i) {
    const Channel& channel = channels[i];
    const ChannelTest& test = contents_->channel_tests[i];
    const bool of_sites = test.sites && sites != contents_->sites_by_source.end() && sites->second == *test.sites;
    const bool source_fits = of_sites || lists(channel.sources, from);
    const bool medium_fits = lists(channel.mediums, by) || (test.medium != nullptr && test.medium->matches(by));
    const bool both = channel.match && *channel.match == Match::both;
    if (both ? source_fits && medium_fits : source_fits || medium_fits) return &channel;
  }
  return nullptr;
}

std::optional<HostOwner> Packs::host(Text host) const {
  std::string wanted = lower_case(host);
  if (wanted.ends_with('.')) wanted.pop_back();
  const HostTable* const tables[] = {&contents_->hosts, &contents_->postponed_hosts()};
  // Nobody owns a top-level domain (`com`).
  for (Text name = wanted; name.find('.') != Text::npos; name = parent_of(name)) {
    for (const HostTable* table : tables) {
      if (const auto found = table->find(std::string(name)); found != table->end()) return found->second;
    }
  }
  return std::nullopt;
}

const Vocabulary& Packs::vocabulary() const { return contents_->whole_vocabulary(); }

Text Packs::renamed(Text name) const {
  const Rename* const known = find<Rename>(name);
  return known != nullptr && *known->became == Became::renamed ? *known->now : Text{};
}

}  // namespace stackdrag
