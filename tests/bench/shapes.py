#!/usr/bin/env python3
"""Inventories that are lopsided: everything depends on one thing, which easily makes an audit quadratic.

usage: shapes.py SHAPE N      writes an inventory of about N items to standard output (JSON, which is YAML)
       shapes.py --list       names the shapes
"""
import json
import sys

KNOWN = {"last_seen": "2026-10-20", "consent": "marketing", "purpose": "reach"}


def many(count, prefix, row):
    """`count` items with ids that begin with `prefix`; `row` says what one of them holds."""
    return {f"{prefix}-{i}": row(i) for i in range(count)}


def tools(count, row=lambda i: {}):
    return many(count, "tool", lambda i: {"does": [f"capability-{i}"], **row(i)})


def path(i, tool=lambda i: 0, **more):
    return {"from": f"tool-{tool(i)}", "to": "tool-1", "via": "api", "last_ok": "2026-10-30", "every": "1h", **more}


# Each shape: what it is, and its sections for N items.
SHAPES = {
    "one data object": lambda n: {
        "tools": tools(n // 2), "data": {"lead": {"system_of_record": "tool-0", "personal": True, "written_by": ["tool-0"]}},
        "integrations": many(n // 2, "int", lambda i: path(i, lambda i: i, moves=["lead"]))},
    "one data object, many writers": lambda n: {
        "tools": tools(n), "data": {"lead": {"written_by": [f"tool-{i}" for i in range(n)]}}},
    "one data object, many fields": lambda n: {
        "tools": tools(2), "data": {"lead": {"fields": many(n, "field", lambda i: {"fill": 0.5, "writer": "tool-1", "last_write": "2025-01-01"})}}},
    "one data object, many agents": lambda n: {
        "tools": tools(2), "data": {"lead": {"system_of_record": "tool-0", "completeness": 0.5, "sla": {"completeness": 0.9}}},
        "agents": many(n, "ag", lambda i: {"does": "scores leads", "autonomy": "act", "reads": ["lead"], "writes": ["lead"], "uses": ["tool-1"]})},
    "one tool": lambda n: {
        "tools": tools(n // 2, lambda i: {"status": "retired"} if i == 1 else {}),
        "integrations": many(n // 2, "int", lambda i: path(i, lambda i: i, api="v1", error_rate="9%"))},
    "one tool, many agents": lambda n: {
        "tools": tools(2), "agents": many(n, "ag", lambda i: {"uses": ["tool-0"], "scope": ["admin"], "runs_as": "svc", "autonomy": "act"})},
    "one tool, many projects": lambda n: {
        "tools": tools(2), "projects": many(n, "pr", lambda i: {"kind": "feature", "owner": "ana", "touches": ["tool-0"], "hours": 9, "last_progress": "2025-01-01"})},
    "one tool, many proposals": lambda n: {
        "tools": tools(2), "proposals": many(n, "pp", lambda i: {"does": ["capability-0"], "integrates_with": ["tool-0"], "replaces": "tool-1"})},
    "one tool, many changes": lambda n: {
        "tools": tools(2), "changes": many(n, "ch", lambda i: {"on": "tool-0", "what": f"v{i}", "date": "2026-12-01"})},
    "one pair of tools, a data object each": lambda n: {
        "tools": tools(2), "data": many(n // 2, "data", lambda i: {}), "integrations": many(n // 2, "int", lambda i: path(i, moves=[f"data-{i}"]))},
    "one pair of tools, a field each": lambda n: {
        "tools": tools(2), "data": {"lead": {}}, "integrations": many(n, "int", lambda i: path(i, moves=["lead"], fields=[f"field-{i}"], direction="two-way"))},
    "one owner": lambda n: {
        "people": {"ana": {}, "ben": {}}, "tools": tools(n // 2, lambda i: {"owner": "ana", "backup": "ben"}),
        "pixels": many(n // 2, "px", lambda i: {"owner": "ana", **KNOWN})},
    "one owner who left": lambda n: {
        "people": {"ana": {"left": "2026-01-01"}}, "tools": tools(n // 2, lambda i: {"owner": "ana"}),
        "integrations": many(n // 2, "int", lambda i: path(i, lambda i: i, owner="ana", runs_as="ana"))},
    "one leaver who leads many teams": lambda n: {
        "people": {"ana": {"left": "2026-01-01"}}, "teams": many(n // 2, "team", lambda i: {"lead": "ana"}),
        "tools": tools(n // 2, lambda i: {"owner": f"team-{i}", "technical_owner": "ana"})},
    "one circle of replacements": lambda n: {"tools": tools(n, lambda i: {"replaces": f"tool-{(i + 1) % n}"})},
    "one login": lambda n: {
        "tools": tools(n // 2), "integrations": many(n // 2, "int", lambda i: path(i, lambda i: i, runs_as="svc"))},
    "many owners of each, and several spellings": lambda n: {
        "tools": tools(n, lambda i: {"owners": ["Ana Meyer", "ana-meyer", f"p{i}"]})},
    "one team": lambda n: {
        "teams": {"crew": {"lead": "p-0"}}, "people": many(n // 2, "p", lambda i: {"team": "crew", "hours": 9}), "tools": tools(n // 2, lambda i: {"owner": "crew"})},
    "one campaign": lambda n: {
        "campaigns": {"q1": {"ends": "2026-01-31"}}, "pixels": many(n, "px", lambda i: {"vendor": "meta", "account": f"{i}", "for": "q1", **KNOWN})},
    "one page": lambda n: {
        "pages": {"home": {"pixels": [f"px-{i}" for i in range(n)]}},
        "pixels": many(n, "px", lambda i: {"vendor": "meta", "account": f"{i}", "on": ["home"], "kb": 90, "block_ms": 60, **KNOWN})},
    "every page": lambda n: {
        "pages": many(n // 2, "page", lambda i: {}),
        "pixels": many(n // 2, "px", lambda i: {"vendor": "meta", "account": f"{i}", "on": ["all"], "kb": 90, "block_ms": 60, **KNOWN})},
    "one account, a page each": lambda n: {
        "pages": many(n // 2, "page", lambda i: {}),
        "pixels": many(n // 2, "px", lambda i: {"vendor": "meta", "account": "1", "on": [f"page-{i}"], "via": "server" if i % 2 else "gtm", "sends": ["buy"], **KNOWN})},
    "one vendor": lambda n: {
        "tools": tools(n // 2, lambda i: {"vendor": "meta", "personal_data": True}), "pixels": many(n // 2, "px", lambda i: {"vendor": "meta", "on": ["all"], **KNOWN})},
    "one event": lambda n: {
        "pixels": many(n, "px", lambda i: {"vendor": "meta", "account": f"{i}", "on": ["all"], "sends": ["purchase"], "via": "server" if i % 2 else "gtm", **KNOWN})},
    "one event in many spellings": lambda n: {
        "pixels": many(n, "px", lambda i: {"vendor": "meta", "on": ["all"], "sends": ["Purchase_" * (i % 7 + 1) + str(i)], **KNOWN})},
    "one capability": lambda n: {"tools": tools(n, lambda i: {"does": ["survey"], "cost": "6000/yr"})},
    "one capability, many audiences": lambda n: {"tools": tools(n, lambda i: {"does": ["survey"], "serves": [f"region-{i}"] if i > 5 else []})},
    "one utm value": lambda n: {
        "campaigns": many(n, "c", lambda i: {"ends": "2027-01-31", "utm": {"source": ["Facebook", "fb"][i % 2], "medium": "cpc", "campaign": "q1"}})},
    "many utm values that are alike": lambda n: {
        "campaigns": many(n, "c", lambda i: {"ends": "2027-01-31", "utm": {"source": f"face-book{i:06}", "medium": f"paid{i:06}", "campaign": f"Q1_{i:06}"}})},
    "one name": lambda n: {"tools": tools(n // 2, lambda i: {"name": "Lead Scoring"}), "pixels": many(n // 2, "px", lambda i: {"name": "Meta Pixel", **KNOWN})},
    "names that are alike": lambda n: {"tools": tools(n, lambda i: {"name": f"{['Lead Scoring', 'scoring-lead', 'lead_scoring'][i % 3]} {i // 3}"})},
    "one chain of touchpoints": lambda n: {
        "stack": {"stages": ["trial", "sale"]}, "tools": tools(n // 2), "touchpoints": many(n // 2, "tp", lambda i: {
            "stage": "trial", "channel": "web", "tool": f"tool-{i}", "next": [f"tp-{min(i + 1, n // 2 - 1)}"]})},
    "one chain of integrations": lambda n: {
        "tools": tools(n // 2), "data": {"lead": {"system_of_record": "tool-0"}},
        "integrations": many(n // 2 - 1, "int", lambda i: {**path(i, lambda i: i, moves=["lead"]), "to": f"tool-{i + 1}"}),
        "agents": {"scorer": {"reads": ["lead"], "uses": [f"int-{n // 2 - 2}"]}}},
    "one chain of replacements": lambda n: {"tools": tools(n, lambda i: {"replaces": f"tool-{i + 1}"} if i + 1 < n else {})},
    "one name that nobody declares": lambda n: {"tools": tools(1), "integrations": many(n, "int", lambda i: {**path(i), "to": "gone", "moves": ["gone"]})},
    "many names that nobody declares": lambda n: {"tools": tools(1), "integrations": many(n, "int", lambda i: {**path(i), "to": f"gone-{i}"})},
    "one rule waived everywhere": lambda n: {
        "tools": tools(n), "waivers": many(n, "w", lambda i: {"rule": "no-owner", "on": f"tool/tool-{i}", "reason": "next quarter", "until": "2026-12-31"})},
    "one waiver for each finding": lambda n: {
        "tools": tools(n // 10), "waivers": {f"w-{i}-{rule}": {"rule": rule, "on": f"tool-{i}", "reason": "next quarter", "until": "2026-12-31", "by": "ana"}
                                             for i in range(n // 10) for rule in ("no-owner", "no-purpose", "bus-factor", "vendor-no-dpa", "tool-unused",
                                                                                 "contract-facts-missing", "renewal-notice-missed", "review-overdue", "seats-underused")}},
    "one rule not applicable anywhere": lambda n: {
        "tools": tools(n), "waivers": many(n, "w", lambda i: {
            "rule": "no-owner", "on": f"tool/tool-{i}", "reason": "next quarter", "until": "2026-12-31", "kind": "not-applicable", "by": "ana"})},
    "one job, many tools and proposals": lambda n: {
        "tools": many(n // 2, "tool", lambda i: {"does": ["survey"], "owner": "ana"}), "proposals": many(n // 2, "pp", lambda i: {"does": ["survey"]})},
    "one agent, many tools": lambda n: {
        "tools": tools(n, lambda i: {"last_used": "2024-01-01"}), "agents": {"ag": {"uses": [f"tool-{i}" for i in range(n)], "last_run": "2026-10-30"}}},
    "integrations between ten tools each": lambda n: {
        "tools": tools(n // 2), "data": {"lead": {"system_of_record": "tool-1"}},
        "integrations": many(n // 20, "int", lambda i: {
            **path(0), "from": [f"tool-{(10 * i + k) % (n // 2)}" for k in range(10)],
            "to": [f"tool-{(10 * i + k + 5) % (n // 2)}" for k in range(10)], "moves": ["lead"]})},
    "one team of leavers": lambda n: {
        "teams": {"growth": {}}, "people": many(n // 2, "p", lambda i: {"team": "growth", "left": "2026-01-01"}),
        "tools": tools(n // 2, lambda i: {"owner": "growth"})},
    "one list of UTM values, many campaigns": lambda n: {
        "conventions": {"utm_source": {"allowed": [f"source-{i}" for i in range(100)]}},
        "campaigns": many(n, "c", lambda i: {"starts": "2026-09-01", "ends": "2026-12-01", "utm": {"source": [f"Source{i}"], "medium": ["email"]}})},
    "items that have had other ids": lambda n: {"tools": tools(n, lambda i: {"was": [f"old-{i}", f"older-{i}"]})},
}


def inventory(shape, n):
    return json.dumps({"version": 1, "x-shape": shape, **merged({"as_of": "2026-11-01", "currency": "EUR", "profile": "full"}, SHAPES[shape](n))}, indent=1)


def merged(stack, sections):
    return {**sections, "stack": {**stack, **sections.get("stack", {})}}


if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        print("\n".join(SHAPES))
    elif len(sys.argv) == 3 and sys.argv[1] in SHAPES:
        sys.stdout.write(inventory(sys.argv[1], int(sys.argv[2])))
    else:
        sys.exit(__doc__)
