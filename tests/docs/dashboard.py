#!/usr/bin/env python3
"""Holds the dashboard and the alerts against what `stackdrag audit --format prometheus` printed.

dashboard.py check PRINTED FILE...   names what an expression selects and no printed series has; prints how many expressions it saw
dashboard.py rules FILE...           a file of recording rules with every expression, for `promtool check rules`
"""
import json
import re
import sys

import yaml

# What comes from node_exporter, or from Prometheus itself.
OTHERS = {"node_textfile_mtime_seconds"}
TARGET_LABELS = {"job", "instance"}


def expressions(file):
    with open(file, encoding="utf-8") as text:
        content = json.load(text) if file.endswith(".json") else yaml.safe_load(text)
    if "groups" in content:
        return [rule["expr"] for group in content["groups"] for rule in group["rules"]]
    found = [target["expr"] for panel in content["panels"] for target in panel["targets"]]
    queries = [variable["query"] for variable in content["templating"]["list"] if variable["type"] == "query"]
    found += [re.fullmatch(r"label_values\((\w+), \w+\)", query["query"])[1] for query in queries]
    return found


def printed_series(file):
    """The label sets of each metric."""
    series = {}
    with open(file, encoding="utf-8") as text:
        for line in text:
            if not line.startswith("#"):
                name, labels = re.match(r"(\w+)(?:\{(.*)\})? ", line).groups()
                series.setdefault(name, []).append(dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels or "")))
    return series


def mistakes(expression, series):
    for name, selector in re.findall(r"\b(stackdrag_\w+|node_\w+)(?:\{(.*?)\})?", expression):
        if name in OTHERS:
            continue
        if name not in series:
            yield f"no metric {name}"
            continue
        for label, relation, value in re.findall(r'(\w+)(=~|!~|!=|=)"([^"]*)"', selector):
            if label in TARGET_LABELS:
                continue
            values = {labels.get(label) for labels in series[name]}
            if values == {None} or (relation == "=" and value not in values):
                yield f'{name} has no {label}="{value}"'
    known = {label for rows in series.values() for labels in rows for label in labels} | TARGET_LABELS
    for labels in re.findall(r"\b(?:by|on|group_left) \(([^)]*)\)", expression):
        for label in re.split(r",\s*", labels):
            if label not in known:
                yield f"no label {label}"


def main():
    verb = sys.argv[1]
    if verb == "check":
        series = printed_series(sys.argv[2])
        seen = [(file, expression) for file in sys.argv[3:] for expression in expressions(file)]
        wrong = [f"{file}: {mistake} in {expression}" for file, expression in seen for mistake in mistakes(expression, series)]
        print("\n".join(wrong) if wrong else f"{len(seen)} expressions")
        sys.exit(1 if wrong else 0)
    rules = [{"record": f"expression:{at}", "expr": expression}
             for at, expression in enumerate(e for file in sys.argv[2:] for e in expressions(file))]
    print(yaml.safe_dump({"groups": [{"name": "expressions", "rules": rules}]}))


main()
