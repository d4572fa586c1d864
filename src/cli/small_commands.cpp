// `stackdrag schema` and `stackdrag version`.
#include "cli/cli.h"
#include "stackdrag/config.h"
#include "stackdrag/diff.h"
#include "stackdrag/fields.h"
#include "stackdrag/report.h"

namespace stackdrag::cli {

Command add_schema(CLI::App& program) {
  CLI::App* command = program.add_subcommand(
      "schema", "Print a JSON Schema: of the inventory or the configuration, for editors, or of what is printed as JSON");
  auto what = std::make_shared<std::string>("inventory");
  auto format = std::make_shared<std::string>("json");
  command->add_option("what", *what, "inventory, config, report or diff")
      ->option_text(" ")
      ->check(one_of({"inventory", "config", "report", "diff"}));
  command->add_option("--format", *format, "json, or markdown for the reference page")
      ->option_text("FORMAT [json]")
      ->check(one_of({"json", "markdown"}));
  return {command, [what, format] {
            if (*format == "markdown" && *what != "inventory") return refuse("the reference page is there for the inventory only");
            if (*format == "markdown") return print(inventory_reference());
            return print(*what == "inventory" ? inventory_schema()
                         : *what == "config"  ? config_schema(built_in_catalogue())
                         : *what == "diff"    ? diff_schema()
                                              : report_schema());
          }};
}

Command add_version(CLI::App& program) {
  return {program.add_subcommand("version", "Print the version"), [] { return print("stackdrag " STACKDRAG_VERSION "\n"); }};
}

}  // namespace stackdrag::cli
