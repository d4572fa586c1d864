// What the packs know of a name.
#include "stackdrag/packs.h"

#include <algorithm>

#include "packs/contents.h"
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

/// The row that a table has for a name; null if it has none.
template <class Row>
const Row* find(const ByFoldedName<std::size_t>& table, const std::vector<Row>& rows, Text name) {
  const auto found = table.find(name);
  return found == table.end() ? nullptr : &rows[found->second];
}

/// What stands behind the first dot; empty if there is none.
Text parent_of(Text host) {
  const auto dot = host.find('.');
  return dot == Text::npos ? Text{} : host.substr(dot + 1);
}

/// Whether a text, in lower case, is one of a list.
bool lists(const List<Text>& texts, std::string_view wanted) {
  return std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return lower_case(*text) == wanted; });
}

/// The number of a UTM field; 3 if it is none.
std::size_t number_of_field(Text field) {
  static constexpr Text fields[] = {"utm_source", "utm_medium", "utm_campaign"};
  return static_cast<std::size_t>(std::find(std::begin(fields), std::end(fields), field) - std::begin(fields));
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

const std::vector<Product>& Packs::products() const { return contents_->products; }
const std::vector<Api>& Packs::apis() const { return contents_->apis; }
const std::vector<AuthMethod>& Packs::auth_methods() const { return contents_->auth_methods; }
const std::vector<Model>& Packs::models() const { return contents_->models; }
const std::vector<Rename>& Packs::renames() const { return contents_->renames; }
const std::vector<Vendor>& Packs::vendors() const { return contents_->vendors; }
const std::vector<Sites>& Packs::sites() const { return contents_->sites; }
const std::vector<Channel>& Packs::channels() const { return contents_->channels; }

const std::vector<UtmSpelling>& Packs::utm_spellings(Text field) const {
  ensure(number_of_field(field) < 3, "no pack has spellings of this field");
  if (field == "utm_source") return contents_->utm_sources;
  return field == "utm_medium" ? contents_->utm_mediums : contents_->utm_campaigns;
}

const Product* Packs::discontinued(Text vendor, Text account) const {
  if (const Product* named = find(contents_->products_by_name, contents_->products, vendor)) return named;
  if (account.empty()) return nullptr;
  for (const auto& [pattern, product] : contents_->products_by_account) {
    if (pattern.matches(account)) return &contents_->products[product];
  }
  return nullptr;
}

const Api* Packs::api(Text tool, Text version) const {
  const auto wanted = parse_version(version);
  return wanted ? api(tool, *wanted) : nullptr;
}

const Api* Packs::api(Text tool, const Version& version) const {
  const auto known = contents_->apis_by_tool.find(tool);
  if (known == contents_->apis_by_tool.end()) return nullptr;
  const auto holding =
      std::find_if(known->second.begin(), known->second.end(), [&](std::size_t i) { return holds(contents_->apis[i], version); });
  return holding == known->second.end() ? nullptr : &contents_->apis[*holding];
}

bool Packs::knows_api(Text tool) const { return contents_->apis_by_tool.contains(tool); }

const AuthMethod* Packs::auth_method(Text tool, Text method) const {
  const auto known = contents_->auth_methods_by_tool.find(tool);
  if (known == contents_->auth_methods_by_tool.end()) return nullptr;
  for (const std::size_t i : known->second) {
    const AuthMethod& candidate = contents_->auth_methods[i];
    if (std::any_of(candidate.methods.begin(), candidate.methods.end(), [&](const auto& m) { return same_name(*m, method); }))
      return &candidate;
  }
  return nullptr;
}

const Model* Packs::model(Text name) const {
  const auto slash = name.rfind('/');
  if (slash == Text::npos) return find(contents_->models_by_name, contents_->models, name);
  const Model* model = find(contents_->models_by_name, contents_->models, name.substr(slash + 1));
  if (model == nullptr) return nullptr;
  const Text runner = name.substr(0, slash).substr(name.substr(0, slash).rfind('/') + 1);
  if (same_name(runner, "models") || same_name(runner, *model->vendor)) return model;
  const Vendor* known = find(contents_->vendors_by_name, contents_->vendors, runner);
  return known != nullptr && same_name(*known->id, *model->vendor) ? model : nullptr;
}

const Vendor* Packs::vendor(Text name) const {
  if (const Vendor* named = find(contents_->vendors_by_name, contents_->vendors, name)) return named;
  if (name.find('.') == Text::npos) return nullptr;
  const auto owner = host(name);
  return owner ? find(contents_->vendors_by_name, contents_->vendors, owner->owner) : nullptr;
}

Text Packs::utm_alias(Text field, Text value) const {
  const std::size_t number = number_of_field(field);
  if (number == contents_->utm_spellings_by_alias.size()) return {};
  const UtmSpelling* const meant = find(contents_->utm_spellings_by_alias[number], utm_spellings(field), value);
  if (meant == nullptr) return {};
  if (!same_name(*meant->id, value)) return *meant->id;
  // `e-mail` is listed beside `email`; other differences in separators alone are drift, not another name.
  return lists(meant->aliases, lower_case(value)) ? *meant->id : Text{};
}

const Channel* Packs::channel(Text source, Text medium) const {
  const std::string from = lower_case(source);
  const std::string by = lower_case(medium);
  const auto sites = contents_->sites_by_source.find(from);
  for (std::size_t i = 0; i < contents_->channels.size(); ++i) {
    const Channel& channel = contents_->channels[i];
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
  // The last part alone (`com`) is nobody's.
  for (Text name = wanted; name.find('.') != Text::npos; name = parent_of(name)) {
    for (const HostTable* table : tables) {
      if (const auto found = table->find(std::string(name)); found != table->end()) return found->second;
    }
  }
  return std::nullopt;
}

Text Packs::renamed(Text name) const {
  const Rename* const known = find(contents_->renames_by_name, contents_->renames, name);
  return known != nullptr && *known->became == Became::renamed ? *known->now : Text{};
}

}  // namespace stackdrag
