// Takes out of a text what must not leave an export: secrets, people, the content of pages and messages. An importer lets no free text
// pass, nor any address, but through these functions. Headers, bodies, values of cookies and of queries it does not touch at all.
#pragma once

#include <string>
#include <string_view>

namespace stackdrag::evidence {

/// The name of something: "(secret)" if it holds the mark of a secret or tells one (`password=…`), "personal" if it holds an e-mail address
/// or a phone number, else as it is, of at most 200 bytes.
std::string redacted_name(std::string_view name);

/// The path of an address, without query and fragment. A part that holds an e-mail address, a secret, many digits or a hash, or
/// that names somebody, becomes `{}`, and so does each part with a digit behind it: it is likely to be one visitor's. "/orders/{}/done",
/// "/users/{}".
std::string redacted_path(std::string_view address);

/// The host of an address in lower case, without user, password and port; empty if it is no address of the web.
std::string host_of(std::string_view address);

}  // namespace stackdrag::evidence
