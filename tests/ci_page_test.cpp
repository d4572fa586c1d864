// The jobs of docs/ci.md: what the page says to run is run in a repository that is laid out as the page says.
#include <regex>

#include <fmt/format.h>

#include "catch.h"
#include "ci_repository.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

std::string script(const std::string& where) { return of_ci_page("script", ci_page(), "'" + where + "'"); }

}  // namespace

TEST_CASE("the blocks of YAML in docs/ci.md are files that can be read") {
  const std::vector<std::string> names = lines_of(of_ci_page("names", ci_page()));
  const std::vector<std::string> expected{".github/workflows/stackdrag.yml", ".github/workflows/stackdrag-comment.yml",
                                          ".github/workflows/stackdrag-gate.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"};
  CHECK(names == expected);
}

TEST_CASE("docs/ci.md calls the packages what they are called in this version") {
  const std::string page = read_text(ci_page()), version = run("$S --version").out;
  const std::regex name("`stackdrag[_-]([0-9]+[.][0-9.]*[0-9])[_-]");
  std::size_t names = 0;
  for (std::sregex_iterator at(page.begin(), page.end(), name), end; at != end; ++at, ++names)
    CHECK("stackdrag " + at->str(1) + "\n" == version);
  CHECK(names == 2);
}

TEST_CASE("every command line of stackdrag in docs/ci.md works in a repository that is laid out as the page says") {
  Repository repository;
  repository.add_debt();
  repository.do_it("git worktree add -q --detach base HEAD^1 && mkdir reports");
  const std::vector<std::string> commands = lines_of(of_ci_page("commands", ci_page()));
  CHECK(commands.size() >= 7);
  for (const std::string clock : {"", "--as-of baseline"}) {
    repository.environment = fmt::format("RUNNER_TEMP=../temp work=../temp CLOCK='{}'", clock);
    for (const std::string& command : commands) {
      if (command == "stackdrag baseline create") continue;
      INFO(command);
      const Ran ran = repository.ran(command);
      INFO(ran.out << ran.err);
      CHECK(ran.exit == (says(command, " diff ") ? 0 : 1));
      // Of an audit, the report says why the gate failed.
      CHECK((says(command, " impact ") ? says(ran.err, "is not assessed") : ran.err.empty()));
      if (says(command, " gate ")) CHECK(says(repository.read(says(command, "RUNNER_TEMP") ? "../temp/gate.md" : "gate.md"), "newtool"));
    }
  }
}

TEST_CASE("the comment of docs/ci.md says what a pull request changes, and is written once") {
  Repository repository;
  repository.environment = "RUNNER_TEMP=../temp GITHUB_STEP_SUMMARY=../temp/summary GITHUB_REPOSITORY=acme/stack NUMBER=7 GH_TOKEN=x";
  const std::string compare = script("stackdrag-comment.yml/Compare with the base"), comment = script("stackdrag-comment.yml/Comment");
  repository.add_debt();
  const Ran compared = repository.ran(compare);
  INFO(compared.out << compared.err);
  CHECK(compared.exit == 0);
  CHECK(says(repository.read("../temp/summary"), "newtool"));

  // The first push has nothing to edit; the second one finds what the first one wrote.
  repository.stub("gh", "");
  CHECK(repository.ran(comment).exit == 0);
  CHECK(says(repository.read("../temp/gh.txt"), "POST\nrepos/acme/stack/issues/7/comments\n-F\nbody=@comment.md\n"));
  CHECK(repository.read("../temp/comment.md") == "<!-- stackdrag -->\n" + repository.read("../temp/diff.md"));
  repository.stub("gh", "case $* in *--paginate*) echo 41; echo 42 ;; esac\n");
  CHECK(repository.ran(comment).exit == 0);
  CHECK(says(repository.read("../temp/gh.txt"), "PATCH\nrepos/acme/stack/issues/comments/41\n-F\nbody=@comment.md\n"));

  // Without a base that could be compared there is no figure, and no failure.
  repository.do_it(
      "git worktree remove --force base && git mv stack elsewhere && git commit -qm moved && git mv elsewhere stack && "
      "git commit -qm back");
  CHECK(repository.ran(compare).exit == 0);
  CHECK(repository.read("../temp/diff.md") == "The base has no inventory to compare with.\n");
}

