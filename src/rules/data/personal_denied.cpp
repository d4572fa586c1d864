// Data that is said not to be personal, with fields that name a person.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/rule.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {
namespace {

/// Whether a field of this name tells who somebody is or how to reach them.
bool names_person(Text field) {
  static constexpr std::string_view words[] = {"email",    "mail",      "emailaddress", "phone",    "phonenumber", "telephone",
                                               "tel",      "mobile",    "firstname",    "lastname", "fullname",    "surname",
                                               "birthday", "birthdate", "dateofbirth",  "dob",      "ssn",         "iban",
                                               "passport", "ipaddress", "homeaddress"};
  return std::find(std::begin(words), std::end(words), folded_name(field)) != std::end(words);
}

Verdict check(const Data& data, const Context&) {
  if (!data.personal || *data.personal || data.common.extras().why) return not_applicable();
  std::vector<std::string> names;
  Span first{};
  for (const auto& field : data.fields) {
    if (!names_person(*field.key)) continue;
    if (names.empty()) first = field.key.at;
    names.push_back(fmt::format("`{}`", *field.key));
  }
  if (names.empty()) return clear();
  return flag(data.personal.at, "`{}` is said not to be personal data, but has the {} {}", *data.id, names.size() == 1 ? "field" : "fields",
              join_words(names))
      .also(first, "personal data")
      .measure(static_cast<double>(names.size()), "fields")
      .act("settle whether {} is personal data", data.common.self);
}

}  // namespace

Rule personal_denied() {
  return {
      .id = "personal-denied",
      .title = "Personal data said not to be",
      .when = "A data object says `personal: false`, and has fields such as an e-mail address, a phone number or a name.",
      .why = "What is personal needs a retention period, an agreement with each vendor that gets it, and an answer to whoever asks for it.",
      .fix = "Write `personal: true`, and in `retention` how long it is kept. If the field holds no person's data, say so in `why`.",
      .gets = "Marketing can tell whose data it holds, for how long, and who gets it.",
      .done = "`personal: true` and a `retention` are set, or `why` explains each field that looks personal.",
      .severity = Severity::medium,
      .effort = 0.5,
      .carry = 0.1,
      .flagged = "data: {lead: {personal: false, fields: {email: {}, score: {}}}}",
      .clean = "data: {lead: {personal: true, fields: {email: {}, score: {}}}}",
      .check = each<Data>(check),
      .profile = Profile::standard,
  };
}

}  // namespace stackdrag::rules
