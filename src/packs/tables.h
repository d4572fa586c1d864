// The fields of the rows of packs.
#pragma once

#include "stackdrag/fields.h"
#include "stackdrag/packs.h"

namespace stackdrag {

/// Hosts of one owner and kind; read into a table of hosts, and kept nowhere.
struct HostRow {
  At<Text> id;  ///< the owner
  At<Text> category, source;
  List<Text> hosts;
  At<Date> checked;
  At<Certainty> certainty;
};

const Record& table_of(const Product&);
const Record& table_of(const Api&);
const Record& table_of(const AuthMethod&);
const Record& table_of(const Model&);
const Record& table_of(const Rename&);
const Record& table_of(const Vendor&);
const Record& table_of(const Sites&);
const Record& table_of(const Channel&);
const Record& table_of(const UtmSpelling&);
const Record& table_of(const HostRow&);

}  // namespace stackdrag
