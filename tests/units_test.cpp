// Dates, durations, rates, numbers and money: what is read, what is refused, what is guessed, how it is printed.
#include "stackdrag/units.h"

#include <cmath>

#include "catch.h"

using namespace stackdrag;

namespace {

std::string guess(std::string_view text) {
  const std::optional<Date> date = nearest_date(text);
  return date ? fmt::format("{}", *date) : "nothing";
}

std::optional<std::int64_t> minutes(std::string_view text) {
  const std::optional<Duration> duration = parse_duration(text);
  return duration ? std::optional(duration->minutes) : std::nullopt;
}

std::optional<double> share(std::string_view text) {
  const std::optional<Rate> rate = parse_rate(text);
  return rate ? std::optional(rate->share) : std::nullopt;
}

}  // namespace

TEST_CASE("a date is read and printed") {
  for (const std::string_view text : {"2026-11-21", "1970-01-01", "1969-12-31", "2024-02-29", "2000-02-29", "9999-12-31", "0001-01-01"}) {
    const std::optional<Date> date = parse_date(text);
    REQUIRE(date);
    CHECK(fmt::format("{}", *date) == text);
  }
  CHECK(parse_date("1970-01-01")->since_epoch == 0);
  CHECK(*parse_date("2026-11-21") == make_date(2026, 11, 21));
  CHECK(month_of(make_date(2026, 11, 21)) == 11);
  CHECK(month_of(make_date(1969, 1, 31)) == 1);
  CHECK(fmt::format("{:>12}|", make_date(2026, 11, 21)) == "  2026-11-21|");
}

