// What tells of a person in a text: e-mail addresses, phone numbers, and names where an address of the web lists people.
#pragma once

#include <string_view>

namespace stackdrag::evidence {

/// Whether a text holds an e-mail address, also one that is written as in an address of the web (`ana%40acme.example`), or to mislead
/// programs (`ana(at)acme.example`). Linear time.
bool holds_email(std::string_view text);

/// Whether a text holds a phone number: "+49 171 1234567", "0171 / 123 45 67", "(555) 010-4477". Dates, years and long plain numbers are
/// none. "555-010-4477" may be an account of Google Ads: it is a phone number if a word beside it says so. Linear time.
bool holds_phone(std::string_view text);

/// Whether a part of a path names somebody, because of its form, or of the part before it: `@jane`, `/customers/Jane-Doe`, `/users/jane85`.
/// `/customers/case-studies` and `/users/sign-in` name nobody.
bool names_person(std::string_view part, std::string_view before);

}  // namespace stackdrag::evidence
