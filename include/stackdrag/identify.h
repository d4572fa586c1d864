// Tells who is behind the parts of an export: the type of a tag, a template, a script, an address, a cookie, a step of an automation.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/packs.h"
#include "stackdrag/vocabulary.h"

namespace stackdrag {

/// What is known about a part of an export.
struct Sender {
  enum class Is : std::uint8_t {
    unknown,
    helper,  ///< it reports to nobody: it shapes data, listens, keeps a cookie
    vendor
  };
  Is is = Is::unknown;
  std::string vendor;   ///< the id of a vendor of the packs, or a name of the same form; empty unless it is a vendor
  std::string account;  ///< in the vendor's full form (`AW-123456789`); empty if none is told, or only a placeholder for one
};

/// What is known about a step of an automation.
struct Step {
  StepMeaning means = StepMeaning::tool;
  std::string tool;  ///< empty for helpers, agents, and requests to addresses that nobody knows
  Text does;         ///< what the tool is used for; empty if the packs do not say
  At<StepAct> acts;  ///< what it does to the tool unless its settings say more; absent if the packs do not say
};

/// The vocabulary of the packs, prepared for lookups. Building one compiles some hundred patterns; one serves for any number of files.
/// The packs must outlive it. Lookups may run in several threads at once.
class Identify {
 public:
  explicit Identify(const Packs& packs);
  /// Of the built-in packs, made when first asked for.
  static const Identify& built_in();
  ~Identify();
  Identify(Identify&&) noexcept;
  Identify& operator=(Identify&&) noexcept;

  const Packs& packs() const;

  /// The row of a type of tag in a container; every custom template (`cvt_…`) has the row `cvt`. Null if the packs do not know the type.
  const TagType* tag_type(Text type) const;

  /// Who is behind a custom template: by its publisher in the gallery (may be empty) and its name.
  Sender custom_template(Text owner, Text name) const;

  /// The vendor that a name speaks of, such as that of a tag; empty if none. Of several, the one with the longest name.
  std::string vendor_in(Text name) const;

  /// Whom a script or a piece of HTML reports to, by the calls in it and the hosts that it loads from; comments do not count. The vendor
  /// that most speaks for stands first. One helper if it loads nothing, else one sender that is unknown.
  std::vector<Sender> script(Text code) const;

  /// Whom a request reports to: by its address, and the account by the body as well.
  Sender address(Text url, Text body = {}) const;

  /// Who sets a cookie of this name.
  Sender cookie(Text name) const;

  /// Who owns a host.
  Sender host(Text host) const;

  /// The step of an automation. `engine` is `n8n`, `make` or `zapier`; the type is as exports write it: `n8n-nodes-base.hubspotTrigger`,
  /// `hubspotcrm:createContact`, `HubSpotCLIAPI@1.2.3`. A type that the packs do not know is a tool of the same name.
  Step step(Text engine, Text type) const;
  /// The same for a step that calls an address.
  Step request(Text url) const;

  /// The vendor and the account that a parameter holds, given whom the tag reports to. An account whose form only one product of the same
  /// company has names that product: `AW-123456789` of a Google tag is Google Ads.
  Sender with_account(Text vendor, Text value) const;

  /// What `Identify` is made of; only its own sources look inside.
  struct Tables;

 private:
  std::unique_ptr<const Tables> tables_;
};

/// Whether a text stands where an account should be, without being one: `YOUR_ID`, `UA-XXXX-Y`, `{{Pixel}}`, `1234567890`.
bool is_placeholder(Text account);

}  // namespace stackdrag
