"""Says of each report whether others accept it and whether anything in it acts: one line each, in order.

check.py FORMAT FILE...
"""

import base64
import collections
import csv
import hashlib
import io
import json
import math
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
from urllib.parse import unquote

try:
    from jsonschema import Draft202012Validator
except ImportError as missing:
    sys.exit(f"the tests of the formats need Debian's python3-jsonschema: {missing}")

HERE = pathlib.Path(__file__).parent


class Refused(Exception):
    pass


def require(promise, sentence):
    if not promise:
        raise Refused(sentence)


def run(*command, text):
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    except FileNotFoundError:
        sys.exit(f"the tests of the formats need {command[0]}")
    output = (done.stdout + done.stderr).decode(errors="replace")
    require(done.returncode == 0, f"{command[0]}: {output[:300]}")
    return done.stdout.decode()


# What moves a cursor, turns text around or ends a line somewhere.
ACTING = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")


def is_quiet(text):
    return not ACTING.search(text.replace("\n", ""))


# As the runner of GitHub's workflows reads a line (ActionCommand.cs).
COMMANDS = {"error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask", "add-path", "add-matcher", "remove-matcher",
            "set-env", "set-output", "save-state", "stop-commands"}


def unescaped(text, in_property):
    pairs = [("%0D", "\r"), ("%0A", "\n")] + [("%3A", ":"), ("%2C", ",")] * in_property + [("%25", "%")]
    for escape, character in pairs:
        text = text.replace(escape, character)
    return text


def workflow_command(line):
    """The command, its properties and its data; None if the line is only printed."""
    line = line.lstrip()
    end = line.find("::", 2) if line.startswith("::") else -1
    if end >= 0:
        name, _, properties = line[2:end].partition(" ")
        if name.lower() in COMMANDS:
            pairs = [pair.split("=", 1) for pair in properties.strip().split(",") if pair]
            return name, {pair[0]: unescaped(pair[1], True) for pair in pairs if len(pair) == 2}, unescaped(line[end + 2:], False)
    old = re.search(r"##\[([^\] ]*)[^\]]*\]", line)
    return (old[1], {}, "") if old and old[1].lower() in COMMANDS else None


def check_github(text):
    lines = text.split("\n")
    require(lines.pop() == "", "the last line has no end")
    counts = collections.Counter()
    for number, line in enumerate(lines, 1):
        command = workflow_command(line)
        require(command, f"no command: {line[:80]!r}")
        name, properties, data = command
        counts[name] += 1
        require(name in ("error", "warning", "notice"), f"the command {name}")
        require(set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}, f"the properties {set(properties)}")
        require(("file" in properties) == (number < len(lines)), "all but the summary have a place")
        require(all(is_quiet(value) and "\n" not in value for value in properties.values()) and is_quiet(data), "what is decoded acts")
        require("##[" not in line, "a command of the old form")
        for name in set(properties) - {"file", "title"}:
            require(int(properties[name]) > 0, f"{name}={properties[name]}")
        require("col" not in properties or properties["line"] == properties["endLine"], "columns across lines")
        require(int(properties.get("col", 1)) <= int(properties.get("endColumn", 1)), "the end is before the beginning")
        require(data.strip(), "no message")
    require(max(counts.values()) <= 10, f"more than GitHub shows: {counts}")


def check_message(text):
    """Neither a link nor a placeholder (SARIF 3.11.5, 3.11.6)."""
    plain = re.sub(r"\\[\\\[\]]|\{\{|\}\}", "", text)
    require(not re.search(r"[\\\[\]{}]", plain), f"not escaped: {text!r}")
    require(text.strip() and is_quiet(text), f"an empty message, or one that acts: {text!r}")


def check_uri(uri):
    require(re.fullmatch(r"(?:[A-Za-z0-9._~/:-]|%[0-9A-F]{2})+", uri), f"no relative reference: {uri!r}")
    first = uri.split("/")[0]
    require(not uri.startswith("/") and ":" not in first, f"not relative: {uri!r}")
    require(".." not in unquote(uri).split("/"), f"outside of the repository: {uri!r}")


def check_place(place):
    check_uri(place["physicalLocation"]["artifactLocation"]["uri"])
    region = place["physicalLocation"]["region"]
    begin, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    require((1, 1) <= begin <= end and end[1] >= 1, f"the region {region}")
    if "message" in place:
        check_message(place["message"]["text"])


