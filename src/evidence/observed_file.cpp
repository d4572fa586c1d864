// Writes the observed file.
#include "stackdrag/observed_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/fields.h"
#include "stackdrag/json_writer.h"
#include "stackdrag/reader.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

bool is_yaml_word(std::string_view text) {
  constexpr std::string_view words[] = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"};
  return std::find(std::begin(words), std::end(words), lower_case(text)) != std::end(words) || is_state_word(text);
}

bool is_plain(std::string_view text) {
  if (text.empty() || !(is_letter(text.front()) || is_digit(text.front()) || text.front() == '/' || text.front() == '_')) return false;
  if (text.back() == ' ') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || std::string_view(" /_.-+@").find(c) != std::string_view::npos; });
}

std::string quoted(std::string_view text) {
  if (visible_blanks(text) != text || text.find('\n') != text.npos) return report::json_text(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += c;
    out += c;
  }
  return out + "'";
}

/// A text that no reader of YAML takes for a number, a date or a word.
std::string text_of(std::string_view text) {
  return is_plain(text) && !is_digit(text.front()) && !is_yaml_word(text) ? std::string(text) : quoted(text);
}

std::string value_of(const Field& field, std::string_view value) {
  const bool is_text = field.shape.form == Shape::Form::text || field.shape.form == Shape::Form::reference;
  return !is_text && is_plain(value) ? std::string(value) : text_of(value);
}

template <class Texts, class Write>
std::string list_of(const Texts& texts, Write write) {
  std::vector<std::string> words;
  for (const auto& text : texts) words.push_back(write(text));
  return fmt::format("[{}]", fmt::join(words, ", "));
}

std::string line_of(const ExportSource& source) {
  std::vector<std::string> parts{fmt::format("kind: {}", name_of(source.kind))};
  const auto add = [&](std::string_view name, const std::string& value) { parts.push_back(fmt::format("{}: {}", name, value)); };
  if (!source.of.empty()) add("of", text_of(source.of));
  if (!source.version.empty()) add("version", text_of(source.version));
  if (!source.pages.empty()) add("pages", list_of(source.pages, text_of));
  if (source.day) add("day", fmt::format("{}", *source.day));
  add("file", text_of(source.file));
  add("sha256", fmt::format("'{}'", source.sha256));
  add("grade", std::string(name_of(source.grade)));
  if (source.choice != Choice::unsaid) add("consent", std::string(name_of(source.choice)));
  if (!source.counts.empty()) {
    std::vector<std::string> counts;
    for (const auto& [name, count] : source.counts) counts.push_back(fmt::format("{}: {}", text_of(name), count));
    add("holds", fmt::format("{{{}}}", fmt::join(counts, ", ")));
  }
  return fmt::format("  {}: {{{}}}\n", text_of(source.id), fmt::join(parts, ", "));
}

std::string line_of(const ObservedItem& item) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view name, const std::string& value) { parts.push_back(fmt::format("{}: {}", name, value)); };
  const auto add_fields = [&](const Record& record) {
    for (const Field& field : record.fields) {
      const auto found = item.fields.find(field.name);
      if (found == item.fields.end()) continue;
      const auto write = [&](std::string_view value) { return value_of(field, value); };
      add(field.name, field.shape.amount == Shape::Amount::list ? list_of(found->second, write) : write(found->second.front()));
    }
  };
  add_fields(fields_of(item.kind));
  if (has_common_fields(item.kind)) add_fields(common_fields());
  for (std::size_t grade = 0; grade < item.sources.size(); ++grade) {
    if (!item.sources[grade].empty()) add(key_of_grade(static_cast<Grade>(grade)), list_of(item.sources[grade], text_of));
  }
  const auto add_map = [&](std::string_view name, const auto& map) {
    std::vector<std::string> entries;
    for (const auto& [key, value] : map) entries.push_back(fmt::format("{}: {}", text_of(key), text_of(value)));
    if (!entries.empty()) add(name, fmt::format("{{{}}}", fmt::join(entries, ", ")));
  };
  add_map("by", item.by);
  add_map("places", item.places);
  return fmt::format("  {}: {{{}}}\n", text_of(item.key), fmt::join(parts, ", "));
}

constexpr std::size_t account_digits = 6;

/// An id that people can say: the vendor and the end of the account. Later exports are recognised by the account, not by the id.
std::string id_for(const ObservedItem& item) {
  const std::string_view vendor = item.value("vendor"), account = item.value("account");
  if (vendor.empty() || account.empty()) {
    std::string id = item.key;
    std::replace_if(
        id.begin(), id.end(), [](char c) { return c == '.' || c == '@'; }, '-');
    return id;
  }
  return lower_case(fmt::format("{}-{}", vendor, account.substr(account.size() - std::min(account.size(), account_digits))));
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

std::string adoption_text(const ObservedItem& item) {
  std::string out = fmt::format("{}:\n  {}:\n", section_of(item.kind), id_for(item));
  for (const char* const asked : {"owner", "purpose"}) {
    if (const Field* const field = find_field(item.kind, asked)) out += fmt::format("    {}: {}\n", asked, placeholder_of(field->shape));
  }
  for (const Field& field : fields_of(item.kind).fields) {
    const auto found = item.fields.find(field.name);
    if (found == item.fields.end()) continue;
    const auto write = [&](std::string_view value) { return value_of(field, value); };
    const bool is_list = field.shape.amount == Shape::Amount::list;
    out += fmt::format("    {}: {}\n", field.name, is_list ? list_of(found->second, write) : write(found->second.front()));
  }
  // What has an account is found again by it.
  if (item.fields.count("account") == 0) out += fmt::format("    was: [{}]\n", text_of(item.key));
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
