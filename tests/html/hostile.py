"""Writes an inventory to standard output whose every text tries to act in a page."""
import json

ATTACKS = ["</title><script>alert(1)</script>", "</style><style>*{display:none}</style>", "\"><img src=x onerror=alert(1)>",
           "'><svg onload=alert(1)>", "<!--", "-->", "]]>", "javascript:alert(1)", "&lt;script&gt;&#106;", "</svg><script>alert(1)</script>",
           "url(http://evil.example/x)", "a\u202eb", "a\u2028b", "x" * 10_000, "w" * 300, "\u0645\u0631\u062d\u0628\u0627", "\U0001f600",
           "`</code><b>x</b>`", "{}</td></tr></table>"]

inventory = {
    "version": 1,
    "stack": {"name": ATTACKS[0], "as_of": "2026-11-21", "capacity_hours": 320, "currency": "</title>"},
    "people": {f"p{i}": {"name": attack, "left": "2026-06-30"} for i, attack in enumerate(ATTACKS)},
    "tools": {f"t{i}": {"name": attack, "does": ["survey"], "owner": f"p{i}", "purpose": attack, "cost": 100, "last_used": "2026-01-01"}
              for i, attack in enumerate(ATTACKS)},
    "integrations": {f"i{i}": {"name": attack, "from": f"t{i}", "to": f"t{(i + 1) % len(ATTACKS)}", "runs_as": f"p{i}", "scope": [attack[:200]]}
                     for i, attack in enumerate(ATTACKS)},
    "data": {f"d{i}": {"name": attack, "system_of_record": f"t{i}"} for i, attack in enumerate(ATTACKS)},
    "agents": {f"a{i}": {"name": attack, "reads": [f"d{i}"], "autonomy": "act", "owner": attack[:100]} for i, attack in enumerate(ATTACKS)},
    "waivers": [{"rule": "no-owner", "on": "tool/*", "reason": attack, "by": "p0", "until": "2026-12-31"} for attack in ATTACKS[:5]],
}
print(json.dumps(inventory))
