// The tags that an inspection of a site has met, which lists addresses and cookies, and not who asked for them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/known_cookies.h"
#include "evidence/site_hosts.h"
#include "stackdrag/evidence.h"

namespace stackdrag::evidence {

class SeenPixels {
 public:
  using Name = std::pair<std::string, std::string>;  ///< vendor and account

  /// `host` is that of the site; empty if nobody knows it.
  SeenPixels(const Export& in, std::string_view host);

  /// Something was asked for. Without an account, only code counts, as a picture may have been asked for by any code. Returns the pixel;
  /// nothing if it is none.
  std::optional<Name> add_address(std::string_view url, const std::string& pointer, const std::set<std::string>& events = {});
  /// A script that has done something with what visitors do, and so more than being loaded.
  void add_recorder(std::string_view url, const std::string& pointer);
  /// `domain` is that of the cookie; empty if it is not known.
  void add_cookie(std::string_view name, std::string_view domain, const std::string& pointer);

  /// What a pixel costs, beside what it is known to cost: how long it blocks a page, in milliseconds, and its bytes. Nothing if that was
  /// not measured.
  void add_cost(const Name& pixel, std::optional<double> block_ms, std::optional<double> bytes);
  bool is_own(std::string_view host);

  /// Writes the observations, and the notes about what is none.
  void write(Choice choice, Imported& out) &&;

 private:
  struct Pixel {
    std::string pointer{};
    std::set<std::string> events{};
    bool has_run = false;  ///< it has sent or stored something
    bool waits = false, is_free = false;
    std::optional<double> block_ms{}, bytes{};
  };

  std::optional<Name> add(std::string_view url, const std::string& pointer, const std::set<std::string>& events, bool has_recorded);
  void merge_accountless();

  const Export& in_;
  std::string site_;
  SiteHosts hosts_;
  KnownCookies cookies_;
  std::map<Name, Pixel> pixels_;
  std::set<std::string> unknown_domains_;  ///< from which code came
  std::set<std::string> without_account_;  ///< the vendors of cookies that name none
};

}  // namespace stackdrag::evidence
