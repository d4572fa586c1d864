// A fact that the inventory hardly keeps of any item.
#include "stackdrag/rule.h"

namespace stackdrag::rules {

Rule field_unkept() {
  return {
      .id = "field-unkept",
      .title = "A fact that is hardly kept",
      .when =
          "Nearly all items of a kind that a rule asks about lack the same fact: by default four of five, and at least ten are asked. "
          "What is high or critical is told item by item all the same.",
      .why =
          "That is a gap of the inventory, and often a decision that nobody has taken. Told item by item, it hides what is wrong with "
          "single items.",
      .fix =
          "Decide whether this fact is to be kept. If it is, ask once for all items, or put what holds for most of them into `defaults`; "
          "if it is not, switch off the rule that asks for it.",
      .gets = "Real problems of single items stand out again, no longer buried under one gap told of all.",
      .done = "Most of the items have the fact, or `defaults` does, or the rule that asks for it is switched off.",
      .severity = Severity::low,
      .effort = 0,
      .carry = 0,
      .flagged =
          "tools: {a: {does: [a], cost: 0}, b: {does: [b], cost: 0}, c: {does: [c], cost: 0}, d: {does: [d], cost: 0}, "
          "e: {does: [e], cost: 0}, f: {does: [f], cost: 0}, g: {does: [g], cost: 0}, h: {does: [h], cost: 0}, "
          "i: {does: [i], cost: 0}, j: {does: [j], cost: 0}}",
      .clean = "tools: {a: {does: [a], cost: 0}, b: {does: [b], cost: 0, owner: ana}}",
      // The answers of the other rules are gathered once all have been asked: see `Tally::fold_unkept`.
      .check = {[](const Context&, const Check::Take&) {}},
      .options = {{"items", "items", 10, "how many items of a kind must have been asked about"},
                  {"share", "share", 0.8, "of these, how many must lack the fact"}},
      .gathers = true,
  };
}

}  // namespace stackdrag::rules