def check_result(result, rules):
    require(rules[result["ruleIndex"]]["id"] == result["ruleId"], "the index of the rule")
    check_message(result["message"]["text"])
    require(len(result["locations"]) == 1 and len(result.get("relatedLocations", [])) <= 100, "the number of places")
    for place in result["locations"] + result.get("relatedLocations", []):
        check_place(place)
    require(list(result["partialFingerprints"]) == ["stackdrag/v1"], "the names of the fingerprints")
    require(re.fullmatch("[0-9a-f]{16}", result["partialFingerprints"]["stackdrag/v1"]), "the fingerprint")
    for suppression in result.get("suppressions", []):
        require(is_quiet(suppression["justification"]), "the justification acts")


SARIF = Draft202012Validator(json.loads((HERE / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")))


def check_sarif(text):
    log = json.loads(text)
    mistake = next(SARIF.iter_errors(log), None)
    require(not mistake, mistake and f"{mistake.json_path} {mistake.message[:200]}")
    require(log["$schema"] and log["version"] == "2.1.0" and len(log["runs"]) == 1, "the head")
    run = log["runs"][0]
    require(run["automationDetails"]["id"].endswith("/"), "the category")
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    require(len(results) <= 25_000 and len(rules) <= 25_000, "GitHub takes no more")
    for rule in rules:
        require(len(rule["properties"]["tags"]) <= 10, "GitHub takes no more tags")
        for key in ("shortDescription", "fullDescription", "help"):
            for line in rule.get(key, {"text": "x"})["text"].split("\n"):
                check_message(line)
    for result in results:
        check_result(result, rules)
    for key in ("baselineState", "suppressions"):
        require(sum(key in result for result in results) in (0, len(results)), f"{key} in some results only")
    invocation = run["invocations"][0]
    errors = [note for note in invocation["toolExecutionNotifications"] if note["level"] == "error"]
    require(invocation["executionSuccessful"] == (not errors), "the run has succeeded or not")
    for note in invocation["toolExecutionNotifications"]:
        check_message(note["message"]["text"])
        for place in note.get("locations", []):
            check_place(place)


def check_junit(text):
    run("xmllint", "--noout", "--nonet", "--schema", str(HERE / "junit-10.xsd"), "-", text=text)
    root = xml.fromstring(text.encode())
    totals = collections.Counter()
    for suite in root:
        cases = list(suite)
        kinds = collections.Counter(child.tag for case in cases for child in case)
        require(all(len(case) <= 1 for case in cases), "a case with two outcomes")
        found = {"tests": len(cases), "failures": kinds["failure"], "errors": kinds["error"], "skipped": kinds["skipped"]}
        require(all(suite.get(name) == str(count) for name, count in found.items()), f"the counts of {suite.get('name')}")
        totals.update(found)
    require(all(root.get(name) == str(totals[name]) for name in ("tests", "failures", "errors")), "the totals")
    texts = [value for node in root.iter() for value in [node.text or "", *node.attrib.values()]]
    require(all(is_quiet(value) for value in texts), "a text acts")


def check_gitlab(text):
    violations = json.loads(text)
    for one in violations:
        require(set(one) == {"description", "check_name", "fingerprint", "severity", "location"}, "the fields")
        require(all(isinstance(one[key], str) and one[key].strip() and is_quiet(one[key]) for key in set(one) - {"location"}), "the texts")
        require(one["severity"] in ("info", "minor", "major", "critical", "blocker"), "the severity")
        path = one["location"]["path"]
        require(path and is_quiet(path) and not path.startswith(("/", "./")) and ".." not in path.split("/"), f"the path {path!r}")
        begin = one["location"]["lines"]["begin"]
        require(isinstance(begin, int) and begin >= 1, "the line")
    require(len({one["fingerprint"] for one in violations}) == len(violations), "a fingerprint is there twice")


COLUMNS = ("rule family severity status cause subject key owner message file line column fingerprint points charge_hours effort_hours "
           "carry_hours carry_money currency waived fails_gate planned folded_into").split()
NUMBERS = {"line", "column", "points", "charge_hours", "effort_hours", "carry_hours", "carry_money"}


def check_csv(text):
    require(text.endswith("\r\n") and text.count("\n") == text.count("\r\n") == text.count("\r"), "the ends of the lines")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    require(rows[0] == COLUMNS and all(len(row) == len(COLUMNS) for row in rows), "the columns")
    require(len(rows) == text.count("\r\n"), "a row has several lines")
    for row in rows[1:]:
        for name, value in zip(COLUMNS, row):
            if name in NUMBERS:
                require(value == "" or math.isfinite(float(value)), f"the number {value!r}")
            else:
                require(is_quiet(value), "a cell acts")
                require(not re.match("[\\s\u200c\u200d\ufe00-\ufe0f]*[=+\\-@\uff1d\uff0b\uff0d\uff20]", value), f"a formula: {value!r}")


LABELS = {"stack", "version", "profile", "model", "currency", "bound", "family", "severity", "owner", "cause"}


def check_prometheus(text):
    require(run("promtool", "check", "metrics", text=text) == "", "promtool has something to say")
    lines = text.split("\n")
    require(lines[-2:] == ["# EOF", ""], "the end")
    families, series, current = set(), set(), None
    for line in lines[:-2]:
        comment = re.fullmatch(r"# (HELP|TYPE) (stackdrag_[a-z_]+) (.+)", line)
        if comment:
            if comment[1] == "HELP":
                require(comment[2] not in families, f"{comment[2]} is there twice")
                families.add(current := comment[2])
            require(comment[2] == current and (comment[1] == "HELP" or comment[3] == "gauge"), f"the head of {comment[2]}")
            continue
        sample = re.fullmatch(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\]|\\["\\n])*",?)*)\})? (\S+)', line)
        require(sample and sample[1] == current, f"no sample of {current}: {line!r}")
        require({name for name, _ in re.findall(r'([a-z]+)="((?:[^"\\]|\\.)*)"', sample[2] or "")} <= LABELS, f"the labels of {line!r}")
        require((sample[1], sample[2]) not in series, f"the series {line!r} is there twice")
        series.add((sample[1], sample[2]))
        float(sample[3])
    require(len(series) < 500, "there is no end of series")


