// A repository as docs/ci.md wants it, and the jobs that the page, the actions and the template have for it.
#include "ci_repository.h"

#include <filesystem>

#include <fmt/format.h>

#include "catch.h"

namespace stackdrag::tests {

std::string ci_page() { return source_dir() + "/docs/ci.md"; }

std::vector<std::string> fenced(const std::string& page, const std::string& language) {
  std::vector<std::string> blocks;
  const std::string text = read_text(page), open = "\n```" + language + "\n", close = "\n```\n";
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    at += open.size();
    const std::size_t end = text.find(close, at - 1);
    REQUIRE(end != std::string::npos);
    blocks.push_back(text.substr(at, end + 1 - at));
  }
  return blocks;
}

Ran python(const std::string& arguments) {
  return run("env -i PATH=/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin LC_ALL=C.UTF-8 python3 tests/docs/" + arguments);
}

std::string of_ci_page(const std::string& verb, const std::string& file, const std::string& more) {
  const Ran ran = python(fmt::format("ci_page.py {} '{}' {}", verb, file, more));
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  return ran.out;
}

std::string living_inventory(const std::string& more) {
  std::string text = read_text(source_dir() + "/examples/acme/stack.yaml");
  const std::size_t day = text.find("  as_of:");
  text.erase(day, text.find('\n', day) + 1 - day);
  const std::string until = "until: 2027-01-31";
  text.replace(text.find(until), until.size(), "until: 2026-12-05");
  const std::string tools = "\ntools:\n";
  return text.insert(text.find(tools) + tools.size(), more);
}

const std::string new_debt = "  newtool: {does: [crm], last_used: 2025-01-01, cost: 100/mo}\n";

Repository::Repository() : top_(fresh_folder("ci")), folder(top_ + "/work") {
  std::filesystem::create_directories(top_ + "/bin");
  std::filesystem::create_directories(top_ + "/temp");
  write("stack/stack.yaml", living_inventory());
  do_it("ln -s \"$S\" ../bin/stackdrag && git init -q --bare ../origin.git && git init -q . && git checkout -q -b main");
  do_it("git remote add origin \"file://$PWD/../origin.git\"");
  // The first block of the page, as it stands.
  do_it(fenced(ci_page(), "sh").at(0));
  do_it("git add -A && git commit -qm base && git push -q -u origin main");
}

void Repository::write(const std::string& path, const std::string& text) const { write_text(folder + "/" + path, text); }
std::string Repository::read(const std::string& path) const { return read_text(folder + "/" + path); }
bool Repository::has(const std::string& path) const { return std::filesystem::exists(folder + "/" + path); }

void Repository::add_debt() const {
  write("stack/stack.yaml", living_inventory(new_debt));
  do_it("git commit -qam change && git push -q");
}

Ran Repository::ran(const std::string& shell_script, const std::string& shell) const {
  write_text(top_ + "/script", shell_script);
  return run(fmt::format("export SOURCE_DATE_EPOCH=1795305600 PATH=\"{0}/bin:$PATH\" TMPDIR='{0}/temp' GIT_CONFIG_GLOBAL=/dev/null "
                         "GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b {1}\n{2} '{0}/script'",
                         top_, environment, shell),
             folder);
}

void Repository::do_it(const std::string& shell_script) const {
  const Ran done = ran(shell_script);
  INFO(shell_script << done.out << done.err);
  REQUIRE(done.exit == 0);
}

void Repository::stub(const std::string& name, const std::string& shell_script) const {
  write_text(top_ + "/bin/" + name, fmt::format("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{}/temp/{}.txt'\n{}", top_, name, shell_script));
  do_it("chmod +x ../bin/" + name);
}

std::string Step::output(const std::string& name) const {
  for (const std::string& line : lines_of(outputs)) {
    if (line.starts_with(name + "=")) return line.substr(name.size() + 1);
  }
  return "(none)";
}

std::vector<std::string> Step::commands() const {
  std::vector<std::string> obeyed;
  std::string until;
  for (const std::string& line : lines_of(log)) {
    const std::size_t at = line.find_first_not_of(" \t\r\f\v");
    const std::string text = at == std::string::npos ? "" : line.substr(at);
    if (!until.empty()) {
      if (text == "::" + until + "::") until.clear();
    } else if (text.starts_with("::stop-commands::")) {
      until = text.substr(std::string("::stop-commands::").size());
    } else if (text.starts_with("::") || says(line, "##[")) {
      obeyed.push_back(text);
    }
  }
  CHECK(until.empty());
  return obeyed;
}

std::string action(const std::string& name) { return source_dir() + "/.github/actions/" + name; }

Step step(const Repository& repository, const std::string& inputs, const std::string& run) {
  Repository here = repository;
  here.do_it("rm -rf ../temp/* && mkdir -p ../temp/runner && touch ../temp/summary ../temp/output ../temp/path");
  here.environment = fmt::format(
      "RUNNER_TEMP=$(realpath ../temp/runner) GITHUB_WORKSPACE=\"$PWD\" GITHUB_STEP_SUMMARY=$(realpath ../temp/summary) "
      "GITHUB_OUTPUT=$(realpath ../temp/output) GITHUB_PATH=$(realpath ../temp/path) GITHUB_ACTIONS=true {}",
      inputs);
  const Ran ran = here.ran(fmt::format("sh '{}'{} 2>&1", action(""), run), "bash --noprofile --norc -eo pipefail");
  return {ran.exit, ran.out, here.read("../temp/summary"), here.read("../temp/output")};
}

Step audit_step(const Repository& repository, const std::string& inputs) {
  static const std::string defaults = python("actions.py defaults '" + action("audit/action.yml") + "'").out;
  REQUIRE(says(defaults, "STACKDRAG_PROGRAM="));
  return step(repository, unwrapped(defaults) + inputs, "audit/audit.sh");
}

}  // namespace stackdrag::tests
