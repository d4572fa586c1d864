// Lays observed files over an inventory: what nobody wrote is filled in, and what differs is noted.
#include "stackdrag/overlay.h"

#include <algorithm>
#include <map>
#include <set>

#include "evidence/meetings.h"
#include "evidence/reconcile.h"
#include "stackdrag/fields.h"
#include "stackdrag/foreign_amounts.h"
#include "stackdrag/kinds.h"
#include "stackdrag/reader.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// The ids of an inventory that has been read, for the references in an observed file.
Ids ids_of(const Inventory& inventory) {
  Ids ids;
  each_collection(inventory, [&](Kind kind, const auto& items) {
    if (has_role(kind, role::single)) return;
    for (const auto& item : items) ids.declare(kind, *item.id, item.id.at);
  });
  return ids;
}

std::string_view without_quotes(std::string_view text) {
  const bool is_quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

/// Whether two ways of writing a fact mean the same.
bool mean_same(const Field& field, std::string_view a, std::string_view b) {
  const auto first = parse_number(a), second = parse_number(b);
  if (first && second) return *first == *second;
  const auto plain = [&](std::string_view text) {
    const std::string folded = folded_name(text);
    // `v17` and `17` are one version.
    return field.name == "api" && folded.starts_with('v') ? folded.substr(1) : folded;
  };
  return plain(a) == plain(b);
}

/// Lays the sightings of one observed file over the inventory.
class Overlay {
 public:
  Overlay(Inventory& inventory, const Sources& sources, std::vector<Problem>& problems, Evidence& evidence)
      : inventory_(inventory),
        sources_(sources),
        ids_(ids_of(inventory)),
        evidence_(evidence),
        reader_(inventory, ids_, *inventory.arena, problems, undeclared_, inventory.misread) {}

  /// `fields` is what the file says of the sighting.
  void lay(std::size_t number, View fields) {
    const Sighting& sighting = evidence_.sightings[number];
    if (!sighting.is_declared()) return;
    for (const ItemId item : sighting.declared) {
      std::vector<std::size_t>& of_item = evidence_.by_item[item.number()];
      if (of_item.empty() || of_item.back() != number) of_item.push_back(number);
      visit_item(inventory_, item, [&](auto& found) {
        if constexpr (requires { found.common; }) lay_fields(number, fields, found);
      });
    }
  }

  /// A day that evidence brought holds as of the newest look that would have shown the pixel: nobody has looked since.
  void note_looks() {
    for (const auto& [item, field] : evidence_.filled) {
      if (item.kind != Kind::pixel || field->name != "last_seen") continue;
      Pixel& pixel = inventory_.pixels[item.index];
      const std::vector<Date> days = evidence_.days_covering(pixel);
      const Date looked = days.empty() ? *pixel.last_seen : std::max(*pixel.last_seen, days.back());
      At<Date>& observed = reader_.extras_of(pixel.common).observed;
      if (!observed || *observed < looked) observed = At<Date>(looked, Span(pixel.last_seen.at));
    }
  }

 private:
  template <class T>
  void lay_fields(std::size_t number, View fields, T& item) {
    const Sighting& sighting = evidence_.sightings[number];
    const ItemId self = item.common.self;
    reader_.current = self;
    fields.entries([&](View key, View value) {
      const auto meeting = meeting_of(key.text());
      const Field* const field = fields_of(self.kind).find(key.text());
      if (meeting && field != nullptr && is_resolved(*field, value)) meet(*meeting, *field, value, number, &item);
    });
    if constexpr (requires { item.last_seen; }) {
      if (sighting.last_seen && (!item.last_seen || *item.last_seen < *sighting.last_seen)) {
        item.last_seen = At<Date>(*sighting.last_seen, sighting.at);
        evidence_.filled.emplace_back(self, find_field(self.kind, "last_seen"));
      }
    }
  }

  void meet(Meeting meeting, const Field& field, View value, std::size_t number, void* item) {
    reader_.field = &field;
    Place& place = field.place(reader_, item);
    if (place.state == State::absent || place.state == State::unknown) {
      if (field.shape.form == Shape::Form::money && value.is_scalar() && is_foreign_amount(value.text(), inventory_.stack)) return;
      field.read(reader_, value, item);
      evidence_.filled.emplace_back(reader_.current, &field);
      return;
    }
    if (place.state != State::given) return;
    if (meeting == Meeting::later) {
      const std::optional<Date> observed = parse_date(value.text());
      if (observed && field.date != nullptr && *field.date(item) < *observed) {
        field.read(reader_, value, item);
        evidence_.filled.emplace_back(reader_.current, &field);
      }
    } else if (meeting == Meeting::fill && value.is_scalar()) {
      const std::string_view declared = without_quotes(sources_.text(place));
      if (mean_same(field, declared, value.text())) return;
      // Two observed files may hold the same.
      const auto is_same = [&](const Difference& known) { return known.item == reader_.current && known.field == &field; };
      if (std::any_of(evidence_.differences.begin(), evidence_.differences.end(), is_same)) return;
      evidence_.differences.push_back(
          {reader_.current, &field, Span(place), value.at(), std::string(declared), std::string(value.text()), number});
    } else if (meeting == Meeting::add) {
      if (field.name == "sends") add_texts(value, static_cast<Pixel*>(item)->sends, folded_name);
      if (field.name == "events") add_texts(value, static_cast<Data*>(item)->events, folded_name);
      if (field.name == "properties") add_texts(value, static_cast<Data*>(item)->properties, folded_name);
      if (field.name == "utm") add_utm(value, static_cast<Campaign*>(item)->utm.value);
    }
  }

  void add_utm(View observed, Utm& utm) {
    // `LinkedIn` and `linkedin` are two sources for whoever counts visits.
    const auto as_written = [](std::string_view text) { return std::string(text); };
    const auto add = [&](std::string_view name, List<Text>& list) {
      const auto values = observed.find(name);
      if (!values) return;
      if (list) add_texts(*values, list, as_written);
      if (list.left_out()) reader_.read(*values, list);
    };
    add("source", utm.source);
    add("medium", utm.medium);
    add("campaign", utm.campaign);
    add("content", utm.content);
    add("term", utm.term);
  }

  /// Adds what the list does not have; what `folded` makes the same of is the same.
  template <class Folded>
  void add_texts(View value, List<Text>& list, Folded folded) {
    List<Text> observed;
    reader_.read(value, observed);
    std::set<std::string> known;
    for (const At<Text>& text : list) known.insert(folded(*text));
    std::vector<At<Text>> all(list.begin(), list.end());
    for (const At<Text>& text : observed) {
      if (known.insert(folded(*text)).second) all.push_back(text);
    }
    if (all.size() == list.size()) return;
    auto* const kept = static_cast<At<Text>*>(inventory_.arena->allocate(sizeof(At<Text>) * all.size(), alignof(At<Text>)));
    std::uninitialized_copy(all.begin(), all.end(), kept);
    list.first = kept;
    list.count = static_cast<std::uint32_t>(all.size());
  }

  /// Whether the inventory declares what the field names: nobody is told of a name that an export brought.
  bool is_resolved(const Field& field, View value) const {
    if (field.shape.form != Shape::Form::reference) return true;
    const auto is_known = [&](View name) {
      const std::span<const Kind> kinds = field.shape.kinds;
      return (field.open && name.text() == "all") ||
             std::any_of(kinds.begin(), kinds.end(), [&](Kind kind) { return static_cast<bool>(ids_.find(kind, name.text())); });
    };
    if (value.is_scalar()) return is_known(value);
    bool are_known = value.is_sequence();
    if (!are_known) return false;
    for (const View name : value) are_known &= name.is_scalar() && is_known(name);
    return are_known;
  }

  Inventory& inventory_;
  const Sources& sources_;
  const Ids ids_;
  Evidence& evidence_;
  std::vector<Undeclared> undeclared_;
  Reader reader_;
};

/// What a file says of a sighting.
struct Said {
  std::size_t sighting;  ///< its index
  View fields;
};

/// The day on which the newest of the sources saw it.
std::optional<Date> last_seen(const ObservedItem& item, const std::vector<ExportSource>& sources) {
  std::optional<Date> last;
  const std::vector<std::string>& seen = item.sources[static_cast<std::size_t>(Grade::seen)];
  for (const ExportSource& source : sources) {
    if (std::find(seen.begin(), seen.end(), source.id) != seen.end()) last = std::max(last, source.day);
  }
  return last;
}

/// Adds a source, and returns the id that it is known by. Two observed files may know the same export, or an older and a newer one of the
/// same container or engine: what is said of it as a whole is what the newer says.
std::string add_source(Consulted consulted, std::vector<Consulted>& all) {
  const ExportSource& source = consulted.source;
  const auto is_same = [&](const Consulted& other) {
    if (!source.sha256.empty() && other.source.sha256 == source.sha256) return true;
    return source.grade != Grade::seen && !source.of.empty() && other.source.kind == source.kind && other.source.of == source.of;
  };
  const auto same = std::find_if(all.begin(), all.end(), is_same);
  if (same == all.end()) {
    // Ids are only those of one file.
    const std::string id = source.id;
    const auto is_taken = [&](const Consulted& other) { return other.source.id == consulted.source.id; };
    for (std::size_t number = 2; std::any_of(all.begin(), all.end(), is_taken); ++number)
      consulted.source.id = fmt::format("{}-{}", id, number);
    return all.emplace_back(std::move(consulted)).source.id;
  }
  if (same->source.day < source.day) {
    consulted.source.id = same->source.id;
    *same = std::move(consulted);
  }
  return same->source.id;
}

/// Calls the sources of an item by the ids that they are known by.
ObservedItem with_known_sources(ObservedItem item, const std::map<std::string, std::string>& known) {
  for (std::vector<std::string>& ids : item.sources) {
    for (std::string& id : ids) id = known.at(id);
  }
  for (auto& [field, id] : item.by) id = known.at(id);
  return item;
}

/// Adds the sightings of a file. What another file has sighted, too, is one sighting.
void add_sightings(View root, const Observed& observed, Evidence& evidence, std::vector<Said>& said) {
  std::map<std::pair<Kind, std::string_view>, std::pair<View, View>> written;
  root.entries([&](View section, View items) {
    const auto kind = kind_of_section(section.text());
    if (kind) items.entries([&](View key, View item) { written.insert({{*kind, key.text()}, {key, item}}); });
  });
  std::map<std::string_view, Span> places;
  root.entries([&](View section, View sources) {
    if (section.text() == "sources") sources.entries([&](View id, View) { places.emplace(id.text(), id.at()); });
  });
  std::map<std::string, std::string> called;
  for (const ExportSource& source : observed.sources)
    called.emplace(source.id, add_source({source, places.at(source.id)}, evidence.sources));
  std::map<std::pair<Kind, std::string>, std::size_t> known;
  for (std::size_t i = 0; i < evidence.sightings.size(); ++i)
    known.emplace(std::pair(evidence.sightings[i].item.kind, evidence.sightings[i].item.key), i);
  for (const ObservedItem& read : observed.items) {
    const ObservedItem item = with_known_sources(read, called);
    const auto& [key, value] = written.at({item.kind, item.key});
    const auto [place, is_new] = known.try_emplace({item.kind, item.key}, evidence.sightings.size());
    if (is_new) evidence.sightings.push_back({.item = item, .at = key.at()});
    Sighting& sighting = evidence.sightings[place->second];
    for (std::size_t grade = 0; !is_new && grade < item.sources.size(); ++grade) {
      std::vector<std::string>& ids = sighting.item.sources[grade];
      for (const std::string& id : item.sources[grade]) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
      }
    }
    sighting.last_seen = std::max(sighting.last_seen, last_seen(read, observed.sources));
    sighting.runs |= item.value("status") != "paused";
    said.push_back({place->second, value});
  }
}

}  // namespace

const Evidence& no_evidence() {
  static const Evidence none;
  return none;
}

std::vector<const Sighting*> Evidence::of(ItemId item) const {
  std::vector<const Sighting*> all;
  const auto found = by_item.find(item.number());
  if (found == by_item.end()) return all;
  for (const std::size_t number : found->second) all.push_back(&sightings[number]);
  return all;
}

Evidence lay_over(Inventory& inventory, const Sources& sources, std::vector<Tree> observed, const Packs& packs,
                  std::vector<Problem>& problems) {
  Evidence evidence;
  std::vector<Said> said;
  for (Tree& tree : observed) {
    const View root = inventory.trees.emplace_back(std::move(tree)).root();
    std::vector<Problem> mistakes;
    const Observed read = read_observed(root, mistakes);
    problems.insert(problems.end(), mistakes.begin(), mistakes.end());
    if (mistakes.empty()) add_sightings(root, read, evidence, said);
  }
  reconcile(inventory, packs, evidence.sightings);
  Overlay overlay(inventory, sources, problems, evidence);
  for (const Said& one : said) overlay.lay(one.sighting, one.fields);
  overlay.note_looks();
  return evidence;
}

}  // namespace stackdrag::evidence
