// Holds mutated rules against their fixtures. Reads lines of `RULE LIBRARY`, where the library has the rule's mutated file, and prints
// `killed` or `survived` for each. Every mutant is tried in a process of its own, because it may crash or never come back.
#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "fixture.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

constexpr unsigned patience = 20;  ///< seconds

/// What the compiler calls stackdrag::rules::pixel_silent().
std::string symbol_of(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return fmt::format("_ZN9stackdrag5rules{}{}Ev", name.size(), name);
}

bool fixture_holds(const Rule& rule, const Catalogue& catalogue) {
  for (const Case& one : cases_of(rule)) {
    if (!difference(one.expected, found_in(one.text, rule.id, catalogue)).empty()) return false;
  }
  return true;
}

/// In the child: 0 if the fixture does not notice the mutant.
int try_mutant(const std::string& id, const std::string& library) {
  alarm(patience);
  void* const loaded = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (loaded == nullptr) return std::cerr << ::dlerror() << "\n", 2;
  const auto make = reinterpret_cast<Rule (*)()>(::dlsym(loaded, symbol_of(id).c_str()));
  if (make == nullptr) return std::cerr << ::dlerror() << "\n", 2;
  Catalogue catalogue = built_in_catalogue();
  for (Rule& rule : catalogue.rules) {
    if (rule.id != id) continue;
    const std::string family = rule.family;
    rule = make();
    rule.family = family;
    return fixture_holds(rule, catalogue) ? 0 : 1;
  }
  return std::cerr << "no rule is called " << id << "\n", 2;
}

}  // namespace

int main() {
  for (std::string id, library; std::cin >> id >> library;) {
    std::cout.flush();
    const pid_t child = ::fork();
    if (child == 0) ::_exit(try_mutant(id, library));
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 2) return 2;
    std::cout << (WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "survived" : "killed") << std::endl;
  }
}
