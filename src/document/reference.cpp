// The only file that includes yaml-cpp: it runs the parser, hands its events to the walk, and catches what it throws.
#include "document/reference.h"

#include <algorithm>
#include <istream>
#include <new>
#include <stdexcept>
#include <streambuf>

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "document/builder.h"
#include "document/bytes.h"
#include "document/diagnose.h"
#include "document/rough.h"
#include "document/walk.h"
#include "stackdrag/document_limits.h"

namespace stackdrag::document {
namespace {

/// The text as yaml-cpp gets it, and how its offsets map to the source.
struct Feed {
  std::string text;
  std::size_t skipped = 0;   // bytes of the source in front of it
  std::size_t inserted = 0;  // bytes that we have inserted
  std::size_t inserted_at = 0;

  std::size_t offset(int position) const {
    const auto at = static_cast<std::size_t>(std::max(position, 0));
    return at + skipped - (at >= inserted_at + inserted ? inserted : 0);
  }
};

std::size_t first_token(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (is_blank(text[at]) || is_break(text[at]) || text[at] == '#')) {
    at = text[at] == '#' ? line_end(text, at) : at + 1;
  }
  return at;
}

// A comment at the end makes yaml-cpp notice a quote that is still open there. yaml-cpp would hold a document that is a single flow
// collection in its token queue as a whole, because it might be a key; after `---` it cannot be one.
Feed make_feed(std::string_view masked, std::size_t skipped) {
  Feed feed{.text = {}, .skipped = skipped};
  const std::string_view text = masked.substr(skipped);
  feed.text.reserve(text.size() + 8);
  feed.text = text;
  const std::size_t first = first_token(text);
  if (first < text.size() && (text[first] == '{' || text[first] == '[')) {
    constexpr std::string_view start = "\n--- ";
    feed.text.insert(first, start);
    feed.inserted = start.size();
    feed.inserted_at = first;
  }
  feed.text += text.empty() || text.back() == '\n' ? "#" : "\n#";
  return feed;
}

/// Serves the text in pieces, and stops when the parser has read too far ahead of the last event.
class Reader : public std::streambuf {
 public:
  explicit Reader(std::string& text) : text_(text) {}

  void reported(std::size_t offset) { reported_ = offset; }
  bool ran_away() const { return ran_away_; }

 protected:
  int_type underflow() override {
    if (served_ >= text_.size()) return traits_type::eof();
    ran_away_ = ran_away_ || served_ > reported_ + longest_lookahead;
    if (ran_away_) return traits_type::eof();
    char* const piece = text_.data() + served_;
    const std::size_t size = std::min(piece_bytes, text_.size() - served_);
    served_ += size;
    setg(piece, piece, piece + size);
    return traits_type::to_int_type(*piece);
  }

 private:
  static constexpr std::size_t piece_bytes = 16 * 1024;

