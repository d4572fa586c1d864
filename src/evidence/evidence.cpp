// The keys of observed items.
#include "stackdrag/evidence.h"

#include "evidence/ascii_key.h"
#include "stackdrag/ensure.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// Engines count their first workflows from 1: an id as short as that is met in every instance.
constexpr std::size_t shortest_unique_id = 9;
constexpr std::size_t instance_digits = 8;

bool is_key_character(char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '@' || c == '-'; }

std::string pixel_key(const Subject& pixel) {
  if (pixel.vendor.empty()) return "tag@" + pixel.place + "." + pixel.engine_id;
  if (pixel.account.empty()) return pixel.vendor + "@" + pixel.place;
  return pixel.vendor + "." + pixel.account;
}

std::string workflow_key(const Subject& workflow) {
  if (workflow.engine_id.size() >= shortest_unique_id) return workflow.vendor + "." + workflow.engine_id;
  if (!workflow.engine_id.empty() && !workflow.place.empty())
    return workflow.vendor + "." + workflow.place.substr(0, instance_digits) + "." + workflow.engine_id;
  return workflow.vendor + "." + (workflow.name.empty() ? workflow.engine_id : ascii_key(folded_name(workflow.name)));
}

}  // namespace

std::string key_of(const Subject& subject) {
  ensure(subject.kind != Kind::none, "an observation is about nothing");
  const bool is_workflow = subject.kind == Kind::integration || subject.kind == Kind::agent;
  std::string key = subject.kind == Kind::pixel ? pixel_key(subject) : is_workflow ? workflow_key(subject) : subject.vendor;
  if (subject.server_side) key += ".server";
  for (char& c : key) {
    // A page is known by its path.
    if (!is_key_character(c) && !(subject.kind == Kind::page && c == '/')) c = '-';
  }
  return key;
}

}  // namespace stackdrag::evidence
