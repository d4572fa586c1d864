// Reads the lists of a container. Whatever has another form than an export gives it is left out, so that any document is read somehow.
#include "evidence/gtm_container.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "evidence/redact.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence::gtm {
namespace {

/// The triggers that every container has: Consent Initialization, Initialization and All Pages.
constexpr auto built_in_page_triggers = std::to_array<std::string_view>({"2147479572", "2147479573", "2147479553"});
/// Triggers of these types fire once on each page, unless they have a filter. Folded.
constexpr auto page_trigger_types = std::to_array<std::string_view>({"pageview", "domready", "windowloaded", "init", "consentinit"});

constexpr std::int64_t milliseconds_a_day = 86'400'000;
/// The container was invented in October 2012. Before that, and after its export, a stamp was made by hand.
Date first_day() { return make_date(2012, 10, 1); }

bool is_among(const auto& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

std::vector<std::string_view> texts_at(View element, std::string_view key) {
  std::vector<std::string_view> texts;
  for (const View text : elements_of(element, key)) {
    if (text.is_scalar()) texts.push_back(text.text());
  }
  return texts;
}

/// When the element was last edited, if that may be true.
std::optional<Date> edited_on(View element, std::optional<Date> exported) {
  const auto stamp = parse_number(text_at(element, "fingerprint"));
  if (!stamp || *stamp < 0 || *stamp > static_cast<double>(std::numeric_limits<std::int32_t>::max()) * milliseconds_a_day) return {};
  const Date day{static_cast<std::int32_t>(static_cast<std::int64_t>(*stamp) / milliseconds_a_day)};
  const Date last_day = exported ? *exported + Days{1} : make_date(2100, 1, 1);
  return day >= first_day() && day <= last_day ? std::optional(day) : std::nullopt;
}

/// The newest edit: the export is at least as new.
std::optional<Date> newest_edit(View version) {
  std::optional<Date> newest = edited_on(version, {});
  for (const std::string_view list : {"tag", "trigger", "variable"}) {
    for (const View element : elements_of(version, list)) newest = std::max(newest, edited_on(element, {}));
  }
  return newest;
}

Decision decision_of(View settings) {
  const std::string status = folded_name(text_at(settings, "consentStatus"));
  return status == "needed" ? Decision::needed : status == "notneeded" ? Decision::not_needed : Decision::none;
}

std::vector<std::string_view> consent_types_of(View settings) {
  std::vector<std::string_view> types;
  if (const auto list = settings.find("consentType")) {
    for (const View type : elements_of(*list, "list")) types.push_back(text_at(type, "value"));
  }
  return types;
}

Tag tag_of(View node, std::size_t number, std::optional<Date> exported) {
  Tag tag;
  tag.node = node;
  tag.number = number;
  tag.id = text_at(node, "tagId");
  tag.name = text_at(node, "name");
  tag.type = text_at(node, "type");
  tag.is_paused = text_at(node, "paused") == "true";
  if (const auto settings = node.find("consentSettings")) {
    tag.decision = decision_of(*settings);
    tag.consent_types = consent_types_of(*settings);
  }
  tag.edited = edited_on(node, exported);
  tag.triggers = texts_at(node, "firingTriggerId");
  tag.blocking_triggers = texts_at(node, "blockingTriggerId");
  tag.has_schedule = node.find("scheduleStartMs") || node.find("scheduleEndMs") || text_at(node, "liveOnly") == "true";
  return tag;
}

void add_template(Container& into, View node) {
  Template found{text_at(node, "name"), "", text_at(node, "templateData")};
  if (const auto gallery = node.find("galleryReference")) {
    found.owner = text_at(*gallery, "owner");
    if (const std::string_view id = text_at(*gallery, "galleryTemplateId"); !id.empty())
      into.templates.emplace(fmt::format("cvt_{}", id), found);
  }
  into.templates.emplace(fmt::format("cvt_{}_{}", text_at(node, "containerId"), text_at(node, "templateId")), found);
}

void add_trigger(Container& into, View node) {
  const bool is_filtered = !elements_of(node, "filter").empty() || !elements_of(node, "autoEventFilter").empty();
  into.page_triggers.emplace(text_at(node, "triggerId"), !is_filtered && is_among(page_trigger_types, folded_name(text_at(node, "type"))));
}

/// `GTM-XXXXXX` is in the examples of many.
bool is_public_id(std::string_view id) {
  return id.starts_with("GTM-") && id.size() >= 8 && id.find_first_not_of("Xx", 4) != id.npos &&
         std::all_of(id.begin() + 4, id.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

std::string place_of(View version, View container) {
  if (const std::string_view id = text_at(container, "publicId"); is_public_id(id)) return std::string(id);
  for (const View node : {container, version}) {
    for (const std::string_view key : {"containerId", "accountId"}) {
      if (const std::string_view id = text_at(node, key); !id.empty()) return fmt::format("container-{}", redacted_name(id.substr(0, 20)));
    }
  }
  return "container";
}

}  // namespace

std::optional<View> parameter(View element, std::string_view key) {
  const auto list = element.find("parameter");
  if (!list || !list->is_sequence()) return std::nullopt;
  for (const View item : *list) {
    if (text_at(item, "key") == key) return item;
  }
  return std::nullopt;
}

std::string_view parameter_text(View element, std::string_view key) {
  const auto found = parameter(element, key);
  return found ? text_at(*found, "value") : std::string_view();
}

bool Container::is_on_every_page(const Tag& tag) const {
  // What is not a page, or what somebody limits in another way, is not on all of them.
  if (is_server || tag.has_schedule || !tag.blocking_triggers.empty()) return false;
  return std::any_of(tag.triggers.begin(), tag.triggers.end(), [&](std::string_view id) {
    const auto found = page_triggers.find(id);
    return found == page_triggers.end() ? is_among(built_in_page_triggers, id) : found->second;
  });
}

Container read_container(View root, std::optional<Date> given) {
  Container read;
  const auto wrapped = root.find("containerVersion");
  read.is_wrapped = wrapped.has_value();
  const View version = wrapped.value_or(root);
  const View container = version.find("container").value_or(version);
  read.place = place_of(version, container);
  read.version = text_at(version, "containerVersionId");
  if (read.version == "0") read.version = {};
  read.is_server = is_among(texts_at(container, "usageContext"), "SERVER") || is_among(texts_at(container, "usageContext"), "server");
  read.day = day_of(text_at(root, "exportTime"));
  if (!read.day) read.day = given ? given : newest_edit(version);
  for (const View node : elements_of(version, "tag")) read.tags.push_back(tag_of(node, read.tags.size(), read.day));
  for (const View node : elements_of(version, "customTemplate")) add_template(read, node);
  for (const View node : elements_of(version, "trigger")) add_trigger(read, node);
  read.variables = elements_of(version, "variable");
  return read;
}

}  // namespace stackdrag::evidence::gtm
