// The jobs of docs/ci.md: what the page says to run is run in a repository that is laid out as the page says.
#include <filesystem>
#include <regex>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "ci_repository.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

std::string script(const std::string& where) { return of_ci_page("script", ci_page(), "'" + where + "'"); }

}  // namespace

TEST_CASE("the blocks of YAML in docs/ci.md are files that can be read") {
  const std::vector<std::string> names = lines_of(of_ci_page("names", ci_page()));
  const std::vector<std::string> expected{".github/actions/stackdrag/action.yml",
                                          ".github/workflows/stackdrag-nightly.yml",
                                          ".github/workflows/stackdrag.yml",
                                          ".github/workflows/stackdrag-gate.yml",
                                          ".github/workflows/stackdrag-impact.yml",
                                          ".gitlab-ci.yml",
                                          ".pre-commit-config.yaml"};
  CHECK(names == expected);
}

TEST_CASE("every command line of stackdrag in docs/ci.md works in a repository that is laid out as the page says") {
  Repository repository;
  repository.add_debt();
  repository.do_it("git worktree add -q --detach base HEAD^1 && mkdir reports");
  const std::vector<std::string> commands = lines_of(of_ci_page("commands", ci_page()));
  CHECK(commands.size() >= 9);
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

TEST_CASE("the jobs for GitHub keep the exit code, and publish only what is whole") {
  Repository repository;
  repository.environment = "RUNNER_TEMP=../temp GITHUB_STEP_SUMMARY=../temp/summary GITHUB_OUTPUT=../temp/output";
  repository.environment += " GITHUB_REPOSITORY=acme/stack NUMBER=7 GH_TOKEN=x";
  const std::string night = script("stackdrag-nightly.yml/Audit"), change = script("stackdrag.yml/Audit");
  const std::string compare = script("stackdrag.yml/Compare with the base"), comment = script("stackdrag.yml/Comment");
  CHECK(repository.ran(night).exit == 0);
  repository.add_debt();
  const Ran failed = repository.ran(night);
  CHECK(failed.exit == 1);
  CHECK(says(failed.out, "::error file=stack/stack.yaml,line="));
  CHECK(says(repository.read("../temp/summary"), "newtool"));
  CHECK(repository.read("../temp/output") == "complete=true\ncomplete=true\n");
  // Waived findings are in the full log, but are not uploaded.
  CHECK(says(repository.read("../temp/all.sarif"), "\"justification\""));
  const json sarif = json::parse(repository.read("../temp/stackdrag.sarif"));
  CHECK(sarif["runs"][0]["results"].size() > 30);
  for (const json& result : sarif["runs"][0]["results"]) CHECK(result["suppressions"].empty());

  CHECK(repository.ran(change).exit == 1);
  const Ran compared = repository.ran("rm ../temp/summary\n" + compare);
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

  repository.write("stack/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
  for (const std::string* audit : {&night, &change}) {
    CHECK(repository.ran("rm -f ../temp/summary ../temp/output ../temp/*.sarif\n" + *audit).exit == 2);
    for (const std::string name : {"summary", "output", "stackdrag.sarif"})
      CHECK_FALSE(std::filesystem::exists(repository.folder + "/../temp/" + name));
  }
}

TEST_CASE("the jobs for GitLab and Jenkins keep the exit code, and a note on a merge request is written once") {
  Repository repository;
  const std::string audit = script(".gitlab-ci.yml/.stackdrag-audit"), note = script(".gitlab-ci.yml/stackdrag-note");
  CHECK(repository.ran(audit).exit == 0);
  CHECK(json::parse(repository.read("gl-code-quality-report.json")).size() > 30);
  CHECK(says(repository.read("stackdrag.xml"), "<testsuites "));
  repository.add_debt();
  CHECK(repository.ran(audit).exit == 1);
  repository.environment = "CLOCK='--as-of baseline'";
  CHECK(repository.ran(audit).exit == 1);
  CHECK(repository.ran(script("Jenkinsfile"), "sh -xe").exit == 1);
  CHECK(says(repository.read("reports/stackdrag.xml"), "<testsuites "));

  repository.environment = "CI_API_V4_URL=https://api CI_MERGE_REQUEST_PROJECT_ID=3 CI_MERGE_REQUEST_IID=7 STACKDRAG_TOKEN=secret";
  repository.environment += " CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse HEAD^1)";
  repository.stub("curl", "case $* in *sort=asc*) echo '[{\"id\": 5, \"body\": \"hello\"}]' ;; esac\n");
  const Ran first = repository.ran(note);
  INFO(first.out << first.err);
  CHECK(first.exit == 0);
  CHECK(says(repository.read("../temp/curl.txt"), "POST\n--data-urlencode\nbody@note.md\nhttps://api/projects/3/merge_requests/7/notes\n"));
  CHECK(says(repository.read("note.md"), "newtool"));
  repository.stub("curl", "case $* in *sort=asc*) echo '[{\"id\": 9, \"body\": \"<!-- stackdrag --> x\"}]' ;; esac\n");
  // A runner that keeps its folder cleans what is not tracked.
  CHECK(repository.ran("git clean -qffdx\n" + note).exit == 0);
  CHECK(
      says(repository.read("../temp/curl.txt"), "PUT\n--data-urlencode\nbody@note.md\nhttps://api/projects/3/merge_requests/7/notes/9\n"));

  repository.write("stack/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
  CHECK(repository.ran(audit).exit == 2);
  for (const std::string name : {"gl-code-quality-report.json", "stackdrag.xml", "stackdrag.json"})
    CHECK_FALSE(std::filesystem::exists(repository.folder + "/" + name));
}

TEST_CASE("the jobs of the gate fail if something is blocked, and comment once") {
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

  repository.environment = "CI_API_V4_URL=https://api CI_MERGE_REQUEST_PROJECT_ID=3 CI_MERGE_REQUEST_IID=7 STACKDRAG_TOKEN=secret";
  repository.environment += " CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse HEAD^1)";
  const std::string note = script(".gitlab-ci.yml/stackdrag-gate");
  repository.stub("curl", "case $* in *sort=asc*) echo '[{\"id\": 9, \"body\": \"x <!-- stackdrag:gate:change -->\"}]' ;; esac\n");
  CHECK(repository.ran("git worktree remove --force base\n" + note).exit == 1);
  CHECK(
      says(repository.read("../temp/curl.txt"), "PUT\n--data-urlencode\nbody@gate.md\nhttps://api/projects/3/merge_requests/7/notes/9\n"));
  // Without the token there is no note, and the verdict is the same.
  repository.environment = "CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse HEAD^1)";
  const Ran quiet = repository.ran("rm -f ../temp/curl.txt; git worktree remove --force base\n" + note);
  CHECK(quiet.exit == 1);
  CHECK(says(quiet.out, "newtool"));
  CHECK_FALSE(std::filesystem::exists(repository.folder + "/../temp/curl.txt"));

  repository.write("stack/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
  CHECK(repository.ran("git worktree remove --force base\n" + note).exit == 2);
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
