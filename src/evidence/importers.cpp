// The table of importers.
#include "evidence/importers.h"

#include <algorithm>
#include <iterator>

#include "stackdrag/ensure.h"

namespace stackdrag::evidence {
namespace {

// A container's version number is no proof of being live, so that it is no more than configured.
constexpr Importer table[] = {
    {ExportKind::har, "HTTP archive (HAR)", Grade::seen, &is_har, &read_har},
    {ExportKind::gtm, "Google Tag Manager container", Grade::configured, &is_gtm, &read_gtm},
    {ExportKind::n8n, "n8n workflows", Grade::configured, &is_n8n, &read_n8n},
    {ExportKind::make, "Make scenario", Grade::configured, &is_make, &read_make},
    {ExportKind::zapier, "Zapier zaps", Grade::configured, &is_zapier, &read_zapier},
    {ExportKind::blacklight, "Blacklight inspection", Grade::seen, &is_blacklight, &read_blacklight},
    {ExportKind::cookies, "list of cookies", Grade::seen, &is_cookies, &read_cookies},
    {ExportKind::lighthouse, "Lighthouse report", Grade::seen, &is_lighthouse, &read_lighthouse},
    {ExportKind::plan, "tracking plan", Grade::listed, &is_plan, &read_plan},
    {ExportKind::catalog, "catalog", Grade::listed, &is_catalog, &read_catalog},
    {ExportKind::observed, "observed file", Grade::listed, &is_observed, nullptr},
    {ExportKind::sheet, "spreadsheet", Grade::listed, &is_sheet, &read_sheet},
};

}  // namespace

std::span<const Importer> importers() { return table; }

const Importer& importer_of(ExportKind kind) {
  const auto* const found = std::find_if(std::begin(table), std::end(table), [&](const Importer& row) { return row.kind == kind; });
  ensure(found != std::end(table), "a kind of exports has no importer");
  return *found;
}

const Importer* recognise(View root) {
  const auto* const found = std::find_if(std::begin(table), std::end(table), [&](const Importer& row) { return row.recognises(root); });
  return found == std::end(table) ? nullptr : found;
}

}  // namespace stackdrag::evidence
