// Names: the spellings of events, items whose names are the same or nearly so, and the kinds of names that a team can agree on.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "facts/gather.h"
#include "stackdrag/disjoint_sets.h"
#include "stackdrag/fnv.h"
#include "stackdrag/near_names.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t least_near_name = 6;  ///< shorter names are near too many others
constexpr std::size_t least_near_word = 5;  ///< for a word in a name of several words
constexpr std::size_t least_lone_word = 8;  ///< for a name of one word: `consent` and `content` are different words

bool is_named(const Item& item) { return in_use(item.status) && has_role(item.id.kind, role::named); }

/// Splits a name into words in lower case, with aliases replaced by what they mean.
class WordReader {
 public:
  WordReader(const Inventory& inventory, const Packs& packs) : packs_(packs) {
    for (const Convention& convention : inventory.conventions) {
      for (const auto& [alias, meant] : convention.aliases) {
        if (meant) own_.try_emplace({std::string(*convention.id), lower_case(*alias)}, lower_case(*meant));
      }
    }
  }

  /// Calls `visit` with each word; it is valid until the next one.
  template <class Visit>
  void each(Text name, std::string_view kind, Visit visit) {
    word_.clear();
    for (const char c : name) {
      const bool between = c == '-' || c == '_' || c == ' ' || c == '.' || c == '+' || c == '/';
      if (!between) {
        word_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      } else if (!word_.empty()) {
        visit(meant(kind));
        word_.clear();
      }
    }
    if (!word_.empty()) visit(meant(kind));
  }

 private:
  std::string_view meant(std::string_view kind) const {
    if (!own_.empty()) {
      const auto own = own_.find({std::string(kind), word_});
      if (own != own_.end()) return own->second;
    }
    // Numbers are never aliases.
    if (is_digit(word_.front())) return word_;
    const Text alias = packs_.utm_alias("utm_source", word_);
    return alias.empty() ? std::string_view(word_) : alias;
  }

  const Packs& packs_;
  std::map<std::pair<std::string, std::string>, std::string> own_;
  std::string word_;
};

/// A name, indexed by the hash of one of its normalized forms.
struct Filed {
  std::uint64_t hash;
  std::uint32_t item;    ///< index in `Facts::items`
  std::uint32_t vendor;  ///< whose name it is: the vendor's number; 0 if it is the team's own, or if the vendor is not known

  friend auto operator<=>(const Filed&, const Filed&) = default;
};

/// Gives each vendor a number.
class VendorNumbers {
 public:
  VendorNumbers(const Inventory& inventory, const Packs& packs) : inventory_(inventory), packs_(packs) {}

  /// 0 if the item names no vendor.
  std::uint32_t of(ItemId item) {
    const At<Text>* const vendor = item.kind == Kind::pixel  ? &inventory_.pixels[item.index].vendor
                                   : item.kind == Kind::tool ? &inventory_.tools[item.index].vendor
                                                             : nullptr;
    if (vendor == nullptr || !*vendor) return 0;
    return numbers_.try_emplace(packs_.vendor_family(**vendor), static_cast<std::uint32_t>(numbers_.size() + 1)).first->second;
  }

