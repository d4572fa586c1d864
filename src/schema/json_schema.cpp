// The JSON Schema of the JSON report. A test compares it with what `json.cpp` writes, field by field.
#include <string>

#include "stackdrag/report.h"

namespace stackdrag {
namespace {

constexpr const char* schema = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:stackdrag:report:1",
  "title": "stackdrag report",
  "description": "What `stackdrag audit --format json` prints; each finding, open question, action, gap and mistake stands on a line of its own. Hours and money are per month unless a description says otherwise; money is in the stack's currency. Fields are added, never renamed, without a new schema_version.",
  "type": "object",
  "additionalProperties": false,
  "required": ["schema_version", "fingerprint_version", "tool", "model", "as_of", "profile", "next_profile", "stack", "drag", "money", "filter", "findings", "unknown", "actions", "gaps", "totals", "asked", "rules", "waivers", "baseline", "items", "renamed", "problems", "gate"],
  "properties": {
    "schema_version": {"description": "Of this document's form.", "const": 1},
    "fingerprint_version": {"description": "Of how fingerprints are made; those of different versions are not comparable.", "const": 1},
    "tool": {
      "description": "What made the report.",
      "type": "object", "additionalProperties": false, "required": ["name", "version"],
      "properties": {
        "name": {"description": "Always stackdrag.", "const": "stackdrag"},
        "version": {"description": "The version of the tool.", "type": "string"}
      }
    },
    "model": {"description": "The model of the score. Scores of different models are not comparable.", "type": "string", "pattern": "^[a-z]+-[0-9]+$"},
    "as_of": {"description": "The day that every age is counted from.", "$ref": "#/$defs/date"},
    "profile": {"description": "How much evidence was asked for. Scores of different profiles are not comparable.", "$ref": "#/$defs/profile"},
    "next_profile": {"description": "The profile that the evidence is good enough for, or null.", "oneOf": [{"$ref": "#/$defs/profile"}, {"type": "null"}]},
    "stack": {
      "description": "What was audited.",
      "type": "object", "additionalProperties": false, "required": ["name", "items", "currency"],
      "properties": {
        "name": {"description": "As the inventory has it.", "type": "string"},
        "items": {"description": "How many items the inventory describes.", "$ref": "#/$defs/count"},
        "currency": {"description": "Of all money in this report: ISO 4217, or as the inventory has it.", "type": "string"}
      }
    },
    "drag": {
      "description": "The score: 0 is no drag, 100 is the limit.",
      "type": "object", "additionalProperties": false,
      "required": ["low", "high", "grade", "evidence", "provisional", "capacity_hours", "capacity_assumed", "low_hours", "high_hours", "load", "capped", "waived", "without_waivers"],
      "properties": {
        "low": {"description": "Points that can be proved.", "$ref": "#/$defs/points"},
        "high": {"description": "Points if everything unknown is bad: the headline.", "$ref": "#/$defs/points"},
        "grade": {"description": "From the load, and at best C while something critical is open or unknown.", "enum": ["A", "B", "C", "D", "E", "F"]},
        "evidence": {"description": "Share of the questions that could be answered, weighed by their charge.", "$ref": "#/$defs/share"},
        "provisional": {"description": "The evidence is too thin for the grade to be relied on.", "type": "boolean"},
        "capacity_hours": {"description": "Hours a month that keep the stack running.", "$ref": "#/$defs/amount"},
        "capacity_assumed": {"description": "The inventory does not state a capacity; the floor was taken.", "type": "boolean"},
        "low_hours": {"description": "Charged hours behind low.", "$ref": "#/$defs/amount"},
        "high_hours": {"description": "Charged hours behind high.", "$ref": "#/$defs/amount"},
        "load": {"description": "Share of the capacity behind high; may exceed 1.", "$ref": "#/$defs/amount"},
        "capped": {"description": "The grade would be better but for something critical.", "type": "boolean"},
        "waived": {"description": "Points of findings that are waived as accepted debt; part of low.", "$ref": "#/$defs/points"},
        "without_waivers": {
          "description": "The score as it were if nothing were waived as not applicable.",
          "type": "object", "additionalProperties": false, "required": ["low", "high", "grade"],
          "properties": {
            "low": {"description": "As drag.low.", "$ref": "#/$defs/points"},
            "high": {"description": "As drag.high.", "$ref": "#/$defs/points"},
            "grade": {"description": "As drag.grade.", "enum": ["A", "B", "C", "D", "E", "F"]}
          }
        }
      }
    },
    "money": {
      "description": "What the findings cost, and what it would cost to be rid of them. Risk is never part of it.",
      "type": "object", "additionalProperties": false,
      "required": ["interest_per_month", "at_least", "principal", "principal_hours", "payback_months", "hourly_rate"],
      "properties": {
        "interest_per_month": {"description": "Money a month: carried hours at the hourly rate, and carried money.", "$ref": "#/$defs/amount"},
        "at_least": {"description": "A cost is not known, so that the interest is a lower bound.", "type": "boolean"},
        "principal": {"description": "Money, once: the work that clears the findings.", "$ref": "#/$defs/amount"},
        "principal_hours": {"description": "Hours, once.", "$ref": "#/$defs/amount"},
        "payback_months": {"description": "Months until the work has paid for itself; null if there is no interest.", "type": ["number", "null"], "minimum": 0},
        "hourly_rate": {"description": "Money an hour.", "$ref": "#/$defs/amount"}
      }
    },
    "filter": {"description": "How the shown findings were chosen; null if all are shown. Only `findings` is filtered; everything else speaks of all.", "type": ["string", "null"], "minLength": 1},
    "findings": {"description": "Worst first, then by place. Without a filter their points add up to drag.low and their charge_hours to drag.low_hours.", "type": "array", "items": {"$ref": "#/$defs/finding"}},
    "unknown": {"description": "Questions that could not be answered. Their charge_hours and those of all findings add up to drag.high_hours.", "type": "array", "items": {"$ref": "#/$defs/unknown"}},
    "actions": {"description": "What to do, most points gained per hour first.", "type": "array", "items": {"$ref": "#/$defs/action"}},
    "gaps": {"description": "Missing facts, worth most first.", "type": "array", "items": {"$ref": "#/$defs/gap"}},
    "totals": {
      "description": "Sums over all findings, folded ones too.",
      "type": "object", "additionalProperties": false, "required": ["by_severity", "by_family", "by_owner", "by_kind"],
      "properties": {
        "by_severity": {"description": "By severity.", "$ref": "#/$defs/totals", "propertyNames": {"$ref": "#/$defs/severity"}},
        "by_family": {"description": "By the rules' families.", "$ref": "#/$defs/totals"},
        "by_owner": {"description": "By owner; what has several is split among them.", "$ref": "#/$defs/totals"},
        "by_kind": {"description": "By kind of item.", "$ref": "#/$defs/totals"}
      }
    },
    "asked": {
      "description": "The rules that were asked, by family, whether they found anything or not.",
      "type": "object",
      "additionalProperties": {"type": "array", "items": {"type": "string"}}
    },
    "rules": {
      "description": "The rules that have findings, in order of id: what is to be said of each finding of theirs.",
      "type": "object",
      "additionalProperties": {
        "type": "object", "additionalProperties": false, "required": ["title", "family", "severity", "when", "why", "fix"],
        "properties": {
          "title": {"description": "What it is called.", "type": "string"},
          "family": {"description": "Its family.", "type": "string"},
          "severity": {"description": "Of its findings, unless they say otherwise.", "$ref": "#/$defs/severity"},
          "when": {"description": "When it fires, a sentence.", "type": "string"},
          "why": {"description": "What a finding costs the reader, a sentence.", "type": "string"},
          "fix": {"description": "What to do, a sentence.", "type": "string"}
        }
      }
    },
    "waivers": {
      "description": "The waivers of the inventory, as written, and what came of them.",
      "type": "array",
      "items": {
        "type": "object", "additionalProperties": false, "required": ["rule", "on", "kind", "reason", "by", "until", "state", "note", "findings", "location"],
        "properties": {
          "rule": {"description": "Whose findings it waives.", "type": "string"},
          "on": {"description": "What they are about: an item's id, or kind/id.", "type": "string"},
          "kind": {"$ref": "#/$defs/waiver_kind"},
          "reason": {"description": "Why.", "type": "string"},
          "by": {"description": "Who decided, or null.", "type": ["string", "null"]},
          "until": {"description": "The last day on which it holds; null if that could not be read.", "oneOf": [{"$ref": "#/$defs/date"}, {"type": "null"}]},
          "state": {"description": "ending: active, and near its end. unused: there is nothing that it could waive. refused: it has no effect, as note says.", "enum": ["active", "ending", "lapsed", "unused", "refused"]},
          "note": {"description": "What is to be said of it; null if it is simply active.", "type": ["string", "null"]},
          "findings": {"description": "How many findings it waives, or would if it had not lapsed.", "$ref": "#/$defs/count"},
          "location": {"description": "Where it stands.", "$ref": "#/$defs/location"}
        }
      }
    },
    "baseline": {
      "description": "How the findings compare with a baseline; null if there is none.",
      "oneOf": [
        {"type": "null"},
        {
          "type": "object", "additionalProperties": false, "required": ["as_of", "known", "improved", "new", "unanswered", "gone"],
          "properties": {
            "as_of": {"description": "The day of the audit that it was made of.", "$ref": "#/$defs/date"},
            "known": {"description": "How many findings it has.", "$ref": "#/$defs/count"},
            "improved": {"description": "How many of these have fallen by a band.", "$ref": "#/$defs/count"},
            "new": {"description": "How many findings are new, worsened ones too.", "$ref": "#/$defs/count"},
            "unanswered": {"description": "How many that it has are open questions now, because facts are missing; they stay recorded.", "$ref": "#/$defs/count"},
            "gone": {
              "description": "What it has and is there no more.",
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["rule", "subject", "key"],
                "properties": {"rule": {"type": "string"}, "subject": {"$ref": "#/$defs/subject"}, "key": {"type": "string"}}
              }
            }
          }
        }
      ]
    },
    "items": {
      "description": "The ids of all items, by kind.",
      "type": "object",
      "additionalProperties": {"type": "array", "items": {"type": "string"}}
    },
    "renamed": {
      "description": "Ids that items had before, each with the present one: kind/id.",
      "type": "object",
      "additionalProperties": {"$ref": "#/$defs/subject"}
    },
    "problems": {
      "description": "Mistakes in the inventory. The audit is of what could be read.",
      "type": "array",
      "items": {
        "type": "object", "additionalProperties": false, "required": ["message", "location"],
        "properties": {
          "message": {"description": "What is there and what was expected.", "$ref": "#/$defs/text"},
          "location": {"description": "Where.", "$ref": "#/$defs/location"}
        }
      }
    },
    "gate": {
      "description": "Whether a CI job should fail.",
      "type": "object", "additionalProperties": false, "required": ["passed", "reasons", "warnings", "fail_on"],
      "properties": {
        "passed": {"description": "The exit code is 0 if so; if not it is 1, or 2 if there are mistakes in the inventory.", "type": "boolean"},
        "reasons": {"description": "Why it failed: \"1 critical\".", "type": "array", "items": {"type": "string"}},
        "warnings": {"description": "What it might have failed for, but was told to pass.", "type": "array", "items": {"type": "string"}},
        "fail_on": {"description": "The severity from which on findings fail it, or never.", "oneOf": [{"$ref": "#/$defs/severity"}, {"const": "never"}]}
      }
    }
  },
  "$defs": {
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "profile": {"enum": ["starter", "standard", "full"]},
    "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
    "waiver_kind": {"description": "Debt that is accepted, or a finding that is none.", "enum": ["accepted", "not-applicable"]},
    "text": {"type": "string", "minLength": 1},
    "subject": {"description": "kind/id", "type": "string", "minLength": 1},
    "count": {"type": "integer", "minimum": 0},
    "amount": {"type": "number", "minimum": 0},
    "points": {"type": "number", "minimum": 0, "maximum": 100},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "location": {
      "description": "A place in the inventory. Lines and columns count from 1, columns in code points; the end is exclusive.",
      "type": "object", "additionalProperties": false, "required": ["file", "line", "column", "end_line", "end_column"],
      "properties": {
        "file": {"description": "As it was named on the command line.", "type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "end_line": {"type": "integer", "minimum": 1},
        "end_column": {"type": "integer", "minimum": 1}
      }
    },
    "finding": {
      "type": "object", "additionalProperties": false,
      "required": ["rule", "subject", "key", "fingerprint", "formerly", "severity", "family", "owner", "owners", "message", "location", "related", "measure", "effort_hours", "carry_hours", "carry_money", "charge_hours", "points", "if_fixed", "folded_into", "waived", "status", "cause", "fails_gate"],
      "properties": {
        "rule": {"description": "The rule's id, a member of `rules`.", "type": "string", "minLength": 1},
        "subject": {"description": "What it is about: kind/id.", "$ref": "#/$defs/subject"},
        "key": {"description": "What tells apart two findings of one rule about one subject; often empty.", "type": "string"},
        "fingerprint": {"description": "Of rule, subject and key: the identity across runs.", "type": "string"},
        "formerly": {"description": "The fingerprints under ids that the item had before.", "type": "array", "items": {"type": "string"}},
        "severity": {"$ref": "#/$defs/severity"},
        "family": {"description": "The rule's family.", "type": "string"},
        "owner": {"description": "The owners joined with a comma; null if nobody owns the subject.", "type": ["string", "null"]},
        "owners": {"description": "The owners, sorted.", "type": "array", "items": {"type": "string"}},
        "message": {"description": "What is there.", "$ref": "#/$defs/text"},
        "location": {"description": "The narrowest text that is wrong.", "$ref": "#/$defs/location"},
        "related": {
          "description": "Other places that belong to it.",
          "type": "array",
          "items": {
            "type": "object", "additionalProperties": false, "required": ["message", "location"],
            "properties": {"message": {"type": "string"}, "location": {"$ref": "#/$defs/location"}}
          }
        },
        "measure": {
          "description": "What the rule measured, or null.",
          "oneOf": [
            {"type": "null"},
            {
              "type": "object", "additionalProperties": false, "required": ["value", "unit", "band"],
              "properties": {
                "value": {"description": "In the unit.", "type": "number"},
                "unit": {"description": "days, share, …", "type": "string"},
                "band": {"description": "Of the rule's scale: a finding that climbs a band has worsened.", "type": "integer"}
              }
            }
          ]
        },
        "effort_hours": {"description": "Hours, once, to put it right.", "$ref": "#/$defs/amount"},
        "carry_hours": {"description": "Hours a month that it costs.", "$ref": "#/$defs/amount"},
        "carry_money": {"description": "Money a month that it costs, beyond the hours.", "$ref": "#/$defs/amount"},
        "charge_hours": {"description": "Hours a month that the score charges, after the cap and folding.", "$ref": "#/$defs/amount"},
        "points": {"description": "Its share of drag.low, in points.", "$ref": "#/$defs/points"},
        "if_fixed": {"description": "Change of drag.high, in points, if this finding alone were fixed.", "type": "number", "maximum": 0},
        "folded_into": {"description": "The fingerprint of the finding that this one is part of, or null.", "type": ["string", "null"]},
        "waived": {
          "description": "The waiver that holds for it, or null. What is not applicable charges nothing and is in no total.",
          "oneOf": [
            {"type": "null"},
            {
              "type": "object", "additionalProperties": false, "required": ["kind", "reason", "by", "until"],
              "properties": {
                "kind": {"$ref": "#/$defs/waiver_kind"},
                "reason": {"description": "Why.", "type": "string"},
                "by": {"description": "Who decided, or null.", "type": ["string", "null"]},
                "until": {"description": "The last day on which it holds.", "$ref": "#/$defs/date"}
              }
            }
          ]
        },
        "status": {"description": "Whether the baseline has it; open where nothing is compared.", "enum": ["open", "known", "new"]},
        "cause": {"description": "Why it is new; null if it is not.", "enum": ["inventory", "clock", "rules", "waiver", "worsened", null]},
        "fails_gate": {"description": "The gate counts it.", "type": "boolean"}
      }
    },
    "unknown": {
      "type": "object", "additionalProperties": false, "required": ["rule", "subject", "item", "fields", "charge_hours"],
      "properties": {
        "rule": {"description": "The rule that could not decide.", "type": "string", "minLength": 1},
        "subject": {"description": "What it was asked about.", "$ref": "#/$defs/subject"},
        "item": {"description": "The item that lacks the fields: kind/id.", "type": "string"},
        "fields": {"description": "What would answer it.", "type": "array", "items": {"type": "string"}},
        "charge_hours": {"description": "Hours a month that drag.high charges for not knowing.", "$ref": "#/$defs/amount"}
      }
    },
    "action": {
      "type": "object", "additionalProperties": false, "required": ["text", "findings", "effort_hours", "points_gained", "money_saved"],
      "properties": {
        "text": {"description": "What to do, in the imperative.", "$ref": "#/$defs/text"},
        "findings": {"description": "Fingerprints of the findings that it settles.", "type": "array", "items": {"type": "string"}},
        "effort_hours": {"description": "Hours, once.", "$ref": "#/$defs/amount"},
        "points_gained": {"description": "Fall of drag.high, in points.", "$ref": "#/$defs/points"},
        "money_saved": {"description": "Carried money a month.", "$ref": "#/$defs/amount"}
      }
    },
    "gap": {
      "type": "object", "additionalProperties": false, "required": ["items", "fields", "lines", "points", "location"],
      "properties": {
        "items": {"description": "The items that lack the fields: kind/id, sorted.", "type": "array", "items": {"type": "string"}},
        "fields": {"description": "What is missing on each of them.", "type": "array", "items": {"type": "string"}},
        "lines": {"description": "YAML to add to each of them, with an example value.", "type": "array", "items": {"type": "string"}},
        "points": {"description": "By how many points drag.high would fall at best.", "$ref": "#/$defs/points"},
        "location": {"description": "Of the first item.", "$ref": "#/$defs/location"}
      }
    },
    "totals": {
      "type": "object",
      "additionalProperties": {
        "type": "object", "additionalProperties": false, "required": ["findings", "points", "charge_hours"],
        "properties": {
          "findings": {"description": "How many.", "$ref": "#/$defs/count"},
          "points": {"description": "Share of drag.low, in points.", "$ref": "#/$defs/points"},
          "charge_hours": {"description": "Hours a month that the score charges.", "$ref": "#/$defs/amount"}
        }
      }
    }
  }
}
)json";

}  // namespace

std::string report_schema() { return schema; }

}  // namespace stackdrag
