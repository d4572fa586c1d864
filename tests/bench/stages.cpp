// Times each stage of an audit on one inventory. What a stage needs of those before it is made once, outside the clock.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "document/bytes.h"
#include "document/quick.h"
#include "stackdrag/audit.h"
#include "stackdrag/read_inventory.h"

using namespace stackdrag;

namespace {

std::string text;

/// Everything up to the findings, made once.
struct Audited {
  Sources sources;
  ReadInventory read;
  std::optional<Workspace> workspace;
  Settings settings{.today = make_date(2026, 11, 1), .profile = Profile::standard};

  Audited() {
    sources.add("bench.yaml", text);
    std::vector<Tree> trees;
    trees.push_back(read_document(sources, 0).tree);
    read = read_inventory(sources, std::move(trees));
    workspace = std::move(load(sources, Packs::built_in(), Lane::automatic, {}).workspace);
  }
};

const Audited& audited() {
  static const Audited made;
  return made;
}

void add_source(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    std::string copy = text;
    state.ResumeTiming();
    Sources sources;
    sources.add("bench.yaml", std::move(copy));
    benchmark::DoNotOptimize(sources);
  }
}

void check_bytes(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(document::unreadable(audited().sources.text(0), audited().sources.base(0)));
}

void read_quickly(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(document::read_quickly(audited().sources, 0));
}

void read_by_reference(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read_document(audited().sources, 0, Lane::reference));
}

void decode_inventory(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Tree> trees;
    trees.push_back(read_document(audited().sources, 0).tree);
    state.ResumeTiming();
    benchmark::DoNotOptimize(read_inventory(audited().sources, std::move(trees)));
  }
}

void gather_facts(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(gather(audited().read.inventory, audited().read.undeclared));
}

void assess_workspace(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(assess(*audited().workspace, audited().settings));
}

void fold_findings(benchmark::State& state) {
  const Assessment made = assess(*audited().workspace, audited().settings);
  for (auto _ : state) benchmark::DoNotOptimize(Folding(made.catalogue.folds, made.tally.findings(), made.tally.undecided()));
}

void write_report(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    const Assessment made = assess(*audited().workspace, audited().settings);
    state.ResumeTiming();
    benchmark::DoNotOptimize(report_of(made, "bench"));
  }
}

void whole_audit(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(audit(audited().sources, audited().settings));
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (count != 2) return std::fputs("usage: stages [--benchmark_…] INVENTORY.yaml\n", stderr), 2;
  std::ifstream file(arguments[1], std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  text = bytes.str();
  if (text.empty()) return std::fprintf(stderr, "cannot read %s\n", arguments[1]), 2;
  for (const auto& [name, stage] :
       std::initializer_list<std::pair<const char*, void (*)(benchmark::State&)>>{{"add_source", add_source},
                                                                                  {"check_bytes", check_bytes},
                                                                                  {"read_quickly", read_quickly},
                                                                                  {"read_by_reference", read_by_reference},
                                                                                  {"decode_inventory", decode_inventory},
                                                                                  {"gather_facts", gather_facts},
                                                                                  {"assess_workspace", assess_workspace},
                                                                                  {"fold_findings", fold_findings},
                                                                                  {"write_report", write_report},
                                                                                  {"whole_audit", whole_audit}}) {
    benchmark::RegisterBenchmark(name, stage)->Unit(benchmark::kMillisecond);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
