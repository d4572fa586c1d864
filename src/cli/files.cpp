// Reading whole files, and writing them all or nothing.
#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "stackdrag/text.h"
#include "stackdrag/workflow_log.h"

namespace stackdrag::cli {
namespace {

bool only_regular_files = false;

constexpr std::size_t most_bytes = std::size_t{2} << 30;

Failure cannot(std::string_view what, const std::string& path, int error) {
  return {fmt::format("cannot {} `{}`: {}", what, visible(path), reason_of(error))};
}

/// "; did you mean `stack.yaml`?": the file in the same folder whose name is nearest to that of a missing one.
std::string suggestion(const std::string& path) {
  const std::filesystem::path wanted(path);
  const std::filesystem::path folder = wanted.has_parent_path() ? wanted.parent_path() : ".";
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  const std::vector<std::string_view> views(names.begin(), names.end());
  return did_you_mean(wanted.filename().string(), views);
}

/// A descriptor that is closed at the end of its scope, unless it is a standard one.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number > 2) ::close(number);
  }
};

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// The path of the one file that is being written, for the signal handler, which may use nothing else.
char half_written[4096];
volatile std::sig_atomic_t is_half_written = 0;

constexpr int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};

extern "C" void remove_half_written(int signal) {
  if (is_half_written != 0) ::unlink(half_written);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

/// Holds back the signals that end the program until the end of the scope.
class HeldSignals {
 public:
  HeldSignals() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : ending_signals) sigaddset(&held, signal);
    sigprocmask(SIG_BLOCK, &held, &before_);
  }
  HeldSignals(const HeldSignals&) = delete;
  ~HeldSignals() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

/// A new file that is removed unless it becomes another, whatever ends the program.
class Temporary {
 public:
  /// `open` makes the file at the path, may complete the path, and returns a descriptor or -1. A signal waits until the file is known to
  /// the handler: one that came between the two would leave it behind.
  template <typename Open>
  Temporary(std::string path, const Open& open) : path_(std::move(path)) {
    const HeldSignals held;
    file_.number = open(path_);
    error_ = file_.number < 0 ? errno : 0;
    if (error_ != 0) path_.clear();
    if (path_.empty() || path_.size() >= sizeof half_written) return;
    path_.copy(half_written, path_.size());
    half_written[path_.size()] = 0;
    is_half_written = 1;
  }
  Temporary(const Temporary&) = delete;
  ~Temporary() {
    const HeldSignals held;
    if (!path_.empty()) ::unlink(path_.c_str());
    is_half_written = 0;
  }
  int descriptor() const { return file_.number; }
  /// Why the file could not be made, or 0.
  int error() const { return error_; }
  /// Renames it and flushes the folder to the disk. Returns the number of the error, or 0.
  int become(const std::string& target) {
    {
      // Once it has its new name, somebody else may make a file of the old one.
      const HeldSignals held;
      if (::rename(path_.c_str(), target.c_str()) != 0) return errno;
      path_.clear();
      is_half_written = 0;
    }
    const std::filesystem::path folder = std::filesystem::path(target).parent_path();
    const Descriptor opened{::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // Errors are ignored: some file systems cannot flush a folder.
    if (opened.number >= 0) ::fsync(opened.number);
    return 0;
  }

 private:
  std::string path_;
  Descriptor file_{-1};
  int error_ = 0;
};

bool is_input(const struct stat& target, const std::vector<std::string>& inputs) {
  struct stat standard_input {};
  const bool piped = ::fstat(STDIN_FILENO, &standard_input) == 0 && S_ISREG(standard_input.st_mode);
  if (piped && standard_input.st_dev == target.st_dev && standard_input.st_ino == target.st_ino) return true;
  return std::any_of(inputs.begin(), inputs.end(), [&](const std::string& input) {
    struct stat status {};
    return ::stat(input.c_str(), &status) == 0 && status.st_dev == target.st_dev && status.st_ino == target.st_ino;
  });
}

Failure is_an_input(const std::string& path) {
  return {fmt::format("`{}` is an input of this audit and will not be overwritten", visible(path))};
}

Result<bool> write_straight(const std::string& path, const Write& write) {
  // A FIFO would make us wait until somebody reads it, which may be never. A reader that is just being started gets a moment.
  constexpr int most_waits = 100;
  const auto open_at_once = [&] { return ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC); };
  Descriptor file{open_at_once()};
  for (int waits = 0; file.number < 0 && errno == ENXIO && waits < most_waits; ++waits) {
    ::usleep(20'000);
    file.number = open_at_once();
  }
  if (file.number < 0 && errno == ENXIO) return Failure{fmt::format("nobody reads `{}`: start its reader first", visible(path))};
  if (file.number < 0) return cannot("open", path, errno);
  ::fcntl(file.number, F_SETFL, O_WRONLY);
  if (const int error = write_to(file.number, write); error != 0 && error != EPIPE) return cannot("write", path, error);
  return true;
}

}  // namespace

std::string reason_of(int error) {
  return lower_case(std::string_view(std::strerror(error)).substr(0, 1)) + std::string(std::strerror(error)).substr(1);
}

