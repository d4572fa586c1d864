// Writes the observed file.
#include "stackdrag/observed_file.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "evidence/written.h"

namespace stackdrag::evidence {
namespace {

std::string written_marks(const std::vector<Mark>& marks) {
  std::vector<std::string> all;
  for (const Mark& mark : marks) {
    std::string text = fmt::format("kind: {}, of: {}", name_of(mark.kind), written_text(mark.of));
    if (!mark.by.empty()) text += fmt::format(", by: {}", written_text(mark.by));
    if (!mark.pointer.empty()) text += fmt::format(", at: {}", written_text(mark.pointer));
    all.push_back(fmt::format("{{{}}}", text));
  }
  return fmt::format("[{}]", fmt::join(all, ", "));
}

std::string line_of(const ExportSource& source) {
  std::vector<std::string> parts{fmt::format("kind: {}", name_of(source.kind))};
  const auto add = [&](std::string_view name, const std::string& value) { parts.push_back(fmt::format("{}: {}", name, value)); };
  if (!source.of.empty()) add("of", written_text(source.of));
  if (!source.version.empty()) add("version", written_text(source.version));
  if (!source.pages.empty()) add("pages", written_list(source.pages));
  if (source.day) add("day", fmt::format("{}", *source.day));
  add("file", written_text(source.file));
  add("sha256", fmt::format("'{}'", source.sha256));
  add("grade", std::string(name_of(source.grade)));
  if (source.choice != Choice::unsaid) add("consent", std::string(name_of(source.choice)));
  if (!source.counts.empty()) {
    std::vector<std::string> counts;
    for (const auto& [name, count] : source.counts) counts.push_back(fmt::format("{}: {}", written_text(name), count));
    add("holds", fmt::format("{{{}}}", fmt::join(counts, ", ")));
  }
  if (!source.marks.empty()) add("marks", written_marks(source.marks));
  return fmt::format("  {}: {{{}}}\n", written_text(source.id), fmt::join(parts, ", "));
}

std::string line_of(const ObservedItem& item) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view name, const std::string& value) { parts.push_back(fmt::format("{}: {}", name, value)); };
  for (const auto& [field, value] : written_fields(item)) add(field->name, value);
  for (std::size_t grade = 0; grade < item.sources.size(); ++grade) {
    if (!item.sources[grade].empty()) add(key_of_grade(static_cast<Grade>(grade)), written_list(item.sources[grade]));
  }
  const auto add_map = [&](std::string_view name, const auto& map) {
    std::vector<std::string> entries;
    for (const auto& [key, value] : map) entries.push_back(fmt::format("{}: {}", written_text(key), written_text(value)));
    if (!entries.empty()) add(name, fmt::format("{{{}}}", fmt::join(entries, ", ")));
  };
  add_map("by", item.by);
  add_map("places", item.places);
  return fmt::format("  {}: {{{}}}\n", written_text(item.key), fmt::join(parts, ", "));
}

}  // namespace

std::string_view ObservedItem::value(std::string_view field) const {
  const auto found = fields.find(field);
  return found == fields.end() || found->second.empty() ? std::string_view() : std::string_view(found->second.front());
}

Grade ObservedItem::grade_of(std::string_view field) const {
  const auto source = by.find(field);
  for (std::size_t grade = 0; grade < sources.size(); ++grade) {
    const std::vector<std::string>& ids = sources[grade];
    const bool says = source == by.end() ? !ids.empty() : std::find(ids.begin(), ids.end(), source->second) != ids.end();
    if (says) return static_cast<Grade>(grade);
  }
  return Grade::listed;
}

std::string observed_text(const Observed& observed) {
  std::string out = "observed: 1\nby: stackdrag " STACKDRAG_VERSION "\nsources:";
  out += observed.sources.empty() ? " {}\n" : "\n";
  for (const ExportSource& source : observed.sources) out += line_of(source);
  Kind section = Kind::none;
  for (const ObservedItem& item : observed.items) {
    if (item.kind != section) out += fmt::format("{}:\n", section_of(item.kind));
    section = item.kind;
    out += line_of(item);
  }
  return out;
}

void add_example(Sources& sources, std::string_view text) {
  constexpr std::string_view first = "observed: 1\n";
  const std::size_t found = text.starts_with(first) ? 0 : text.find(fmt::format("\n{}", first));
  const std::size_t begin = found == std::string_view::npos ? text.size() : found + (found > 0 ? 1 : 0);
  sources.add("stack.yaml", std::string(text.substr(0, begin)));
  if (begin == text.size()) return;
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  sources.add("observed.yaml", std::string(lines, '\n') + std::string(text.substr(begin)));
}

}  // namespace stackdrag::evidence
