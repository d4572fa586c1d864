// The forms of the report that are more than a sequence of fields.
#include "stackdrag/report_forms.h"

#include "stackdrag/report_shape.h"

namespace stackdrag::report::form {

namespace {

bool is_of_one_group(const ReportedUnknown& a, const ReportedUnknown& b) {
  return a.rule == b.rule && a.any == b.any && std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end());
}

void read_group(const JsonValue& from, std::vector<ReportedUnknown>& into) {
  if (!from.check_object()) return;
  QuestionGroup group;
  ObjectReader io(from);
  describe(io, group);
  if (from.in.failed()) return;
  const std::vector<std::string_view>& lacking = group.items.empty() ? group.subjects : group.items;
  if (lacking.size() != group.subjects.size() || group.charge_hours.size() != group.subjects.size())
    return from.in.fail(from.view.at(), "`questions`: the lists of an entry differ in length");
  for (std::size_t i = 0; i < lacking.size(); ++i)
    into.push_back({group.rule, group.subjects[i], lacking[i], group.fields, group.any, group.charge_hours[i]});
}

}  // namespace

void Questions::write(JsonWriter& out, const std::vector<ReportedUnknown>& unknown) const {
  out.open('[');
  for (auto first = unknown.begin(); first != unknown.end();) {
    const auto end = std::find_if_not(first, unknown.end(), [&](const ReportedUnknown& one) { return is_of_one_group(*first, one); });
    QuestionGroup group{first->rule, first->fields, first->any, {}, {}, {}};
    const bool others = std::any_of(first, end, [](const ReportedUnknown& one) { return one.item != one.subject; });
    for (; first != end; ++first) {
      group.subjects.push_back(first->subject);
      if (others) group.items.push_back(first->item);
      group.charge_hours.push_back(first->charge_hours);
    }
    out.open_row('{');
    ObjectWriter io(out);
    describe(io, group);
    out.close('}');
  }
  out.close(']');
}

void Questions::read(const JsonValue& from, std::vector<ReportedUnknown>& into) const {
  from.each([&](const JsonValue& part) { read_group(part, into); });
}

std::string Questions::schema(bool) const {
  ObjectSchema io;
  QuestionGroup blank;
  describe(io, blank);
  return fmt::format(R"("type": "array", "items": {{{}}})", io.text());
}

void Items::read(const JsonValue& from, std::vector<ReportedItem>& into) const {
  if (from.view.is_mapping()) {
    from.entries([&](View, const JsonValue& of_kind) {
      of_kind.each([&](const JsonValue& id) {
        into.push_back({.id = from.in.store.join({of_kind.name, "/", id.text("a text")}), .status = {}});
      });
    });
  } else {
    List{item}.read(from, into);
  }
  std::sort(into.begin(), into.end(), [](const ReportedItem& a, const ReportedItem& b) { return a.id < b.id; });
}

void AskedByFamily::write(JsonWriter& out, std::span<const AskedRule> asked) const {
  out.open('{');
  std::string_view family;
  for (const AskedRule& rule : asked) {
    if (rule.family != family) {
      if (!family.empty()) out.close(']');
      out.key_of(family = rule.family).open_row('[');
    }
    out.text(rule.id);
  }
  if (!family.empty()) out.close(']');
  out.close('}');
}

void AskedByFamily::read(const JsonValue& from, std::span<const AskedRule>& into) const {
  struct Family {
    std::string_view name;
    std::vector<std::string_view> rules;
  };
  std::vector<Family> families;
  Keyed{&Family::name, Member{&Family::rules, ids}}.read(from, families);
  std::vector<AskedRule> asked;
  for (const Family& family : families) {
    for (const std::string_view rule : family.rules) asked.push_back({rule, family.name});
  }
  into = from.in.store.keep(asked);
}

void FailOn::read(const JsonValue& from, std::string& into) const {
  text.read(from, into);
  if (into != "never" && !enum_named<Severity>(into)) from.expected("a severity or never");
}

}  // namespace stackdrag::report::form
