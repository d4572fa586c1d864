// Scripts and addresses: whom they report to.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "evidence/identify_tables.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_address = 16384;

bool is_of_host(char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; }

/// What speaks for a vendor, and how strongly.
struct Evidence {
  Sender sender;
  int weight = 0;
};

void add(std::vector<Evidence>& found, Sender sender, int weight) {
  const auto same = std::find_if(found.begin(), found.end(), [&](const Evidence& known) {
    return known.sender.vendor == sender.vendor && known.sender.account == sender.account;
  });
  if (same != found.end())
    same->weight += weight;
  else
    found.push_back({std::move(sender), weight});
}

/// The company behind a vendor, or behind a product that it has switched off.
std::string family_of(const Packs& packs, Text vendor) {
  const Product* const gone = packs.find<Product>(vendor);
  return gone != nullptr ? std::string(*gone->vendor) : packs.vendor_family(vendor);
}

/// Whoever has an account speaks for the whole company: its host or a call that all of its tags make say nothing more. A product speaks
/// for its company, too.
void merge(std::vector<Evidence>& found, const Packs& packs) {
  for (std::size_t i = 0; i < found.size();) {
    const Evidence one = found[i];
    const std::string family = family_of(packs, one.sender.vendor);
    const auto better = std::find_if(found.begin(), found.end(), [&](const Evidence& other) {
      if (family_of(packs, other.sender.vendor) != family) return false;
      return !other.sender.account.empty() || (one.sender.vendor == family && other.sender.vendor != family);
    });
    if (!one.sender.account.empty() || better == found.end()) {
      ++i;
      continue;
    }
    better->weight += one.weight;
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

/// Whether a script fetches something that it does not name where it fetches it. The last four are how the code of templates does it.
bool loads(Text code) {
  static constexpr Text ways[] = {"createElement", "new Image",         "XMLHttpRequest", "fetch(",       "sendBeacon",
                                  "getScript",     "document.write",    "insertBefore",   "$.ajax",       "$.get",
                                  "$.post",        "importScripts",     "@import",        "injectScript", "sendPixel",
                                  "sendHttp",      "injectHiddenIframe"};
  return std::any_of(std::begin(ways), std::end(ways), [&](Text way) { return code.find(way) != Text::npos; });
}

/// Whether what stands before an address makes the browser fetch it: `src="`, `fetch('`.
bool is_fetched(Text before) {
  while (!before.empty() &&
         (before.back() == '"' || before.back() == '\'' || before.back() == '`' || before.back() == ' ' || before.back() == '\\'))
    before.remove_suffix(1);
  const std::string end = lower_case(before.substr(before.size() - std::min<std::size_t>(before.size(), 24)));
  static constexpr Text ways[] = {
      "src=",           "src =",       "src:",          "src',",      "src\",",       "fetch(",           "beacon(",
      "getscript(",     "import(",     "load(",         "url:",       "open('get',",  "open('post',",     "open(\"get\",",
      "open(\"post\",", "postscribe(", "injectscript(", "sendpixel(", "sendhttpget(", "sendhttprequest(", "injecthiddeniframe("};
  return std::any_of(std::begin(ways), std::end(ways), [&](Text way) { return end.ends_with(way); });
}

/// Whether it is the address of a link, or names a vocabulary instead of being fetched.
bool is_only_named(Text before, Text host) {
  const std::string end = lower_case(before.substr(before.size() - std::min<std::size_t>(before.size(), 120)));
  const auto link = end.rfind("<a ");
  if (link != std::string::npos && end.find('>', link) == std::string::npos) return true;
  static constexpr Text vocabularies[] = {"www.w3.org", "w3.org", "schema.org", "www.schema.org", "ogp.me", "purl.org"};
  return std::find(std::begin(vocabularies), std::end(vocabularies), host) != std::end(vocabularies);
}

/// The categories of hosts that deliver what others made: they are no one's to report to.
bool only_delivers(Text category) { return category == "cdn" || category == "hosting" || category == "content"; }

/// The calls in a script; one that names an account speaks for its vendor three times as much.
void add_calls(std::vector<Evidence>& found, const Identify::Tables& tables, Text code) {
  constexpr int most_matches = 8, named = 3;
  for (const auto& [row, pattern] : tables.calls) {
    std::size_t from = 0;
    for (int i = 0; i < most_matches; ++i) {
      const auto account = pattern.groups_after(code, from);
      if (!account) break;
      if (!account->empty()) {
        add(found, tables.with_account(*row->vendor, *account), named);
        continue;
      }
      add(found, {Sender::Is::vendor, std::string(*row->vendor), {}}, 1);
      break;
    }
  }
}

/// The code before the address whose `//` stands at `at`.
Text before_address(Text code, std::size_t at) {
  const Text before = code.substr(0, at);
  for (const Text scheme : {"https:", "http:"}) {
    if (before.ends_with(scheme)) return before.substr(0, before.size() - scheme.size());
  }
  return before;
}

/// The hosts that a script loads from. Returns whether it loads from one that nobody is known to own.
bool add_hosts(std::vector<Evidence>& found, const Identify::Tables& tables, Text code) {
  const bool fetches = loads(code);
  bool loads_unknown = false;
  for (std::size_t at = code.find("//"); at != Text::npos; at = code.find("//", at + 2)) {
    std::size_t end = at + 2;
    while (end < code.size() && is_of_host(code[end])) ++end;
    const std::string host = lower_case(code.substr(at + 2, end - at - 2));
    const Text before = before_address(code, at);
    if (host.find('.') == std::string::npos || is_only_named(before, host)) continue;
    const bool direct = is_fetched(before);
    if (!direct && !fetches) continue;
    const auto owner = tables.packs->host(host);
    loads_unknown |= !owner && direct;
    if (!owner || only_delivers(owner->category)) continue;
    const Text rest = code.substr(at, longest_address);
    const Text address = rest.substr(0, rest.find_first_of("\"'`<>\\ \t\r\n"));
    add(found, tables.address(address, {}), direct ? 2 : 1);
  }
  return loads_unknown;
}

}  // namespace

std::pair<std::string, std::size_t> host_of(Text url) {
  const auto slashes = url.find("//");
  if (slashes == Text::npos || url.substr(0, slashes).find_first_of("/?#. ") != Text::npos) return {{}, url.size()};
  std::size_t from = slashes + 2;
  const std::size_t end = std::min(url.find_first_of("/?#\"' <>\\", from), url.size());
  const auto user = url.substr(from, end - from).rfind('@');
  if (user != Text::npos) from += user + 1;
  const auto port = url.substr(from, end - from).find(':');
  return {lower_case(url.substr(from, port == Text::npos ? end - from : port)), end};
}

std::string without_comments(Text code) {
  std::string kept;
  kept.reserve(code.size());
  char quote = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const Text rest = code.substr(i);
    const char before = i == 0 ? ' ' : code[i - 1];
    if (quote != 0) {
      if (code[i] == '\\' && i + 1 < code.size())
        kept += code[i++];
      else if (code[i] == quote || code[i] == '\n')
        quote = 0;
    } else if (rest.starts_with("<!--") && !rest.starts_with("<!--[if")) {
      i = std::min(code.find("-->", i), code.size() - 3) + 2;
      continue;
    } else if (rest.starts_with("/*")) {
      i = std::min(code.find("*/", i + 2), code.size() - 2) + 1;
      continue;
    } else if (rest.starts_with("//") && before != ':' && before != '=' && before != '(') {
      i = std::min(code.find('\n', i), code.size()) - 1;
      continue;
    } else if (code[i] == '"' || code[i] == '\'') {
      quote = code[i];
    }
    kept += code[i];
  }
  return kept;
}

