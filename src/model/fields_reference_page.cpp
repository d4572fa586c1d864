// Writes the reference page of the inventory format from the field table.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "stackdrag/fields.h"
#include "stackdrag/reader.h"

namespace stackdrag {
namespace {

using Form = Shape::Form;
using Amount = Shape::Amount;

constexpr std::size_t few = 3;

constexpr std::string_view introduction =
    R"(<!-- Generated from the field table by `stackdrag schema --format markdown`; a test keeps it up to date. -->
# The inventory format

An inventory is a YAML (or JSON) file that lists what a marketing stack consists of. Ten lines are enough to start:

```yaml
version: 1
stack: {name: Acme, as_of: 2026-11-21, currency: EUR, capacity_hours: 320}
tools:
  hubspot: {does: [marketing-automation], owner: ana, cost: 42000/yr, renews: 2027-01-15}
pixels:
  meta-q1: {vendor: meta, for: q1-launch, last_seen: 2026-11-20}
campaigns:
  q1-launch: {ends: 2026-03-31}
```

`stackdrag init` writes a commented inventory to start from; `stackdrag init --industry b2b`, `retail` or `nonprofit` writes the whole stack
of such a company, to cut down and to put your own facts into, and `stackdrag init --from exports/` a draft of what exports of other
programs know. None of them writes over an inventory, or where an audit would read it together with one that is there.

## Help while you type

`stackdrag schema > stackdrag.schema.json` writes the JSON Schema of this format. Put this on the first line of an inventory, and every
editor that supports the YAML language server completes and checks it as you type:

```yaml
# yaml-language-server: $schema=stackdrag.schema.json
```

## Rules of the format

- **Version.** Every inventory says `version: 1`. If it is split into several files, the audit needs it in only one of them; editors expect
  it in each.
- **Two spellings.** A section is a mapping with ids as keys, `tools: {hubspot: {owner: ana}}`, or a list of items with `id`,
  `tools: [{id: hubspot, owner: ana}]`. In a list, waivers and changes need no id. If you know nothing about an item yet, write just its
  name: `hubspot:`.
- **Ids** start with a letter (a to z) or digit, followed by letters, digits, `.`, `_` or `-`, at most 128 characters in all. The id of a page may
  also be a URL path. Ids are unique within a section; a duplicate is an error that names both places.
- **References.** A field that refers to another item takes its id. If items of several kinds share the id, write `kind/id`: `pixel/ga4`.
  A reference to something that is not in the inventory is a finding, not an error. References to people, teams, data and pages are
  checked only once the inventory lists at least one of that kind. A former id that an item lists in `was` means that item. A page is known
  by its path: `/cart`, `/cart/` and `https://shop.example/cart?step=2` are one.
- **Unknown, none, not applicable.** `unknown`, `~` and leaving a field out mean the same: nobody has said. `none` means that somebody
  checked and there is none. `n/a` means that the field does not apply, and needs a `why` in the same item.
- **How to write values.** Money is `6000/yr`, `500/mo`, `$148,000 per year`, `76k/yr`, `free`, or a bare number, which is per year;
  `USD 500/mo` needs a rate in `stack.exchange` if US dollars are not the stack's currency. Durations are `15m`, `6h`, `90d`, `2w`, `3mo`,
  `60 days`, `5 years`. Shares are `0.4%` or `0.004`. Dates are `2026-11-20`. A list with a single entry may be written without brackets,
  one with several may not: `crm, email` is an error that shows `[crm, email]`.
  A value that can be read in two ways is an error that names both: `42.000/yr`, or `3m` for a notice. The currency of the stack is
  `EUR`, `eur`, `€` or `Euro`; a number whose field names the unit stands alone: `logs_days: 183`.
- **Impossible values are errors.** Numbers, durations and dates have bounds: nothing can have been last seen more than a year after the
  audit, nothing can be put off for more than 3 years, and what somebody has done (`reviewed`, `approved`, `secret_rotated` …) cannot lie
  ahead. A dash or `TODO` is no answer, `later` is none to how something is switched off or measured, and `x` is no reason.
- **The field decides what a value means.** `NO` in `regions` is Norway, and `api: 38` is the text `38`. Yes-or-no fields take `true` or
  `false`; `yes`, `no`, `on` and `off` are errors that tell you what to write.
- **When somebody looked.** `last_seen`, `last_used`, `last_ok`, `last_run`, `last_write` and `last_progress` record what somebody saw on
  the day they looked. stackdrag judges silence as of that day: whatever had been silent for too long by then is a finding, and what has
  grown too old since is an open question. The day is the item's `observed`, else the stack's. If neither is given, it is the stack's
  `as_of` or, if later, the newest day on which enough items of the kind were seen within a week: one, if there are fewer than five,
  otherwise at least a fifth. After four months without a look, `evidence-stale` reports it.
- **Unknown fields are errors** that suggest the nearest name, so that a typo never hides a fact. Put anything of your own under `meta` or
  a name that begins with `x-`, inside an item or at the top level; stackdrag ignores it.
- **Defaults.** What holds for a whole section is written once: `defaults: {pixels: {owner: ana, consent: marketing}}`. An item that
  gives the field itself keeps its own value, even `unknown` or `none`.
- **People and teams** are recognised however their names are spelled: `IT Ops` and `it-ops` are one team, and a finding reports the two
  spellings. A person may also be named by `name` or `email`, unless several people have the same.
- **Several files.** A folder is one inventory: its files, and those of its subfolders, are merged in alphabetical order. Each field of
  `stack` and `limits` may appear only once. A note names the files of a folder that are empty, and those that are not read although their
  names look like it: copies (`tools.yaml.bak`), tables (`tools.csv`), links to folders, pipes; nor is what stackdrag has written there
  itself, such as a baseline or a JSON report.
- **A value that cannot be read** is a mistake with its place. It does not count as missing as well: until it can be read, nobody is asked
  for the field, and no finding says that it is not there.
- **Anchors, aliases and `<<`** work as in any YAML file; several documents in one file do not.
- **No secrets.** A value that looks like a key, token or password is an error, and is never printed. Say where the secret is kept instead.

In the tables, **required** fields must have a value; **core** fields are what the `starter` profile asks for. A **declared** fact is
known only because somebody wrote it down: leaving it out is itself a finding. An **observed** fact is measured somewhere: leaving it out
is a gap in the evidence. A **setting** has a default.
)";

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) out += fmt::format("{}{}", i == 0 ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
  return out;
}

