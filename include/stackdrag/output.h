// Writes a report piece by piece, so that it is never in memory as a whole.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace stackdrag {

/// Buffers text and passes it on in large pieces.
class Output {
 public:
  /// Takes a piece. After it has returned false (failure), it is not called again.
  using Take = std::function<bool(std::string_view piece)>;

  static constexpr std::size_t piece_bytes = std::size_t{64} * 1024;

  explicit Output(Take take) : take_(std::move(take)) {}

  void put(std::string_view text) {
    if (text.size() > piece_bytes - used_) return put_across(text);
    used_ += text.copy(buffer_.get() + used_, text.size());
  }
  void put(char c) { put(std::string_view(&c, 1)); }

  /// Room for up to `bytes` more, which must not exceed `piece_bytes`. The caller writes from the front and then calls `fill` with the end
  /// of what it wrote.
  char* room(std::size_t bytes) {
    if (bytes > piece_bytes - used_) hand_on();
    return buffer_.get() + used_;
  }
  void fill(const char* end) { used_ = static_cast<std::size_t>(end - buffer_.get()); }

  /// Passes on the rest. False if any piece failed.
  bool finish() { return hand_on(), !failed_; }

 private:
  void put_across(std::string_view text);
  void hand_on();

  Take take_;
  std::unique_ptr<char[]> buffer_ = std::make_unique_for_overwrite<char[]>(piece_bytes);
  std::size_t used_ = 0;
  bool failed_ = false;
};

/// Everything that `write` writes, as one text.
std::string collected(const std::function<void(Output&)>& write);

}  // namespace stackdrag
