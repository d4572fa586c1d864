// Output is all or nothing: full disks, closed pipes and descriptors, FIFOs, links, signals, and files that are inputs.
#include <filesystem>

#include <fmt/format.h>

#include "catch.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

const std::string stack = "version: 1\nstack: {as_of: 2026-11-21}\ntools: {a: {cost: 100/mo, last_used: 2026-01-01}}\n";

std::string folder_with_stack() {
  const std::string folder = fresh_folder("output");
  write_text(folder + "/stack.yaml", stack);
  return folder;
}

/// How many files there are; a temporary one that was left behind counts.
std::size_t files_in(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

}  // namespace

TEST_CASE("a full disk is a sentence and exit 2") {
  const std::string folder = folder_with_stack();
  for (const std::string command : {"audit --format json > /dev/full", "audit > /dev/full", "rules > /dev/full", "schema > /dev/full",
                                    "audit --format json -o /dev/full", "explain tool-unused > /dev/full", "--help > /dev/full",
                                    "baseline create --baseline b.json > /dev/full"}) {
    INFO(command);
    const Ran ran = run("$S " + command, folder);
    CHECK(ran.exit == 2);
    CHECK(ran.err.find("no space left on device") != std::string::npos);
  }
}

TEST_CASE("a file that grows too large leaves the old one as it was, and nothing beside it") {
  const std::string folder = folder_with_stack();
  write_text(folder + "/report.json", "old\n");
  // Blocks of 1024 bytes; the report of the example is larger.
  const Ran ran = run("ulimit -f 1; $S audit " + source_dir() + "/examples/acme --format json -o report.json", folder);
  CHECK(ran.exit == 2);
  CHECK(ran.err.find("file too large") != std::string::npos);
  CHECK(read_text(folder + "/report.json") == "old\n");
  CHECK(files_in(folder) == 2);
}

TEST_CASE("a closed pipe ends quietly and keeps the gate's answer") {
  const std::string folder = folder_with_stack();
  const Ran ran =
      run("{ $S audit " + source_dir() + "/examples/harbour-home --format json; echo $? > status; } | head -c 10; cat status", folder);
  CHECK(ran.err.empty());
  CHECK(ran.out.ends_with("1\n"));
  const Ran passed =
      run("{ $S audit " + source_dir() + "/examples/harbour-home --fail-on never; echo $? > status; } | true; cat status", folder);
  CHECK(passed.err.empty());
  CHECK(passed.out == "0\n");
}

TEST_CASE("closed descriptors are not given to files") {
  const std::string folder = folder_with_stack();
  for (const std::string closed : {"<&-", ">&-", "2>&-", "<&- >&- 2>&-"}) {
    INFO(closed);
    const Ran ran = run("$S audit --format json -o report.json " + closed, folder);
    CHECK(ran.exit == 1);
    CHECK(read_text(folder + "/report.json").starts_with("{\n"));
    CHECK(read_text(folder + "/stack.yaml") == stack);
    std::filesystem::remove(folder + "/report.json");
  }
}

TEST_CASE("no input is written over, by whatever name") {
  const std::string folder = folder_with_stack();
  write_text(folder + "/.stackdrag.yaml", "gate: {baseline: known.json}\npacks: [own.yaml]\n");
  write_text(folder + "/own.yaml", "{}\n");
  REQUIRE(run("$S baseline create && ln -s stack.yaml link.yaml && ln stack.yaml hard.yaml && mkdir sub", folder).exit == 0);
  for (const std::string target :
       {"stack.yaml", "./sub/../stack.yaml", "link.yaml", "hard.yaml", ".stackdrag.yaml", "known.json", "own.yaml"}) {
    INFO(target);
    const std::string before = read_text(folder + "/" + target);
    const Ran ran = run("$S audit stack.yaml --format json -o " + target, folder);
    CHECK(ran.exit == 2);
    CHECK(ran.err.find("is an input of this audit") != std::string::npos);
    CHECK(read_text(folder + "/" + target) == before);
  }
  CHECK(run("$S audit - -o stack.yaml < stack.yaml", folder).err.find("is an input") != std::string::npos);
  CHECK(read_text(folder + "/stack.yaml") == stack);
}

