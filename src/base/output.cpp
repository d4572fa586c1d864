// Passes on full pieces.
#include "stackdrag/output.h"

namespace stackdrag {

void Output::put_across(std::string_view text) {
  // A large text is passed on as a piece of its own.
  if (text.size() >= piece_bytes) {
    hand_on();
    failed_ = failed_ || !take_(text);
    return;
  }
  while (!text.empty()) {
    if (used_ == piece_bytes) hand_on();
    const std::size_t part = text.copy(buffer_.get() + used_, piece_bytes - used_);
    used_ += part;
    text.remove_prefix(part);
  }
}

void Output::hand_on() {
  if (used_ > 0 && !failed_) failed_ = !take_({buffer_.get(), used_});
  used_ = 0;
}

std::string collected(const std::function<void(Output&)>& write) {
  std::string text;
  Output out([&](std::string_view piece) { return text.append(piece), true; });
  write(out);
  out.finish();
  return text;
}

}  // namespace stackdrag
