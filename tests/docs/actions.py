#!/usr/bin/env python3
"""Checks the actions for GitHub, and the workflows that use them.

actions.py check ACTION…       what is wrong with these action.yml, a sentence a line; exits with 1 if something is
actions.py names ACTION        its inputs and outputs, one a line: `input paths`, `output drag`
actions.py defaults ACTION     the variables that its scripts get if a workflow says nothing, as a shell writes them, one a line
actions.py uses PAGE ACTION…   what is wrong with how the workflows of a page use them
"""
import os
import re
import shlex
import sys

import yaml

sys.dont_write_bytecode = True
import ci_page  # noqa: E402


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def expressions(text):
    """What stands between `${{` and `}}`."""
    return re.findall(r"\$\{\{(.*?)\}\}", text, re.S)


def script_of(action, run):
    """The script beside an action that a step runs."""
    found = re.fullmatch(r'sh "\$GITHUB_ACTION_PATH/([\w.]+)"( \w+)?', run.strip())
    path = os.path.join(os.path.dirname(action), found[1]) if found else ""
    return read(path) if found and os.path.exists(path) else None


def check_step(action, step):
    """A step runs a script or uses an action that is fixed to a version, and nothing of an expression gets into the shell."""
    if ("run" in step) == ("uses" in step):
        yield f"a step has to run or to use something: {step}"
    elif "uses" in step:
        if not re.fullmatch(r"[\w.-]+(/[\w.-]+)+@(v\d+|[0-9a-f]{40})", step["uses"]):
            yield f"{step['uses']} is not fixed to a version"
    else:
        if step.get("shell") != "bash":
            yield f"the step `{step['run']}` has no shell"
        if "${{" in step["run"]:
            yield f"the step `{step['run']}` has an expression in its shell"
        script = script_of(action, step["run"])
        if script is None:
            yield f"the step `{step['run']}` runs no script that is beside the action"
            return
        said, read_there = set(step.get("env", {})), set(re.findall(r"\$\{?(STACKDRAG_\w+)", script))
        if said != read_there:
            yield f"the variables of the step `{step['run']}` are not those of its script: {sorted(said ^ read_there)}"


def defaults(content):
    """The variables of the steps that hold an input, with what it is by default."""
    for step in content["runs"]["steps"]:
        for variable, value in step.get("env", {}).items():
            found = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)
            if found and "run" in step:
                yield variable, str(content["inputs"].get(found[1], {}).get("default", ""))


def check_fallbacks(action, content):
    """Where a script falls back on a value, it is the default of the action."""
    said = dict(defaults(content))
    for step in content["runs"]["steps"]:
        script = script_of(action, step.get("run", "")) or ""
        for variable, value in re.findall(r"\$\{(STACKDRAG_\w+):-([^}]+)\}", script):
            if said.get(variable, value) != value:
                yield f"{variable} is `{value}` by default in the script, and `{said[variable]}` in the action"


def check_names(content, text):
    inputs, steps = set(content.get("inputs", {})), content["runs"]["steps"]
    used = {name for one in expressions(text) for name in re.findall(r"\binputs\.([\w-]+)", one)}
    if inputs != used:
        yield f"inputs that are declared are not those that are used: {sorted(inputs ^ used)}"
    for kind, keys in (("inputs", {"description", "default", "required"}), ("outputs", {"description", "value"})):
        for name, row in content.get(kind, {}).items():
            if not row.get("description") or not set(row) <= keys or (kind == "outputs" and "value" not in row):
                yield f"{name} of the {kind} is not described as GitHub wants it"
    known = {step["id"] for step in steps if "id" in step}
    for one in expressions(text):
        for name in re.findall(r"\bsteps\.([\w-]+)\.", one):
            if name not in known:
                yield f"there is no step {name}"


def check_outputs(action, content, text):
    """What a step is said to put out stands in its script; what a script puts out, the action hands on or uses."""
    asked = {}
    for one in expressions(text):
        for step, name in re.findall(r"\bsteps\.([\w-]+)\.outputs\.([\w-]+)", one):
            asked.setdefault(step, set()).add(name)
    for step in content["runs"]["steps"]:
        if "run" in step and "id" in step:
            script = script_of(action, step["run"]) or ""
            written = set(re.findall(r"\boutput ([a-z-]+) ", script)) | set(re.findall(r"(?:printf '|\\n)([a-z-]+)=", script))
            if written != asked.get(step["id"], set()):
                yield f"outputs that are written are not those that are asked for: {sorted(written ^ asked.get(step['id'], set()))}"


def check(action):
    text = read(action)
    content = yaml.safe_load(text)
    if content.get("runs", {}).get("using") != "composite" or not content.get("name") or not content.get("description"):
        yield "it is no composite action with a name and a description"
        return
    for step in content["runs"]["steps"]:
        yield from check_step(action, step)
    yield from check_names(content, text)
    yield from check_outputs(action, content, text)
    yield from check_fallbacks(action, content)


def check_uses(page, actions):
    known = {os.path.basename(os.path.dirname(path)): yaml.safe_load(read(path)) for path in actions}
    for name, content in ci_page.merged_yaml(page).items():
        text = yaml.safe_dump(content)
        for job in content.get("jobs", {}).values():
            ids = {}
            for step in job["steps"]:
                found = re.fullmatch(r"OWNER/stackdrag/\.github/actions/(\w+)@0{40}", step.get("uses", ""))
                if found:
                    ids[step.get("id")] = known[found[1]]
                    yield from (f"{name}: {found[1]} has no input {one}" for one in step.get("with", {}) if one not in known[found[1]]["inputs"])
                elif "stackdrag" in step.get("uses", ""):
                    yield f"{name}: {step['uses']} is none of the actions"
                if "${{" in step.get("run", ""):
                    yield f"{name}: an expression stands in a shell"
            for step, output in re.findall(r"steps\.([\w-]+)\.outputs\.([\w-]+)", text):
                if step in ids and output not in ids[step]["outputs"]:
                    yield f"{name}: there is no output {output}"


def main():
    verb, *files = sys.argv[1:]
    if verb == "names":
        content = yaml.safe_load(read(files[0]))
        for kind in ("inputs", "outputs"):
            for name in content.get(kind, {}):
                print(kind[:-1], name)
        return
    if verb == "defaults":
        for variable, value in defaults(yaml.safe_load(read(files[0]))):
            print(f"{variable}={shlex.quote(value)}")
        return
    wrong = [f"{one}: {what}" for one in files for what in check(one)] if verb == "check" else list(check_uses(files[0], files[1:]))
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