TEST_CASE("the job of docs/ci.md for Jenkins keeps the exit code") {
  Repository repository;
  repository.environment = "CLOCK='--as-of baseline'";
  CHECK(repository.ran(script("Jenkinsfile"), "sh -xe").exit == 0);
  repository.add_debt();
  CHECK(repository.ran(script("Jenkinsfile"), "sh -xe").exit == 1);
  CHECK(says(repository.read("reports/stackdrag.xml"), "<testsuites "));
  repository.write("stack/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
  CHECK(repository.ran(script("Jenkinsfile"), "sh -xe").exit == 2);
}

TEST_CASE("the job of the gate fails if something is blocked, and comments once") {
  Repository repository;
  repository.add_debt();
  repository.environment = "RUNNER_TEMP=../temp GITHUB_STEP_SUMMARY=../temp/summary GITHUB_OUTPUT=../temp/output";
  repository.environment += " GITHUB_REPOSITORY=acme/stack NUMBER=7 GH_TOKEN=x";
  const std::string gate = script("stackdrag-gate.yml/Gate"), comment = script("stackdrag-gate.yml/Comment");
  const Ran ran = repository.ran(gate);
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 1);
  CHECK(repository.read("../temp/output") == "complete=true\n");
  const std::string written = repository.read("../temp/gate.md");
  CHECK(repository.read("../temp/summary") == written);
  CHECK(written.starts_with("**Blocked: 1 new item.**\n<!-- stackdrag:gate:change -->\n"));
  repository.stub("gh", "");
  CHECK(repository.ran(comment).exit == 0);
  CHECK(says(repository.read("../temp/gh.txt"), "POST\nrepos/acme/stack/issues/7/comments\n-F\nbody=@gate.md\n"));
  repository.stub("gh", "case $* in *--paginate*) echo 41 ;; esac\n");
  CHECK(repository.ran(comment).exit == 0);
  CHECK(says(repository.read("../temp/gh.txt"), "PATCH\nrepos/acme/stack/issues/comments/41\n-F\nbody=@gate.md\n"));
}

TEST_CASE("the script for cron is silent in a good night, and replaces the metrics only by whole ones") {
  Repository repository;
  const std::string night = script("stackdrag-nightly");
  repository.do_it("mkdir ../reports ../metrics");
  repository.environment = "STACKDRAG_REPOSITORY=\"$PWD\" STACKDRAG_REPORTS=\"$PWD/../reports\" STACKDRAG_METRICS=\"$PWD/../metrics\"";
  const Ran good = repository.ran(night, "sh");
  INFO(good.out << good.err);
  CHECK(good.exit == 0);
  CHECK(good.out + good.err == "");
  const std::string metrics = repository.read("../metrics/stackdrag.prom");
  CHECK(says(metrics, "\nstackdrag_gate_passed 1\n"));

  repository.add_debt();
  const Ran failed = repository.ran(night, "sh");
  CHECK(failed.exit == 1);
  CHECK(says(failed.out, "newtool"));
  CHECK(says(repository.read("../metrics/stackdrag.prom"), "\nstackdrag_gate_passed 0\n"));

  // Somebody made a mistake: there are no new figures, and the mail says what is wrong.
  repository.write("stack/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
  repository.do_it("git commit -qam mistake && git push -q && touch -d 2026-01-01 ../metrics/stackdrag.prom");
  const Ran wrong = repository.ran(night, "sh");
  CHECK(wrong.exit == 2);
  CHECK(says(wrong.err, "did you mean `owner`?"));
  CHECK(says(repository.read("../metrics/stackdrag.prom"), "\nstackdrag_gate_passed 0\n"));
  CHECK(repository.ran("test ../metrics/stackdrag.prom -ot stack/stack.yaml && test -z \"$(find ../metrics -name '*.new')\"").exit == 0);

  // One audit at a time.
  repository.write("../night", night);
  const Ran second = repository.ran("exec 8> ../reports/lock\nflock 8\nsh ../night");
  CHECK(second.exit == 2);
  CHECK(says(second.err, "still running"));
}

TEST_CASE("the hooks for pre-commit run, and watch the files that docs/ci.md names") {
  Repository repository;
  repository.add_debt();
  const std::vector<std::string> hooks = lines_of(of_ci_page("hooks", source_dir() + "/.pre-commit-hooks.yaml"));
  REQUIRE(hooks.size() == 2);
  const std::string page = read_text(ci_page());
  for (const std::string& hook : hooks) {
    const std::size_t first = hook.find('\t'), second = hook.find('\t', first + 1);
    const std::string id = hook.substr(0, first), entry = hook.substr(first + 1, second - first - 1), files = hook.substr(second + 1);
    INFO(hook);
    CHECK(repository.ran(entry).exit == 1);
    CHECK(says(page, "| `" + id + "` |"));
    CHECK(says(page, "files: " + files + "\n"));
    const std::regex watched(files);
    for (const std::string path : {"stack.yaml", "stack/tools.yaml", "stack/a.json", ".stackdrag.yaml", ".stackdrag-baseline.json"})
      CHECK(std::regex_search(path, watched));
    for (const std::string path : {"README.md", "docs/stack.yaml", "stack/README.md", "stack.yaml.orig", "stackdrag.yaml"})
      CHECK_FALSE(std::regex_search(path, watched));
  }
  CHECK(says(page, "entry: stackdrag audit --baseline .stackdrag-baseline.json --as-of baseline\n"));
}
