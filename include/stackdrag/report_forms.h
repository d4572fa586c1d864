// The forms of the JSON report: its words, its ranges, and values that are more than a sequence of fields.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/ranges.h>

#include "stackdrag/json_objects.h"
#include "stackdrag/report.h"

namespace stackdrag::report::form {

inline constexpr Defined date{"date", Day{}};
inline constexpr Defined profile{"profile", Word<Profile>{}};
inline constexpr Defined severity{"severity", Word<Severity>{}};
/// Whether a waiver is of the kind not-applicable.
inline constexpr auto waiver_kinds = std::to_array<std::string_view>({"accepted", "not-applicable"});
inline constexpr Defined waiver_kind{"waiver_kind", Word<bool>{waiver_kinds}, "Debt that is accepted, or a finding that is none."};
inline constexpr Defined sentence{"text", name};
inline constexpr Defined subject{"subject", name, "kind/id"};
inline constexpr Defined count{"count", Whole{0, 1'000'000'000, R"(, "minimum": 0)"}};
inline constexpr Defined amount{"amount", Number{0, any_amount, R"(, "minimum": 0)"}};
inline constexpr Defined points{"points", Number{0, 100, R"(, "minimum": 0, "maximum": 100)"}};
inline constexpr Defined share{"share", Number{0, 1, R"(, "minimum": 0, "maximum": 1)"}};
inline constexpr Defined location{
    "location", object<Location>,
    "A place in the inventory. Lines and columns count from 1, columns in code points; the end is exclusive."};
inline constexpr Defined item{"item", row<ReportedItem>};
inline constexpr Defined gap{"gap", row<Gap>};
inline constexpr Defined sums{"totals", ByName{object<Total>}};

inline constexpr Word<Novelty> novelty{};
inline constexpr Word<GradeCap> grade_cap{};
inline constexpr Word<Cause> cause{};
inline constexpr Word<ReportedWaiver::State> waiver_state{};
inline constexpr Number number{-any_amount, any_amount, ""};
inline constexpr Whole position{1, 4'000'000'000, R"(, "minimum": 1)"};
inline constexpr Whole band{-1'000'000, 1'000'000, ""};
inline constexpr Fingerprint fingerprint{};
inline constexpr List fingerprints{fingerprint};
inline constexpr List ids{Text{.expected = "texts"}, Layout::row};

/// The owners of a finding, joined into one text. Reading drops it: the owners are read from their list.
struct Joined {
  void write(JsonWriter& out, std::span<const std::string_view> owners) const { out.text(fmt::format("{}", fmt::join(owners, ", "))); }
  void read(const JsonValue& from, std::span<const std::string_view>&) const {
    std::string_view dropped;
    text_or_null.read(from, dropped);
  }
  std::string schema(bool or_null = false) const { return text.schema(or_null); }
};
inline constexpr Joined joined{};

/// The open questions: one entry for those of one rule that lack the same fields.
struct Questions {
  void write(JsonWriter& out, const std::vector<ReportedUnknown>& unknown) const;
  void read(const JsonValue& from, std::vector<ReportedUnknown>& into) const;
  std::string schema(bool or_null = false) const;
};
inline constexpr Questions questions{};

/// The items; in reports of the first version, their ids by kind.
struct Items {
  void write(JsonWriter& out, const std::vector<ReportedItem>& all) const { List{item}.write(out, all); }
  void read(const JsonValue& from, std::vector<ReportedItem>& into) const;
  std::string schema(bool or_null = false) const { return List{item}.schema(or_null); }
};
inline constexpr Items items{};

/// A fact of the items, by their ids, as reports of the first version have it.
template <class Value, class Form>
struct OfItems {
  Value ReportedItem::*member;
  Form form;

  void read(const JsonValue& from, std::vector<ReportedItem>& all) const {
    from.entries([&](View, const JsonValue& value) {
      const auto known =
          std::lower_bound(all.begin(), all.end(), value.name, [](const ReportedItem& one, std::string_view id) { return one.id < id; });
      if (known != all.end() && known->id == value.name) form.read(value, (*known).*member);
    });
  }
};
template <class Value, class Form>
OfItems(Value ReportedItem::*, Form) -> OfItems<Value, Form>;

/// The rules that were asked, as lists by family.
struct AskedByFamily {
  void write(JsonWriter& out, std::span<const AskedRule> asked) const;
  void read(const JsonValue& from, std::span<const AskedRule>& into) const;
  std::string schema() const { return ByName{ids}.schema(); }
};
inline constexpr AskedByFamily asked_by_family{};

/// A severity, or never.
struct FailOn {
  void write(JsonWriter& out, std::string_view value) const { out.text(value); }
  void read(const JsonValue& from, std::string& into) const;
  std::string schema() const { return fmt::format(R"("oneOf": [{{{}}}, {{"const": "never"}}])", severity.schema()); }
};
inline constexpr FailOn fail_on{};

}  // namespace stackdrag::report::form
