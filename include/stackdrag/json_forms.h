// How values look in JSON. A form writes a value, reads one back, and says for the JSON Schema what it accepts.
//
// Each form has three members: `write(out, value)`, `read(from, into)`, and `schema(or_null)`, the members of its schema as JSON text.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "stackdrag/enum_names.h"
#include "stackdrag/json_reader.h"
#include "stackdrag/json_writer.h"

namespace stackdrag::report::form {

/// `"type": "string"`, or `"type": ["string", "null"]`.
std::string type(std::string_view what, bool or_null);
/// `"enum": ["accepted", "not-applicable"]`, or the same with null at the end.
std::string any_of(std::span<const std::string_view> words, bool or_null);
/// "starter, standard or full".
std::string one_of(std::span<const std::string_view> words);

/// A text. When read, the store owns it or, for a `std::string`, the member itself.
struct Text {
  bool may_be_empty = true;
  std::string_view expected = "a text";

  void write(JsonWriter& out, std::string_view text) const { out.text(text); }
  template <class T>
  void read(const JsonValue& from, T& into) const {
    into = from.text(expected);
    if (into.empty() && !may_be_empty) from.expected("a text that is not empty");
  }
  std::string schema(bool or_null = false) const { return type("string", or_null) + (may_be_empty ? "" : R"(, "minLength": 1)"); }
};

/// A text that is null where it is empty.
struct TextOrNull {
  Text text;

  void write(JsonWriter& out, std::string_view value) const { out.text_or_null(value); }
  template <class T>
  void read(const JsonValue& from, T& into) const {
    if (!from.is_null()) text.read(from, into);
  }
  std::string schema(bool or_null = true) const { return text.schema(or_null); }
};

/// A value of an enumeration, by name.
template <class Enum>
struct Word {
  std::span<const std::string_view> names = names_of<Enum>;

  void write(JsonWriter& out, Enum value) const { out.text(names[static_cast<std::size_t>(value)]); }
  void read(const JsonValue& from, Enum& into) const {
    const auto found = std::find(names.begin(), names.end(), from.words());
    if (found == names.end()) return from.expected(one_of(names));
    into = static_cast<Enum>(found - names.begin());
  }
  std::string schema(bool or_null = false) const { return any_of(names, or_null); }
};

/// A number from `least` to `most`.
struct Number {
  double least, most;
  std::string_view limits;  ///< for the schema: `, "minimum": 0`

  void write(JsonWriter& out, double value) const { out.number(value); }
  void write(JsonWriter& out, Decimal value) const { out.number(value); }
  void read(const JsonValue& from, double& into) const { into = from.number(least, most); }
  void read(const JsonValue& from, Decimal& into) const { into = Decimal::of(from.number(least, std::min(most, most_decimal))); }
  std::string schema(bool or_null = false) const { return type("number", or_null).append(limits); }
};

/// A whole number from `least` to `most`.
struct Whole {
  std::int64_t least, most;
  std::string_view limits;

  template <class T>
  void write(JsonWriter& out, T value) const {
    out.integer(static_cast<std::int64_t>(value));
  }
  template <class T>
  void read(const JsonValue& from, T& into) const {
    into = static_cast<T>(from.whole(least, most));
  }
  std::string schema(bool or_null = false) const { return type("integer", or_null).append(limits); }
};

struct Truth {
  void write(JsonWriter& out, bool value) const { out.boolean(value); }
  void read(const JsonValue& from, bool& into) const { into = from.truth(); }
  std::string schema(bool or_null = false) const { return type("boolean", or_null); }
};

struct Day {
  void write(JsonWriter& out, Date value) const { out.text(fmt::format("{}", value)); }
  void read(const JsonValue& from, Date& into) const { into = from.date(); }
  std::string schema(bool or_null = false) const { return type("string", or_null) + R"(, "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")"; }
};

struct Fingerprint {
  std::string_view limits = {};

  void write(JsonWriter& out, std::uint64_t value) const { out.hexadecimal(value); }
  void read(const JsonValue& from, std::uint64_t& into) const { into = from.fingerprint(); }
  std::string schema(bool or_null = false) const { return type("string", or_null).append(limits); }
};

/// A letter, or null: nothing was graded.
struct Grade {
  void write(JsonWriter& out, char value) const { value == 0 ? out.null() : out.text({&value, 1}); }
  void read(const JsonValue& from, char& into) const { into = from.is_null() ? '\0' : from.grade(); }
  std::string schema(bool = true) const { return any_of(grades, true); }

 private:
  static constexpr auto grades = std::to_array<std::string_view>({"A", "B", "C", "D", "E", "F"});
};

/// Null, or a value in another form.
template <class Form>
struct Nullable {
  Form form;

  template <class Optional>
  void write(JsonWriter& out, const Optional& value) const {
    value ? form.write(out, *value) : out.null();
  }
  template <class T>
  void read(const JsonValue& from, std::optional<T>& into) const {
    if (from.is_null()) return;
    // Not `emplace`: clang considers a nested struct not constructible here.
    into = T{};
    form.read(from, *into);
  }
  std::string schema(bool or_null = true) const { return form.schema(or_null); }
};
template <class Form>
Nullable(Form) -> Nullable<Form>;

/// A value in another form, or null where it is not known.
template <class Form>
struct Unless {
  bool known;
  Form form;

