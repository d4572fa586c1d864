"""Stands in for an issue tracker: takes what stackdrag writes for it, refuses what it would refuse, and exports what it has then.

tracker.py TRACKER [--close ID]... [--has EXPORT.json] < tickets > export

The exports have the columns, the date formats and the habits of the real ones. What is filed is kept in the file that --has names, so that
a second batch joins the first.
"""

import argparse
import csv
import io
import json
import pathlib
import re
import subprocess
import sys

MARK = re.compile(r"^ *stackdrag: (SD-[0-9a-f]{8})((?: [0-9a-f]{16})*)(?: \+\d+)?\Z", re.M)
# What moves a cursor, turns text around or ends a line somewhere.
ACTING = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")
FORMULA = re.compile(r"^[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def require(promise, sentence):
    if not promise:
        sys.exit(f"refused: {sentence}")


def html_of(markdown):
    done = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist"],
                          input=markdown.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def check_html(html):
    for part in ("<script", "<img", "<b>", "<a ", "<!--", "onmouseover=\"x\"", "<del>", "<em>", "<table"):
        require(part not in html, f"{part} in {html[:2000]}")


def check_issue(title, body):
    require(0 < len(title) <= 120, f"a title of {len(title)} characters: {title}")
    require(len(body) <= 32767, f"a body of {len(body)} characters")
    for text in (title, body):
        require(not ACTING.search(text), f"a control character in {text!r}")
    require("\n" not in title, f"a title of several lines: {title!r}")
    found = MARK.search(body)
    require(found, f"the last line of {body!r} has no id")
    return found.group(1)


def table(text, header, in_description=("Description",)):
    require("\n" not in text.replace("\r\n", "").split('"')[0], "lines end with CRLF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    require(rows and rows[0] == header, f"the line of names is {rows[:1]}")
    for row in rows[1:]:
        require(len(row) == len(header), f"{len(row)} cells under {len(header)} names: {row}")
        for cell in row:
            require(not FORMULA.match(cell), f"a spreadsheet would run {cell!r}")
    return rows[1:]


def file_github(text, issues):
    for line in text.splitlines():
        request = json.loads(line)
        require(line.isascii(), "JSON that is not ASCII")
        require(set(request) == {"title", "body", "labels", "assignees"}, f"members {sorted(request)}")
        require(all(re.fullmatch(r"[\w-]{1,39}", one, re.A) for one in request["assignees"]), f"assignees {request['assignees']}")
        check_html(html_of(request["body"]))
        require('type="checkbox"' in html_of(request["body"]), "there is no box to tick")
        issues.append({"id": check_issue(request["title"], request["body"]), "title": request["title"], "body": request["body"],
                       "labels": request["labels"], "assignee": (request["assignees"] or [""])[0]})


def export_github(issues):
    return json.dumps([{"body": i["body"].replace("\n", "\r\n") if n % 2 else i["body"],
                        "labels": [{"id": f"LA_{n}", "name": label, "description": "", "color": "ededed"} for label in i["labels"]],
                        "number": n + 1, "state": "CLOSED" if i.get("closed") else "OPEN", "title": i["title"]}
                       for n, i in enumerate(issues)] + [{"body": "", "labels": [], "number": 900, "state": "OPEN", "title": "Something else"}])


JIRA = ["Summary", "Issue Type", "Issue ID", "Parent", "Priority", "Description", "Due Date", "Original Estimate", "Assignee", "Labels",
        "Labels"]


def file_jira(text, issues):
    require(text.startswith("\ufeff"), "no byte order mark, so that Excel spoils what is not ASCII")
    seen = {}
    keys = {f"MKT-{n + 1}" for n in range(len(issues))}
    for row in table(text[1:], JIRA):
        summary, kind, number, parent, priority, description, due, estimate, assignee = row[:9]
        labels = [label for label in row[9:] if label]
        require(kind in ("Epic", "Task") and priority in ("Highest", "High", "Medium", "Low"), f"{kind}, {priority}")
        require(number not in seen and re.fullmatch(r"\d+", number), f"the number {number}")
        require(parent in seen or parent in keys if kind == "Task" else not parent, f"the parent {parent}")
        require(re.fullmatch(r"\d*", estimate) and re.fullmatch(r"(\d{4}-\d\d-\d\d)?", due), f"{estimate}, {due}")
        require(labels[0] == "stackdrag" and not any(" " in label for label in labels), f"the labels {labels}")
        # Jira makes pictures of these. A number instead of a sign is none of them.
        picture = re.search(r"(?<!\\)\((?:[yni*x/!?+-]|\*[rgby]|on|off|flag|flagoff)\)|[:;]-?[()DPp](?!\w)|</?3", description)
        require(not picture, f"a picture in {description[max(0, picture.start() - 40):picture.end() + 40] if picture else ''!r}")
        require(not re.search(r"^(h[1-6]|bq)\.", description, re.M), f"a heading in {description!r}")
        # What would begin a macro, a link, a mention, an image or a cell has a backslash before it.
        for one in re.finditer(r"(?<!\\)(\{(?!\{)|\[|\||!(?=\w))", re.sub(r"(?<!\\)\{\{|(?<!\\)\}\}", "", description)):
            require(False, f"markup in {description[max(0, one.start() - 40):one.end() + 40]!r}")
        seen[number] = f"MKT-{len(issues) + 1}"
        issues.append({"id": check_issue(summary, description), "title": summary, "body": description, "labels": labels, "kind": kind,
                       "parent": seen.get(parent, parent), "due": due, "assignee": assignee, "priority": priority})


def export_jira(issues):
    most = max([len(i["labels"]) for i in issues] + [1])
    header = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Project name", "Priority", "Resolution", "Assignee",
              "Reporter", "Created", "Updated", "Resolved", "Due date"] + ["Labels"] * most + ["Description", "Comment", "Comment",
              "Status Category", "Parent key"]
    rows = [header]
    for n, i in enumerate(issues):
        closed = i.get("closed")
        rows.append([i["title"], f"MKT-{n + 1}", str(10000 + n), i["kind"], "Im Archiv" if closed else "To Do", "MKT", "Marketing", i["priority"],
                     "Done" if closed else "", i["assignee"], "Ana", "21/Nov/26 9:00 AM", "21/Nov/26 9:05 AM",
                     "22/Nov/26 9:00 AM" if closed else "", i["due"]] + i["labels"] + [""] * (most - len(i["labels"])) +
                    # The editor of Jira ends lines with CR LF and puts backslashes before hyphens.
                    [i["body"].replace("SD-", "SD\\-").replace("\n", "\r\n"), "22/Nov/26 9:00 AM;5b10ac;see \"MKT-1\", please", "",
                     "Done" if closed else "To Do", i["parent"]])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return "\ufeff" + out.getvalue()


LINEAR = ["Title", "Description", "Priority", "Status", "Assignee", "Estimate", "Labels"]
LINEAR_EXPORT = ["ID", "Team", "Title", "Description", "Status", "Estimate", "Priority", "Project ID", "Project", "Creator", "Assignee", "Labels",
                 "Cycle Number", "Cycle Name", "Cycle Start", "Cycle End", "Created", "Updated", "Started", "Triaged", "Completed", "Canceled",
                 "Archived", "Due Date", "Parent issue", "Initiatives", "Project Milestone ID", "Project Milestone", "SLA Status", "UUID",
                 "Time in status (minutes)", "Related to", "Blocked by", "Duplicate of"]


def without_quote(text):
    """As Linear's importer takes away what its export puts before a formula."""
    return re.sub(r"^'([+\-=@])", r"\1", text)


def file_linear(text, issues):
    for row in table(text, LINEAR):
        title, description, priority, status, assignee, estimate, labels = map(without_quote, row)
        require(priority in ("Urgent", "High", "Medium", "Low") and status == "Backlog", f"{priority}, {status}")
        require(re.fullmatch(r"\d+", estimate), f"the estimate {estimate}")
        check_html(html_of(description))
        issues.append({"id": check_issue(title, description), "title": title, "body": description, "labels": labels.split(", "),
                       "priority": priority, "assignee": assignee, "estimate": estimate})


def export_linear(issues):
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(LINEAR_EXPORT)
    day = "Sat Nov 21 2026 09:00:00 GMT+0000 (GMT+00:00)"
    for n, i in enumerate(issues):
        # Its editor writes lists with asterisks, and guards what looks like a formula.
        body = re.sub(r"^- (?!\[)", "* ", i["body"], flags=re.M)
        values = {"ID": f"MKT-{n + 1}", "Team": "Marketing", "Title": i["title"], "Description": body,
                  "Status": "Gelandet" if i.get("closed") else "Backlog", "Estimate": i["estimate"], "Priority": i["priority"], "Creator": "ana",
                  "Assignee": i["assignee"], "Labels": ", ".join(i["labels"]), "Created": day, "Updated": day,
                  "Completed": day if i.get("closed") else "", "UUID": f"u{n}"}
        writer.writerow([re.sub(r"^([+\-=@])", r"'\1", values.get(name, "")) for name in LINEAR_EXPORT])
    return out.getvalue()


PLAIN = ["ID", "Title", "Description", "Owner", "Hours", "Due", "Severity", "Kind", "Item", "Blocked by", "Labels"]


def file_csv(text, issues):
    for row in table(text, PLAIN):
        require(check_issue(row[1], row[2]) == row[0], f"the id {row[0]}")
        issues.append({"id": row[0], "title": row[1], "body": row[2], "row": row})


def export_csv(issues):
    """As a spreadsheet saves it again where a comma parts decimals."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(PLAIN + ["Status"])
    for i in issues:
        writer.writerow(i["row"] + ["Done" if i.get("closed") else "open"])
    return out.getvalue()


def file_markdown(text, issues):
    html = html_of(text)
    check_html(html)
    before = len(issues)
    for part in re.split(r"^(?=- \[[ x]\])", text, flags=re.M):
        if not part.startswith("- ["):
            continue
        body = part.rstrip().rsplit("\n\n\n", 1)[0]
        found = MARK.search(body)
        require(found, f"the last line of {body!r} has no id")
        issues.append({"id": found.group(1), "text": part})
    require(html.count("<li><input") + html.count("<li>\n<p><input") + html.count("<li>\n<input") >= len(issues) - before, "each ticket is a box")


def export_markdown(issues):
    return "".join(re.sub(r"\A- \[ \]", "- [x]", i["text"]) if i.get("closed") else i["text"] for i in issues)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("tracker", choices=["github", "jira", "linear", "csv", "markdown"])
    arguments.add_argument("--close", action="append", default=[])
    arguments.add_argument("--has")
    given = arguments.parse_args()
    kept = pathlib.Path(given.has) if given.has else None
    issues = json.loads(kept.read_text()) if kept and kept.exists() else []
    before = len(issues)
    text = sys.stdin.buffer.read().decode("utf-8")
    globals()["file_" + given.tracker](text, issues)
    for issue in issues:
        issue["closed"] = issue.get("closed", False) or issue["id"] in given.close
    if kept:
        kept.write_text(json.dumps(issues))
    sys.stderr.write(f"{len(issues) - before} filed\n")
    sys.stdout.buffer.write(globals()["export_" + given.tracker](issues).encode("utf-8"))


if __name__ == "__main__":
    main()
