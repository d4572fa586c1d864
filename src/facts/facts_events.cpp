// Events: which spellings mean the same one, and which of them vendors prescribe.
#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "facts/gather.h"
#include "stackdrag/disjoint_sets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// What people and pages do, in the present; the past of most words gives them away by itself.
constexpr std::array<std::string_view, 44> verbs = {
    "abandon",  "accept",   "activate", "add",    "apply",    "begin",     "book",        "cancel",   "change",  "choose", "click",
    "close",    "complete", "create",   "delete", "download", "edit",      "enter",       "finish",   "install", "join",   "load",
    "open",     "pay",      "place",    "play",   "publish",  "purchase",  "receive",     "register", "remove",  "renew",  "request",
    "schedule", "select",   "send",     "start",  "submit",   "subscribe", "unsubscribe", "update",   "upgrade", "upload", "view"};

/// Pasts that do not end in `ed`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> pasts = {
    {{"began", "begin"}, {"begun", "begin"}, {"bought", "buy"}, {"built", "build"},  {"chosen", "choose"}, {"done", "do"},
     {"found", "find"},  {"given", "give"},  {"left", "leave"}, {"lost", "lose"},    {"made", "make"},     {"paid", "pay"},
     {"read", "read"},   {"said", "say"},    {"seen", "see"},   {"sent", "send"},    {"shown", "show"},    {"sold", "sell"},
     {"spent", "spend"}, {"taken", "take"},  {"won", "win"},    {"written", "write"}}};

/// With one of these between them, the order of words tells who does what to whom.
constexpr std::array<std::string_view, 8> between = {"to", "from", "by", "for", "with", "into", "via", "of"};

/// A word without what its forms differ in: `add` and `added`, `place` and `placed`, `submit` and `submitted`.
std::string stem_of(std::string word) {
  if (word.size() > 1 && word.back() == 'e') word.pop_back();
  if (word.size() > 2 && word.back() == word[word.size() - 2] && is_letter(word.back())) word.pop_back();
  return word;
}

struct EventWord {
  std::string stem;
  bool verb;
};

EventWord event_word(const std::string& word) {
  const auto* const irregular = std::find_if(pasts.begin(), pasts.end(), [&](const auto& past) { return past.first == word; });
  if (irregular != pasts.end()) return {stem_of(std::string(irregular->second)), true};
  // `feed` is no past, `embed` neither.
  const bool past = word.size() > 4 && word.ends_with("ed") && !word.ends_with("eed") && word != "embed";
  if (past && word.ends_with("ied")) return {stem_of(word.substr(0, word.size() - 3) + 'y'), true};
  if (past) return {stem_of(word.substr(0, word.size() - 2)), true};
  return {stem_of(word), std::find(verbs.begin(), verbs.end(), word) != verbs.end()};
}

/// What an event is about: its words with what is done in front. The same for `Seat Added`, `added_seat` and `SeatAdd`.
std::string meaning_of(Text name) {
  std::vector<EventWord> words;
  bool directed = false;
  for (const std::string& word : words_of(name)) {
    words.push_back(event_word(word));
    directed |= std::find(between.begin(), between.end(), word) != between.end();
  }
  const auto is_verb = [](const EventWord& word) { return word.verb; };
  const auto by_stem = [](const EventWord& a, const EventWord& b) { return a.stem < b.stem; };
  if (words.size() == 2 && !directed) std::sort(words.begin(), words.end(), by_stem);
  if (words.size() > 2 && !directed && std::count_if(words.begin(), words.end(), is_verb) == 1)
    std::stable_partition(words.begin(), words.end(), is_verb);
  std::string meaning;
  for (const EventWord& word : words) meaning += word.stem + ' ';
  return meaning;
}

/// What vendors prescribe, by the company behind them.
class Prescribed {
 public:
  explicit Prescribed(const Packs& packs) {
    for (const VendorEvents& vendor : packs.rows<VendorEvents>()) {
      std::unordered_set<Text>& names = by_family_[packs.vendor_family(*vendor.id)];
      for (const At<Text>& name : vendor.names) {
        names.insert(*name);
        all_.insert(*name);
      }
    }
  }

