// Writes iCalendar: lines end with CRLF, are folded at 75 octets, and texts in them are escaped.
#include "stackdrag/calendar.h"

#include <algorithm>

#include <fmt/format.h>

#include "stackdrag/fnv.h"
#include "stackdrag/text.h"

namespace stackdrag {
namespace {

/// A text as a value: nothing in it ends the line or the value.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    for (const char c : visible(text.substr(begin, end - begin))) {
      if (c == '\\' || c == ';' || c == ',') out += '\\';
      out += c;
    }
    if (end < text.size()) out += "\\n";
    begin = end + 1;
  }
  return out;
}

/// Whether a byte continues a character of UTF-8.
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// One line, folded: those that follow begin with a space, which counts.
void put_line(std::string_view line, Output& out) {
  constexpr std::size_t most = 75;
  for (std::size_t room = most; line.size() > room; room = most - 1) {
    std::size_t cut = room;
    while (cut > 1 && continues(line[cut])) --cut;
    out.put(line.substr(0, cut));
    out.put("\r\n ");
    line.remove_prefix(cut);
  }
  out.put(line);
  out.put("\r\n");
}

/// "20261216".
std::string compact(Date day) {
  std::string text = fmt::format("{}", day);
  std::erase(text, '-');
  return text;
}

void put_reminder(int days, const std::string& summary, Output& out) {
  put_line("BEGIN:VALARM", out);
  put_line("ACTION:DISPLAY", out);
  put_line(fmt::format("TRIGGER:-P{}D", days), out);
  put_line("DESCRIPTION:" + summary, out);
  put_line("END:VALARM", out);
}

void put_entry(const CalendarEntry& entry, Date as_of, Output& out) {
  const std::string summary = escaped(entry.summary);
  put_line("BEGIN:VEVENT", out);
  put_line("UID:" + calendar_uid(entry.kind, entry.subject), out);
  put_line(fmt::format("DTSTAMP:{}T000000Z", compact(as_of)), out);
  put_line("DTSTART;VALUE=DATE:" + compact(entry.day), out);
  put_line("DTEND;VALUE=DATE:" + compact(entry.day + Days{1}), out);
  put_line("SUMMARY:" + summary, out);
  if (!entry.description.empty()) put_line("DESCRIPTION:" + escaped(entry.description), out);
  put_line("TRANSP:TRANSPARENT", out);
  for (const int days : entry.reminders) put_reminder(days, summary, out);
  put_line("END:VEVENT", out);
}

}  // namespace

std::string calendar_uid(std::string_view kind, std::string_view subject) {
  return fmt::format("{:016x}@stackdrag", Fnv().text(kind).byte('\n').text(subject).hash);
}

void write_calendar(const Calendar& calendar, Output& out) {
  const std::string name = escaped(calendar.name);
  put_line("BEGIN:VCALENDAR", out);
  put_line("VERSION:2.0", out);
  put_line("PRODID:-//stackdrag//stackdrag//EN", out);
  put_line("NAME:" + name, out);
  put_line("X-WR-CALNAME:" + name, out);
  put_line("REFRESH-INTERVAL;VALUE=DURATION:P1D", out);
  for (const CalendarEntry& entry : calendar.entries) put_entry(entry, calendar.as_of, out);
  put_line("END:VCALENDAR", out);
}

}  // namespace stackdrag