Result<std::string> read_file(const std::string& path) {
  const Descriptor file{path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | (only_regular_files ? O_NONBLOCK : 0))};
  if (file.number < 0) {
    const int error = errno;
    Failure failure = cannot("read", path, error);
    if (error == ENOENT) failure.message += suggestion(path);
    return failure;
  }
  std::string bytes;
  struct stat status {};
  const bool is_regular = ::fstat(file.number, &status) == 0 && S_ISREG(status.st_mode);
  if (!is_regular && only_regular_files) return Failure{fmt::format("`{}` is no regular file", visible(path))};
  if (is_regular) bytes.reserve(static_cast<std::size_t>(status.st_size) + 1);
  // `resize` fills with zeros; in small steps these are still in the processor's cache when they are overwritten. One byte more than the
  // size of the file is read, to see its end.
  constexpr std::size_t step = std::size_t{128} << 10;
  while (bytes.size() <= most_bytes) {
    const std::size_t filled = bytes.size();
    bytes.resize(filled + (bytes.capacity() > filled ? std::min(bytes.capacity() - filled, step) : step));
    const ssize_t read = ::read(file.number, bytes.data() + filled, bytes.size() - filled);
    bytes.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(read, 0)));
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return cannot("read", path, errno);
    if (read == 0) return bytes;
  }
  return Failure{fmt::format("`{}` is larger than 2 GiB", visible(path))};
}

void read_only_regular_files() { only_regular_files = true; }

int write_to(int descriptor, const Write& write) {
  int error = 0;
  Output out([&](std::string_view piece) {
    if (!write_all(descriptor, piece)) error = errno;
    return error == 0;
  });
  write(out);
  out.finish();
  return error;
}

Write without_old_commands(Write write) {
  return [write = std::move(write)](Output& out) {
    bool begun = false, is_json = false;
    std::string held;  // what may be the beginning of a command
    Output checked([&](std::string_view piece) {
      if (!begun) is_json = piece.starts_with('{') || piece.starts_with('[');
      begun = true;
      if (held.empty() && piece.find('#') == piece.npos) return out.put(piece), true;
      held += piece;
      held = is_json ? report::without_old_commands(std::move(held), "\\u0023") : report::without_old_commands(std::move(held));
      const std::size_t whole = report::whole_of_old_commands(held);
      out.put(std::string_view(held).substr(0, whole));
      held.erase(0, whole);
      return true;
    });
    write(checked);
    checked.finish();
    out.put(held);
  };
}

Result<bool> write_file(const std::string& path, const std::vector<std::string>& inputs, const Write& write,
                        const std::function<bool(const std::string&)>& is_kept) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && is_input(status, inputs)) return is_an_input(path);
  if (exists && S_ISDIR(status.st_mode)) return cannot("write", path, EISDIR);
  if (exists && S_ISREG(status.st_mode) && is_kept && is_kept(resolved(path)))
    return Failure{fmt::format("`{}` is an inventory or a configuration and will not be overwritten", visible(path))};
  const Write safe = without_old_commands(write);
  if (exists && !S_ISREG(status.st_mode)) return write_straight(path, safe);
  const std::string target = exists ? resolved(path) : path;
  Temporary temporary(target + ".XXXXXX", [](std::string& name) { return ::mkostemp(name.data(), O_CLOEXEC); });
  if (temporary.error() != 0) return cannot("write", path, temporary.error());
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? status.st_mode & 07777 : 0666 & ~mask;
  if (const int error = write_to(temporary.descriptor(), safe)) return cannot("write", path, error);
  if (::fchmod(temporary.descriptor(), mode) != 0 || ::fsync(temporary.descriptor()) != 0) return cannot("write", path, errno);
  if (const int error = temporary.become(target)) return cannot("write", path, error);
  return true;
}

std::string folder_of(const std::string& path) { return std::filesystem::path(path).parent_path().string(); }

bool belongs_to(const std::string& file, const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(file, error);
  fs::path root = fs::weakly_canonical(folder.empty() ? "." : folder, error);
  for (fs::path at = root; at != at.root_path(); at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) {
      root = at;
      break;
    }
  }
  const fs::path inside = whole.lexically_relative(root);
  return !inside.empty() && *inside.begin() != "..";
}

std::string resolved(const std::string& path) {
  std::error_code error;
  const std::filesystem::path target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

bool exists(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

Result<bool> replace_file(const std::string& path, const std::vector<std::string>& inputs, std::string_view before,
                          const std::string& text) {
  const std::string target = resolved(path);
  const std::string lock = target + ".lock";
  struct stat status {};
  const bool existed = ::stat(target.c_str(), &status) == 0;
  if (existed && is_input(status, inputs)) return is_an_input(path);
  if (existed && !S_ISREG(status.st_mode)) return Failure{fmt::format("`{}` is not a regular file", visible(path))};
  Temporary temporary(
      lock, [](const std::string& name) { return ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666); });
  if (temporary.error() == EEXIST)
    return Failure{
        fmt::format("`{}` exists: another stackdrag is changing the file, or was killed; if none is running, delete it", visible(lock))};
  if (temporary.error() != 0) return cannot("write", path, temporary.error());
  const auto now = existed ? read_file(target) : Result<std::string>(std::string());
  if (!now.ok() || now.value() != before) return Failure{fmt::format("`{}` changed in the meantime; try again", visible(path))};
  if (const int error = write_to(temporary.descriptor(), [&](Output& out) { out.put(text); })) return cannot("write", path, error);
  if ((existed && ::fchmod(temporary.descriptor(), status.st_mode & 07777) != 0) || ::fsync(temporary.descriptor()) != 0)
    return cannot("write", path, errno);
  if (const int error = temporary.become(target)) return cannot("write", path, error);
  return true;
}

void clean_up_half_written() {
  // A bug of ours ends the program with `std::exit`, which runs no destructors.
  std::atexit([] {
    if (is_half_written != 0) ::unlink(half_written);
  });
  for (const int signal : ending_signals) {
    // What is ignored on purpose, as under nohup, stays ignored.
    if (std::signal(signal, &remove_half_written) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

}  // namespace stackdrag::cli
