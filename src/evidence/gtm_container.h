// A container of Google Tag Manager as its export has it: tags, triggers, templates. Its enumerations are written in two ways, NOT_SET by
// the export and notSet by the API; both are read.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/members.h"
#include "stackdrag/tree.h"
#include "stackdrag/units.h"

namespace stackdrag::evidence::gtm {

/// The parameter of this name that a tag, variable or client has.
std::optional<View> parameter(View element, std::string_view key);
/// What it holds if it is a text; empty else.
std::string_view parameter_text(View element, std::string_view key);

/// What somebody decided about the consent that a tag needs beyond what is built into it.
enum class Decision : std::uint8_t { none, needed, not_needed };

struct Tag {
  View node;
  std::size_t number = 0;  ///< in the list of tags
  std::string_view id, name, type;
  bool is_paused = false;
  Decision decision = Decision::none;
  std::vector<std::string_view> consent_types;  ///< all of them must be granted
  std::optional<Date> edited;                   ///< last
  std::vector<std::string_view> triggers, blocking_triggers;
  bool has_schedule = false;  ///< it runs only for some time, or only in a published container
};

struct Template {
  std::string_view name;
  std::string_view owner;  ///< who publishes it in the gallery of templates
  std::string_view text;
};

struct Container {
  std::string place;         ///< its public id; where it has none, whatever tells it from others
  std::string_view version;  ///< empty if it was never saved as one
  std::optional<Date> day;
  bool is_server = false;
  bool is_wrapped = false;  ///< it stands under `containerVersion`
  std::vector<Tag> tags;
  std::map<std::string, Template, std::less<>> templates;       ///< by the type of their tags: `cvt_2401579_196`, `cvt_5RM3Q`
  std::map<std::string_view, bool, std::less<>> page_triggers;  ///< by id: whether they fire on each page, whatever is on it
  std::vector<View> variables;

  /// Whether the tag fires on every page; only if nothing keeps it from doing so.
  bool is_on_every_page(const Tag& tag) const;
};

/// `given` is the day of the export, if it does not say its own.
Container read_container(View root, std::optional<Date> given);

}  // namespace stackdrag::evidence::gtm
