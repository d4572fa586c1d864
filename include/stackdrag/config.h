// The configuration, `.stackdrag.yaml`: what a team has decided for the rules and for the gate.
#pragma once

#include <string>
#include <vector>

#include "stackdrag/catalogue.h"
#include "stackdrag/gate.h"
#include "stackdrag/source.h"
#include "stackdrag/waivers.h"

namespace stackdrag {

struct Config {
  RuleSettings rules;
  GateSettings gate;
  Days waiver_notice = WaiverSettings{}.notice;
  std::string baseline;            ///< a path as written, relative to the configuration file; empty if none is given
  std::vector<std::string> packs;  ///< paths, likewise, of packs to lay over the built-in ones, in this order
};

/// Reads the only source, strictly: unknown keys and rules that the catalogue lacks are mistakes. If there are any problems, the
/// configuration must not be used.
struct ReadConfig {
  Config config;
  std::vector<Problem> problems;
};
ReadConfig read_config(const Sources& sources, const Catalogue& catalogue);

/// The JSON Schema (2020-12) of the file, for editors and validators.
std::string config_schema(const Catalogue& catalogue);

}  // namespace stackdrag
