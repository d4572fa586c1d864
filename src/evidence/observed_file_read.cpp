// Reads the observed file. It is generated, but people merge and edit it: whatever is not understood is a mistake with a place.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "stackdrag/fields.h"
#include "stackdrag/observed_file.h"
#include "stackdrag/strict.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

constexpr std::size_t sha256_digits = 64;

class ObservedReader {
 public:
  explicit ObservedReader(Observed& into) : into_(into) {}

  void read(View root) {
    in_.entries(root, "the observed file", [&](View key, View value) { read_part(key, value); });
    if (is_newer_) return;
    for (const auto& [id, at] : named_) {
      if (known_.count(id) == 0) in_.problem(at, fmt::format("`{}` is none of the `sources`", visible(id)));
    }
  }
  std::vector<Problem> problems() && { return std::move(in_.problems); }

 private:
  void read_part(View key, View value) {
    if (is_newer_) return;
    const std::string_view name = key.text();
    std::string by;
    if (name == "observed") return read_version(value);
    if (name == "by") return in_.text(value, name, by);
    if (name == "sources") {
      in_.entries(value, name, [&](View id, View source) { read_source(id, source); });
      return;
    }
    const auto kind = kind_of_section(name);
    if (!kind || !has_role(*kind, role::item)) return in_.unknown(key, sections());
    in_.entries(value, name, [&](View item_key, View item) { read_item(*kind, item_key, item); });
  }

  static std::vector<std::string_view> sections() {
    std::vector<std::string_view> names{"observed", "by", "sources"};
    for (const KindNames& kind : kinds()) {
      if (has_role(kind.kind, role::item)) names.push_back(kind.section);
    }
    return names;
  }

  void read_version(View value) {
    if (in_.whole(value, "observed") == 1) return;
    is_newer_ = true;
    in_.problem(value.at(), "`observed`: this stackdrag reads version 1 of the observed file");
  }

  void read_texts(View value, std::string_view name, std::vector<std::string>& into) {
    if (!value.is_sequence()) return in_.expected(value, name, "a list");
    for (const View element : value) in_.text(element, name, into.emplace_back());
  }

  void read_source(View id, View value) {
    ExportSource source{.id = std::string(id.text())};
    known_.insert(source.id);
    in_.entries(value, source.id, [&](View key, View member) { read_member(source, key, member); });
    into_.sources.push_back(std::move(source));
  }

  void read_member(ExportSource& source, View key, View value) {
    const std::string_view name = key.text();
    if (name == "kind") {
      if (const auto kind = in_.choice<ExportKind>(value, name)) source.kind = *kind;
    } else if (name == "grade") {
      if (const auto grade = in_.choice<Grade>(value, name)) source.grade = *grade;
    } else if (name == "consent") {
      if (const auto choice = in_.choice<Choice>(value, name)) source.choice = *choice;
    } else if (name == "day") {
      Date day;
      in_.date(value, name, day);
      source.day = day;
    } else if (name == "pages") {
      read_texts(value, name, source.pages);
    } else if (name == "of") {
      in_.text(value, name, source.of);
    } else if (name == "version") {
      in_.text(value, name, source.version);
    } else if (name == "file") {
      in_.text(value, name, source.file);
    } else if (name == "sha256") {
      in_.text(value, name, source.sha256);
      if (source.sha256.size() != sha256_digits) in_.expected(value, name, "64 hexadecimal digits");
    } else if (name == "holds") {
      in_.entries(value, name, [&](View of, View count) {
        const auto number = in_.whole(count, of.text());
        if (number && *number < 0) in_.expected(count, of.text(), "a number of things");
        if (number && *number >= 0) source.counts[std::string(of.text())] = static_cast<std::size_t>(*number);
      });
    } else if (name == "marks") {
      if (!value.is_sequence()) return in_.expected(value, name, "a list");
      for (const View mark : value) read_mark(mark, source.marks.emplace_back());
    } else {
      in_.unknown(key, {"kind", "of", "version", "pages", "day", "file", "sha256", "grade", "consent", "holds", "marks"});
    }
  }

