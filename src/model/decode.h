// Decodes items from the document tree into typed values.
#pragma once

#include "model/sections.h"
#include "stackdrag/reader.h"

namespace stackdrag {

/// Decodes one item into its slot in the inventory, which must exist. Mistakes go to the reader.
void decode_item(Inventory& inventory, ItemId self, const Written& written, Reader& reader);

/// Decodes the accepted items of all sections. Precondition: the inventory has slots for them, and its `stack` has been decoded.
void decode_sections(const std::vector<Section>& sections, Inventory& inventory, Reader& reader);

}  // namespace stackdrag
