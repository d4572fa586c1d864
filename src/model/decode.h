// Decodes items: from what is written to typed values.
#pragma once

#include "model/sections.h"
#include "stackdrag/reader.h"

namespace stackdrag {

/// Decodes one item into its place. Mistakes go to the reader.
void decode_item(Inventory& inventory, ItemId self, const Written& written, Reader& reader);

/// Decodes the accepted items of all sections. The inventory has room for them, and its `stack` is decoded.
void decode_sections(const std::vector<Section>& sections, Inventory& inventory, Reader& reader);

}  // namespace stackdrag
