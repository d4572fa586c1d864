// The template for GitLab CI: its jobs keep the exit code, publish what is whole, and find or get the program.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "catch.h"
#include "ci_repository.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;
using nlohmann::json;

namespace {

const std::string merge_request =
    "CI_API_V4_URL=https://api CI_MERGE_REQUEST_PROJECT_ID=3 CI_MERGE_REQUEST_IID=7 CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse HEAD^1)";
const std::vector<std::string> published{"gl-code-quality-report.json", "stackdrag.xml", "stackdrag.json", "stackdrag.html"};

std::string job(const std::string& name) { return of_ci_page("job", source_dir() + "/.gitlab/stackdrag.gitlab-ci.yml", "'" + name + "'"); }

/// A GitLab at which the token is user 31's, and a merge request has these pages of notes.
void has_notes(const Repository& repository, const std::vector<std::string>& pages) {
  std::string answers = "*/user) echo '{\"id\": 31}' ;;\n";
  for (std::size_t page = 0; page < pages.size(); ++page) {
    repository.write(fmt::format("../notes{}.json", page + 1), pages[page]);
    answers += fmt::format("*sort=asc*'&page={0}') cat ../notes{0}.json ;;\n", page + 1);
  }
  repository.stub("curl", "case $* in\n" + answers + "*sort=asc*) exit 22 ;;\nesac\n");
}

/// As the runner does, in an image without bash and in one with it.
const std::vector<std::string> shells{"sh -e", "bash -eo pipefail"};

}  // namespace

TEST_CASE("docs/ci.md names the jobs and the variables of the template for GitLab, and nothing else of it") {
  const std::string page = read_text(ci_page()), file = source_dir() + "/.gitlab/stackdrag.gitlab-ci.yml";
  const std::vector<std::string> names = lines_of(of_ci_page("template", file, "'" + ci_page() + "'"));
  CHECK(names.size() >= 13);
  for (const std::string& name : names) {
    INFO(name);
    CHECK((says(page, "`" + name + "`") || says(page, ": " + name + "\n")));
  }
}

TEST_CASE("the jobs of the template for GitLab keep the exit code, and publish only what is whole") {
  for (const std::string& shell : shells) {
    Repository repository;
    const std::string change = job("stackdrag-change"), night = job("stackdrag-nightly");
    const Ran good = repository.ran(change, shell);
    INFO(good.out << good.err);
    CHECK(good.exit == 0);
    CHECK(says(good.out, "gate: passed"));
    CHECK(json::parse(repository.read("gl-code-quality-report.json")).size() > 30);
    CHECK(says(repository.read("stackdrag.xml"), "<testsuites "));
    CHECK(json::parse(repository.read("stackdrag.json"))["as_of"] == "2026-11-22");
    CHECK(says(repository.read("stackdrag.html"), "</html>"));
    repository.add_debt();
    CHECK(repository.ran(change, shell).exit == 1);
    for (const std::string& name : published) CHECK(repository.has(name));
    repository.environment = "SOURCE_DATE_EPOCH=1796515200";  // 2026-12-06
    CHECK(repository.ran(night, shell).exit == 1);
    CHECK(json::parse(repository.read("stackdrag.json"))["as_of"] == "2026-12-06");

    repository.environment = "STACKDRAG_FAIL_ON=never";
    CHECK(repository.ran(night, shell).exit == 0);
    repository.environment = "STACKDRAG_AS_OF= STACKDRAG_BASELINE=nothing.json";
    CHECK(repository.ran(change, shell).exit == 2);
    repository.do_it("mkdir 'my stack' && git mv stack/stack.yaml 'my stack/a b.yaml'");
    repository.write("-x.yaml", "version: 1\n");
    repository.environment = "STACKDRAG_PATHS=\"$(printf '  my stack/a b.yaml  \\n\\n-x.yaml')\"";
    const Ran several = repository.ran(change, shell);
    INFO(several.out << several.err);
    CHECK(several.exit == 1);
    CHECK(says(several.out, "my stack/a b.yaml:"));

    repository.write("my stack/a b.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
    CHECK(repository.ran(change, shell).exit == 2);
    for (const std::string& name : published) CHECK_FALSE(repository.has(name));
  }
}

TEST_CASE("the note of the template for GitLab is written once") {
  Repository repository;
  repository.add_debt();
  repository.environment = merge_request + " STACKDRAG_TOKEN=secret";
  const std::string note = job("stackdrag-note");
  // Notes that are not ours: another's, one that quotes ours, and somebody's who begins with our mark.
  const std::string others = R"({"id": 5, "author": {"id": 31}, "body": "hello"},
      {"id": 6, "author": {"id": 31}, "body": "> <!-- stackdrag -->\n\nwhat is this?"},
      {"id": 7, "author": {"id": 8}, "body": "<!-- stackdrag -->\nmine"})";
  has_notes(repository, {"[" + others + "]"});
  const Ran first = repository.ran(note, "sh -e");
  INFO(first.out << first.err);
  CHECK(first.exit == 0);
  CHECK(says(repository.read("../temp/curl.txt"), "POST\n--data-urlencode\nbody@note.md\nhttps://api/projects/3/merge_requests/7/notes\n"));
  CHECK(repository.read("note.md").starts_with("<!-- stackdrag -->\n"));
  CHECK(says(repository.read("note.md"), "newtool"));
  // Ours may stand behind a hundred others.
  std::string hundred = others;
  for (int id = 100; id < 197; ++id) hundred += fmt::format(R"(, {{"id": {}, "author": {{"id": 31}}, "body": ""}})", id);
  has_notes(repository, {"[" + hundred + "]", R"([{"id": 9, "author": {"id": 31}, "body": "<!-- stackdrag -->\nx"}])"});
  // A runner that keeps its folder cleans what is not tracked.
  CHECK(repository.ran("git clean -qffdx\n" + note, "sh -e").exit == 0);
  CHECK(
      says(repository.read("../temp/curl.txt"), "PUT\n--data-urlencode\nbody@note.md\nhttps://api/projects/3/merge_requests/7/notes/9\n"));

  // What is not there cannot be compared: in the base that is no mistake.
  repository.do_it(
      "git worktree remove --force base && git mv stack elsewhere && git commit -qm moved && git mv elsewhere stack && "
      "git commit -qm back && git push -q");
  const Ran nothing = repository.ran(note, "sh -e");
  CHECK(nothing.exit == 0);
  CHECK(says(nothing.out, "The base has no inventory to compare with.\n"));
  repository.environment += " STACKDRAG_PATHS=nowhere";
  const Ran wrong = repository.ran("git worktree remove --force base\n" + note, "sh -e");
  CHECK(wrong.exit == 2);
  CHECK(says(wrong.err, "stackdrag: to compare needs one file or folder, and found: nowhere\n"));
}