 private:
  const Inventory& inventory_;
  const Packs& packs_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// Whether one of the two is the former name of the other (`was:`).
bool is_renamed(const Item& a, const Item& b) {
  const auto was = [](const Item& now, const Item& before) {
    const List<Text>& names = now.common->extras().was;
    return std::any_of(names.begin(), names.end(), [&](const At<Text>& name) { return *name == before.name; });
  };
  return was(a, b) || was(b, a);
}

/// Indexes every name twice: by its words without separators, and by its words in any order. Both are 64-bit hashes: among a hundred
/// thousand names, two are mistaken for the same in about one of a billion inventories.
/// Ids are the team's own; a `name` is the vendor's, and two vendors may use the same.
std::vector<Filed> filed_names(const Facts& facts, WordReader& words, VendorNumbers& vendors) {
  std::vector<Filed> filed;
  for (std::uint32_t place = 0; place < facts.items.size(); ++place) {
    const Item& item = facts.items[place];
    if (!is_named(item)) continue;
    const std::string_view kind = name_of(item.id.kind);
    const auto file = [&](Text name, std::uint32_t vendor) {
      Fnv whole = Fnv().text(kind);
      std::uint64_t unordered = 0;
      std::size_t count = 0;
      // The order of words matters here: from a to b is not from b to a.
      bool directed = item.id.kind == Kind::integration;
      bool after_digit = false;
      Fnv numbers;
      words.each(name, kind, [&](std::string_view word) {
        // Separators do not matter, but between digits: 1-11 is not 11-1.
        if (after_digit && is_digit(word.front())) whole.text("-");
        after_digit = is_digit(word.back());
        whole.text(word);
        // Words may stand in any order, but numbers, languages and countries mean something else then.
        const bool in_order = word.size() <= 2 || std::any_of(word.begin(), word.end(), is_digit);
        const std::uint64_t alone = in_order ? numbers.text(word).text("-").hash : Fnv().text(word).hash;
        unordered += alone ^ alone >> 29;
        directed |= word == "to" || word == "from";
        ++count;
      });
      if (count > 0) filed.push_back({whole.hash, place, vendor});
      if (count > 1 && !directed) filed.push_back({Fnv{unordered}.text(kind).hash, place, vendor});
    };
    file(item.name, 0);
    if (item.common->name && *item.common->name != item.name) file(*item.common->name, vendors.of(item.id));
  }
  std::sort(filed.begin(), filed.end());
  return filed;
}

void gather_groups(Facts& facts, WordReader& words, VendorNumbers vendors) {
  const std::vector<Filed> filed = filed_names(facts, words, vendors);
  DisjointSets same(facts.items.size());
  std::vector<std::uint32_t> grouped;
  const auto join = [&](const Filed& a, const Filed& b) {
    if (a.item == b.item || is_renamed(facts.items[a.item], facts.items[b.item])) return;
    same.join(a.item, b.item);
    grouped.push_back(a.item);
    grouped.push_back(b.item);
  };
  std::vector<Filed> alike;
  for (std::size_t first = 0, end = 0; first < filed.size(); first = end) {
    while (end < filed.size() && filed[end].hash == filed[first].hash) ++end;
    if (end - first < 2) continue;
    alike.assign(filed.begin() + static_cast<std::ptrdiff_t>(first), filed.begin() + static_cast<std::ptrdiff_t>(end));
    std::stable_sort(alike.begin(), alike.end(), [](const Filed& a, const Filed& b) { return a.vendor < b.vendor; });
    // What is nobody's name in particular is compared with a vendor's, unless there are several to compare it with.
    const bool one_vendor = alike.back().vendor == 0 || std::none_of(alike.begin(), alike.end(), [&](const Filed& a) {
                              return a.vendor != 0 && a.vendor != alike.back().vendor;
                            });
    for (std::size_t i = 1; i < alike.size(); ++i) {
      if (one_vendor || alike[i - 1].vendor == alike[i].vendor) join(alike[i - 1], alike[i]);
    }
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  std::sort(grouped.begin(), grouped.end());
  grouped.erase(std::unique(grouped.begin(), grouped.end()), grouped.end());
  for (const std::uint32_t item : grouped) groups[same.find(item)].push_back(item);
  for (const auto& [first, members] : groups) {
    const Item& named = facts.items[first];
    NameGroup group{named.id.kind, "", {}};
    words.each(named.name, name_of(named.id.kind), [&](std::string_view word) {
      if (!group.key.empty()) group.key += '-';
      group.key += word;
    });
    for (const std::uint32_t item : members) group.members.push_back(facts.items[item].id);
    // A group is called by a name that somebody has written: its aliases may have none.
    const auto has_its_name = [&](std::uint32_t item) { return folded_name(facts.items[item].name) == folded_name(group.key); };
    if (std::none_of(members.begin(), members.end(), has_its_name)) group.key = lower_case(named.name);
    facts.name_groups.push_back(std::move(group));
  }
}

/// Pages under one name, such as `/pricing` and `/Pricing/`.
void gather_page_groups(Facts& facts) {
  std::map<std::string, std::vector<ItemId>> by_name;
  for (const Page& page : facts.inventory->pages) by_name[page_key(*page.id)].push_back(page.common.self);
  for (auto& [name, pages] : by_name) {
    if (pages.size() > 1) facts.name_groups.push_back({Kind::page, name, std::move(pages)});
  }
}

/// A name without its numbers, and the numbers: names that differ only in numbers do so on purpose.
struct Parted {
  std::string letters, digits;
};
Parted parted(Text name) {
  Parted parts;
  bool in_number = false;
  for (const char c : name) {
    if (is_digit(c)) {
      // The position of the number stays marked.
      if (!in_number) parts.letters += '#', parts.digits += ' ';
      parts.digits += c;
    } else {
      parts.letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    in_number = is_digit(c);
  }
  return parts;
}

void gather_near_of_kind(Facts& facts, std::span<const std::uint32_t> items) {
  std::unordered_map<std::string, std::uint32_t> numbers;  // the index of each text in `letters`
  std::vector<std::string_view> letters;
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> by_name;
  std::vector<std::pair<std::uint32_t, std::string>> names;
  for (const std::uint32_t item : items) {
    Parted parts = parted(facts.items[item].name);
    const auto [place, fresh] = numbers.try_emplace(std::move(parts.letters), static_cast<std::uint32_t>(letters.size()));
    if (fresh) letters.push_back(place->first);
    names.emplace_back(place->second, std::move(parts.digits));
  }
  std::vector<std::uint32_t> near(letters.size(), static_cast<std::uint32_t>(-1));
  bool any = false;
  for (const auto& [later, earlier] : near_names(letters)) {
    const std::string_view name = letters[later];
    const bool one_word = std::all_of(name.begin(), name.end(), is_letter);
    if (name.size() < least_near_name || !differ_in_word(name, letters[earlier], one_word ? least_lone_word : least_near_word)) continue;
    near[later] = earlier;
    any = true;
  }
  if (!any) return;
  for (std::size_t i = 0; i < items.size(); ++i) by_name.try_emplace(names[i], items[i]);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (near[names[i].first] == static_cast<std::uint32_t>(-1)) continue;
    const auto other = by_name.find({near[names[i].first], names[i].second});
    if (other == by_name.end() || is_renamed(facts.items[items[i]], facts.items[other->second])) continue;
    facts.near_names.push_back({facts.items[items[i]].id, facts.items[other->second].id});
  }
}

void gather_near(Facts& facts) {
  std::vector<std::uint32_t> items;
  for (std::uint32_t place = 0; place <= facts.items.size(); ++place) {
    const bool other_kind =
        place == facts.items.size() || (!items.empty() && facts.items[items.front()].id.kind != facts.items[place].id.kind);
    if (other_kind) {
      gather_near_of_kind(facts, items);
      items.clear();
    }
    if (place < facts.items.size() && is_named(facts.items[place])) items.push_back(place);
  }
}

void gather_kinds(Facts& facts) {
  std::map<std::string_view, NameKind> kinds;
  const auto add = [&](std::string_view convention, Span at) {
    NameKind& kind = kinds.try_emplace(convention, NameKind{convention, 0, at}).first->second;
    ++kind.count;
  };
  for (const Item& item : facts.items) {
    if (in_use(item.status) && has_role(item.id.kind, role::convention)) add(name_of(item.id.kind), item.at);
  }
  for (const EventName& event : facts.events) {
    const auto own = std::find_if(event.uses.begin(), event.uses.end(), [](const auto& use) { return !use.prescribed; });
    if (own != event.uses.end()) add(event.kind, own->value.at);
  }
  for (const UtmValue& value : facts.utm_values) {
    // A campaign's own name is its id; contents and terms are as many as there are advertisements.
    if (value.field == "utm_source" || value.field == "utm_medium") add(value.field, value.uses.front().value.at);
  }
  for (const auto& [convention, kind] : kinds) facts.name_kinds.push_back(kind);
}

void gather_owner_names(Facts& facts) {
  for (const OtherSpelling& other : facts.inventory->other_spellings) {
    if (facts.owner_names.empty() || facts.owner_names.back().name != other.name) facts.owner_names.push_back({other.name, {}, {}});
    OwnerName& owner = facts.owner_names.back();
    const auto same = [&](const At<Text>& known) { return *known == other.written; };
    if (std::none_of(owner.spellings.begin(), owner.spellings.end(), same)) owner.spellings.push_back({other.written, other.at});
    if (owner.members.empty() || owner.members.back() != other.from) owner.members.push_back(other.from);
  }
}

/// The spelling to call each UTM value by.
void choose_spellings(Facts& facts, const Packs& packs) {
  for (UtmValue& value : facts.utm_values) {
    std::map<Text, std::size_t> spellings;
    for (const UtmValue::Use& use : value.uses) ++spellings[*use.value];
    value.shown = most_used(spellings);
    if (spellings.size() == 1) continue;
    const Convention* const agreed = facts.convention(value.field);
    const Text usual = packs.utm_name(value.field, value.folded);
    for (const auto& [spelling, times] : spellings) {
      const auto same = [&, name = spelling](const At<Text>& allowed) { return allowed && *allowed == name; };
      if (agreed != nullptr && std::any_of(agreed->allowed.begin(), agreed->allowed.end(), same)) {
        value.shown = spelling;
        break;
      }
      if (spelling == usual) value.shown = spelling;
    }
  }
}

}  // namespace

Text most_used(const std::map<Text, std::size_t>& spellings) {
  return std::max_element(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

void gather_names(Facts& facts, const Packs& packs) {
  WordReader words(*facts.inventory, packs);
  gather_events(facts, packs);
  choose_spellings(facts, packs);
  gather_owner_names(facts);
  gather_groups(facts, words, VendorNumbers(*facts.inventory, packs));
  gather_page_groups(facts);
  gather_near(facts);
  gather_kinds(facts);
}

}  // namespace stackdrag
