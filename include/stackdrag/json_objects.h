// The form of a struct, from the one function that describes it.
//
// `describe(io, value)` calls `io.field(name, member, form, description)` for each member of the object, in order. It is called with an
// `ObjectWriter` to write a value, with an `ObjectReader` to read one, and with an `ObjectSchema` to describe the object. So that it can
// be called with any of them, `value` is an `Of<Io, T>&`, which is const for the writer.
//
// A field that is new in a format whose older files must stay readable is described with `io.added(…)` in place of `io.field(…)`; one that
// older files have and new ones do not, with `io.former(…)`; one that is left out where it has no value, with `io.sparse(…)`.
#pragma once

#include <type_traits>

#include "stackdrag/json_forms.h"

namespace stackdrag::report {

template <class Io, class T>
using Of = typename Io::template Of<T>;

/// Whether a value says nothing: an empty text or list, no optional value, false, zero, the first of an enumeration.
template <class T>
bool is_blank(const T& value) {
  if constexpr (requires { value.empty(); })
    return value.empty();
  else if constexpr (requires { value.has_value(); })
    return !value.has_value();
  else
    return value == T{};
}

/// Whether two values are the same in a report; numbers have four decimals there.
template <class T>
bool is_written_alike(const T& a, const T& b) {
  if constexpr (std::is_same_v<T, double>)
    return Decimal::of(a) == Decimal::of(b);
  else
    return a == b;
}

class ObjectWriter {
 public:
  template <class T>
  using Of = const T;

  explicit ObjectWriter(JsonWriter& out) : out_(out) {}

  template <std::size_t size, class T, class Form>
  void field(const char (&name)[size], const T& value, const Form& form, std::string_view = {}) {
    form.write(out_.key(name), value);
  }
  /// A field that was added to the format later: always written; where it is missing when read, the member keeps its default.
  template <std::size_t size, class T, class Form>
  void added(const char (&name)[size], const T& value, const Form& form, std::string_view = {}) {
    field(name, value, form);
  }
  /// A field of older files, in the form that it had there: only read.
  template <std::size_t size, class T, class Form>
  void former(const char (&)[size], const T&, const Form&) {}
  /// A field that is left out where it says no more than this: nothing, unless another value is given. When read, it may be missing or
  /// null.
  template <std::size_t size, class T, class Form>
  void sparse(const char (&name)[size], const T& value, const Form& form, std::string_view = {}) {
    if (!is_blank(value)) field(name, value, form);
  }
  template <std::size_t size, class T, class Form>
  void sparse(const char (&name)[size], const T& value, const Form& form, std::string_view, const T& usual) {
    if (!is_written_alike(value, usual)) field(name, value, form);
  }
  /// A member that is computed from others: written and described; when read, it is checked and then dropped.
  template <std::size_t size, class Get, class Form>
  void computed(const char (&name)[size], Get get, const Form& form, std::string_view = {}) {
    form.write(out_.key(name), get());
  }
  /// The version of a format. When read, a newer one than `ours` is a mistake.
  template <std::size_t size>
  void version(const char (&name)[size], int ours, std::string_view) {
    out_.key(name).integer(ours);
  }
  template <std::size_t size>
  void constant(const char (&name)[size], std::string_view value, std::string_view) {
    out_.key(name).text(value);
  }
  /// A nested object that has no struct of its own: `describe_members(io)` describes its members.
  template <std::size_t size, class Describe>
  void group(const char (&name)[size], std::string_view, Describe describe_members) {
    out_.key(name).open('{');
    describe_members(*this);
    out_.close('}');
  }

 private:
  JsonWriter& out_;
};

class ObjectReader {
 public:
  template <class T>
  using Of = T;

  /// Precondition: `object` is an object.
  explicit ObjectReader(const JsonValue& object) : object_(object) {}

  template <class T, class Form>
  void field(std::string_view name, T& into, const Form& form, std::string_view = {}) {
    if (const auto value = object_.member(name)) form.read(*value, into);
  }
  template <class T, class Form>
  void added(std::string_view name, T& into, const Form& form, std::string_view = {}) {
    if (object_.view.find(name)) field(name, into, form);
  }
  template <class T, class Form>
  void former(std::string_view name, T& into, const Form& form) {
    added(name, into, form);
  }
  template <class T, class Form>
  void sparse(std::string_view name, T& into, const Form& form, std::string_view = {}) {
    const auto value = object_.view.find(name);
    if (value && !value->is_null()) field(name, into, form);
  }
  template <class T, class Form>
  void sparse(std::string_view name, T& into, const Form& form, std::string_view, const T& usual) {
    into = usual;
    sparse(name, into, form);
  }
  template <class Get, class Form>
  void computed(std::string_view name, Get get, const Form& form, std::string_view = {}) {
    decltype(get()) dropped{};
    field(name, dropped, form);
  }
  void version(std::string_view name, int ours, std::string_view);
  void constant(std::string_view, std::string_view, std::string_view) {}
  template <class Describe>
  void group(std::string_view name, std::string_view, Describe describe_members) {
    const auto value = object_.member(name);
    if (!value || !value->check_object()) return;
    ObjectReader members(*value);
    describe_members(members);
  }

 private:
  JsonValue object_;
};

class ObjectSchema {
 public:
  template <class T>
  using Of = T;

  template <class T, class Form>
  void field(std::string_view name, const T&, const Form& form, std::string_view description = {}) {
    add(name, description, form.schema());
  }
  template <class T, class Form>
  void added(std::string_view name, const T& value, const Form& form, std::string_view description = {}) {
    field(name, value, form, description);
  }
  template <class T, class Form>
  void former(std::string_view, const T&, const Form&) {}
  template <class T, class Form>
  void sparse(std::string_view name, const T&, const Form& form, std::string_view description = {}) {
    add(name, description, form.schema(false), false);
  }
  template <class T, class Form>
  void sparse(std::string_view name, const T& value, const Form& form, std::string_view description, const T&) {
    sparse(name, value, form, description);
  }
  template <class Get, class Form>
  void computed(std::string_view name, Get, const Form& form, std::string_view description = {}) {
    add(name, description, form.schema());
  }
  void version(std::string_view name, int ours, std::string_view description);
  void constant(std::string_view name, std::string_view value, std::string_view description);
  template <class Describe>
  void group(std::string_view name, std::string_view description, Describe describe_members) {
    ObjectSchema members;
    describe_members(members);
    add(name, description, members.text());
  }

  /// The members of the object's schema, as JSON text.
  std::string text() const;

 private:
  void add(std::string_view name, std::string_view description, const std::string& schema, bool always = true);

  std::string required_, properties_;
};

/// The schema of a struct, or null.
template <class T>
std::string schema_of(bool or_null) {
  ObjectSchema io;
  T blank{};
  describe(io, blank);
  return or_null ? fmt::format(R"("oneOf": [{{"type": "null"}}, {{{}}}])", io.text()) : io.text();
}

namespace form {

template <class T>
struct Object {
  Layout layout = Layout::lines;

  void write(JsonWriter& out, const T& value) const {
    layout == Layout::row ? out.open_row('{') : out.open('{');
    ObjectWriter io(out);
    describe(io, value);
    out.close('}');
  }
  void read(const JsonValue& from, T& into) const {
    if (!from.check_object()) return;
    ObjectReader io(from);
    describe(io, into);
  }
  std::string schema(bool or_null = false) const { return schema_of<T>(or_null); }
};

template <class T>
inline constexpr Object<T> object{};
/// The same on one line.
template <class T>
inline constexpr Object<T> row{Layout::row};

}  // namespace form
}  // namespace stackdrag::report