def check_json(text):
    json.loads(text)


def check_text(text):
    require(not any(workflow_command(line) for line in text.split("\n")), "a line is a command of a workflow")


def check_markdown(text):
    require(not any(line.lstrip().startswith("::") for line in text.split("\n")), "a line is a command of a workflow")
    page = run("cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", text=text)
    acting = re.search(r"<script|<img|<b>|<a |<!--|<details|<svg", page)
    require(not acting and "<table>" in page, f"the page acts: {acting}")


def check_brief(text):
    require(text.startswith("# ") and text.count("\n") <= 45, "it is not one short page")
    page = run("cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", text=text)
    acting = re.search(r"<script|<img|<b>|<a |<!--|<details|<svg", page)
    require(not acting and page.count("<h1>") == 1, f"the page acts: {acting}")


# All that a page may consist of: nothing that runs, loads or sends.
ELEMENTS = set("""a body b br caption circle code dd div dl dt footer g h1 h2 head header html label li line main meta ol option p path rect
section select span strong style svg table tbody td text th thead title tr tspan ul""".split())


def check_html(text):
    require(text.startswith("<!DOCTYPE html>\n<html "), "it does not begin like a page")
    # The page is written so that it is well-formed XML as well: whatever an inventory says, its structure is ours.
    root = xml.fromstring(text.removeprefix("<!DOCTYPE html>"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    require(len(ids) == len(set(ids)), "an id stands twice")
    for element in root.iter():
        require(element.tag in ELEMENTS, f"<{element.tag}>")
        for name, value in element.attrib.items():
            require(not name.startswith("on") and name not in ("style", "src", "srcset", "srcdoc", "action"), f"{name} of <{element.tag}>")
            require(name != "href" or value[:1] == "#" and value[1:] in ids, f"a link to {value}")
            require(name not in ("for", "aria-labelledby") or value in ids, f"{name} {value}")
    style = root.findall(".//style")
    require(len(style) == 1 and not re.search(r"url\(|@import|expression", style[0].text), "the style loads something")
    digest = base64.b64encode(hashlib.sha256(style[0].text.encode()).digest()).decode()
    policy = [meta.get("content") for meta in root.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    require(policy == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"], f"the policy is {policy}")


def refusal_of(check, text):
    """Why the check refuses the text; None if it does not."""
    try:
        check(text)
    except (Refused, ValueError, KeyError, IndexError, csv.Error, xml.ParseError) as refusal:
        return f"{type(refusal).__name__} {refusal}"
    return None


def main(name, *paths):
    check = globals().get("check_" + name)
    if not check:
        sys.exit(f"write check_{name} in tests/formats/check.py")
    for path in paths:
        try:
            text = pathlib.Path(path).read_bytes().decode()
        except UnicodeDecodeError as refusal:
            print(f"refused {path}: {refusal}")
            continue
        loud = not is_quiet(text.replace("\r\n", "\n") if name == "csv" else text)
        refusal = "a raw character acts" if loud else refusal_of(check, text)
        print(f"refused {path}: {refusal}" if refusal else f"accepted {path}")
        # In no format may a line that a workflow obeys stand before the report.
        if path == paths[0] and not refusal_of(check, "::error::broken\n" + text):
            sys.exit(f"check_{name} checks too little: it accepts a report behind the line `::error::broken`")


if __name__ == "__main__":
    main(*sys.argv[1:])
