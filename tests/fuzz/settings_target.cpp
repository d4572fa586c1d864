// Any bytes as a baseline and as a configuration.
#include "fuzz/promises.h"
#include "fuzz/targets.h"
#include "stackdrag/baseline.h"
#include "stackdrag/config.h"
#include "stackdrag/text.h"

namespace stackdrag::fuzz {
namespace {

Sources source_of(std::string_view bytes) {
  Sources sources;
  sources.add("fuzz", std::string(bytes));
  return sources;
}

void check(const Sources& sources, const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    require(visible(problem.message) == problem.message, "a message is safe to print");
    sources.locate(problem.at);
  }
}

}  // namespace

void fuzz_settings(std::string_view bytes) {
  const Sources sources = source_of(bytes);
  check(sources, read_config(sources, built_in_catalogue()).problems);
  const ReadBaseline read = read_baseline(sources);
  check(sources, read.problems);
  require(read.baseline.has_value() == read.problems.empty(), "a baseline, or problems");
  if (!read.baseline) return;
  const Sources written = source_of(baseline_text(*read.baseline));
  const ReadBaseline again = read_baseline(written);
  require(again.baseline.has_value(), "what is written can be read");
  require(again.baseline->findings == read.baseline->findings, "the findings are the same");
  require(again.baseline->made.rules == read.baseline->made.rules, "the rules are the same");
  require(baseline_text(*again.baseline) == baseline_text(*read.baseline), "the same bytes");
}

}  // namespace stackdrag::fuzz
