// What the fuzzers call, and what the normal tests call with the fuzzers' corpus. Each aborts if a promise is broken.
#pragma once

#include <string_view>

namespace stackdrag::fuzz {

/// Reads any bytes as a document: there is a tree or a located problem, spans lie in the source, and children in their parents.
void fuzz_document(std::string_view bytes);

/// Reads any bytes in both lanes: the quick one declines, or yields the very tree that the reference lane yields. Returns whether it did.
bool fuzz_lanes(std::string_view bytes);

/// Audits any bytes in the profile `full` and renders every format: no crash, a bounded score, shares that add up, nothing that acts in a
/// terminal.
void fuzz_audit(std::string_view bytes);

/// Reads any bytes as a baseline and as a configuration: there is a value or located problems, and a baseline that was read is the same
/// when it was written and read again.
void fuzz_settings(std::string_view bytes);

/// Reads any bytes as a saved report: a sentence with a place, or a report that is written and read again unchanged, is safe to print in
/// every format, and does not differ from itself. Returns whether it is one.
bool fuzz_report(std::string_view bytes);

/// Reads any bytes as an export: nothing, or observations whose file is read as it was written and holds no secret. Returns whether any
/// importer took them.
bool fuzz_evidence(std::string_view bytes);

}  // namespace stackdrag::fuzz
