// Text and figures in HTML and SVG. Whatever an inventory says becomes text: it passes through `text` or `sentence`, and never stands in a
// style, a class, an id or an address.
#pragma once

#include <string>
#include <string_view>

#include "stackdrag/report.h"

namespace stackdrag::html {

/// Text from anywhere, in an element or between double quotes: what cannot be seen is written as an escape, and `& < > " '` as entities.
std::string text(std::string_view raw);
/// The same, cut in the middle where it is wider than so many columns.
std::string text(std::string_view raw, std::size_t columns);
/// Its beginning, as far as that fits into so many columns: where it is cut, `…` stands.
std::string beginning(std::string_view raw, std::size_t columns);
/// A sentence of ours; names in backticks become code.
std::string sentence(std::string_view raw);

/// "4.5": the figures of drawings have one decimal.
std::string tenths(double number);

/// The sign of a severity: it is never told by colour alone.
std::string_view sign_of(Severity severity);
/// A sign and a word: "▲ critical".
std::string key_of(Severity severity);
/// Those of all severities that drawings have, the worst first.
std::string severity_keys();

/// "28 h", as in a drawing or a table.
std::string hours_short(double hours);
/// "4.5", as points of drag are told.
std::string points_short(double points);
/// "1 point", "4.5 points".
std::string points_words(double points);
/// "60 %": to the nearest whole per cent.
std::string percent_short(double share);
std::string money(const Report& report, double amount);

/// What people call whoever owns something: a person, a team, or nobody. It is not made visible.
std::string_view owner_called(const Report& report, std::string_view owner);

/// A drawing that is wider than a narrow screen, in a box that scrolls; a line says so there. `label` is in our own words.
std::string scrolling(std::string_view label, const std::string& drawing);

/// Opens a section with a heading; `about` is a line below it, in our own words, or empty.
std::string heading(std::string_view id, std::string_view title, std::string_view about = "");

}  // namespace stackdrag::html
