// Containers of Google Tag Manager: what their variables may hold, and what is found in them however they are formed.
#include <string>
#include <vector>

#include "catch.h"
#include "evidence/export_secrets.h"
#include "evidence/gtm_container.h"
#include "evidence/gtm_variables.h"

using namespace stackdrag;
using namespace stackdrag::evidence;

namespace {

/// A document that is kept, since views point into it.
struct Read {
  Sources sources;
  Document document;

  explicit Read(const std::string& text) : document(read_document(sources, sources.add("gtm.json", text))) {
    REQUIRE_FALSE(document.problem);
  }
  View root() const { return document.tree.root(); }
};

std::string variable(const std::string& name, const std::string& type, const std::string& parameters) {
  return R"({"name": ")" + name + R"(", "type": ")" + type + R"(", "parameter": [)" + parameters + "]}";
}

std::string constant(const std::string& name, const std::string& value) {
  return variable(name, "c", R"({"key": "value", "value": ")" + value + R"("})");
}

std::vector<std::string> texts(const gtm::AllHeld& all) {
  std::vector<std::string> found;
  for (const gtm::Held& held : all) found.push_back(held.text);
  return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("references to variables are followed, and no further than five") {
  const Read read(R"({"container": {}, "variable": [)" + constant("a", "1") + "," + constant("b", "{{a}}") + "," +
                  constant("round", "{{about}}") + "," + constant("about", "{{round}}") + "," + constant("mixed", "AW-{{b}}") + "," +
                  constant("open", "{{a") + "," + variable("page", "v", R"({"key": "name", "value": "x"})") + "]}");
  gtm::Variables variables(gtm::read_container(read.root(), {}).variables);
  CHECK(texts(variables.held_by("plain")) == Texts{"plain"});
  CHECK(texts(variables.held_by("{{b}}")) == Texts{"1"});
  CHECK(texts(variables.held_by("{{mixed}}")) == Texts{"AW-1"});
  CHECK(texts(variables.held_by("{{open}}")) == Texts{"{{a"});
  CHECK(variables.held_by("{{round}}").empty());
  CHECK(variables.held_by("{{page}}").empty());
  CHECK(variables.held_by("G-{{page}}").empty());
  CHECK(variables.held_by("{{nothing}}").empty());
  CHECK(variables.held_by("").empty());
}

TEST_CASE("tables of tables of tables end soon") {
  std::string rows;
  for (int row = 0; row < 200; ++row) {
    const std::string number = std::to_string(row);
    rows += (rows.empty() ? "" : ", ") + (R"({"map": [{"key": "value", "value": "{{table )" + number +
                                          R"(}}"}]}, {"map": [{"key": "value", "value": ")" + number + R"("}]})");
  }
  std::string tables;
  for (int table = 0; table < 200; ++table)
    tables += (tables.empty() ? "" : ", ") + variable("table " + std::to_string(table), "smm", R"({"key": "map", "list": [)" + rows + "]}");
  const Read read(R"({"container": {}, "variable": [)" + tables + "]}");
  gtm::Variables variables(gtm::read_container(read.root(), {}).variables);
  CHECK(variables.held_by("{{table 7}}").size() == 64);
}

TEST_CASE("a script is tried with everything that its variables may hold") {
  const std::string row = R"({"map": [{"key": "key", "value": "x"}, {"key": "value", "value": ")";
  const Read read(R"({"container": {}, "variable": [)" + constant("one", "1") + "," +
                  variable("two", "smm", R"({"key": "map", "list": [)" + row + R"(a"}]}, )" + row + R"(b"}]}]})") + "," +
                  variable("code", "jsm", R"({"key": "javascript", "value": "function() { return 'guess'; }"})") + "]}");
  gtm::Variables variables(gtm::read_container(read.root(), {}).variables);
  CHECK(variables.scripts_of("f({{one}}, '{{one}}', id = {{one}}, x={{one}})") == Texts{"f('1', '1', id = '1', x=1)"});
  CHECK(variables.scripts_of("f('{{two}}', '{{one}}', {{code}}, {{nothing}})") ==
        Texts{"f('a', '1', {{code}}, {{nothing}})", "f('b', '1', {{code}}, {{nothing}})"});
  CHECK(variables.scripts_of("") == Texts{""});
  CHECK(texts(variables.held_by("{{code}}")) == Texts{"guess"});
  CHECK(variables.held_by("{{code}}").begin()->is_guess);
}

TEST_CASE("the day of a container is that of its export, then the one given, then its newest edit") {
  const auto day_of = [](const std::string& first, std::optional<Date> given) {
    return gtm::read_container(
               Read("{" + first + R"("container": {}, "tag": [{"fingerprint": "1710000000000"}, {"fingerprint": "99"}]})").root(), given)
        .day;
  };
  CHECK(day_of(R"("exportTime": "2026-11-19 08:12:44", )", parse_date("2026-01-01")) == parse_date("2026-11-19"));
  CHECK(day_of(R"("exportTime": "yesterday", )", parse_date("2026-01-01")) == parse_date("2026-01-01"));
  CHECK(day_of("", {}) == parse_date("2024-03-09"));
}

TEST_CASE("a secret in an export is told with its place, and a key for browsers is none") {
  const auto found_in = [](const std::string& text, Asks asks = Asks::browsers) {
    const Read read(text);
    std::vector<Mark> found;
    find_secrets(read.root(), "/tag", asks, found);
    return found;
  };
  const std::string token = "EAABsbCS1iHgBOZC7mZAqZBx4ZCqVYZBn9kL0dR2fT3hW6yJ8mK1pN5sQ7uX9zA";
  CHECK(found_in(R"([{"a/b": {"c": ")" + token + R"("}}])") ==
        std::vector<Mark>{{MarkKind::secret, "an access token", "", "/tag/0/a~1b/c"}});
  CHECK(found_in(R"(["<script>\nf('https://acme.example/?x=1', ')" + token + R"(');\n</script>"])").size() == 1);
  CHECK(found_in(R"(["<script>\nvar )" + token + R"( = 1; f(token);\n</script>"])").empty());
  CHECK(found_in(R"(["AIzaSyD3xAmPl3k3y0fNoB0dy1234567890abc"])").empty());
  CHECK(found_in(R"(["https://acme.example/p.js?token=0123456789abcdef0123&key=AIzaSyD3xAmPl3k3y0fNoB0dy1234567890abc"])").empty());
  // Of what a server asks for, the parameters of addresses count as well, unless something stands in their place.
  const auto found_by_server = [&](const std::string& text) { return found_in("[\"" + text + "\"]", Asks::servers).size(); };
  CHECK(found_by_server("https://acme.example/p?api_key=0a1b2c3d4e5f") == 1);
  CHECK(found_by_server("https://acme.example/p?api_key=your-api-key-goes-here-1&token=0123456789abcdef0123") == 1);
  CHECK(found_by_server("Key for Acme (staging):\\n" + token) == 1);
  for (const char* const text :
       {"https://acme.example/p?api_key={{ $json.key1 }}", "https://acme.example/p?api_key=YOUR_API_KEY_1",
        "https://acme.example/p?page=12&sort=a1", "https://acme.example/p?key=AIzaSyD3xAmPl3k3y0fNoB0dy1234567890abc",
        "const token = getToken4Acme();\\nreturn f(token);"}) {
    CAPTURE(text);
    CHECK(found_by_server(text) == 0);
  }
}
