// Derives what may be written in a field from the C++ type of its member, so that the table does not repeat it.
#pragma once

#include "stackdrag/reader.h"

namespace stackdrag {

template <class T>
struct ShapeOf;

template <>
struct ShapeOf<Text> {
  static Shape get() { return {.form = Shape::Form::text}; }
};
template <>
struct ShapeOf<double> {
  static Shape get() { return {.form = Shape::Form::number}; }
};
template <>
struct ShapeOf<Date> {
  static Shape get() { return {.form = Shape::Form::date}; }
};
template <>
struct ShapeOf<Money> {
  static Shape get() { return {.form = Shape::Form::money}; }
};
template <>
struct ShapeOf<Duration> {
  static Shape get() { return {.form = Shape::Form::duration}; }
};
template <>
struct ShapeOf<Rate> {
  static Shape get() { return {.form = Shape::Form::rate}; }
};
template <>
struct ShapeOf<bool> {
  static Shape get() { return {.form = Shape::Form::truth}; }
};
template <>
struct ShapeOf<Every> {
  static Shape get() { return {.form = Shape::Form::every}; }
};

template <>
struct ShapeOf<Agreement> {
  static Shape get() { return {.form = Shape::Form::agreement}; }
};

template <Kind... kinds>
struct ShapeOf<Ref<kinds...>> {
  static constexpr Kind allowed[] = {kinds...};
  static Shape get() { return {.form = Shape::Form::reference, .kinds = allowed}; }
};

template <class T>
requires std::is_enum_v<T>
struct ShapeOf<T> {
  static Shape get() { return {.form = Shape::Form::choice, .choices = choices_of<T>()}; }
};

template <class T>
requires requires { record_of(static_cast<T*>(nullptr)); }
struct ShapeOf<T> {
  static Shape get() { return {.form = Shape::Form::record, .record = &record_of(static_cast<T*>(nullptr))}; }
};

template <class T>
Shape amount_of(const At<T>*) {
  return ShapeOf<T>::get();
}

template <class T>
Shape amount_of(const List<T>*) {
  Shape shape = ShapeOf<T>::get();
  shape.amount = Shape::Amount::list;
  return shape;
}

template <class T>
Shape amount_of(const Map<At<T>>*) {
  Shape shape = ShapeOf<T>::get();
  shape.amount = Shape::Amount::map;
  return shape;
}

template <Kind... kinds>
void add_references(const At<Ref<kinds...>>& reference, std::vector<Reference>& into) {
  if (reference.value.target) into.push_back({reference.value.target, reference.at});
}

template <Kind... kinds>
void add_references(const List<Ref<kinds...>>& references, std::vector<Reference>& into) {
  for (const auto& reference : references) add_references(reference, into);
}

template <auto member>
struct Member;

template <class Owner, class Value, Value Owner::*member>
struct Member<member> {
  static void read(Reader& reader, View value, void* record) { reader.read(value, static_cast<Owner*>(record)->*member); }
  static void read_extra(Reader& reader, View value, void* record) {
    reader.read(value, reader.extras_of(*static_cast<Common*>(record)).*member);
  }
  static Place& place(Reader&, void* record) { return (static_cast<Owner*>(record)->*member).at; }
  static Place& place_of_extra(Reader& reader, void* record) { return (reader.extras_of(*static_cast<Common*>(record)).*member).at; }
  /// The member of a record; one of `Extras` is that of the `Common` that holds them.
  static const Value& of(const void* record) {
    if constexpr (std::is_same_v<Owner, Extras>) {
      return static_cast<const Common*>(record)->extras().*member;
    } else {
      return static_cast<const Owner*>(record)->*member;
    }
  }
  /// Null for a type that holds no references.
  static constexpr auto references() -> void (*)(const void*, std::vector<Reference>&) {
    if constexpr (requires(const Value& value, std::vector<Reference>& into) { add_references(value, into); }) {
      return [](const void* record, std::vector<Reference>& into) { add_references(of(record), into); };
    } else {
      return nullptr;
    }
  }
  /// Null for a type other than a date.
  static constexpr auto date() -> const At<Date>& (*)(const void*) {
    if constexpr (std::is_same_v<Value, At<Date>>) {
      return &of;
    } else {
      return nullptr;
    }
  }
  static Shape shape() { return amount_of(static_cast<const Value*>(nullptr)); }
};

/// A row of the field table.
template <auto member>
Field row(std::string_view name, Evidence evidence, Need need, std::string_view example, std::string_view description) {
  Field field{name,
              evidence,
              need,
              description,
              example,
              Member<member>::shape(),
              &Member<member>::read,
              &Member<member>::place,
              Member<member>::references()};
  field.date = Member<member>::date();
  field.saying = evidence == Evidence::setting ? Saying::anything : Saying::something;
  return field;
}

/// A row for a field that few items have; it is stored in the item's `Common`.
template <auto member>
Field extra_row(std::string_view name, Evidence evidence, Need need, std::string_view example, std::string_view description) {
  Field field{name,
              evidence,
              need,
              description,
              example,
              Member<member>::shape(),
              &Member<member>::read_extra,
              &Member<member>::place_of_extra,
              Member<member>::references()};
  field.date = Member<member>::date();
  return field;
}

/// The bounds of a number, or of a duration in days.
inline Field within(double least, double most, Field row) {
  row.range.least = least;
  row.range.most = most;
  return row;
}
inline Field above(double least, double most, Field row) {
  row.range.above_least = true;
  return within(least, most, row);
}
inline Field whole(double least, double most, Field row) {
  row.range.whole = true;
  return within(least, most, row);
}
/// A duration of at most so many days, which nobody measures in minutes.
inline Field in_days(double most, Field row) {
  row.in_days = true;
  return within(0, most, row);
}

/// What a date says: see `Dating`.
inline Field put_off(Field row) { return row.dating = Dating::put_off, row; }

/// A text that has to convince.
inline Field reason(Field row) { return row.saying = Saying::reason, row; }

/// A row for a reference that may also be another name.
template <auto member>
Field open_row(std::string_view name, Evidence evidence, Need need, std::string_view example, std::string_view description) {
  Field field = row<member>(name, evidence, need, example, description);
  field.open = true;
  return field;
}

/// Marks a row: the item depends on what the field names.
inline Field depends_on(Field row) {
  row.dependence = Dependence::on_target;
  return row;
}

/// Mark a row for a date: see `Dating`.
inline Field term(Field row) { return row.dating = Dating::term, row; }
inline Field care(Field row) { return row.dating = Dating::care, row; }
inline Field beat(Field row) { return row.dating = Dating::beat, row; }

/// A text whose usual words matter; any other word is another thing of the kind.
inline Field usually(std::span<const std::string_view> words, Field row) { return row.usual = words, row; }

/// Marks a row: what the field names depends on the item.
inline Field serves(Field row) {
  row.dependence = Dependence::of_target;
  return row;
}

}  // namespace stackdrag
