// The calendar: as RFC 5545 has it, whatever the texts in it, and the same bytes for the same days.
#include <string>

#include "attacks.h"
#include "catch.h"
#include "stackdrag/calendar.h"
#include "support.h"

using namespace stackdrag;
using namespace stackdrag::tests;

namespace {

const Date day = make_date(2026, 11, 21);

std::string text_of(const Calendar& calendar) {
  return collected([&](Output& out) { write_calendar(calendar, out); });
}

std::vector<std::string> content_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find("\r\n", begin);
    REQUIRE(end != std::string::npos);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 2;
  }
  return lines;
}

std::string unfolded(std::string text) {
  for (std::size_t at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
  return text;
}

}  // namespace

TEST_CASE("an entry of a calendar keeps its identity") {
  CHECK(calendar_uid("notice", "tool/hubspot") == "a77726d2eeae921b@stackdrag");
  CHECK(calendar_uid("notice", "tool/hubspot") != calendar_uid("renews", "tool/hubspot"));
}

TEST_CASE("a calendar has whole days, reminders, and no other clock than the day of the audit") {
  const std::string text = text_of({"Acme, Ltd", day, {{day + Days{25}, "notice", "tool/hubspot", "Decide; now", "a\nb\\c", {14, 3}}}});
  CHECK(says(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//stackdrag//stackdrag//EN\r\nNAME:Acme\\, Ltd\r\n"));
  CHECK(says(text,
             "UID:a77726d2eeae921b@stackdrag\r\nDTSTAMP:20261121T000000Z\r\nDTSTART;VALUE=DATE:20261216\r\nDTEND;VALUE=DATE:20261217\r\n"));
  CHECK(says(text, "SUMMARY:Decide\\; now\r\nDESCRIPTION:a\\nb\\\\c\r\nTRANSP:TRANSPARENT\r\n"));
  CHECK(says(text, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P14D\r\nDESCRIPTION:Decide\\; now\r\nEND:VALARM\r\n"));
  CHECK(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  CHECK_FALSE(says(text, "METHOD"));
}

TEST_CASE("lines of a calendar are folded at 75 octets, between characters") {
  std::string name;
  for (int i = 0; i < 100; ++i) name += "é日👩";
  const std::string text = text_of({name, day, {{day, "a", "b", std::string(74, 'x') + "é"}}});
  for (const std::string& line : content_lines(text)) {
    CHECK(line.size() <= 75);
    const auto first = static_cast<unsigned char>(line.at(line.starts_with(' ') ? 1 : 0));
    CHECK((first & 0xC0U) != 0x80U);
  }
  CHECK(says(unfolded(text), "X-WR-CALNAME:" + name + "\r\n"));
  CHECK(says(text_of({"a", day, {}}), "NAME:a\r\n"));
}

TEST_CASE("no text begins a line of a calendar") {
  Calendar calendar{"x", day, {}};
  for (const std::string attack : {"a\r\nEND:VCALENDAR", "a\nBEGIN:VEVENT", "\x1b[2J", "a\rUID:x", "\xe2\x80\xa8"})
    calendar.entries.push_back({day, "kind", attack, attack, attack, {1}});
  const std::string text = text_of(calendar);
  for (const char c : text) CHECK_FALSE(((c >= 0 && c < 0x20 && c != '\n' && c != '\r') || c == 0x7f));
  std::size_t ends = 0;
  for (const std::string& line : content_lines(text)) ends += line == "END:VCALENDAR" ? 1 : 0;
  CHECK(ends == 1);
}
