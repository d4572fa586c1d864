#!/usr/bin/env python3
"""Derives the forecast of examples/acme by other means: it writes the inventory as it would be on a day, and audits that.

usage: acme_daily.py PROGRAM DAY...       one line for each day: the day, hours low and high, drag low and high, money a month, findings
       acme_daily.py PROGRAM --changes DAY    the lines of all days up to this one on which a figure changes

What is at work on 2026-11-21 goes on: the three pixels fire, hs-sf runs and new-nurture makes progress as they do today, and somebody
looks every day. surveybee, hs-survey and cdp-pilot have stopped. Contracts that renew by themselves begin another year.
"""
import datetime
import json
import pathlib
import re
import subprocess
import sys

TODAY = datetime.date(2026, 11, 21)
ACME = pathlib.Path(__file__).parents[2] / "examples/acme/stack.yaml"
MOVING = {"ga4-main": "last_seen", "meta-q1": "last_seen", "ua-legacy": "last_seen", "hs-sf": "last_ok", "new-nurture": "last_progress"}
RENEWING = ["hubspot", "salesforce"]


def with_date(text: str, item: str, field: str, change) -> str:
    pattern = re.compile(rf"^(  {item}:.*\b{field}: )([0-9-]{{10}})", re.M)
    assert len(pattern.findall(text)) == 1, (item, field)
    return pattern.sub(lambda found: found[1] + str(change(datetime.date.fromisoformat(found[2]))), text)


def inventory_on(day: datetime.date) -> str:
    text = ACME.read_text()
    for item, field in MOVING.items():
        text = with_date(text, item, field, lambda date: date + (day - TODAY))
    for item in RENEWING:
        text = with_date(text, item, "renews", lambda date: date if date >= day else date.replace(year=date.year + 1))
    return text.replace("stack:\n", f"stack:\n  observed: {day}\n", 1)


def figures(program: str, day: datetime.date) -> list:
    command = [program, "audit", "-", "--as-of", str(day), "--format", "json", "--fail-on", "never"]
    done = subprocess.run(command, input=inventory_on(day), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    drag, money = report["drag"], report["money"]
    counted = [finding for finding in report["findings"] if (finding.get("waived") or {}).get("kind") != "not-applicable"]
    return [drag["low_hours"], drag["high_hours"], drag["low"], drag["high"], money["interest_per_month"], len(counted)]


def main() -> None:
    program, *days = sys.argv[1:]
    if days[0] != "--changes":
        for day in days:
            print(day, *figures(program, datetime.date.fromisoformat(day)))
        return
    before, day, end = None, TODAY, datetime.date.fromisoformat(days[1])
    while day <= end:
        now = figures(program, day)
        if now != before:
            print(day, *now)
        before, day = now, day + datetime.timedelta(1)


main()
