#!/usr/bin/env python3
"""Takes apart the jobs that docs/ci.md has to copy.

ci_page.py names PAGE          the names of the files that its blocks of YAML stand for, each parsed
ci_page.py commands PAGE       every command line of stackdrag in its blocks, one a line
ci_page.py script PAGE WHERE   the script of a step or file: `stackdrag-gate.yml/Gate`, `Jenkinsfile`, `stackdrag-nightly`
ci_page.py job FILE NAME       the script of a job in a file for GitLab, with what comes before it
ci_page.py template FILE PAGE  the jobs and variables of a file for GitLab; those that the page names must be among them
ci_page.py hooks FILE          the hooks of a file for pre-commit: id, entry and files, between tabs
"""
import re
import sys
import textwrap

import yaml


def blocks(page):
    """The fenced blocks as (language, text)."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", open(page, encoding="utf-8").read(), re.S | re.M)


def name_of(text):
    """`# .github/workflows/stackdrag.yml` → `.github/workflows/stackdrag.yml`; a block without such a line has no name."""
    for line in text.splitlines()[:2]:
        found = re.fullmatch(r"(?:#|//) (\S+)(?:, continued)?", line)
        if found:
            return found[1]
    return ""


def merged_yaml(page):
    """The files by name; a block that continues another is added to it."""
    files = {}
    for language, text in blocks(page):
        if language == "yaml":
            begun = files.get(name_of(text), {}) if text.split("\n")[0].endswith(", continued") else {}
            files[name_of(text)] = {**begun, **yaml.safe_load(text)}
    return files


def scripts_in(value):
    """Every shell script below a value: what `run`, `script`, `before_script` and `entry` hold."""
    if isinstance(value, list):
        for one in value:
            yield from scripts_in(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in ("run", "script", "before_script", "entry"):
                yield "\n".join(one) if isinstance(one, list) else one
            else:
                yield from scripts_in(one)


def jenkins_script(text):
    return textwrap.dedent(re.search(r"script: '''\n(.*?)'''", text, re.S)[1])


def commands(page):
    for language, text in blocks(page):
        scripts = {"sh": lambda: [text], "yaml": lambda: scripts_in(yaml.safe_load(text)), "groovy": lambda: [jenkins_script(text)]}
        for script in scripts.get(language, lambda: [])():
            for line in script.replace("\\\n", " ").splitlines():
                found = re.match(r"\s*(stackdrag [^|;]*)", line)
                if found:
                    yield re.sub(r"\s+", " ", found[1]).strip()


def script(page, where):
    file, _, step = where.partition("/")
    if file == "Jenkinsfile":
        return next(jenkins_script(text) for language, text in blocks(page) if language == "groovy")
    if not step:
        return next(text for language, text in blocks(page) if language == "sh" and name_of(text).endswith("/" + file))
    content = next(content for name, content in merged_yaml(page).items() if name.split("/")[-1] == file)
    return next(one["run"] for job in content["jobs"].values() for one in job["steps"] if one.get("name") == step)


def flat(value):
    """The lines of a script, in which lists may stand in lists."""
    return "\n".join(flat(one) for one in value) if isinstance(value, list) else value


def job_script(file, name):
    """A job of GitLab takes what it does not say from the job that it extends."""
    content = yaml.safe_load(open(file, encoding="utf-8"))
    job, variables = {}, {}
    while name:
        variables = {**content[name].get("variables", {}), **variables}
        job = {**content[name], **job}
        name = content[name].get("extends")
    variables = {**content["variables"], **variables}
    defaults = "".join(f': "${{{key}={value}}}"\n' for key, value in variables.items())
    return defaults + flat([job["before_script"], job["script"]])


def template(file, page):
    """Its jobs, but those that only others extend, and the variables that are to be set."""
    content = yaml.safe_load(open(file, encoding="utf-8"))
    names = [name for name in content if name.startswith("stackdrag-")] + list(content["variables"]) + [".stackdrag-gate", "STACKDRAG_AS_OF"]
    told = re.findall(r"`(STACKDRAG_\w+)", open(page, encoding="utf-8").read())
    unknown = set(told) - set(names) - {"STACKDRAG_TOKEN"}
    if unknown or "STACKDRAG_TOKEN" not in "".join(map(str, content.values())):
        sys.exit(f"{page} names what {file} does not have: {unknown}")
    return names


def hooks(file):
    content = yaml.safe_load(open(file, encoding="utf-8"))
    return [(hook["id"], hook["entry"], hook["files"]) for hook in content]


def main():
    verb, file = sys.argv[1:3]
    if verb == "names":
        print("\n".join(merged_yaml(file)))
    elif verb == "commands":
        print("\n".join(commands(file)))
    elif verb == "script":
        print(script(file, sys.argv[3]))
    elif verb == "job":
        print(job_script(file, sys.argv[3]))
    elif verb == "template":
        print("\n".join(template(file, sys.argv[3])))
    elif verb == "hooks":
        for hook in hooks(file):
            print("\t".join(hook))


if __name__ == "__main__":
    main()
