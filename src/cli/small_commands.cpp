// `stackdrag schema` and `stackdrag version`.
#include "cli/cli.h"
#include "stackdrag/config.h"
#include "stackdrag/diff.h"
#include "stackdrag/diff_schema.h"
#include "stackdrag/fields.h"
#include "stackdrag/impact.h"
#include "stackdrag/report.h"
#include "stackdrag/report_schema.h"

namespace stackdrag::cli {

Command add_schema(CommandLine program) {
  const CommandLine command = program.add_command("schema", "Print the JSON Schema of the inventory, the configuration or the JSON output");
  auto what = std::make_shared<std::string>("inventory");
  auto format = std::make_shared<std::string>("json");
  command.add("what", *what, "inventory, config, report, diff or impact", " ").one_of({"inventory", "config", "report", "diff", "impact"});
  command.add("--format", *format, "json, or markdown for the reference page", "FORMAT [json]").one_of({"json", "markdown"});
  return {command, [what, format] {
            if (*format == "markdown" && *what != "inventory") return refuse("only the inventory has a reference page");
            if (*format == "markdown") return print(inventory_reference());
            return print(*what == "inventory" ? inventory_schema()
                         : *what == "config"  ? config_schema(built_in_catalogue())
                         : *what == "diff"    ? diff_schema()
                         : *what == "impact"  ? impact_schema()
                                              : report_schema());
          }};
}

Command add_version(CommandLine program) {
  return {program.add_command("version", "Print the version"), [] { return print("stackdrag " STACKDRAG_VERSION "\n"); }};
}

}  // namespace stackdrag::cli
