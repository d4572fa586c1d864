// Where a report goes: piece by piece, so that no report is in memory as a whole.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace stackdrag {

/// Collects what is put into it and hands it on in large pieces.
class Output {
 public:
  /// Takes a piece; false if that failed, and then nothing more is handed on.
  using Take = std::function<bool(std::string_view piece)>;

  static constexpr std::size_t piece_bytes = std::size_t{64} * 1024;

  explicit Output(Take take) : take_(std::move(take)) {}

  void put(std::string_view text) {
    if (text.size() > piece_bytes - used_) return put_across(text);
    used_ += text.copy(buffer_.get() + used_, text.size());
  }
  void put(char c) { put(std::string_view(&c, 1)); }

  /// Room for `bytes` more, at most `piece_bytes`, to be filled from the front; `fill` then says how far.
  char* room(std::size_t bytes) {
    if (bytes > piece_bytes - used_) hand_on();
    return buffer_.get() + used_;
  }
  void fill(const char* end) { used_ = static_cast<std::size_t>(end - buffer_.get()); }

  /// Hands on the rest. False if anything could not be taken.
  bool finish() { return hand_on(), !failed_; }

 private:
  void put_across(std::string_view text);
  void hand_on();

  Take take_;
  std::unique_ptr<char[]> buffer_ = std::make_unique_for_overwrite<char[]>(piece_bytes);
  std::size_t used_ = 0;
  bool failed_ = false;
};

/// What `write` puts out, as one text.
std::string collected(const std::function<void(Output&)>& write);

}  // namespace stackdrag