  void read_mark(View value, Mark& mark) {
    in_.entries(value, "marks", [&](View key, View member) {
      const std::string_view name = key.text();
      if (name == "kind") {
        if (const auto kind = in_.choice<MarkKind>(member, name)) mark.kind = *kind;
      } else if (name == "of") {
        in_.text(member, name, mark.of);
      } else if (name == "by") {
        in_.text(member, name, mark.by);
      } else if (name == "at") {
        in_.text(member, name, mark.pointer);
      } else {
        in_.unknown(key, {"kind", "of", "by", "at"});
      }
    });
  }

  void read_item(Kind kind, View key, View value) {
    ObservedItem item{.kind = kind, .key = std::string(key.text())};
    in_.entries(value, item.key, [&](View name, View member) { read_field(item, name, member); });
    const auto is_empty = [](const std::vector<std::string>& ids) { return ids.empty(); };
    if (value.is_mapping() && std::all_of(item.sources.begin(), item.sources.end(), is_empty))
      in_.problem(key.at(), fmt::format("`{}` has no source: it needs `seen`, `published`, `set` or `listed`", visible(item.key)));
    into_.items.push_back(std::move(item));
  }

  void read_field(ObservedItem& item, View key, View value) {
    const std::string_view name = key.text();
    for (std::size_t grade = 0; grade < item.sources.size(); ++grade) {
      if (name == key_of_grade(static_cast<Grade>(grade))) return read_source_ids(value, name, item.sources[grade]);
    }
    if (name == "by") {
      in_.entries(value, name, [&](View field, View id) {
        if (id.is_scalar()) named_.emplace_back(id.text(), id.at());
        in_.text(id, name, item.by[std::string(field.text())]);
      });
      return;
    }
    if (name == "places") {
      in_.entries(value, name, [&](View id, View pointer) {
        named_.emplace_back(id.text(), id.at());
        in_.text(pointer, name, item.places[std::string(id.text())]);
      });
      return;
    }
    const Field* const field = find_field(item.kind, name);
    if (field == nullptr) return in_.unknown(key, names_of_fields(item.kind));
    if (field->shape.form != Shape::Form::record) return read_value(*field, value, item.fields[std::string(name)]);
    in_.entries(value, name, [&](View inner, View member) {
      const Field* const found = field->shape.record->find(inner.text());
      if (found == nullptr) return in_.unknown(inner, field->shape.record->names());
      read_value(*found, member, item.fields[fmt::format("{}.{}", name, inner.text())]);
    });
  }

  void read_value(const Field& field, View value, std::vector<std::string>& into) {
    if (field.shape.amount == Shape::Amount::list) return read_texts(value, field.name, into);
    in_.text(value, field.name, into.emplace_back());
  }

  void read_source_ids(View value, std::string_view name, std::vector<std::string>& into) {
    read_texts(value, name, into);
    if (!value.is_sequence()) return;
    for (const View id : value) {
      if (id.is_scalar()) named_.emplace_back(id.text(), id.at());
    }
  }

  static std::vector<std::string_view> names_of_fields(Kind kind) {
    std::vector<std::string_view> names = fields_of(kind).names();
    names.insert(names.end(), {"seen", "published", "set", "listed", "by", "places"});
    return names;
  }

  Observed& into_;
  StrictReader in_;
  std::set<std::string> known_;
  std::vector<std::pair<std::string, Span>> named_;
  bool is_newer_ = false;
};

}  // namespace

Observed read_observed(View root, std::vector<Problem>& problems) {
  Observed observed;
  ObservedReader reader(observed);
  reader.read(root);
  problems = std::move(reader).problems();
  const auto by_id = [](const ExportSource& a, const ExportSource& b) { return a.id < b.id; };
  const auto by_key = [](const ObservedItem& a, const ObservedItem& b) { return std::tie(a.kind, a.key) < std::tie(b.kind, b.key); };
  std::sort(observed.sources.begin(), observed.sources.end(), by_id);
  std::sort(observed.items.begin(), observed.items.end(), by_key);
  return observed;
}

}  // namespace stackdrag::evidence
