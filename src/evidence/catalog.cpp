// The importer for catalogs of software: who owns the tools that a company has listed.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "evidence/export_secrets.h"
#include "evidence/importers.h"
#include "evidence/members.h"
#include "evidence/redact.h"
#include "stackdrag/text.h"

namespace stackdrag::evidence {
namespace {

/// "group:default/revops" is "revops".
std::string_view name_in_reference(std::string_view reference) { return reference.substr(reference.find_last_of(":/") + 1); }

class Catalog {
 public:
  Catalog(const Packs& packs, Imported& out) : packs_(packs), out_(out) {}

  /// Components, systems, APIs and resources are software; people, groups and places are not.
  void add_backstage(View entity, const std::string& pointer) {
    const auto metadata = entity.find("metadata");
    const auto spec = entity.find("spec");
    const std::string kind = lower_case(text_at(entity, "kind"));
    if (!metadata || !(kind == "component" || kind == "system" || kind == "api" || kind == "resource")) return;
    std::string_view owner = spec ? text_at(*spec, "owner") : std::string_view();
    // People are no business of an observed file; groups are.
    if (owner.starts_with("user:")) owner = {};
    add(kind, {text_at(*metadata, "name"), text_at(*metadata, "title")}, name_in_reference(owner), pointer);
  }

  void add_fides(View system, const std::string& pointer) {
    if (text_at(system, "fides_key").empty()) return;
    add("fides", {text_at(system, "fides_key"), text_at(system, "name")}, text_at(system, "administrating_department"), pointer);
  }

  void note() {
    if (others_ > 0) out_.notes.push_back(fmt::format("entries that bear no name of a vendor that the packs know: {}", others_));
  }

 private:
  void add(std::string_view kind, const std::vector<std::string_view>& names, std::string_view owner, const std::string& pointer) {
    // Nothing in a catalog says what all of it is of: it is known by its first entry.
    if (out_.source.of.empty()) out_.source.of = fmt::format("{}/{}", kind, redacted_name(names.front()));
    ++out_.source.counts["entries"];
    for (const std::string_view name : names) {
      const Vendor* const vendor = packs_.vendor(name);
      if (vendor == nullptr) continue;
      const Subject who{.kind = Kind::tool, .vendor = std::string(*vendor->id)};
      out_.observations.push_back({.who = who, .pointer = pointer});
      out_.observations.push_back({.who = who, .field = "vendor", .value = who.vendor, .pointer = pointer});
      if (!owner.empty() && redacted_name(owner) == owner)
        out_.observations.push_back({.who = who, .field = "owner", .value = std::string(owner), .pointer = pointer});
      return;
    }
    ++others_;
  }

  const Packs& packs_;
  Imported& out_;
  std::size_t others_ = 0;
};

}  // namespace

void read_catalog(const Export& in, Imported& out) {
  Catalog catalog(in.packs, out);
  const auto add = [&](View entity, const std::string& pointer) {
    if (!entity.is_mapping()) return;
    catalog.add_backstage(entity, pointer);
    catalog.add_fides(entity, pointer);
    // Definitions of APIs are full of examples.
    find_secrets(entity, {"metadata", "description"}, pointer, Asks::servers, out.source.marks);
  };
  add(in.root, "");
  std::size_t number = 0;
  if (in.root.is_sequence()) {
    for (const View entity : in.root) add(entity, fmt::format("/{}", number++));
  }
  // What else Fides lists is no software: datasets, policies.
  for (const View system : elements_of(in.root, "system")) add(system, fmt::format("/system/{}", number++));
  catalog.note();
}

}  // namespace stackdrag::evidence
