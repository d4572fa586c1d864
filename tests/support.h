// What the tests share: auditing a text, running the program, and comparing with what is recorded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/audit.h"

namespace stackdrag::tests {

/// Whether the address sanitizer looks at this program, which makes it some five times slower: long rows of like cases are thinned then.
bool is_sanitized();

/// The project's folder.
std::string source_dir();
/// The folder of this build that the tests may write into.
std::string work_dir();

std::string read_text(const std::string& path);
void write_text(const std::string& path, const std::string& text);

/// Audits a text as `stack.yaml`, as of 2026-11-21 unless it says otherwise; `version: 1` stands in another file. The sources are kept
/// until the tests end, so that every outcome may look at them.
/// An inventory that was assessed, with all that the assessment looks into.
struct Assessed {
  Sources sources;
  Loaded loaded;
  std::optional<Assessment> assessment;

  const Assessment* operator->() const { return &*assessment; }
  Report report() const { return report_of(*assessment, "stack"); }
};
/// Assesses a text as an inventory; `version` is added. Fails the test if it cannot be read.
std::unique_ptr<Assessed> assess_text(const std::string& text, const Settings& settings);

Outcome audit_text(const std::string& text, Profile profile = Profile::full, const Catalogue& catalogue = built_in_catalogue());

/// What a command printed and how it ended.
struct Ran {
  int exit = -1;  ///< -1 if a signal ended it
  std::string out, err;
};
/// Runs a shell command in `folder`; `$S` is the program.
Ran run(const std::string& command, const std::string& folder = source_dir());

/// Whether `text` is what the file records. With STACKDRAG_UPDATE=1 the file is written instead.
bool is_recorded(const std::string& path, const std::string& text);

/// The lines of a text, without their ends.
std::vector<std::string> lines_of(const std::string& text);

/// Whether a text holds these words.
inline bool says(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

/// A text without its line breaks and indents, to look for what may be broken into lines.
std::string unwrapped(const std::string& text);

/// An empty folder of its own for a test.
std::string fresh_folder(const std::string& name);

}  // namespace stackdrag::tests
