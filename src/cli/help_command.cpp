// `stackdrag help`: the help of the program or of a command, and the manual page.
#include <memory>

#include "cli/cli.h"
#include "cli/help_page.h"
#include "cli/man_page.h"
#include "cli/slips.h"

namespace stackdrag::cli {
namespace {

struct Arguments {
  std::vector<std::string> words;
  bool man = false;
};

int run(const CommandPage& program, const Arguments& arguments) {
  if (arguments.man && !arguments.words.empty()) return refuse("--man prints one page of all commands; name none");
  if (arguments.man) return print(man_page(program));
  const CommandPage* page = &program;
  for (const std::string& word : arguments.words) {
    const CommandPage* const below = page->command(word);
    if (below == nullptr && page->commands.empty()) return refuse(fmt::format("`{}` has no commands of its own", page->name()));
    if (below == nullptr) return refuse(no_such_command(*page, word));
    page = below;
  }
  return print(help_text(*page, terminal_of(1, "never").columns));
}

}  // namespace

Command add_help(CommandLine program) {
  const CommandLine command = program.add_command("help", "Print the help of a command, or the manual page");
  auto arguments = std::make_shared<Arguments>();
  command.add("command", arguments->words, "The command, and which of its own; without one, the help of the program", " ")
      .holds(Holds::command);
  command.add_flag("--man", arguments->man, "Print the manual page stackdrag(1) instead, for man(1)");
  command.add_examples({{"stackdrag help baseline create", "what this command takes"},
                        {"stackdrag help --man > stackdrag.1", "the manual page; `man ./stackdrag.1` shows it"}});
  command.set_exits("printed", "", "no such command");
  return {command, [program, arguments] { return run(program.page(), *arguments); }};
}

}  // namespace stackdrag::cli
