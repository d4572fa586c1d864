// examples/quickstart.sh: what somebody sees while it builds, and at its end. A cmake of our own builds nothing and takes no time.
#include <algorithm>

#include "catch.h"
#include "support.h"

using namespace stackdrag::tests;

namespace {

/// A copy of what the script needs, in which every package is installed and `cmake` puts the tested program into place, after the output of
/// a build of so many steps.
std::string checkout(const std::string& name, const std::string& steps) {
  const std::string folder = fresh_folder(name);
  REQUIRE(run("mkdir bin && cp -r " + source_dir() + "/examples .", folder).exit == 0);
  write_text(folder + "/bin/dpkg-query", "#!/bin/sh\nprintf installed\n");
  write_text(folder + "/bin/apt-get", "#!/bin/sh\nexit 1\n");
  write_text(folder + "/bin/cmake",
             "#!/bin/sh\ncase $1 in\n--version) echo 'cmake version 3.31.0' ;;\n--build)\n"
             "  echo '[0/2] Re-checking globbed directories...'\n  i=1\n"
             "  while [ $i -le " +
                 steps + " ]; do echo \"[$i/" + steps +
                 "] Building CXX object x.o\"; i=$((i + 1)); done\n"
                 "  [ ! -e broken ] || { echo 'x.cpp:1: error: broken'; exit 1; }\n"
                 "  mkdir -p build/release && cp \"$PROGRAM\" build/release/stackdrag ;;\nesac\n");
  REQUIRE(run("chmod +x bin/*", folder).exit == 0);
  return folder;
}

Ran quickstart(const std::string& folder, const std::string& before = "") {
  return run("PROGRAM=$S PATH=$PWD/bin:/usr/bin:/bin " + before + " sh examples/quickstart.sh", folder);
}

}  // namespace

TEST_CASE("the quickstart counts while it builds, in a line for each tenth where there is no terminal") {
  const Ran ran = quickstart(checkout("quickstart", "200"));
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK(ran.err.empty());
  CHECK(says(ran.out, "in build/release; the first time takes minutes.\n  200 steps, about "));
  for (int tenth = 1; tenth <= 10; ++tenth) {
    const std::string line = fmt::format("\n  {} of 200 steps ({} %)", tenth * 20, tenth * 10);
    INFO(line);
    CHECK(says(ran.out, line));
  }
  CHECK(std::count(ran.out.begin(), ran.out.begin() + static_cast<std::ptrdiff_t>(ran.out.find("Auditing")), '\n') == 12);
  CHECK(ran.out.find('\r') == std::string::npos);
}

TEST_CASE("the quickstart shows one line that counts on a terminal, and takes it away") {
  const std::string folder = checkout("quickstart-terminal", "200");
  const Ran ran = quickstart(folder, "python3 " + source_dir() + "/tests/terminal.py -");
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK(says(ran.out, "\r  1 of 200 steps "));
  CHECK(says(ran.out, "\r  200 of 200 steps "));
  const std::size_t end = ran.out.rfind('\r');
  CHECK(ran.out.substr(end, std::string_view("\rAuditing").size()) == "\rAuditing");
  CHECK_FALSE(says(ran.out, "(10 %)"));
}

TEST_CASE("the quickstart ends with what the report means and what to do next") {
  const std::string folder = checkout("quickstart-end", "3");
  const Ran ran = quickstart(folder);
  // A few steps are no build to watch.
  CHECK_FALSE(says(ran.out, "steps"));
  const std::string end = ran.out.substr(ran.out.find("gate: failed"));
  for (const std::string words :
       {"in a bad way on purpose", "cmake --install build/release", "stackdrag init", "docs/inventory.md", "docs/score.md"})
    CHECK(says(end, words));
  for (const std::string page : {"docs/inventory.md", "docs/score.md"}) CHECK_FALSE(read_text(source_dir() + "/" + page).empty());
  for (const std::string& line : lines_of(end.substr(end.find("\n\n")))) CHECK(line.size() <= 80);

  CHECK(says(quickstart(folder).out, "Found build/release/stackdrag; building only what has changed since.\n"));
  REQUIRE(run("cp $S bin/stackdrag", folder).exit == 0);
  const std::string beside = quickstart(folder).out;
  CHECK(beside.starts_with("Found "));
  CHECK(says(beside, "/bin/stackdrag (stackdrag 0."));
  CHECK(says(beside, "stop here: stackdrag audit examples/acme\nGoing on to build another, in build/release.\n"));
  CHECK(says(beside, "\nAuditing an example: build/release/stackdrag"));
  // One that does not run is of no use.
  write_text(folder + "/bin/stackdrag", "#!/bin/sh\nexit 127\n");
  CHECK_FALSE(says(quickstart(folder).out, "stop here"));
  REQUIRE(run("touch broken", folder).exit == 0);
  const Ran broken = quickstart(folder);
  CHECK(broken.exit == 1);
  CHECK(says(broken.err, "x.cpp:1: error: broken\nThe build failed; its own words are above.\n"));
}