TEST_CASE("the gate of the template for GitLab fails if something is blocked, and writes a note if it may") {
  Repository repository;
  repository.add_debt();
  repository.environment = merge_request + " STACKDRAG_TOKEN=secret";
  const std::string gate = job(".stackdrag-gate");
  has_notes(repository, {R"([{"id": 9, "author": {"id": 31}, "body": "**Blocked**\n<!-- stackdrag:gate:change -->\nx"}])"});
  CHECK(repository.ran(gate, "sh -e").exit == 1);
  CHECK(
      says(repository.read("../temp/curl.txt"), "PUT\n--data-urlencode\nbody@gate.md\nhttps://api/projects/3/merge_requests/7/notes/9\n"));
  // If it cannot be written, or without the token, the verdict is the same.
  repository.stub("curl", "exit 22\n");
  const Ran unwritten = repository.ran("git worktree remove --force base\n" + gate, "sh -e");
  CHECK(unwritten.exit == 1);
  CHECK(says(unwritten.err, "The note could not be written.\n"));
  repository.environment = merge_request;
  const Ran quiet = repository.ran("rm -f ../temp/curl.txt; git worktree remove --force base\n" + gate, "sh -e");
  CHECK(quiet.exit == 1);
  CHECK(says(quiet.out, "newtool"));
  CHECK_FALSE(repository.has("../temp/curl.txt"));

  repository.write("stack/stack.yaml", "version: 1\ntools: {a: {onwer: ana}}\n");
  CHECK(repository.ran("git worktree remove --force base\n" + gate, "sh -e").exit == 2);
}

