// A repository as docs/ci.md wants it, and the jobs that the page, the actions and the template have for it.
#pragma once

#include <string>
#include <vector>

#include "support.h"

namespace stackdrag::tests {

/// The path of docs/ci.md.
std::string ci_page();

/// The fenced blocks of a page that are in a language.
std::vector<std::string> fenced(const std::string& page, const std::string& language);

/// Python as the system has it, with its modules, whatever else is installed; `arguments` begin with a script in tests/docs.
Ran python(const std::string& arguments);
/// What the script that takes jobs apart prints; it must not fail.
std::string of_ci_page(const std::string& verb, const std::string& file, const std::string& more = "");

/// The example without its `as_of`, and with a waiver that ends soon; `more` stands among its tools.
std::string living_inventory(const std::string& more = "");
/// A tool with which a change brings new debt.
extern const std::string new_debt;

/// The repository, cloned from one that it may pull from, on 2026-11-22.
class Repository {
 public:
  Repository();

  void write(const std::string& path, const std::string& text) const;
  std::string read(const std::string& path) const;
  bool has(const std::string& path) const;

  /// A commit with new debt.
  void add_debt() const;

  Ran ran(const std::string& shell_script, const std::string& shell = "bash -e") const;
  /// The same; it must not fail.
  void do_it(const std::string& shell_script) const;
  /// A program that stands in for another, and writes its arguments, one a line, into `temp/<name>.txt`.
  void stub(const std::string& name, const std::string& shell_script) const;

 private:
  std::string top_;

 public:
  /// The folder that is checked out, and the variables of the job, as a shell writes them.
  std::string folder, environment = "RUNNER_TEMP=../temp";
};

/// What a step of a workflow has left behind.
struct Step {
  int exit = -1;
  std::string log, summary, outputs;

  /// The value of an output, or "(none)" if it is not set.
  std::string output(const std::string& name) const;
  /// The commands that the runner would obey: those outside of the parts of the log in which it looks for one word only.
  std::vector<std::string> commands() const;
};

/// The path of a file below .github/actions.
std::string action(const std::string& name);
/// A step that runs a script of an action as the runner does; the inputs are variables as a shell writes them, such as
/// `STACKDRAG_PATHS='a b'`.
Step step(const Repository& repository, const std::string& inputs, const std::string& run);
/// The step of the action `audit`, of which the workflow says nothing but these inputs.
Step audit_step(const Repository& repository, const std::string& inputs = "");

}  // namespace stackdrag::tests