Sender Identify::Tables::address(Text url, Text body) const {
  const auto found = host_of(url);
  const std::string& host = found.first;
  const std::size_t behind = found.second;
  if (host.empty()) return {};
  const std::string sent = body.empty() ? std::string() : "/?" + std::string(body);
  const auto account_at = [&](Text key) -> Sender {
    const auto known = addresses_by_host.find(key);
    if (known == addresses_by_host.end()) return {};
    Sender unnamed;
    for (const std::size_t i : known->second) {
      for (const Text text : {url.substr(behind), Text(sent)}) {
        std::size_t from = 0;
        const auto account = addresses[i].pattern.groups_after(text, from);
        if (!account) continue;
        Sender sender = with_account(*addresses[i].row->vendor, *account);
        if (!sender.account.empty()) return sender;
        unnamed = sender;
      }
    }
    return unnamed;
  };
  Sender best;
  const auto take = [&](const Sender& sender) {
    if (best.is == Sender::Is::unknown || (best.account.empty() && !sender.account.empty())) best = sender;
  };
  for (Text name = host; name.find('.') != Text::npos; name.remove_prefix(name.find('.') + 1)) take(account_at(name));
  take(account_at("*"));
  if (best.is != Sender::Is::unknown) return best;
  const auto owner = packs->host(host);
  if (!owner) return {};
  return {Sender::Is::vendor, vendor_of_owner(owner->owner), {}};
}

std::vector<Sender> Identify::script(Text text) const {
  const std::string code = without_comments(text);
  std::vector<Evidence> found;
  add_calls(found, *tables_, code);
  const bool loads_unknown = add_hosts(found, *tables_, code);
  merge(found, *tables_->packs);
  std::stable_sort(found.begin(), found.end(), [](const Evidence& a, const Evidence& b) { return a.weight > b.weight; });
  std::vector<Sender> senders;
  for (Evidence& one : found) senders.push_back(std::move(one.sender));
  if (senders.empty()) senders.push_back({loads_unknown ? Sender::Is::unknown : Sender::Is::helper, {}, {}});
  return senders;
}

}  // namespace stackdrag