std::string referred(const Field& field) {
  constexpr std::size_t many = 6;
  std::vector<std::string> names;
  for (const Kind kind : field.shape.kinds) names.emplace_back(name_of(kind));
  if (names.size() > many) names = {"any item"};
  if (field.open) names.emplace_back("another name");
  return joined(names);
}

std::string choices(const Shape& shape) {
  std::vector<std::string> words;
  for (const std::string_view word : shape.choices) words.push_back(fmt::format("`{}`", word));
  return joined(words);
}

std::string one_value(const Field& field) {
  switch (field.shape.form) {
    case Form::text:
      return "text";
    case Form::number:
      return "number";
    case Form::date:
      return "date";
    case Form::money:
      return "money";
    case Form::duration:
      return "duration";
    case Form::rate:
      return "share";
    case Form::truth:
      return "`true` or `false`";
    case Form::every:
      return "duration or `on-demand`";
    case Form::agreement:
      return "date or `signed`";
    case Form::choice:
      return choices(field.shape);
    case Form::reference:
      return referred(field);
    case Form::record:
      return fmt::format("{}", fmt::join(field.shape.record->names(), ", "));
  }
  return {};
}

std::string written_as(const Field& field) {
  const std::string one = one_value(field);
  const bool record = field.shape.form == Form::record;
  switch (field.shape.amount) {
    case Amount::one:
      return record ? fmt::format("mapping of {}", one) : one;
    case Amount::list:
      return fmt::format("list of {}", one);
    case Amount::map:
      return fmt::format("mapping from name to {}", one);
  }
  return {};
}

std::string_view word_for(Need need) {
  switch (need) {
    case Need::required:
      return "required";
    case Need::core:
      return "core";
    case Need::optional:
      return "";
  }
  return {};
}

std::string_view word_for(Evidence evidence) {
  switch (evidence) {
    case Evidence::declared:
      return "declared";
    case Evidence::observed:
      return "observed";
    case Evidence::setting:
      return "setting";
  }
  return {};
}

/// Escapes the text for a table cell: a `|` would end the cell, even inside backticks.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string table_of(const Record& record) {
  std::string out = "| field | what to write | example | needed | fact | meaning |\n|---|---|---|---|---|---|\n";
  for (const Field& field : record.fields) {
    out += fmt::format("| `{}` | {} | `{}` | {} | {} | {} |\n", field.name, cell(written_as(field)), cell(field.example),
                       word_for(field.need), word_for(field.evidence), cell(field.description));
  }
  return out;
}

/// The required and core fields, and as many optional ones as it takes to reach `few`.
std::vector<const Field*> telling_fields(Kind kind) {
  std::vector<const Field*> chosen;
  for (const Field& field : fields_of(kind).fields) {
    if (field.need != Need::optional) chosen.push_back(&field);
  }
  for (const Field& field : fields_of(kind).fields) {
    if (chosen.size() >= few) break;
    if (field.need == Need::optional) chosen.push_back(&field);
  }
  return chosen;
}

std::string example_of_kind(const KindNames& kind) {
  std::string out = fmt::format("```yaml\n{}:\n", kind.section);
  if (!kind.example_id.empty()) out += fmt::format("  {}:\n", kind.example_id);
  const std::string_view indent = kind.example_id.empty() ? "  " : "    ";
  for (const Field* field : telling_fields(kind.kind)) out += fmt::format("{}{}: {}\n", indent, field->name, field->example);
  return out + "```\n";
}

std::string section_page(const KindNames& kind) {
  std::string out =
      fmt::format("\n## {}\n\n{}\n\n{}\n{}", kind.section, kind.purpose, example_of_kind(kind), table_of(fields_of(kind.kind)));
  for (const Field& field : fields_of(kind.kind).fields) {
    if (field.shape.form != Form::record) continue;
    out += fmt::format("\n### {}: {}\n\n{}.\n\n{}", kind.section, field.name, field.description, table_of(*field.shape.record));
  }
  return out;
}

}  // namespace

std::string inventory_reference() {
  std::string out(introduction);
  for (const KindNames& kind : kinds()) out += section_page(kind);
  out += "\n## Fields of every item\n\nEvery item and `stack` may have these fields; `limits` may not.\n\n";
  return out + table_of(common_fields());
}

}  // namespace stackdrag
