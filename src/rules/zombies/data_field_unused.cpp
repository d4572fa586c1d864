// Fields of a data object that hardly anybody fills in any more.
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether the field's use is not known, so that it might be unused.
bool is_open(const DataField& field) { return !field.keep && (field.fill.unknown() || (!field.last_write && !field.last_write.none())); }

bool is_unused(const DataField& field, const Context& in) {
  if (field.keep || !field.fill || field.fill->share >= in.options.number("fill")) return false;
  return field.last_write.none() || (field.last_write && in.as_of - *field.last_write > in.options.days("silence"));
}

/// What is filled often enough is in use, whenever it was last written.
bool is_filled(const DataField& field, const Context& in) { return field.fill && field.fill->share >= in.options.number("fill"); }

Verdict check(const Data& data, const Context& in) {
  if (data.fields.none() || data.fields.not_applicable()) return not_applicable();
  if (data.fields.unknown()) return unknown(data, {"fields"});
  std::vector<const Entry<At<DataField>>*> unused;
  bool open = false;
  for (const auto& field : data.fields) {
    if (field.value && is_unused(*field.value, in)) unused.push_back(&field);
    open |= field.value.unknown() || (field.value && !is_filled(*field.value, in) && is_open(*field.value));
  }
  if (unused.empty()) return open ? unknown(data, {"fields"}) : clear();
  std::vector<std::string> names;
  for (const auto* field : unused) names.push_back(fmt::format("`{}`", *field->key));
  Flagged finding = flag(unused.front()->key.at, "`{}` has {} that hardly any record fills and nothing writes: {}", *data.id,
                         count_of(unused.size(), "field"), join_words(names))
                        .measure(static_cast<double>(unused.size()), "fields")
                        .act("archive the unused fields of {}", data.common.self);
  for (const auto* field : unused)
    finding.also(field->value->fill.at, "filled in {} % of the records", format_number(field->value->fill->share * 100));
  return finding;
}

}  // namespace

Rule data_field_unused() {
  return {
      .id = "data-field-unused",
      .title = "Data fields that nobody fills",
      .when = "Hardly any record fills a field, and nothing has written it for longer than the limit.",
      .why = "Every form, mapping and report has to walk around them, and sooner or later somebody maps the wrong one.",
      .fix = "Hide them for 30 days, then archive and delete them. If the law or an audit wants one kept, say so in `keep`.",
      .severity = Severity::low,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "data: {lead: {fields: {fax: {fill: 1%, last_write: 2024-01-01}}}}",
      .clean = "data: {lead: {fields: {email: {fill: 97%, last_write: 2026-11-20}}}}",
      .check = each<Data>(check),
      .profile = Profile::full,
      .options = {{"fill", "share", 0.05, "share of the records that must fill a field that is in use"},
                  days_option("silence", 90, "days without a write before a field that few records fill counts as unused")},
  };
}

}  // namespace stackdrag::rules
