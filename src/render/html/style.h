// The style of the page: the same for every page, so that the policy of the page can name its hash.
#pragma once

#include <string>

namespace stackdrag::html {

/// What stands between `<style>` and `</style>`.
const std::string& style();
/// Its SHA-256 in base64, as a Content-Security-Policy names it.
const std::string& style_hash();

}  // namespace stackdrag::html
