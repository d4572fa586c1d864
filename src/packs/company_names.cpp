// Tells the name of a company from what contracts and accounts write behind it.
#include "stackdrag/company_names.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::string_view legal_forms[] = {
    "ab",  "ag",  "aps",  "as",    "bv",      "bvba",     "co",  "company",      "corp", "corporation", "dac",  "eg", "eurl", "ev",
    "gbr", "gk",  "gmbh", "group", "holding", "holdings", "inc", "incorporated", "kft",  "kg",          "kgaa", "kk", "lda",  "limited",
    "llc", "llp", "lp",   "ltd",   "ltda",    "mbh",      "nv",  "ohg",          "oo",   "ood",         "ou",   "oy", "oyj",  "pbc",
    "plc", "pte", "pty",  "pvt",   "rl",      "sa",       "sae", "sarl",         "sas",  "sasu",        "se",   "sl", "slu",  "sp",
    "spa", "srl", "srls", "sro",   "sà",      "sàrl",     "uab", "ug",           "ulc",  "unlimited",   "zrt"};

constexpr std::string_view places[] = {
    "amer",        "america", "americas",   "anz",    "apac",      "asia",       "australia",   "austria",   "belgium",       "benelux",
    "brasil",      "brazil",  "canada",     "dach",   "danmark",   "denmark",    "deutschland", "emea",      "espana",        "españa",
    "eu",          "europe",  "finland",    "france", "germany",   "global",     "iberia",      "india",     "international", "ireland",
    "israel",      "italia",  "italy",      "japan",  "latam",     "luxembourg", "mexico",      "nederland", "netherlands",   "nordic",
    "nordics",     "norway",  "osterreich", "poland", "polska",    "portugal",   "schweiz",     "singapore", "spain",         "sweden",
    "switzerland", "uk",      "us",         "usa",    "worldwide", "österreich"};

/// What follows the name of a company or an account that is known without it; elsewhere it may be part of the name.
constexpr std::string_view surplus[] = {"computing",    "dev",     "environment",  "information", "operations", "org",      "platform",
                                        "platforms",    "prod",    "production",   "sandbox",     "services",   "software", "staging",
                                        "subscription", "systems", "technologies", "technology",  "test",       "web"};

constexpr std::string_view domain_endings[] = {".com", ".net", ".org", ".io", ".ai", ".co", ".eu",   ".de",
                                               ".fr",  ".nl",  ".ch",  ".at", ".es", ".it", ".co.uk"};

static_assert(std::is_sorted(std::begin(legal_forms), std::end(legal_forms)));
static_assert(std::is_sorted(std::begin(places), std::end(places)));
static_assert(std::is_sorted(std::begin(surplus), std::end(surplus)));

template <std::size_t count>
bool is_among(const std::string_view (&words)[count], std::string_view word) {
  return std::binary_search(std::begin(words), std::end(words), word);
}

/// What parts the words of a name. A name may well contain a dash: `Cloud-Co`.
bool parts_names(char c) { return c == ' ' || c == ',' || c == ';' || c == '&' || c == '\t'; }
/// What also parts those of an id: `hubspot-eu`.
bool parts_ids(char c) { return parts_names(c) || c == '-' || c == '_'; }

/// The words of a name, without what stands in brackets: `X (Twitter)`, `salesforce.com, inc.`
std::vector<std::string_view> parts_of(std::string_view name, bool (*parts_words)(char)) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto end_part = [&](std::size_t end) {
    const std::string_view part = name.substr(begin, end - begin);
    if (part.find_first_not_of('.') != part.npos) parts.push_back(part);
    begin = end + 1;
  };
  int depth = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    if (c == '(' || c == '[') ++depth;
    if (depth > 0 || parts_words(c)) end_part(at);
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  end_part(name.size());
  return parts;
}

/// The word in lower case, without points and slashes: `S.p.A.`, `A/S`.
std::string bare(std::string_view word) {
  std::string text = lower_case(word);
  std::erase_if(text, [](char c) { return c == '.' || c == '/'; });
  return text;
}

/// Whether the last of the words is, or ends, a legal form; `z` does in `sp. z o.o.`
bool ends_in_legal_form(const std::vector<std::string_view>& parts, std::size_t count) {
  const std::string last = bare(parts[count - 1]);
  return is_among(legal_forms, last) || (last == "z" && count > 1 && bare(parts[count - 2]) == "sp");
}

std::string without_domain(std::string name) {
  if (name.find_first_of(".:") == name.npos) return name;
  if (const std::size_t scheme = name.find("://"); scheme != name.npos) {
    name.erase(0, scheme + 3);
    name.resize(std::min(name.find('/'), name.size()));
  }
  const std::string folded = lower_case(name);
  if (folded.starts_with("www.")) name.erase(0, 4);
  for (const std::string_view ending : domain_endings) {
    if (name.size() > ending.size() && folded.ends_with(ending)) return name.erase(name.size() - ending.size());
  }
  return name;
}

std::string join(const std::vector<std::string_view>& parts, std::size_t count) {
  std::string name;
  for (std::size_t i = 0; i < count; ++i) name.append(i > 0 ? " " : "").append(parts[i]);
  return name;
}

}  // namespace

std::vector<std::string> shorter_company_names(std::string_view name) {
  if (name.find_first_of(" ,-_.([") == name.npos) return {};
  const std::vector<std::string_view> parts = parts_of(name, parts_ids);
  std::vector<std::string> names;
  for (std::size_t count = parts.size(); count > 0; --count) {
    names.push_back(join(parts, count));
    if (std::string site = without_domain(names.back()); site != names.back()) names.push_back(std::move(site));
    const std::string last = bare(parts[count - 1]);
    if (!ends_in_legal_form(parts, count) && !is_among(places, last) && !is_among(surplus, last)) break;
  }
  return names;
}

std::string company_key(std::string_view name) {
  std::vector<std::string_view> parts = parts_of(name, parts_names);
  if (parts.size() > 1 && bare(parts.front()) == "the") parts.erase(parts.begin());
  const std::size_t written = parts.size();
  while (parts.size() > 1 && ends_in_legal_form(parts, parts.size())) parts.pop_back();
  // `Air Canada` and `Air France` are two; `Acme France SAS` and `Acme` are one.
  const bool had_form = parts.size() < written;
  while (had_form && parts.size() > 1 && is_among(places, bare(parts.back()))) parts.pop_back();
  const std::string key = folded_name(without_domain(join(parts, parts.size())));
  return key.empty() ? folded_name(name) : key;
}

}  // namespace stackdrag
