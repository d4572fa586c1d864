// Makes ids of what entries without one say.
#include "model/unnamed.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "stackdrag/secrets.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

constexpr std::size_t longest_subject = 60;

/// Adds a text to an id, with what an id cannot have replaced.
void append_to_id(std::string& id, std::string_view text) {
  if (!id.empty() && !id.ends_with('-')) id += '-';
  for (const char c : text.substr(0, longest_subject)) {
    const bool plain = is_letter(c) || is_digit(c) || c == '.' || c == '_';
    if (plain || (!id.empty() && !id.ends_with('-'))) id += plain ? c : '-';
  }
}

}  // namespace

std::string entry_subject(View fields) {
  std::string subject;
  for (const std::string_view name : {"rule", "on", "what"}) {
    const auto value = fields.find(name);
    std::vector<std::string_view> texts;
    const auto add = [&](View one) {
      if (one.is_scalar() && !secret_in(one.text())) texts.push_back(one.text());
    };
    if (value && value->is_sequence()) {
      for (const View element : *value) add(element);
    } else if (value) {
      add(*value);
    }
    std::sort(texts.begin(), texts.end());
    for (const std::string_view text : texts) append_to_id(subject, text);
  }
  subject.resize(std::min(subject.size(), longest_subject));
  while (!subject.empty() && !is_letter(subject.back()) && !is_digit(subject.back())) subject.pop_back();
  return subject;
}

}  // namespace stackdrag
