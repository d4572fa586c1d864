// The forms of the report that are more than a sequence of fields.
#include "stackdrag/report_forms.h"

namespace stackdrag::report::form {

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
