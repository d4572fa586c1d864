#!/usr/bin/env python3
"""Counts the instructions of an audit of every shape in shapes.py at two sizes, and fails if one of them grows faster than its inventory.

usage: steepness.py PROGRAM [SHAPE…]

What an audit of a handful of items takes is subtracted, as it would make any shape look flat.
"""
import concurrent.futures
import math
import os
import re
import subprocess
import sys
import tempfile

import shapes

HANDFUL, SMALL, LARGE = 10, 500, 2000  # the size of the largest real stacks
STEEPEST = 1.05  # 1 is linear


def count(program, shape, items):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "stack.yaml")
        with open(path, "w") as file:
            file.write(shapes.inventory(shape, items))
        run = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", program, "audit",
                              "--fail-on", "never", "--format", "json", "-o", os.path.join(folder, "report.json"), path],
                             stderr=subprocess.PIPE, text=True)
    collected = re.search(r"I *refs: *([\d,]+)", run.stderr)
    if run.returncode != 0 or not collected:
        sys.exit(f"The audit of {shape}, {items} items, failed: {run.stderr}")
    return int(collected[1].replace(",", ""))


def measure(program, shape):
    handful, small, large = (count(program, shape, items) for items in (HANDFUL, SMALL, LARGE))
    exponent = math.log((large - handful) / (small - handful)) / math.log((LARGE - HANDFUL) / (SMALL - HANDFUL))
    return shape, small, large, exponent


def main():
    program, wanted = sys.argv[1], sys.argv[2:] or list(shapes.SHAPES)
    print(f"| shape | {SMALL:,} items | {LARGE:,} items | exponent |\n|---|---:|---:|---:|")
    steep = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for shape, small, large, exponent in pool.map(lambda shape: measure(program, shape), wanted):
            print(f"| {shape} | {small / 1e6:,.0f} M | {large / 1e6:,.0f} M | {exponent:.3f} |", flush=True)
            if exponent > STEEPEST:
                steep.append(shape)
    if steep:
        sys.exit(f"The exponent is above {STEEPEST}: {', '.join(steep)}.")


main()
