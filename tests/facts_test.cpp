// What is seen across items: who names whom, and what depends on what.
#include <fmt/format.h>

#include "catch.h"
#include "stackdrag/disjoint_sets.h"
#include "stackdrag/facts.h"

using namespace stackdrag;

namespace {

using Texts = std::vector<std::string>;

/// An inventory and what was gathered from it; stays where it is, as the facts point into it.
struct Gathered {
  Sources sources;
  ReadInventory read;
  Facts facts;

  explicit Gathered(const std::string& text) {
    Document document = read_document(sources, sources.add("stack.yaml", text));
    REQUIRE_FALSE(document.problem);
    std::vector<Tree> trees;
    trees.push_back(std::move(document.tree));
    read = read_inventory(sources, std::move(trees));
    facts = gather(read.inventory, read.undeclared);
  }
  Gathered(const Gathered&) = delete;

  ItemId item(std::string_view label) const {
    for (const Item& item : facts.items) {
      if (label_of(read.inventory, item.id) == label) return item.id;
    }
    FAIL("no item is called " << label);
    return {};
  }
  Texts labels(std::span<const ItemId> items) const {
    Texts all;
    for (const ItemId item : items) all.push_back(label_of(read.inventory, item));
    return all;
  }
  Texts dependencies(std::string_view label) const { return labels(facts.dependencies(item(label))); }
  Texts dependents(std::string_view label) const { return labels(facts.dependents(item(label))); }
  Texts edges() const {
    Texts all;
    for (const Edge& edge : facts.edges) {
      all.push_back(fmt::format("{} {} {} {}", label_of(read.inventory, edge.from), edge.field->name, label_of(read.inventory, edge.to),
                                sources.text(edge.at)));
    }
    return all;
  }
};

}  // namespace

TEST_CASE("an edge for every name of a declared item, with the field and the place") {
  const Gathered gathered(R"(
version: 1
stack: {owner: ana}
people: {ana: {}}
tools: {crm: {owner: ana, backup: nobody, replaces: crm}}
data: {lead: {fields: {score: {writer: crm}}}}
agents: {scorer: {reads: [tool/crm, lead], uses: crm, owner: unknown}}
changes: [{on: tool/crm}]
)");
  // A record inside of an item is not looked into.
  CHECK(gathered.edges() == Texts{
                                "stack owner person/ana ana",
                                "tool/crm owner person/ana ana",
                                "tool/crm replaces tool/crm crm",
                                "agent/scorer uses tool/crm crm",
                                "agent/scorer reads data/lead lead",
                                "change/tool-crm on tool/crm tool/crm",
                            });
}

TEST_CASE("an item depends on what it names, or on what names it, each once") {
  const Gathered gathered(R"(
version: 1
tools: {a: {}, b: {}}
integrations:
  a-b: {from: a, to: b, moves: [lead, order, lead]}
  b-b: {from: b, to: b, moves: [lead]}
  old: {from: a, to: b, moves: lead, status: retired}
  listed: {from: a, to: b, moves: lead}
  both: {from: a, to: b, moves: lead, direction: two-way}
  writer: {from: b, to: a}
data: {lead: {system_of_record: a, written_by: [b, listed, writer]}, order: {}}
agents: {scorer: {reads: [lead], uses: [b, a-b, b], writes: [order]}}
touchpoints: {form: {tool: a, measured_by: [b], next: [form]}}
)");
  CHECK(gathered.dependencies("integration/a-b") == Texts{"tool/a", "tool/b"});
  CHECK(gathered.dependencies("integration/b-b") == Texts{"tool/b"});
  CHECK(gathered.dependencies("data/lead") == Texts{"integration/b-b", "integration/both", "integration/listed", "integration/writer"});
  CHECK(gathered.dependencies("data/order") == Texts{"integration/a-b"});
  // Tools before data, whatever the order of the fields. It reads the copy in `b`, so it depends on what carries data there.
  CHECK(gathered.dependencies("agent/scorer") == Texts{"tool/b", "integration/a-b", "data/lead", "integration/old"});
  CHECK(gathered.dependencies("touchpoint/form") == Texts{"tool/a", "tool/b"});
  CHECK(gathered.dependencies("tool/a") == Texts{});

  // A retired item depends on nothing, but others may still depend on it.
  CHECK(gathered.dependents("tool/a") ==
        Texts{"integration/a-b", "integration/both", "integration/listed", "integration/writer", "touchpoint/form"});
  CHECK(gathered.dependents("tool/b") == Texts{"integration/a-b", "integration/b-b", "integration/both", "integration/listed",
                                               "integration/writer", "agent/scorer", "touchpoint/form"});
  CHECK(gathered.dependents("integration/old") == Texts{"agent/scorer"});
  CHECK(gathered.dependents("data/lead") == Texts{"agent/scorer"});
}

TEST_CASE("tools are connected over any number of integrations in use, whatever their direction") {
  const Gathered gathered(R"(
version: 1
tools: {a: {}, b: {}, c: {}, d: {}}
integrations: {c-a: {from: c, to: a}, c-b: {from: c, to: b}, b-d: {from: b, to: d, status: retired}}
)");
  const auto connected = [&](const char* tool, const char* other) {
    return gathered.facts.connected(gathered.item(tool), gathered.item(other));
  };
  CHECK(connected("tool/a", "tool/b"));
  CHECK(connected("tool/d", "tool/d"));
  CHECK_FALSE(connected("tool/b", "tool/d"));
}

TEST_CASE("an integration of several tools has the links of each, and each once") {
  const Gathered gathered(R"(
version: 1
tools: {a: {owner: ana}, b: {owner: ana}, c: {owner: ana}, d: {owner: raj}, e: {}}
integrations:
  many: {from: [a, b], to: [c, b, c]}
  mixed: {from: a, to: [b, d]}
  lost: {from: a, to: [nowhere]}
)");
  CHECK(gathered.dependencies("integration/many") == Texts{"tool/a", "tool/b", "tool/c"});
  CHECK(gathered.facts.integrations_at(gathered.item("tool/c")).size() == 1);
  CHECK(gathered.facts.integrations_at(gathered.item("tool/b")).size() == 2);
  CHECK(gathered.facts.connected(gathered.item("tool/a"), gathered.item("tool/d")));
  CHECK_FALSE(gathered.facts.connected(gathered.item("tool/a"), gathered.item("tool/e")));
  // It belongs to whoever owns all of its ends.
  REQUIRE(gathered.facts.owner_of(gathered.item("integration/many")) != nullptr);
  CHECK((*gathered.facts.owner_of(gathered.item("integration/many")))->text.view() == "ana");
  CHECK(gathered.facts.owner_of(gathered.item("integration/mixed")) == nullptr);
  CHECK(gathered.facts.owner_of(gathered.item("integration/lost")) == nullptr);
}

TEST_CASE("the smallest number stands for a set") {
  DisjointSets sets(6);
  sets.join(5, 3);
  sets.join(4, 5);
  sets.join(1, 4);
  CHECK(sets.find(5) == 1);
  CHECK(sets.find(3) == 1);
  CHECK(sets.find(2) == 2);
  CHECK(sets.find(0) == 0);
}

TEST_CASE("a group of names is called by one that somebody has written") {
  const Gathered gathered("version: 1\npixels: {meta-base: {}, base-meta: {}}\ncampaigns: {Spring_Sale: {}, spring-sale: {}}\n");
  REQUIRE(gathered.facts.name_groups.size() == 2);
  CHECK(gathered.facts.name_groups[0].key == "base-meta");
  CHECK(gathered.facts.name_groups[1].key == "spring-sale");
}
