// How a job for GitHub gets the program: from a package, or built by an action.
#include <fmt/format.h>

#include "catch.h"
#include "ci_repository.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

TEST_CASE("the action gets the program from a package, and only from the one that was meant") {
  const Repository repository;
  repository.do_it(
      "mkdir -p 'ci files/stackdrag-1/bin' && cp -L ../bin/stackdrag 'ci files/stackdrag-1/bin' && rm ../bin/stackdrag && "
      "tar -czf 'ci files/stackdrag-1.tar.gz' -C 'ci files' stackdrag-1 && rm -r 'ci files/stackdrag-1'");
  const Ran sum = repository.ran("sha256sum < 'ci files/stackdrag-1.tar.gz' | cut -c 1-64");
  const std::string right = sum.out.substr(0, 64), file = "STACKDRAG_PROGRAM='ci files/stackdrag-1.tar.gz'";
  Step ran = audit_step(repository, file);
  INFO(ran.log);
  CHECK(ran.exit == 0);
  // A later step finds the program, too.
  CHECK(repository.ran("PATH=$(cat ../temp/path):$PATH && stackdrag --version").exit == 0);
  CHECK(audit_step(repository, file + " STACKDRAG_SHA256=" + right).exit == 0);
  CHECK(audit_step(repository, file + " STACKDRAG_SHA256=" + repository.ran("printf %s " + right + " | tr a-f A-F").out).exit == 0);
  ran = audit_step(repository, file + " STACKDRAG_SHA256=" + std::string(64, '0'));
  CHECK(ran.exit == 2);
  CHECK(says(ran.log, "The package has the SHA-256 " + right + ", and the input `sha256` says 0000"));

  // From an address.
  repository.stub("curl", "while [ \"$1\" != --output ]; do shift; done; cp 'ci files/stackdrag-1.tar.gz' \"$2\"\n");
  ran = audit_step(repository, "STACKDRAG_PROGRAM='https://files.example/stackdrag-1.tar.gz?token=a' STACKDRAG_SHA256=" + right);
  INFO(ran.log);
  CHECK(ran.exit == 0);
  CHECK(says(repository.read("../temp/curl.txt"), "--proto\n=https\n"));
  repository.stub("curl", "exit 22\n");
  ran = audit_step(repository, "STACKDRAG_PROGRAM=https://files.example/stackdrag-1.tar.gz STACKDRAG_SHA256=" + right);
  CHECK(ran.exit == 2);
  CHECK(says(ran.log, "`https://files.example/stackdrag-1.tar.gz` could not be fetched."));

  // A package for Debian is installed by apt-get, which also gets what it depends on.
  repository.do_it("touch 'ci files/stackdrag_1.deb'");
  repository.stub("sudo", "exec \"$@\"\n");
  repository.stub("apt-get", "case $* in *'ci files/stackdrag_1.deb') ln -sf \"$S\" ../bin/stackdrag ;; esac\n");
  ran = audit_step(repository, "STACKDRAG_PROGRAM='ci files/stackdrag_1.deb'");
  INFO(ran.log);
  CHECK(ran.exit == 0);
  CHECK(says(repository.read("../temp/apt-get.txt"), "install\n-qq\n-y\n/"));
  repository.stub("apt-get", "echo ::error::not found >&2; exit 100\n");
  ran = audit_step(repository, "STACKDRAG_PROGRAM='ci files/stackdrag_1.deb'");
  CHECK(ran.exit == 2);
  CHECK(says(ran.log, "::error title=stackdrag::apt-get could not install the package; its own words are above."));
  CHECK(ran.commands().size() == 1);
}

TEST_CASE("the action that builds names a cache for the system and the source, and takes a build that is there") {
  const Repository repository;
  const Step named = step(repository, "", "build/build.sh name");
  INFO(named.log);
  CHECK(named.exit == 0);
  CHECK(named.output("folder").ends_with("/runner/stackdrag-program"));
  CHECK(named.output("key").starts_with("stackdrag-"));
  CHECK(step(repository, "", "build/build.sh name").output("key") == named.output("key"));

  // A copy of the source: another source has another key, and a build that the cache has brought is not made again.
  const std::string copy = fresh_folder("source");
  REQUIRE(run(fmt::format("mkdir -p '{0}/.github/actions' && cp -r .github/actions/build '{0}/.github/actions' && "
                          "cp -r CMakeLists.txt CMakePresets.json examples src include '{0}' && echo >>'{0}/src/CMakeLists.txt'",
                          copy))
              .exit == 0);
  const std::string there = "sh '" + copy + "/.github/actions/build/build.sh' ";
  repository.do_it("export RUNNER_TEMP=$(realpath ../temp/runner) GITHUB_OUTPUT=$(realpath ../temp/output) && " + there + "name");
  const std::vector<std::string> lines = lines_of(repository.read("../temp/output"));
  CHECK(lines.back().starts_with("key=stackdrag-"));
  CHECK(lines.back() != "key=" + named.output("key"));
  repository.stub("dpkg-query", "printf installed\n");
  repository.stub("apt-get", "exit 100\n");
  repository.stub("cmake", "exit 100\n");
  repository.do_it(
      "export RUNNER_TEMP=$(realpath ../temp/runner) GITHUB_PATH=$(realpath ../temp)/path && mkdir ../temp/runner/stackdrag-program && "
      "cp -L ../bin/stackdrag ../temp/runner/stackdrag-program/ && " +
      there + "install");
  CHECK(says(repository.read("../temp/path"), "/runner/stackdrag-program\n"));
  CHECK_FALSE(repository.has("../temp/cmake.txt"));
  // Without one it is built, and what cannot be built fails the step.
  const std::string without =
      "export RUNNER_TEMP=$(realpath ../temp/runner) GITHUB_PATH=/dev/null && rm -rf ../temp/runner/stackdrag-program && ";
  CHECK(repository.ran(without + there + "install").exit == 1);
  repository.stub(
      "cmake", "case $* in --version) echo cmake version 3.28.1 ;; --build*) mkdir -p build/release && cp \"$S\" build/release/ ;; esac\n");
  const Ran built = repository.ran(without + there + "install && ../temp/runner/stackdrag-program/stackdrag --version");
  INFO(built.out << built.err);
  CHECK(built.exit == 0);
  CHECK(says(repository.read("../temp/cmake.txt"), "\n--build\n--preset\nrelease\n"));
}
