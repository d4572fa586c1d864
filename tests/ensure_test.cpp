// A bug of our own ends the program with exit 3 in every build, and leaves no file half written.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "catch.h"
#include "cli/files.h"
#include "stackdrag/ensure.h"
#include "stackdrag/rule.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

/// Runs the function in a process of its own: how it ended, and what it said on standard error.
Ran run_apart(const std::function<void()>& function) {
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  std::fflush(nullptr);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(pipe[1], STDERR_FILENO);
    function();
    std::_Exit(0);
  }
  ::close(pipe[1]);
  Ran ran;
  char piece[512];
  for (ssize_t size = 0; (size = ::read(pipe[0], piece, sizeof piece)) > 0;) ran.err.append(piece, static_cast<std::size_t>(size));
  ::close(pipe[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status)) ran.exit = WEXITSTATUS(status);
  return ran;
}

}  // namespace

TEST_CASE("a broken promise of ours ends with exit 3 and names its place") {
  const int line = __LINE__ + 1;
  const Ran ran = run_apart([] { ensure(1 + 1 == 3, "one and one\x1B make no three"); });
  CHECK(ran.exit == 3);
  CHECK(ran.err.starts_with("stackdrag: this is a bug in stackdrag: one and one\\u{1b} make no three ("));
  CHECK(ran.err.ends_with(fmt::format("ensure_test.cpp:{})\n", line)));
  CHECK(run_apart([] { ensure(1 + 1 == 2, "one and one make two"); }).exit == 0);
}

TEST_CASE("a rule that asks for an option it does not declare is a bug") {
  const Option options[] = {days_option("grace", 14, "days")};
  const OptionValues values(options, {14});
  CHECK(values.days("grace") == Days{14});
  const Ran ran = run_apart([&] { values.days("graze"); });
  CHECK(ran.exit == 3);
  CHECK(ran.err.find("a rule asks for the option `graze`, which it does not declare (src/rules/registry.cpp:") != std::string::npos);
}

TEST_CASE("a bug while a file is written leaves the old file and no other") {
  const std::string folder = fresh_folder("bug");
  const std::string path = folder + "/report.json";
  write_text(path, "old");
  const Ran ran = run_apart([&] {
    cli::clean_up_half_written();
    static_cast<void>(cli::write_file(path, {}, [](Output& out) {
      out.put("new");
      stop_for_bug("there is no more");
    }));
  });
  CHECK(ran.exit == 3);
  CHECK(read_text(path) == "old");
  CHECK(std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()) == 1);
}
