// Reads the data in `gtm.js`: tags and variables as JSON, in front of the program that runs them.
#include "evidence/gtm_runtime.h"

#include <functional>
#include <utility>

#include "stackdrag/json_tree.h"
#include "stackdrag/source.h"
#include "stackdrag/tree.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t deepest_reference = 5;
constexpr std::size_t most_values = 50;
/// For a whole container: tables may refer to tables, each row to all rows of the next.
constexpr std::size_t most_lookups = 100'000;
constexpr std::size_t longest_html = std::size_t{256} << 10;
constexpr std::string_view unknown_part = "{{}}";

/// The object that begins at `begin`, up to its closing brace; empty if it is not closed.
std::string_view object_at(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t at = text.find_first_of("{}\"", begin); at != text.npos; at = text.find_first_of("{}\"", at + 1)) {
    if (text[at] == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\' ? 1 : 0;
      if (at >= text.size()) break;
    } else if (text[at] == '{') {
      ++depth;
    } else if (--depth == 0) {
      return text.substr(begin, at + 1 - begin);
    }
  }
  return {};
}

/// The part with tags and variables, without the code of the templates behind it.
std::string_view resource_in(std::string_view script) {
  const std::size_t data = script.find("var data");
  const std::size_t resource = data == script.npos ? data : script.find("\"resource\"", data);
  const std::size_t begin = resource == script.npos ? resource : script.find('{', resource);
  return begin == script.npos ? std::string_view() : object_at(script, begin);
}

/// The elements behind the word of a list such as `["template", "a", …]`; nothing if the list begins with another.
std::optional<std::vector<View>> elements_behind(View list, std::string_view word) {
  if (!list.is_sequence() || list.size() == 0 || !(*list.begin()).is_scalar() || (*list.begin()).text() != word) return std::nullopt;
  return std::vector<View>(++list.begin(), list.end());
}

/// Looks up what the parameters of a container refer to.
class Values {
 public:
  explicit Values(View resource) {
    const auto macros = resource.find("macros");
    if (macros && macros->is_sequence()) macros_.assign(macros->begin(), macros->end());
  }

  /// What a value may be; empty if that is not known here.
  std::vector<std::string> of(View value, std::size_t depth = 0) const {
    if (value.is_scalar()) return {std::string(value.text())};
    if (depth >= deepest_reference || is_exhausted()) return {};
    if (const auto macro = elements_behind(value, "macro"); macro && !macro->empty()) return of_macro(macro->front(), depth);
    if (const auto escape = elements_behind(value, "escape"); escape && !escape->empty()) return of(escape->front(), depth + 1);
    if (elements_behind(value, "template")) {
      std::string text = joined(value, depth);
      if (text.find(unknown_part) == text.npos) return {std::move(text)};
    }
    return {};
  }

  /// A text with all its parts, whether they are known or not.
  std::string joined(View value, std::size_t depth = 0) const {
    const auto parts = elements_behind(value, "template");
    if (!parts) return part(value, depth);
    std::string text;
    for (const View each : *parts) {
      if (text.size() < longest_html) text += part(each, depth + 1);
    }
    if (text.size() > longest_html) text.resize(longest_html);
    return text;
  }

 private:
  bool is_exhausted() const { return ++lookups_ > most_lookups; }

  std::string part(View value, std::size_t depth) const {
    std::vector<std::string> values = of(value, depth);
    return values.size() == 1 ? std::move(values.front()) : std::string(unknown_part);
  }

  std::vector<std::string> of_macro(View number, std::size_t depth) const {
    std::size_t index = 0;
    if (!number.is_scalar()) return {};
    for (const char c : number.text()) {
      if (c < '0' || c > '9' || index >= macros_.size()) return {};
      index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    if (index >= macros_.size()) return {};
    const View macro = macros_[index];
    const auto type = macro.find("function");
    if (!type || !type->is_scalar()) return {};
    if (type->text() == "__c") return of_member(macro, "vtp_value", depth);
    if (type->text() == "__gas") return of_member(macro, "vtp_trackingId", depth);
    return type->text() == "__smm" || type->text() == "__remm" ? of_table(macro, depth) : std::vector<std::string>();
  }

  std::vector<std::string> of_member(View macro, std::string_view name, std::size_t depth) const {
    const auto value = macro.find(name);
    return value ? of(*value, depth + 1) : std::vector<std::string>();
  }

  /// `["list", ["map", "key", "www", "value", "G-1"], …]`.
  std::vector<std::string> of_table(View macro, std::size_t depth) const {
    std::vector<std::string> values = of_member(macro, "vtp_defaultValue", depth);
    const auto table = macro.find("vtp_map");
    for (const View row : table ? elements_behind(*table, "list").value_or(std::vector<View>()) : std::vector<View>()) {
      if (is_exhausted()) break;
      const auto cells = elements_behind(row, "map");
      for (std::size_t i = 0; cells && i + 1 < cells->size(); i += 2) {
        if (!(*cells)[i].is_scalar() || (*cells)[i].text() != "value" || values.size() >= most_values) continue;
        for (std::string& value : of((*cells)[i + 1], depth + 1)) values.push_back(std::move(value));
      }
    }
    return values;
  }

  std::vector<View> macros_;
  mutable std::size_t lookups_ = 0;
};

PublishedTag tag_of(View tag, const Values& values) {
  PublishedTag read;
  const auto text = [&](std::string_view name) {
    const auto value = tag.find(name);
    return value && value->is_scalar() ? value->text() : std::string_view();
  };
  read.type = text("function");
  read.paused = read.type == "__paused";
  if (read.paused) read.type = text("vtp_originalTagType");
  if (read.type.starts_with("__")) read.type.erase(0, 2);
  tag.entries([&](View key, View value) {
    constexpr std::string_view prefix = "vtp_";
    if (!key.text().starts_with(prefix)) return;
    const std::string_view name = key.text().substr(prefix.size());
    std::vector<std::string> known = values.of(value);
    if (name == "html") known = {values.joined(value)};
    if (!known.empty()) read.parameters.emplace(name, std::move(known));
  });
  return read;
}

}  // namespace

std::optional<PublishedContainer> published_container(std::string_view script) {
  if (script.size() > most_runtime_bytes) return std::nullopt;
  const std::string_view resource = resource_in(script);
  if (resource.empty()) return std::nullopt;
  Sources sources;
  const Document document = report::read_json(sources, sources.add("gtm.js", std::string(resource)));
  if (document.problem) return std::nullopt;
  const View root = document.tree.root();
  const auto tags = root.find("tags");
  if (!tags || !tags->is_sequence()) return std::nullopt;
  PublishedContainer container;
  if (const auto version = root.find("version"); version && version->is_scalar()) container.version = version->text();
  const Values values(root);
  for (const View tag : *tags) container.tags.push_back(tag_of(tag, values));
  return container;
}

}  // namespace stackdrag::evidence
