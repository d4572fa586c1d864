// The field table: every field of every kind, described once. Decoding, suggestions, the JSON Schema and the reference page come from it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/kinds.h"
#include "stackdrag/tree.h"
#include "stackdrag/units.h"

namespace stackdrag {

class Reader;
struct Record;

/// What leaving a field out means. A declared fact exists only in the inventory: leaving it out is a finding ("no owner recorded").
/// An observed fact that is left out is unknown. A setting has a default.
enum class Evidence : std::uint8_t { declared, observed, setting };

/// How much the audit depends on a field: core fields are what the `starter` profile asks for.
enum class Need : std::uint8_t { optional, core, required };

/// Whether an item depends on what one of its fields names, or the other way round.
enum class Dependence : std::uint8_t { none, on_target, of_target };

/// What a date says. A term comes by itself, and something is to be done by then: the end of a contract. Care is what ages unless somebody
/// acts: a review. A beat is what somebody has observed: a pixel fired, a tool was used. It holds as of the day on which they looked.
/// What is put off waits for its day: a waiver. A record says when something was so, and neither ages nor comes.
enum class Dating : std::uint8_t { record, term, care, beat, put_off };

/// The values that make sense: of a number, or of a duration in days. Beyond them lies a slip, or "never".
struct Range {
  double least = 0;
  double most = 1e12;
  bool above_least = false;  ///< more than `least`, not as much
  bool whole = false;        ///< no fractions
};

/// What a text must say.
enum class Saying : std::uint8_t {
  anything,
  something,  ///< it is an answer: dashes and `TODO` are none
  reason,     ///< words for whoever reads them next
};

/// What may be written in a field.
struct Shape {
  enum class Form : std::uint8_t { text, number, date, money, duration, rate, truth, every, agreement, choice, reference, record };
  enum class Amount : std::uint8_t { one, list, map };

  Form form = Form::text;
  Amount amount = Amount::one;
  std::span<const Kind> kinds{};                ///< reference: what it may point to
  std::span<const std::string_view> choices{};  ///< choice: the words
  const Record* record = nullptr;               ///< record: its fields
};

struct Field {
  std::string_view name;
  Evidence evidence;
  Need need;
  std::string_view description;  ///< one line, with the unit
  std::string_view example;      ///< as written in YAML
  Shape shape;
  /// Decodes `value` into this field's member of `record`. Problems go to the reader.
  void (*read)(Reader& reader, View value, void* record);
  /// The place of this field's member of `record`, which may have to be made.
  Place& (*place)(Reader& reader, void* record);
  /// Adds what the member of `record` refers to, as far as it is declared, in the order in which it is written. Null for a field that holds
  /// no references; references inside small records are not included.
  void (*references)(const void* record, std::vector<Reference>& into) = nullptr;
  /// A reference that may also be another name: `runs_as` a service account, `on` all pages.
  bool open = false;
  Dependence dependence = Dependence::none;
  Dating dating = Dating::record;  ///< of a field that holds a date
  /// The member of `record`, if it is a single date; null for other fields.
  const At<Date>& (*date)(const void* record) = nullptr;
  Range range{};
  /// A duration that nobody measures in minutes, so that `3m` is a slip for three months.
  bool in_days = false;
  Saying saying = Saying::anything;
  /// Words of an open text on which rules depend: what is nearly one of them is a slip.
  std::span<const std::string_view> usual{};
};

/// How many days after the audit a day of this kind may lie.
Days farthest_ahead(Dating kind);
/// "a whole number from 1 to 366": completes "expected".
std::string words_for(const Range& range);

/// The fields of one kind, or of a small record inside an item.
struct Record {
  Record() : Record(std::vector<Field>{}) {}
  Record(std::vector<Field> rows);
  Record(Record&&) = default;
  Record& operator=(Record&&) = default;
  const Field* find(std::string_view name) const;
  std::vector<std::string_view> names() const;

  std::vector<Field> fields;
  std::vector<const Field*> required;
  std::vector<const Field*> referring;  ///< the fields that hold references, ordered by kind as in the list of kinds

 private:
  std::array<std::uint8_t, 256> numbers_;  ///< of the fields, by a hash of their names
};

/// The fields of a kind that are its own, and those that every item may carry (`name`, `notes`, …).
const Record& fields_of(Kind kind);
const Record& common_fields();
/// Whether items of the kind carry the common fields: whether their struct has `Common`.
bool has_common_fields(Kind kind);
/// The field of a kind by name, own or common; null if there is none.
const Field* find_field(Kind kind, std::string_view name);

/// The placeholder for a value that is still to be filled in: `<date>`, `[<person or team>]`. The reader refuses it as a value.
std::string placeholder_of(const Shape& shape);

/// The JSON Schema (2020-12) of an inventory, for editors and validators.
std::string inventory_schema();
/// The reference page of the format, in Markdown.
std::string inventory_reference();

}  // namespace stackdrag
