// Fields of a data object that few records fill and nothing writes any more.
#include <vector>

#include "rules/usage.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

Pulse pulse_of(const Data& data, const DataField& field, const Context& in) {
  return silence_of(data.common, *field.last_write, in.options.days("silence"), in).pulse;
}

/// Whether too little is known about the field to tell that it is used.
bool is_open(const Data& data, const DataField& field, const Context& in) {
  if (field.keep) return false;
  if (field.fill.unknown() || (!field.last_write && !field.last_write.none())) return true;
  return field.last_write && pulse_of(data, field, in) == Pulse::unwatched;
}

bool is_unused(const Data& data, const DataField& field, const Context& in) {
  if (field.keep || !field.fill || field.fill->share >= in.options.number("fill")) return false;
  return field.last_write.none() || (field.last_write && pulse_of(data, field, in) == Pulse::silent);
}

/// A field that enough records fill is in use, whenever it was last written.
bool is_filled(const DataField& field, const Context& in) { return field.fill && field.fill->share >= in.options.number("fill"); }

Verdict check(const Data& data, const Context& in) {
  if (data.fields.none() || data.fields.not_applicable()) return not_applicable();
  if (data.fields.unknown()) return unknown(data, {"fields"});
  std::vector<const Entry<At<DataField>>*> unused;
  bool open = false;
  for (const auto& field : data.fields) {
    if (field.value && is_unused(data, *field.value, in)) unused.push_back(&field);
    open |= field.value.unknown() || (field.value && !is_filled(*field.value, in) && is_open(data, *field.value, in));
  }
  if (unused.empty()) return open ? unknown(data, {"fields"}) : clear();
  std::vector<std::string> names;
  for (const auto* field : unused) names.push_back(fmt::format("`{}`", *field->key));
  Flagged finding = flag(unused.front()->key.at, "`{}` has {}: {}", *data.id, count_of(unused.size(), "unused field"), join_words(names))
                        .measure(static_cast<double>(unused.size()), "fields")
                        .act("archive the unused fields of {}", data.common.self);
  for (const auto* field : unused)
    finding.also(field->value->fill.at, "filled in {} % of the records (minimum {} %)", format_number(field->value->fill->share * 100),
                 format_number(in.options.number("fill") * 100));
  return finding;
}

}  // namespace

Rule data_field_unused() {
  return {
      .id = "data-field-unused",
      .title = "Unused data fields",
      .when = "Few records fill a field, and nothing has written it for longer than the limit.",
      .why = "Every form, mapping and report has to work around it, and sooner or later someone maps the wrong field.",
      .fix = "Hide the fields for 30 days, then archive and delete them. If the law or an audit requires a field, record that in `keep`.",
      .gets = "Forms, segments and mappings with fewer wrong fields to choose.",
      .done = "Nobody has missed the fields in 30 days, they are deleted, and no form, mapping or report fails.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "data: {lead: {fields: {fax: {fill: 1%, last_write: 2024-01-01}}, observed: 2026-11-20}}",
      .clean = "data: {lead: {fields: {email: {fill: 97%, last_write: 2026-11-20}}}}",
      .check = each<Data>(check),
      .profile = Profile::full,
      .options = {{"fill", "share", 0.05, "minimum share of the records that fill a field in use"},
                  days_option("silence", 90, "days without a write after which a field that few records fill counts as unused")},
  };
}

}  // namespace stackdrag::rules
