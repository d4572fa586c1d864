// Whether a name follows a naming case such as kebab or snake. Only ASCII letters have a case here, because ids contain no others.
#pragma once

#include <algorithm>

#include "stackdrag/inventory.h"
#include "stackdrag/text.h"

namespace stackdrag::rules {

inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Lower-case words and digits with single separators between them.
inline bool is_joined_by(char separator, Text name) {
  bool at_word = true;
  for (const char c : name) {
    if (c == separator && !at_word) {
      at_word = true;
    } else if (is_lower(c) || is_digit(c)) {
      at_word = false;
    } else {
      return false;
    }
  }
  return !at_word;
}

/// Letters and digits only, as in camel and pascal case.
inline bool is_alphanumeric(Text name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

/// No word starts with a lower-case letter.
inline bool is_title(Text name) {
  bool at_word = true;
  for (const char c : name) {
    if (at_word && is_lower(c)) return false;
    at_word = c == ' ' || c == '-' || c == '_' || c == '.';
  }
  return true;
}

inline bool follows(NameCase agreed, Text name) {
  switch (agreed) {
    case NameCase::lower:
      return std::none_of(name.begin(), name.end(), is_upper);
    case NameCase::upper:
      return std::none_of(name.begin(), name.end(), is_lower);
    case NameCase::snake:
      return is_joined_by('_', name);
    case NameCase::kebab:
      return is_joined_by('-', name);
    case NameCase::camel:
      return is_alphanumeric(name) && is_lower(name.front());
    case NameCase::pascal:
      return is_alphanumeric(name) && is_upper(name.front());
    case NameCase::title:
      return is_title(name);
  }
  return true;
}

}  // namespace stackdrag::rules
