// Counts the events of a YAML file with another reader: what the file alone costs a program that is built on it.
//   events libyaml|yaml-cpp FILE
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>
#include <yaml.h>

#include <cstdio>
#include <fstream>
#include <string_view>

namespace {

long libyaml(const char* path) {
  std::FILE* const file = std::fopen(path, "rb");
  if (file == nullptr) return -1;
  yaml_parser_t parser;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_file(&parser, file);
  long count = 0;
  for (bool done = false; !done; ++count) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser, &event) == 0) return -1;
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  return count;
}

struct Counter : YAML::EventHandler {
  long count = 0;

  void OnDocumentStart(const YAML::Mark&) override { ++count; }
  void OnDocumentEnd() override { ++count; }
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { ++count; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { ++count; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override { ++count; }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override { ++count; }
  void OnSequenceEnd() override { ++count; }
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override { ++count; }
  void OnMapEnd() override { ++count; }
};

long yaml_cpp(const char* path) {
  std::ifstream file(path);
  YAML::Parser parser(file);
  Counter counter;
  return parser.HandleNextDocument(counter) ? counter.count : -1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view reader = count == 3 ? arguments[1] : "";
  if (reader != "libyaml" && reader != "yaml-cpp") return std::fputs("usage: events libyaml|yaml-cpp FILE\n", stderr), 2;
  const long events = reader == "libyaml" ? libyaml(arguments[2]) : yaml_cpp(arguments[2]);
  if (events < 0) return std::fprintf(stderr, "cannot read %s\n", arguments[2]), 1;
  std::printf("%ld events\n", events);
  return 0;
}
