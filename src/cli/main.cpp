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
namespace {

constexpr auto description =
    "Audits a marketing technology stack that is written down as YAML: which pixels, tools, integrations and agents\n"
    "cost hours and money without earning them, and what to fix first.";
constexpr auto examples =
    "Examples:\n"
    "  stackdrag init                          write a stack.yaml to start from\n"
    "  stackdrag audit                         audit ./stack.yaml\n"
    "  stackdrag audit stack/ --fail-on high   fail a nightly job on what is serious\n"
    "  stackdrag audit --format json | jq .drag\n\n"
    "Exit codes: 0 gate passed, 1 gate failed, 2 wrong command line, file or inventory, 3 a bug in stackdrag\n";

/// A descriptor that was closed at start would be given to the next file; then the report would be printed into it.
void occupy_standard_descriptors() {
  for (int descriptor = ::open("/dev/null", O_RDWR); descriptor >= 0; descriptor = ::open("/dev/null", O_RDWR)) {
    if (descriptor <= STDERR_FILENO) continue;
    ::close(descriptor);
    break;
  }
}

void set_up_messages() {
  auto logger = std::make_shared<spdlog::logger>("stackdrag", std::make_shared<spdlog::sinks::stderr_sink_st>());
  logger->set_pattern("stackdrag: %v");
  spdlog::set_default_logger(std::move(logger));
}

/// What a word should have been; empty if it is one of the names, or an option.
std::string unknown_name(const std::string& word, const std::vector<const CLI::App*>& known, std::string_view sentence) {
  std::vector<std::string> names;
  for (const CLI::App* app : known) names.push_back(app->get_name());
  if (word.starts_with('-') || std::find(names.begin(), names.end(), word) != names.end()) return "";
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string near = did_you_mean(word, views);
  return fmt::format("{} `{}`{}", sentence, word, near.empty() ? fmt::format("; there are {}", fmt::join(names, ", ")) : near);
}

/// What the library says of a wrong command line, in our words where its own are not clear.
std::string complaint(const CLI::ParseError& error, const CLI::App& program) {
  const std::string text = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::string word = text.substr(text.rfind(' ') + 1);
    std::vector<std::string> names;
    for (const CLI::App* called = &program; !called->get_subcommands().empty();) {
      called = called->get_subcommands().front();
      for (const CLI::Option* option : called->get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      }
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    return fmt::format("`{}` is not expected here{}", word, did_you_mean(word, known));
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const std::string what = text.substr(0, text.find(" is required"));
    return what == "A subcommand" ? "what to do is missing" : fmt::format("`{}` is missing", what);
  }
  return text;
}

int run(int argc, char** argv) {
  CLI::App program(description, "stackdrag");
  program.require_subcommand(1);
  program.set_version_flag("--version", "stackdrag " STACKDRAG_VERSION, "Print the version");
  program.get_formatter()->column_width(30);
  const Command commands[] = {add_audit(program),   add_baseline(program), add_diff(program), add_render(program), add_rules(program),
                              add_explain(program), add_show(program),     add_init(program), add_schema(program), add_version(program)};
  program.footer(examples);  // after the commands, which would take it over
  if (argc == 1) return print(program.help(), wrong_input);
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const CLI::App* called = &program;
    std::string before;
    while (!called->get_subcommands().empty()) {
      before += (before.empty() ? "" : " ") + called->get_name();
      called = called->get_subcommands().front();
    }
    return print(called->help(before));
  } catch (const CLI::CallForVersion& version) {
    return print(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    const CLI::App& named = program;
    const std::string word = argv[1];
    if (const std::string unknown = unknown_name(word, named.get_subcommands(nullptr), "no command is called"); !unknown.empty())
      return refuse(unknown);
    const CLI::App* const command = word.starts_with('-') ? nullptr : program.get_subcommand(word);
    const auto below = command == nullptr ? std::vector<const CLI::App*>() : command->get_subcommands(nullptr);
    const std::string unknown = argc > 2 && !below.empty() ? unknown_name(argv[2], below, fmt::format("`{}` has no", word)) : "";
    if (!unknown.empty()) return refuse(unknown);
    return refuse(complaint(error, program) + fmt::format("; see `stackdrag{} --help`", command != nullptr ? " " + word : ""));
  }
  for (const Command& command : commands) {
    if (command.app->parsed()) return command.run();
  }
  return wrong_input;
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
    return cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("stackdrag: out of memory\n", stderr);
    return cli::wrong_input;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stackdrag: this is a bug in stackdrag: %s\n", visible(error.what()).c_str());
    return cli::our_bug;
  }
}