TEST_CASE("nothing but an ISO date is a date") {
  for (const std::string_view text :
       {"", "2026", "2026-1-21", "2026-11-21 ", " 2026-11-21", "2026/11/21", "2026-11-2x", "+026-11-21", "20-26-11-21", "2026-02-30",
        "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-10-00", "2026-11-21T00:00", "2026--1-21"}) {
    INFO(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("days are counted and added") {
  CHECK(make_date(2026, 11, 21) - make_date(2026, 3, 31) == Days{235});
  CHECK(make_date(2026, 3, 31) - make_date(2026, 11, 21) == Days{-235});
  CHECK(make_date(2026, 12, 31) + Days{1} == make_date(2027, 1, 1));
  CHECK(make_date(2027, 2, 1) - Days{90} == make_date(2026, 11, 3));
  CHECK(fmt::format("{}, {}, {}, {}", Days{0}, Days{1}, Days{235}, Days{-1}) == "0 days, 1 day, 235 days, -1 day");
}

TEST_CASE("the date that was meant") {
  CHECK(guess("2026-11-21") == "2026-11-21");
  // Days that the month does not have.
  CHECK(guess("2026-02-30") == "2026-02-28");
  CHECK(guess("2024-02-30") == "2024-02-29");
  CHECK(guess("2026-04-31") == "2026-04-30");
  CHECK(guess("2026-04-00") == "2026-04-01");
  // Other orders and signs.
  CHECK(guess("21.11.2026") == "2026-11-21");
  CHECK(guess("3.4.2026") == "2026-04-03");
  CHECK(guess("21. 11. 2026") == "2026-11-21");
  CHECK(guess("21.11.26") == "2026-11-21");
  CHECK(guess("11/21/2026") == "2026-11-21");
  CHECK(guess("21/11/2026") == "2026-11-21");
  CHECK(guess("5/5/2026") == "2026-05-05");
  CHECK(guess("2026/11/21") == "2026-11-21");
  CHECK(guess("2026.11.21") == "2026-11-21");
  CHECK(guess("2026-21-11") == "2026-11-21");
  CHECK(guess("20261121") == "2026-11-21");
  CHECK(guess("2026-3-1") == "2026-03-01");
  CHECK(guess(" 2026-11-21 ") == "2026-11-21");
  // A time of day.
  CHECK(guess("2026-11-21T08:30:00Z") == "2026-11-21");
  CHECK(guess("2026-11-21 08:30") == "2026-11-21");
  // Names of months.
  CHECK(guess("21 Nov 2026") == "2026-11-21");
  CHECK(guess("November 21st, 2026") == "2026-11-21");
  CHECK(guess("2026-Nov-21") == "2026-11-21");
  CHECK(guess("Sat, 21 November 2026 10:00") == "2026-11-21");
  CHECK(guess("31 Feb 2026") == "2026-02-28");
  CHECK(guess("the 1st of may 2026") == "2026-05-01");
}

TEST_CASE("no date is guessed where two are possible, or none") {
  for (const std::string_view text : {"03/04/2026",
                                      "03-04-2026",
                                      "21/11/26",
                                      "2026-13-13",
                                      "2026-00-10",
                                      "",
                                      "-",
                                      "2026",
                                      "2026-11",
                                      "Nov 2026",
                                      "November",
                                      "soon",
                                      "Q4 2026",
                                      "v38.0",
                                      "1.2.3",
                                      "2026-02-300",
                                      "20261-1-1",
                                      "99999999999999999999-1-1",
                                      "Nov 2026 2026",
                                      "\xFF\xFE",
                                      "2026-1",
                                      "May May 2026",
                                      "٢٠٢٦-١١-٢١"}) {
    INFO(text);
    CHECK(guess(text) == "nothing");
  }
}

TEST_CASE("durations") {
  CHECK(minutes("15m") == 15);
  CHECK(minutes("6h") == 360);
  CHECK(minutes("90d") == 90 * 1440);
  CHECK(minutes("2w") == 14 * 1440);
  CHECK(minutes("1.5h") == 90);
  CHECK(minutes("0.5d") == 720);
  CHECK(minutes("1.1d") == 1584);
  CHECK(minutes("0d") == 0);
  CHECK(minutes("1000000d") == std::int64_t{1'000'000} * 1440);
  for (const std::string_view text : {"",     "d",      "90",   "90  d",    "9 0d",
                                      "90mx", "90x",    "-5d",  "+5d",      ".5d",
                                      "3M",   "3.500d", "a",    "P3M4D",    "PT",
                                      "5.d",  "1,,5h",  "1e3d", "0x10d",    "infd",
                                      "nand", "5dd",    " 5d",  "1000001d", "99999999999999999999w"}) {
    INFO(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("a duration may be written in the words of a contract") {
  CHECK(parse_duration("60 days")->days() == Days{60});
  CHECK(parse_duration("30-day")->days() == Days{30});
  CHECK(minutes("15 min") == 15);
  CHECK(minutes("1,5 hours") == 90);
  CHECK(minutes("90D") == 90 * 1440);
  CHECK(parse_duration("annual")->days() == Days{365});
  CHECK(parse_duration("10y")->days() == Days{3650});
  CHECK(parse_duration("5 Years")->days() == Days{1825});
  // The benchmark for cookies: 13 months are 395 days.
  CHECK(parse_duration("13 months")->days() == Days{395});
  CHECK(*parse_duration("P3M") == *parse_duration("three months"));
  CHECK(*parse_duration("PT15M") == *parse_duration("15m"));
  CHECK(minutes_or_months("3m") == "3");
  CHECK(minutes_or_months("12 M") == "12");
  CHECK(minutes_or_months("3mo").empty());
}

TEST_CASE("months are counted in the calendar") {
  const auto before = [](std::string_view date, std::string_view duration) {
    return fmt::format("{}", *parse_date(date) - *parse_duration(duration));
  };
  CHECK(before("2027-04-10", "4 months") == "2026-12-10");
  CHECK(before("2026-12-31", "3mo") == "2026-09-30");
  CHECK(before("2026-03-31", "1mo") == "2026-02-28");
  CHECK(before("2028-02-29", "1y") == "2027-02-28");
  CHECK(before("2026-12-31", "36h") == "2026-12-29");
  CHECK(before("2026-12-31", "0.5mo") == "2026-12-16");
}

TEST_CASE("a duration in days is rounded up") {
  CHECK(parse_duration("36h")->days() == Days{2});
  CHECK(parse_duration("48h")->days() == Days{2});
  CHECK(parse_duration("1m")->days() == Days{1});
  CHECK(parse_duration("0h")->days() == Days{0});
  CHECK(*parse_duration("7d") == *parse_duration("1w"));
}

TEST_CASE("rates") {
  CHECK(share("0.004") == 0.004);
  CHECK(share("0.4%") == 0.4 / 100);
  CHECK(share("0") == 0.0);
  CHECK(share("100%") == 1.0);
  CHECK(share("1") == 1.0);
  for (const std::string_view text : {"", "%", "5", "101%", "-1%", "-0.1", "0,4,1%", "0.4%%", "nan", "x"}) {
    INFO(text);
    CHECK_FALSE(parse_rate(text));
  }
}

TEST_CASE("numbers") {
  CHECK(parse_number("0") == 0.0);
  CHECK(parse_number("42000") == 42000.0);
  CHECK(parse_number("-2.5") == -2.5);
  CHECK(parse_number("0.1") == 0.1);
  CHECK(parse_number(".5") == 0.5);
  CHECK(parse_number("007") == 7.0);
  CHECK(parse_number("6e-05") == 6e-05);
  CHECK(parse_number("-12.E+1") == -120.0);
  CHECK(parse_number("0e-999") == 0.0);
  CHECK(parse_number("5e-324") == 5e-324);
  CHECK(parse_number("0.1000000000000000055511151231257827021181583404541015625") == 0.1);
  CHECK_FALSE(std::signbit(*parse_number("-0")));
  for (const std::string_view text :
       {"",     "-",        ".",  "+1",    "--1",    "1 ", " 1", "1,5", "1_000", "0x10", "inf",   "-inf", "nan",
        "-nan", "infinity", "1e", "1e999", "1e-999", "e5", "-.", "1e+", "1e5.",  "ten",  "1.2.3", "5€"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text));
  }
}

namespace {

/// The amount a year, or what it may be.
std::string amount(std::string_view text) {
  const auto read = parse_amount(text);
  if (!read) return "nothing";
  const auto yearly = [&](double number) { return format_number(number * 12 / read->months); };
  const std::string value = read->currency + yearly(read->number.value);
  return read->number.thousands ? fmt::format("{} or {}", yearly(*read->number.thousands), value) : value;
}

}  // namespace

TEST_CASE("an amount of money with one reading is read") {
  for (const auto& [text, value] : std::vector<std::pair<std::string_view, std::string_view>>{{"6000/yr", "6000"},
                                                                                              {"500/mo", "6000"},
                                                                                              {"500", "500"},
                                                                                              {"$148,000/yr", "$148000"},
                                                                                              {"76k/yr", "76000"},
                                                                                              {"1.2M/yr", "1200000"},
                                                                                              {"65000 per year", "65000"},
                                                                                              {"USD 500/mo", "USD6000"},
                                                                                              {"500 USD / month", "USD6000"},
                                                                                              {"1.200,50 €/a", "€1200.5"},
                                                                                              {"1'200 CHF a year", "CHF1200"},
                                                                                              {"12,5k p.a.", "12500"},
                                                                                              {"£900 a quarter", "£3600"},
                                                                                              {"1.234.567/yr", "1234567"},
                                                                                              {"0.125/mo", "1.5"},
                                                                                              {"42,000", "42000"},
                                                                                              {"€42.000/yr", "42000 or €42"},
                                                                                              {"42.000", "42000 or 42"},
                                                                                              {"1.500k/yr", "1500000 or 1500"},
                                                                                              {"free", "0"},
                                                                                              {"Free", "0"}}) {
    INFO(text);
    CHECK(amount(text) == value);
  }
  for (const std::string_view text : {"", "/yr", "about 148 thousand a year", "500/wk", "500 per week", "12/user/mo", "40-50k/yr", "500m",
                                      "1,23,456", "1,2,3", "12.345,6.7", "usd 500", "US 500", "5pa", "€", "~500/mo", "500/mo/mo", "one"}) {
    INFO(text);
    CHECK(amount(text) == "nothing");
  }
  CHECK(currency_code("$", "AUD") == "AUD");
  CHECK(currency_code("$", "EUR") == "USD");
  CHECK(currency_code("US$", "AUD") == "USD");
  CHECK(currency_code("kr", "SEK") == "SEK");
  CHECK(currency_code("kr", "EUR").empty());
}

TEST_CASE("money is printed with its symbol or its code") {
  CHECK(format_money(1120, "EUR") == "€1,120");
  CHECK(format_money(40, "CHF") == "CHF 40");
  CHECK(format_money(40, "GBP") == "£40");
  CHECK(format_money(999, "USD") == "$999");
  CHECK(format_money(1000, "JPY") == "¥1,000");
  CHECK(format_money(1234567.5, "USD") == "$1,234,568");
  CHECK(format_money(500.49, "EUR") == "€500");
  CHECK(format_money(500, "") == "500");
  CHECK(format_money(-1120, "EUR") == "-€1,120");
  CHECK(format_money(-40, "CHF") == "-CHF 40");
  CHECK(format_money(-0.4, "EUR") == "€0");
  CHECK(format_money(0, "EUR") == "€0");
  CHECK(format_money(1e15, "EUR") == "€1,000,000,000,000,000");
}

TEST_CASE("numbers are printed shortly") {
  CHECK(format_number(1.5) == "1.5");
  CHECK(format_number(12) == "12");
  CHECK(format_number(0.25) == "0.25");
  CHECK(format_number(0) == "0");
  CHECK(format_number(100) == "100");
  CHECK(format_number(-2.50) == "-2.5");
  CHECK(format_number(-0.001) == "0");
  CHECK(format_number(1.0 / 3) == "0.33");
  CHECK(format_number(1e20) == "100000000000000000000");
}