  std::string& text_;
  std::size_t served_ = 0;
  std::size_t reported_ = 0;
  bool ran_away_ = false;
};

/// Thrown to leave the parser from inside a handler; the problem is in the builder.
struct Enough {};

class Handler : public YAML::EventHandler {
 public:
  Handler(Walk& walk, const Feed& feed, Reader& reader)
      : walk_(walk), feed_(feed), reader_(reader), events_left_(4 * feed.text.size() + 16) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { go_on(walk_.null(event(mark, anchor))); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { go_on(walk_.alias(event(mark, anchor))); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    go_on(walk_.scalar(event(mark, anchor, tag), value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override {
    go_on(walk_.begin(event(mark, anchor, tag, style), NodeKind::sequence));
  }
  void OnSequenceEnd() override { go_on(walk_.end()); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override {
    go_on(walk_.begin(event(mark, anchor, tag, style), NodeKind::mapping));
  }
  void OnMapEnd() override { go_on(walk_.end()); }

 private:
  Event event(const YAML::Mark& mark, YAML::anchor_t anchor, std::string_view tag = {},
              YAML::EmitterStyle::value style = YAML::EmitterStyle::Default) {
    reader_.reported(static_cast<std::size_t>(std::max(mark.pos, 0)));
    return {.at = feed_.offset(mark.pos), .anchor = anchor, .tag = tag, .flow = style == YAML::EmitterStyle::Flow};
  }

  void go_on(bool good) {
    if (!good || events_left_-- == 0) throw Enough{};
  }

  Walk& walk_;
  const Feed& feed_;
  Reader& reader_;
  std::size_t events_left_;
};

Stop reason(const YAML::ParserException& error) {
  const std::string_view message = error.msg;
  const auto is = [message](std::string_view text) { return message.substr(0, text.size()) == text; };
  using namespace YAML::ErrorMsg;
  if (dynamic_cast<const YAML::DeepRecursion*>(&error) != nullptr) return Stop::depth;
  if (is(UNKNOWN_ANCHOR)) return Stop::unknown_alias;
  if (is(MULTIPLE_TAGS) || is(MULTIPLE_ANCHORS) || is(ALIAS_CONTENT)) return Stop::two_properties;
  for (const char* const text :
       {ALIAS_NOT_FOUND, ANCHOR_NOT_FOUND, CHAR_IN_ALIAS, CHAR_IN_ANCHOR, CHAR_IN_TAG_HANDLE, TAG_WITH_NO_SUFFIX, END_OF_VERBATIM_TAG}) {
    if (is(text)) return Stop::bad_property;
  }
  return is(TAB_IN_INDENTATION) ? Stop::tab : Stop::other;
}

/// Reads one source once.
class Reading {
 public:
  Reading(const Sources& sources, std::size_t source, Repeats repeats, Author author)
      : text_(sources.text(source)),
        base_(sources.base(source)),
        rough_(read_roughly(text_, base_)),
        builder_(sources, source, repeats, author),
        walk_(text_, rough_.masked, base_, builder_),
        feed_(make_feed(rough_.masked, byte_order_mark(text_))),
        reader_(feed_.text) {}

  Document run() {
    Document document = read();
    if (!document.problem) return document;
    // What cannot be seen is the cause of what can.
    const std::size_t place = std::max(document.problem->at.begin, base_) - base_;
    const std::size_t end = line_end(text_, std::min(place, text_.size()));
    if (auto blank = odd_blank(text_, base_, end)) document.problem = std::move(blank);
    return document;
  }

 private:
  Document read() {
    parse();
    if (reader_.ran_away() || (stopped_ && !builder_.problem())) return {{}, explain(), builder_.repeated()};
    if (!builder_.problem()) walk_.finish();
    if (!builder_.problem()) return {builder_.take(), {}, builder_.repeated()};
    return {{}, walk_.vague() ? second_opinion() : *builder_.problem(), builder_.repeated()};
  }

  void parse() {
    try {
      std::istream stream(&reader_);
      YAML::Parser parser(stream);
      Handler handler(walk_, feed_, reader_);
      parser.HandleNextDocument(handler);
      return;
    } catch (const Enough&) {
    } catch (const YAML::ParserException& error) {
      stop_ = reason(error);
      at_ = error.mark.is_null() ? walk_.position() : feed_.offset(error.mark.pos);
    } catch (const YAML::Exception&) {
      at_ = walk_.position();
    }
    stopped_ = true;
  }

  Problem explain() const {
    if (reader_.ran_away()) {
      const std::size_t at = std::min(walk_.position(), text_.size());
      return problem_at(fmt::format("what begins here is longer than {} MiB; break it up", longest_lookahead >> 20), at);
    }
    return diagnose({.text = text_, .base = base_, .rough = rough_, .walk = walk_, .stop = stop_, .at = at_});
  }

  // The walk found text left over; the rough reading may know why.
  Problem second_opinion() const {
    if (auto conflict = conflict_mark(text_, base_)) return *conflict;
    return rough_.suspicion.value_or(*builder_.problem());
  }

  Problem problem_at(std::string message, std::size_t at) const {
    const auto begin = base_ + static_cast<std::uint32_t>(at);
    return {std::move(message), {begin, begin}};
  }

  std::string_view text_;
  std::uint32_t base_;
  Rough rough_;
  TreeBuilder builder_;
  Walk walk_;
  Feed feed_;
  Reader reader_;
  bool stopped_ = false;
  Stop stop_ = Stop::other;
  std::size_t at_ = 0;
};

}  // namespace

Document read_reference(const Sources& sources, std::size_t source, Repeats repeats, Author author) {
  const std::uint32_t base = sources.base(source);
  if (sources.text(source).size() > most_reference_bytes) {
    return {{}, Problem{fmt::format("this file is larger than {} MiB", most_reference_bytes >> 20), {base, base + 1}}, {}};
  }
  try {
    return Reading(sources, source, repeats, author).run();
  } catch (const std::bad_alloc&) {
    return {{}, Problem{"there is not enough memory to read this document", {base, base}}, {}};
  } catch (const std::length_error&) {
    return {{}, Problem{"there is not enough memory to read this document", {base, base}}, {}};
  }
}

}  // namespace stackdrag::document