  template <class T>
  void write(JsonWriter& out, const T& value) const {
    known ? form.write(out, value) : out.null();
  }
  template <class T>
  void read(const JsonValue& from, T& into) const {
    if (!from.is_null()) form.read(from, into);
  }
  std::string schema(bool = true) const { return form.schema(true); }
};
template <class Form>
Unless(bool, Form) -> Unless<Form>;

/// How the parts of an object or a list are laid out.
enum class Layout : bool {
  lines,  ///< each on a line of its own, unless the whole is inside a row
  row
};

/// A list whose elements all have the same form.
template <class Form>
struct List {
  Form form;
  Layout layout = Layout::lines;

  template <class Values>
  void write(JsonWriter& out, const Values& values) const {
    layout == Layout::row ? out.open_row('[') : out.open('[');
    for (const auto& value : values) form.write(out, value);
    out.close(']');
  }
  template <class T>
  void read(const JsonValue& from, std::vector<T>& into) const {
    from.each([&](const JsonValue& part) { form.read(part, into.emplace_back()); });
  }
  template <class T>
  void read(const JsonValue& from, std::span<const T>& into) const {
    std::vector<T> values;
    read(from, values);
    into = from.in.store.keep(values);
  }
  std::string schema(bool = false) const { return fmt::format(R"("type": "array", "items": {{{}}})", form.schema()); }
};
template <class Form>
List(Form) -> List<Form>;
template <class Form>
List(Form, Layout) -> List<Form>;

/// A map: values by names that are not fixed.
template <class Form>
struct ByName {
  Form form;

  template <class Map>
  void write(JsonWriter& out, const Map& values) const {
    out.open('{');
    for (const auto& [name, value] : values) form.write(out.key_of(name), value);
    out.close('}');
  }
  template <class T>
  void read(const JsonValue& from, std::map<std::string_view, T>& into) const {
    from.entries([&](View, const JsonValue& value) { form.read(value, into[from.in.kept(value.name)]); });
  }
  std::string schema(bool = false) const { return fmt::format(R"("type": "object", "additionalProperties": {{{}}})", form.schema()); }
};
template <class Form>
ByName(Form) -> ByName<Form>;

/// The same for a list whose elements know their names.
template <class T, class Form>
struct Keyed {
  std::string_view T::*key;
  Form form;

  template <class Values>
  void write(JsonWriter& out, const Values& values) const {
    out.open('{');
    for (const T& value : values) form.write(out.key_of(value.*key), value);
    out.close('}');
  }
  void read(const JsonValue& from, std::vector<T>& into) const {
    from.entries([&](View name, const JsonValue& value) {
      if (value.name.empty()) return from.in.fail(name.at(), "a name is missing here");
      T& one = into.emplace_back();
      one.*key = from.in.kept(value.name);
      form.read(value, one);
    });
  }
  void read(const JsonValue& from, std::span<const T>& into) const {
    std::vector<T> values;
    read(from, values);
    into = from.in.store.keep(values);
  }
  std::string schema(bool = false) const { return ByName<Form>{form}.schema(); }
};
template <class T, class Form>
Keyed(std::string_view T::*, Form) -> Keyed<T, Form>;

/// A struct that is written as one of its members.
template <class T, class Value, class Form>
struct Member {
  Value T::*member;
  Form form;

  void write(JsonWriter& out, const T& value) const { form.write(out, value.*member); }
  void read(const JsonValue& from, T& into) const { form.read(from, into.*member); }
  std::string schema(bool = false) const { return form.schema(); }
};
template <class T, class Value, class Form>
Member(Value T::*, Form) -> Member<T, Value, Form>;

/// A form that the schema describes once, among its definitions.
template <class Form>
struct Defined {
  std::string_view name;
  Form form;
  std::string_view description = {};

  template <class T>
  void write(JsonWriter& out, const T& value) const {
    form.write(out, value);
  }
  template <class T>
  void read(const JsonValue& from, T& into) const {
    form.read(from, into);
  }
  std::string schema(bool or_null = false) const {
    const std::string reference = fmt::format(R"("$ref": "#/$defs/{}")", name);
    return or_null ? fmt::format(R"("oneOf": [{{{}}}, {{"type": "null"}}])", reference) : reference;
  }
};
template <class Form>
Defined(std::string_view, Form) -> Defined<Form>;
template <class Form>
Defined(std::string_view, Form, std::string_view) -> Defined<Form>;

/// A form whose schema is stricter than what the reader checks.
template <class Form>
struct Narrower {
  Form form;
  std::string_view limits;  ///< `, "pattern": "^[a-z]+$"`

  template <class T>
  void write(JsonWriter& out, const T& value) const {
    form.write(out, value);
  }
  template <class T>
  void read(const JsonValue& from, T& into) const {
    form.read(from, into);
  }
  std::string schema(bool or_null = false) const { return form.schema(or_null).append(limits); }
};
template <class Form>
Narrower(Form, std::string_view) -> Narrower<Form>;

constexpr double any_amount = std::numeric_limits<double>::max();
inline constexpr Text text{};
inline constexpr Text name{.may_be_empty = false};
inline constexpr TextOrNull text_or_null{};
inline constexpr Truth truth{};
inline constexpr Grade grade{};
inline constexpr List texts{text};

}  // namespace stackdrag::report::form