  /// The names that a vendor prescribes; of one whose names the packs do not know, or of none at all, those of every vendor.
  const std::unordered_set<Text>& by(const std::string& family) const {
    const auto known = by_family_.find(family);
    return known == by_family_.end() ? all_ : known->second;
  }

 private:
  std::unordered_map<std::string, std::unordered_set<Text>> by_family_;
  std::unordered_set<Text> all_;
};

/// Spellings of events, numbered, and which of them mean the same.
class Spellings {
 public:
  std::uint32_t number(Text spelling) {
    const auto [known, fresh] = numbers_.try_emplace(spelling, static_cast<std::uint32_t>(folded_.size()));
    if (!fresh) return known->second;
    folded_.push_back(folded_name(spelling));
    // `signup` has the letters of `sign_up`, if not its words.
    for (std::string meaning : {folded_.back() + '.', meaning_of(spelling)}) {
      const auto [first, none_yet] = by_meaning_.try_emplace(std::move(meaning), known->second);
      if (!none_yet) same_.emplace_back(known->second, first->second);
    }
    return known->second;
  }
  const std::string& folded(std::uint32_t number) const { return folded_[number]; }
  DisjointSets joined() const {
    DisjointSets sets(folded_.size());
    for (const auto& [a, b] : same_) sets.join(a, b);
    return sets;
  }

 private:
  std::unordered_map<Text, std::uint32_t> numbers_;
  std::vector<std::string> folded_;
  std::unordered_map<std::string, std::uint32_t> by_meaning_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> same_;
};

struct FoundEvent {
  std::uint32_t spelling;
  EventName::Use use;
};

std::vector<FoundEvent> events_in(const Inventory& inventory, const Packs& packs, Spellings& spellings) {
  const Prescribed prescribed(packs);
  std::unordered_map<std::string, std::uint32_t> vendors{{"", 0}};
  std::vector<FoundEvent> found;
  for (const Pixel& pixel : inventory.pixels) {
    if (!in_use(pixel.status) || pixel.sends.size() == 0) continue;
    const std::string family = pixel.vendor ? packs.vendor_family(*pixel.vendor) : "";
    const std::uint32_t vendor = vendors.try_emplace(family, static_cast<std::uint32_t>(vendors.size())).first->second;
    const std::unordered_set<Text>& theirs = prescribed.by(family);
    for (const At<Text>& event : pixel.sends)
      found.push_back({spellings.number(*event), {event, pixel.common.self, vendor, theirs.contains(*event)}});
  }
  const std::unordered_set<Text>& anybodys = prescribed.by("");
  for (const Data& data : inventory.data) {
    for (const At<Text>& event : data.events)
      found.push_back({spellings.number(*event), {event, data.common.self, 0, anybodys.contains(*event)}});
  }
  return found;
}

void add_names(std::string_view kind, const std::vector<FoundEvent>& found, const Spellings& spellings, Facts& facts) {
  DisjointSets same = spellings.joined();
  std::unordered_map<std::uint32_t, std::size_t> places;
  const std::size_t before = facts.events.size();
  std::vector<std::map<Text, std::size_t>> counts;
  for (const FoundEvent& one : found) {
    const auto [place, fresh] = places.try_emplace(same.find(one.spelling), facts.events.size());
    if (fresh) {
      facts.events.push_back({.kind = kind, .folded = spellings.folded(one.spelling)});
      counts.emplace_back();
    }
    EventName& event = facts.events[place->second];
    event.folded = std::min(event.folded, spellings.folded(one.spelling));
    event.uses.push_back(one.use);
    if (event.members.empty() || event.members.back() != one.use.item) event.members.push_back(one.use.item);
    ++counts[place->second - before][*one.use.value];
  }
  for (std::size_t i = 0; i < counts.size(); ++i) facts.events[before + i].shown = most_used(counts[i]);
}

}  // namespace

void gather_events(Facts& facts, const Packs& packs) {
  Spellings spellings;
  add_names("event", events_in(*facts.inventory, packs, spellings), spellings, facts);
  Spellings of_properties;
  std::vector<FoundEvent> properties;
  for (const Data& data : facts.inventory->data) {
    for (const At<Text>& property : data.properties)
      properties.push_back({of_properties.number(*property), {property, data.common.self, 0, false}});
  }
  add_names("property", properties, of_properties, facts);
}

}  // namespace stackdrag