TEST_CASE("the template for GitLab gets the program from a package or from source, and says in one sentence what is missing") {
  Repository repository;
  const std::string night = job("stackdrag-nightly");
  repository.do_it(
      "mkdir -p 'ci files/stackdrag-1/bin' && mv ../bin/stackdrag 'ci files/stackdrag-1/bin/link' && "
      "cp -L 'ci files/stackdrag-1/bin/link' 'ci files/stackdrag-1/bin/stackdrag' && rm 'ci files/stackdrag-1/bin/link' && "
      "tar -czf 'ci files/stackdrag-1.tar.gz' -C 'ci files' stackdrag-1 && rm -r 'ci files/stackdrag-1'");
  const std::string right = repository.ran("sha256sum < 'ci files/stackdrag-1.tar.gz' | cut -c 1-64").out.substr(0, 64);
  const std::string upper = repository.ran("printf %s " + right + " | tr a-f A-F").out;
  const auto with = [&](const std::string& variables) {
    repository.environment = variables;
    const Ran ran = repository.ran(night, "sh -e");
    // Nothing stays in the folder for temporary files but what stands in for other programs writes.
    CHECK(repository.ran("find ../temp -mindepth 1 ! -name '*.txt'").out.empty());
    return ran;
  };
  const Ran got = with("STACKDRAG_PACKAGE='ci files/stackdrag-1.tar.gz'");
  INFO(got.out << got.err);
  CHECK(got.exit == 0);
  const std::string fetched = "while [ \"$1\" != --output ]; do shift; done; cp 'ci files/stackdrag-1.tar.gz' \"$2\"\n";
  repository.stub("curl", fetched);
  const std::string address = "STACKDRAG_PACKAGE='https://files.example/stackdrag-1.tar.gz?token=a' ";
  CHECK(with(address + "STACKDRAG_SHA256=" + upper).exit == 0);
  repository.stub("apt-get", "case $* in *'/ci files/stackdrag_1.deb') ln -sf \"$S\" ../bin/stackdrag ;; esac\n");
  repository.do_it("touch 'ci files/stackdrag_1.deb'");
  CHECK(with("STACKDRAG_PACKAGE='ci files/stackdrag_1.deb'").exit == 0);
  repository.do_it("rm ../bin/stackdrag");

  // From source, at the commit that is named, and again from the folder that the cache has kept.
  repository.do_it(
      "git init -q ../source && cd ../source && mkdir -p examples build/release && git checkout -qb main && "
      "printf 'ln -sf \"$S\" \"$(dirname \"$0\")/../build/release/stackdrag\"\\n' > examples/quickstart.sh && touch build/release/.keep && "
      "git add -A && git commit -qm one && echo exit 1 > examples/quickstart.sh && git commit -qam two");
  const std::string source = "STACKDRAG_SOURCE=../source STACKDRAG_REF=$(git -C ../source rev-parse HEAD^1)";
  for (int time = 0; time < 2; ++time) {
    const Ran built = with(source);
    INFO(built.out << built.err);
    CHECK(built.exit == 0);
  }

  repository.stub("apt-get", "case $* in *refused.deb) exit 100 ;; esac\n");
  repository.stub("curl", "case $* in *none.deb*) exit 22 ;; esac\n" + fetched);
  repository.do_it("touch broken.tar.gz refused.deb");
  const std::string needs_commit = "STACKDRAG_SOURCE needs the commit to build in STACKDRAG_REF, in all its 40 digits";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"A=", "it is not here: set STACKDRAG_PACKAGE, STACKDRAG_SOURCE and STACKDRAG_REF, or a STACKDRAG_IMAGE that has it"},
      {"STACKDRAG_SOURCE=../source", needs_commit},
      {"STACKDRAG_SOURCE=../source STACKDRAG_REF=main", needs_commit},
      {"STACKDRAG_SOURCE=../source STACKDRAG_REF=$(git -C ../source rev-parse --short HEAD^1)", needs_commit},
      {"STACKDRAG_SOURCE=../source STACKDRAG_REF=" + std::string(40, '0'), "STACKDRAG_SOURCE has no commit " + std::string(40, '0')},
      {"STACKDRAG_SOURCE=../nowhere STACKDRAG_REF=" + std::string(40, '1'), "STACKDRAG_SOURCE could not be cloned"},
      {"STACKDRAG_SOURCE=../source STACKDRAG_REF=$(git -C ../source rev-parse HEAD)", "it could not be built; what went wrong is above"},
      {"STACKDRAG_SHA256=" + right, "STACKDRAG_SHA256 is of no use without a STACKDRAG_PACKAGE"},
      {"STACKDRAG_PACKAGE=broken.tar.gz", "broken.tar.gz could not be unpacked"},
      {"STACKDRAG_PACKAGE=refused.deb",
       "apt-get could not install " + repository.ran("printf %s \"$PWD\"").out + "/refused.deb; its own words are above"},
      {"STACKDRAG_PACKAGE=https://files.example/none.deb?token=a STACKDRAG_SHA256=" + right,
       "https://files.example/none.deb could not be fetched"},
      {"STACKDRAG_PACKAGE=nope.deb", "there is no package nope.deb; correct STACKDRAG_PACKAGE"},
      {"STACKDRAG_PACKAGE=stack/stack.yaml", "STACKDRAG_PACKAGE is neither a .deb nor a .tar.gz"},
      {address, "a package from an address needs its STACKDRAG_SHA256; sha256sum prints it"},
      {address + "STACKDRAG_SHA256=" + std::string(64, '0'), "STACKDRAG_SHA256 is that of another package"}};
  for (const auto& [variables, sentence] : cases) {
    INFO(variables);
    const Ran ran = with(variables);
    CHECK(ran.exit == 2);
    CHECK(says(ran.err, "stackdrag: " + sentence + "\n"));
  }
}
