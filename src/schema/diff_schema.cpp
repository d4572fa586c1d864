// The JSON Schema of the JSON difference. A test has differences validated by it.
#include <string>

#include "stackdrag/diff.h"

namespace stackdrag {
namespace {

constexpr const char* schema = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:stackdrag:diff:1",
  "title": "stackdrag diff",
  "description": "What `stackdrag diff --format json` prints: what two audits say differently; each finding stands on a line of its own. Money is in the stack's currency. Fields are added, never renamed, without a new schema_version.",
  "type": "object",
  "additionalProperties": false,
  "required": ["schema_version", "fingerprint_version", "tool", "incomparable", "before", "after", "change", "counts", "new", "worsened", "unanswered", "improved", "fixed", "vanished", "excused", "unasked", "limit"],
  "properties": {
    "schema_version": {"description": "Of this document's form.", "const": 1},
    "fingerprint_version": {"description": "Of how fingerprints are made; those of different versions are not comparable.", "const": 1},
    "tool": {
      "description": "What compared the reports.",
      "type": "object", "additionalProperties": false, "required": ["name", "version"],
      "properties": {
        "name": {"description": "Always stackdrag.", "const": "stackdrag"},
        "version": {"description": "The version of the tool.", "type": "string"}
      }
    },
    "incomparable": {"description": "Why scores are not compared: another model or profile; null if they are.", "type": ["string", "null"], "minLength": 1},
    "before": {"description": "The old audit.", "$ref": "#/$defs/side"},
    "after": {"description": "The new audit.", "$ref": "#/$defs/side"},
    "change": {
      "description": "After minus before. Null where there is nothing to compare: scores of different models or profiles, money of different currencies.",
      "type": "object", "additionalProperties": false, "required": ["items", "low", "high", "evidence", "interest_per_month", "principal"],
      "properties": {
        "items": {"type": "integer"},
        "low": {"$ref": "#/$defs/difference"},
        "high": {"$ref": "#/$defs/difference"},
        "evidence": {"$ref": "#/$defs/difference"},
        "interest_per_month": {"$ref": "#/$defs/difference"},
        "principal": {"$ref": "#/$defs/difference"}
      }
    },
    "counts": {
      "description": "How many findings are in each list below, and how many stay as they were.",
      "type": "object", "additionalProperties": false,
      "required": ["new", "worsened", "unanswered", "improved", "fixed", "vanished", "excused", "unasked", "unchanged"],
      "properties": {
        "new": {"$ref": "#/$defs/count"},
        "worsened": {"$ref": "#/$defs/count"},
        "unanswered": {"$ref": "#/$defs/count"},
        "improved": {"$ref": "#/$defs/count"},
        "fixed": {"$ref": "#/$defs/count"},
        "vanished": {"$ref": "#/$defs/count"},
        "excused": {"$ref": "#/$defs/count"},
        "unasked": {"$ref": "#/$defs/count"},
        "unchanged": {"$ref": "#/$defs/count"}
      }
    },
    "new": {"description": "Not there before.", "$ref": "#/$defs/findings"},
    "worsened": {"description": "What was measured climbed a band.", "$ref": "#/$defs/findings"},
    "unanswered": {"description": "Not fixed: facts are missing now, and the question is open.", "$ref": "#/$defs/findings"},
    "improved": {"description": "What was measured fell by a band.", "$ref": "#/$defs/findings"},
    "fixed": {"description": "What it was about is there, and nothing is wrong with it any more.", "$ref": "#/$defs/findings"},
    "vanished": {"description": "The item that it was about is not in the inventory any more.", "$ref": "#/$defs/findings"},
    "excused": {"description": "A waiver says now that it does not apply.", "$ref": "#/$defs/findings"},
    "unasked": {"description": "Its rule was not asked any more.", "$ref": "#/$defs/findings"},
    "limit": {
      "description": "What --max-increase asked, and the answer; null if it was not given.",
      "oneOf": [
        {"type": "null"},
        {
          "type": "object", "additionalProperties": false, "required": ["asked", "exceeded", "sentence"],
          "properties": {
            "asked": {"description": "5pt, 10%, 500/mo", "type": "string"},
            "exceeded": {"description": "The exit code is 1 if so.", "type": "boolean"},
            "sentence": {"description": "For a person.", "type": "string", "minLength": 1}
          }
        }
      ]
    }
  },
  "$defs": {
    "count": {"type": "integer", "minimum": 0},
    "amount": {"type": "number", "minimum": 0},
    "difference": {"type": ["number", "null"]},
    "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
    "side": {
      "type": "object", "additionalProperties": false,
      "required": ["version", "model", "as_of", "profile", "stack", "currency", "items", "findings", "mistakes", "low", "high", "grade", "provisional", "evidence", "interest_per_month", "at_least", "principal"],
      "properties": {
        "version": {"description": "Of the stackdrag that audited.", "type": "string"},
        "model": {"description": "Of the score.", "type": "string"},
        "as_of": {"description": "The day of the audit.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "profile": {"enum": ["starter", "standard", "full"]},
        "stack": {"description": "Its name.", "type": "string"},
        "currency": {"description": "Of its money.", "type": "string"},
        "items": {"description": "How many items the inventory describes.", "$ref": "#/$defs/count"},
        "findings": {"description": "How many there are, but for those that are waived as not applicable.", "$ref": "#/$defs/count"},
        "mistakes": {"description": "How many mistakes are in the inventory; what could be read was audited.", "$ref": "#/$defs/count"},
        "low": {"description": "Points that can be proved.", "$ref": "#/$defs/amount"},
        "high": {"description": "Points if everything unknown is bad: the headline.", "$ref": "#/$defs/amount"},
        "grade": {"enum": ["A", "B", "C", "D", "E", "F"]},
        "provisional": {"description": "The evidence is too thin for the grade to be relied on.", "type": "boolean"},
        "evidence": {"description": "Share of the questions that could be answered.", "type": "number", "minimum": 0, "maximum": 1},
        "interest_per_month": {"description": "Money a month.", "$ref": "#/$defs/amount"},
        "at_least": {"description": "A cost is not known, so that the interest is a lower bound.", "type": "boolean"},
        "principal": {"description": "Money, once.", "$ref": "#/$defs/amount"}
      }
    },
    "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
    "subject": {"description": "What it is about: kind/id.", "type": "string", "minLength": 1},
    "fingerprint": {"description": "Of rule, subject and key: the identity across runs.", "type": "string", "pattern": "^[0-9a-f]{16}$"},
    "message": {"description": "What is there.", "type": "string", "minLength": 1},
    "location": {
      "description": "In the inventory that was audited: the new one, or the old one of a finding that is there no more.",
      "type": "object", "additionalProperties": false, "required": ["file", "line", "column"],
      "properties": {"file": {"type": "string"}, "line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}
    },
    "measure": {
      "description": "What the rule measured, or null.",
      "oneOf": [
        {"type": "null"},
        {
          "type": "object", "additionalProperties": false, "required": ["value", "unit", "band"],
          "properties": {"value": {"type": "number"}, "unit": {"type": "string"}, "band": {"type": "integer"}}
        }
      ]
    },
    "finding": {
      "type": "object", "additionalProperties": false,
      "required": ["rule", "family", "key", "owners", "subject", "fingerprint", "severity", "message", "location", "measure", "before"],
      "properties": {
        "rule": {"description": "The rule's id.", "type": "string", "minLength": 1},
        "family": {"description": "The rule's family.", "type": "string"},
        "key": {"description": "What tells apart two findings of one rule about one subject; often empty.", "type": "string"},
        "owners": {"description": "The owners, sorted.", "type": "array", "items": {"type": "string"}},
        "subject": {"$ref": "#/$defs/subject"},
        "fingerprint": {"$ref": "#/$defs/fingerprint"},
        "severity": {"$ref": "#/$defs/severity"},
        "message": {"$ref": "#/$defs/message"},
        "location": {"$ref": "#/$defs/location"},
        "measure": {"$ref": "#/$defs/measure"},
        "before": {
          "description": "What it was before, if it is still there; else null.",
          "oneOf": [
            {"type": "null"},
            {
              "type": "object", "additionalProperties": false, "required": ["subject", "fingerprint", "severity", "message", "location", "measure"],
              "properties": {
                "subject": {"$ref": "#/$defs/subject"},
                "fingerprint": {"$ref": "#/$defs/fingerprint"},
                "severity": {"$ref": "#/$defs/severity"},
                "message": {"$ref": "#/$defs/message"},
                "location": {"$ref": "#/$defs/location"},
                "measure": {"$ref": "#/$defs/measure"}
              }
            }
          ]
        }
      }
    }
  }
}
)json";

}  // namespace

std::string diff_schema() { return schema; }

}  // namespace stackdrag
