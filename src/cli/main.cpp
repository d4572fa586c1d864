// The program: finds the command, runs it, and turns whatever happens into an exit code.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "cli/cli.h"
#include "cli/files.h"
#include "stackdrag/text.h"

namespace stackdrag::cli {

// Each command is a file, which defines the function of its name. The help lists them in this order.
AddCommand add_audit, add_baseline, add_diff, add_plan, add_forecast, add_impact, add_gate, add_tickets, add_render, add_observe, add_rules,
    add_explain, add_show, add_init, add_schema, add_completion, add_help, add_version;

namespace {

const std::vector<AddCommand*> commands = {add_audit, add_baseline, add_diff,   add_plan,       add_forecast, add_impact,
                                           add_gate,  add_tickets,  add_render, add_observe,    add_rules,    add_explain,
                                           add_show,  add_init,     add_schema, add_completion, add_help,     add_version};

CommandPage program_page() {
  return {.path = "stackdrag",
          .purpose =
              "Audits a marketing technology stack that is written down as YAML: which pixels, tools, integrations and agents cost "
              "hours and money without earning them, and what to fix first.",
          .examples = {{"stackdrag init", "write a stack.yaml to start from"},
                       {"stackdrag audit", "audit ./stack.yaml"},
                       {"stackdrag audit stack/ --fail-on high", "fail a nightly job on serious debt"},
                       {"stackdrag audit --format json | jq .drag", "the score, for a dashboard"}},
          .exits = {{passed, "gate passed"},
                    {failed_gate, "gate failed"},
                    {wrong_input, "wrong command line, file or inventory"},
                    {our_bug, "a bug in stackdrag"}},
          .remark = "`stackdrag help COMMAND` says what a command takes."};
}

/// If a standard descriptor was closed at start, the next file that is opened would get its number, and the report would be printed into
/// that file. So we open something in its place, for reading only: printing then fails, and the user hears of it.
void occupy_standard_descriptors() {
  for (int descriptor = ::open("/dev/null", O_RDONLY); descriptor >= 0; descriptor = ::open("/dev/null", O_RDONLY)) {
    if (descriptor <= STDERR_FILENO) continue;
    ::close(descriptor);
    break;
  }
}

void set_up_messages() {
  auto logger = std::make_shared<spdlog::logger>("stackdrag", std::make_shared<spdlog::sinks::stderr_sink_st>());
  logger->set_pattern("%v");
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace
}  // namespace stackdrag::cli

int main(int argc, char** argv) {
  using namespace stackdrag;
  cli::occupy_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  cli::clean_up_half_written();
  try {
    cli::set_up_messages();
    return cli::run_command(argc, argv, cli::program_page(), cli::commands);
  } catch (const std::bad_alloc&) {
    std::fputs("stackdrag: out of memory\n", stderr);
    return cli::wrong_input;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stackdrag: this is a bug in stackdrag: %s\n", visible(error.what()).c_str());
    return cli::our_bug;
  }
}