TEST_CASE("no report is written over an inventory or a configuration, read or not") {
  const std::string folder = folder_with_stack();
  write_text(folder + "/.stackdrag.yaml", "gate: {fail_on: high}\n");
  write_text(folder + "/other.yml", "# about\nversion: 1\nstack: {}\n");
  REQUIRE(run("$S audit --format json -o r.json --fail-on never", folder).exit == 0);
  write_text(folder + "/docker-compose.yml", "version: 3\nservices: {}\n");
  write_text(folder + "/part.yaml", "tools: {a: }\n");
  write_text(folder + "/inventory.json", R"({"version": 1, "tools": {}})");
  CHECK(run("$S render r.json -o docker-compose.yml", folder).exit == 0);
  for (const std::string target : {"stack.yaml", ".stackdrag.yaml", "other.yml", "part.yaml", "inventory.json"}) {
    INFO(target);
    const std::string before = read_text(folder + "/" + target);
    for (const std::string command : {"render r.json --format json", "diff r.json r.json"}) {
      const Ran ran = run(fmt::format("$S {} -o {}", command, target), folder);
      CHECK(ran.exit == 2);
      CHECK(ran.err.find("will not be overwritten") != std::string::npos);
    }
    CHECK(read_text(folder + "/" + target) == before);
  }
}

TEST_CASE("of a link that leads out of the repository nothing is shown, even if the user names it") {
  const std::string folder = folder_with_stack();
  write_text(folder + "/outside.txt", "hunter2 is mine\n");
  REQUIRE(
      run("mkdir -p repo/.git && cp stack.yaml repo && ln -s ../outside.txt repo/known.json && ln -s ../outside.txt repo/own.yaml", folder)
          .exit == 0);
  for (const std::string command :
       {"audit stack.yaml --baseline known.json", "audit own.yaml", "show a own.yaml", "diff stack.yaml own.yaml"}) {
    const Ran ran = run("$S " + command, folder + "/repo");
    INFO(command);
    CHECK(ran.exit == 2);
    CHECK((ran.out + ran.err).find("hunter2") == std::string::npos);
  }
}

TEST_CASE("links are followed, rights are kept, and what is no file is written straight") {
  const std::string folder = folder_with_stack();
  const auto is_report = [](const std::string& text) { return text.find("NOT GRADED") != std::string::npos; };
  CHECK(run("touch real && chmod 640 real && ln -s real link && $S audit -q -o link; test -L link && test \"$(stat -c %a real)\" = 640",
            folder)
            .exit == 0);
  CHECK(is_report(read_text(folder + "/real")));
  CHECK(run("umask 027; $S audit -q -o new; test \"$(stat -c %a new)\" = 640", folder).exit == 0);
  CHECK(run("mkfifo pipe; cat pipe > got & $S audit -q -o pipe; wait; test -p pipe && grep -q 'NOT GRADED' got", folder).exit == 0);
  // A reader that goes away is no failure of ours.
  CHECK(run("mkfifo gone; head -c 1 gone > one & $S audit " + source_dir() + "/examples/harbour-home --format json -o gone; test $? -le 1",
            folder)
            .exit == 0);
  CHECK(is_report(run("$S audit -q -o /dev/stdout", folder).out));
  const Ran folder_as_file = run("mkdir d; $S audit -q -o d", folder);
  CHECK(folder_as_file.exit == 2);
  CHECK(folder_as_file.err.find("is a directory") != std::string::npos);
  CHECK(run("$S audit -q -o nowhere/report", folder).exit == 2);
}

TEST_CASE("a signal in the middle of writing leaves no half file") {
  const std::string folder = fresh_folder("signal");
  // A large inventory, so that writing takes a while; the temporary file shows that it has begun.
  std::string text = "version: 1\nstack: {as_of: 2026-11-21}\npixels:\n";
  for (int i = 0; i < 60'000; ++i) text += fmt::format("  p{}: {{vendor: v{}, last_seen: 2025-01-01}}\n", i, i % 7);
  write_text(folder + "/stack.yaml", text);
  for (const std::string signal : {"INT", "TERM", "HUP"}) {
    INFO(signal);
    write_text(folder + "/report.json", "old\n");
    const Ran ran =
        run("( trap - INT; exec $S audit --format json -o report.json ) & child=$!; i=0\n"
            "while [ $i -lt 2000 ] && kill -0 $child 2>/dev/null && ! ls report.json.* >/dev/null 2>&1; do i=$((i+1)); done\n"
            "kill -" +
                signal + " $child; wait $child; echo $?",
            folder);
    INFO(ran.out << ran.err);
    CHECK(files_in(folder) == 2);
    const std::string report = read_text(folder + "/report.json");
    CHECK((report == "old\n" || (report.starts_with("{\n") && report.ends_with("}\n"))));
  }
}
