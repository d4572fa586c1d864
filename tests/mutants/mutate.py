#!/usr/bin/env python3
"""Turns round every comparison and every threshold of every rule, one at a time, and reports which of these mutants the rule's own fixture
does not notice. None should survive.

    cmake --preset dev && cmake --build --preset dev --target stackdrag_mutants
    python3 tests/mutants/mutate.py build/dev [rule...]

Takes some seconds for each rule. A line that ends in `// no mutant: reason` is left alone, because there the mutant is the same rule.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[2]
SWAPS = {"<=": ["<", ">"], ">=": [">", "<"], "<": ["<=", ">="], ">": [">=", "<="], "==": ["!="], "!=": ["=="]}
COMPARISON = re.compile(r"(?<= )(<=|>=|==|!=|<|>)(?= )")
OPTION = re.compile(r'(days_option\(\s*"\w+",\s*|\{"\w+",\s*"[^"]+",\s*)([0-9.]+)')


def is_code(line):
    """Whether a comparison on the line may decide what the rule says."""
    text = line.strip()
    if text.startswith(("//", "template", "#include")) or "// no mutant" in text:
        return False
    # Walking a list to its end is no decision, and neither is the choice of words or of places to quote.
    if re.search(r"push_back\(fmt::format\(|finding\.also\(", text):
        return False
    return not re.match(r"(for|while) \(.*(;.*;|> 0 &&)", text) and not re.search(r'\? (fmt::format\(|")|: ""', text)


def mutants_of(path):
    """Pairs of a description and the mutated source."""
    source = path.read_text()
    code, separator, rule = source.partition("\n}  // namespace\n\nRule ")
    lines = code.split("\n")
    for number, line in enumerate(lines):
        if not is_code(line):
            continue
        bare = re.sub(r'"(\\.|[^"\\])*"', lambda m: "x" * len(m.group()), line).split("//")[0]
        for found in COMPARISON.finditer(bare):
            for other in SWAPS[found.group()]:
                mutated = line[: found.start()] + other + line[found.end() :]
                yield f"{number + 1}: {line.strip()}  [{found.group()} -> {other}]", "\n".join(
                    lines[:number] + [mutated] + lines[number + 1 :]
                ) + separator + rule
    for found in OPTION.finditer(rule):
        line = code.count("\n") + separator.count("\n") + rule[: found.start()].count("\n") + 1
        if "// no mutant" in rule[found.end() :].split("\n")[0]:
            continue
        value = float(found.group(2))
        # The smallest step that a user would take: a day, an item, a percent.
        step = 1 if "." not in found.group(2) else 0.01 if value >= 0.05 else 0.001
        for other in (value + step, value - step):
            if other < 0:
                continue
            mutated = rule[: found.start(2)] + f"{other:g}" + rule[found.end(2) :]
            yield f"{line}: {found.group().split(',')[0]} [{found.group(2)} -> {other:g}]", code + separator + mutated


def precompiled(command, scratch):
    """Compiles what every rule includes once, which halves the time and more."""
    header = scratch / "rules.h"
    header.write_text('#include "stackdrag/rule.h"\n#include "stackdrag/text.h"\n')
    subprocess.run(command + ["-x", "c++-header", str(header), "-o", f"{header}.gch"], check=True)
    return ["-include", str(header)]


def compile_mutant(job):
    source, library, command, original = job
    done = subprocess.run(
        command + ["-shared", "-I", str(original.parent), str(source), "-o", str(library)], capture_output=True, text=True
    )
    return done.returncode == 0


def flags_of(build):
    """How the project compiles a rule, without the file itself and without precompiled headers, which are not position-independent."""
    import json
    import shlex

    entries = json.loads((build / "compile_commands.json").read_text())
    command = shlex.split(next(e["command"] for e in entries if e["file"].endswith("rules/zombies/pixel_silent.cpp")))
    flags, skip = [], False
    for word in command[:-1]:
        if skip:
            skip = False
        elif word in ("-o", "-include", "-c"):
            skip = word != "-c"
        elif not word.endswith(".cpp") and word not in ("-g", "-O1", "-Winvalid-pch"):
            flags.append(word)
    ours = [f for f in flags if f not in ("ccache", "-Werror") and not f.endswith("/ccache")]
    return ours + ["-O0", "-w", "-fPIC"]


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    wanted = set(sys.argv[2:])
    flags = flags_of(build)
    judge = subprocess.Popen(
        [str(build / "tests" / "stackdrag_mutants")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=build
    )
    tried = survived = 0
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        flags += precompiled(flags, pathlib.Path(scratch))
        for path in sorted((ROOT / "src" / "rules").glob("*/*.cpp")):
            rule = path.stem.replace("_", "-")
            if wanted and rule not in wanted:
                continue
            jobs = []
            for number, (name, text) in enumerate(mutants_of(path)):
                source = pathlib.Path(scratch) / f"{path.stem}_{number}.cpp"
                source.write_text(text)
                jobs.append((name, (source, source.with_suffix(".so"), flags, path)))
            compiled = list(pool.map(lambda job: compile_mutant(job[1]), jobs))
            for (name, (source, library, _, _)), fits in zip(jobs, compiled):
                if not fits:
                    continue
                judge.stdin.write(f"{rule} {library}\n")
                judge.stdin.flush()
                answer = judge.stdout.readline().strip()
                if not answer:
                    sys.exit("the judge has stopped")
                tried += 1
                if answer == "survived":
                    survived += 1
                    print(f"{path.relative_to(ROOT)}:{name}", flush=True)
                library.unlink()
    judge.stdin.close()
    print(f"{tried} mutants, {survived} survived")
    return 1 if survived else 0


sys.exit(main())
