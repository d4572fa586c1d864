// What tells who is behind the parts of an export: codes of tags, templates, addresses, calls in scripts, cookies, steps of automations.
// The rows are those of packs, section by section, as in pack_rows.h; they are read when somebody first asks for them.
#pragma once

#include <tuple>
#include <vector>

#include "stackdrag/pack_rows.h"

namespace stackdrag {

/// What a type of tag in Google Tag Manager does.
enum class TagMeaning : std::uint8_t {
  pixel,    ///< it reports to its vendor
  helper,   ///< it reports to nobody
  request,  ///< it calls an address that one of its parameters holds
  custom,   ///< it runs a template, which tells the rest
  script,   ///< it runs HTML or JavaScript
  image     ///< it loads an image from an address
};

/// A type of tag in Google Tag Manager: `gaawe`, `awct`, `html`.
struct TagType {
  At<Text> id;
  At<Text> name, vendor, source;
  At<TagMeaning> means;  ///< a pixel if not given
  List<Text> account;    ///< the parameters that may hold the account; the first that does, does
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("tags", needed_field<&TagType::name>("name", "GA4 event", "What people call it"),
                        optional_field<&TagType::vendor>("vendor", "google-analytics", "The vendor that it reports to"),
                        optional_field<&TagType::means>("means", "helper", "What it does; `pixel` if left out"),
                        optional_field<&TagType::account>("account", "[measurementIdOverride, measurementId]",
                                                          "The parameters that may hold the account, in the order in which they count"));
  }
};

/// What the name of a template says.
enum class TemplateMeaning : std::uint8_t {
  pixel,   ///< it reports to its vendor
  helper,  ///< it reports to nobody
  nothing  ///< the word is the name of a vendor, too, but too common to tell
};

/// Words in the names of custom templates, and who publishes such templates.
struct TemplateName {
  At<Text> id;
  At<Text> vendor, source;
  At<TemplateMeaning> means;  ///< a pixel if not given
  List<Text> owners;          ///< accounts of the template gallery whose templates are all of this kind
  List<Text> words;           ///< words or phrases in a template's name, in lower case
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section(
        "templates", optional_field<&TemplateName::vendor>("vendor", "meta", "The vendor that it reports to"),
        optional_field<&TemplateName::means>("means", "helper", "What it says; `pixel` if left out"),
        optional_field<&TemplateName::owners>("owners", "[facebookarchive]", "Who publishes only such templates in the gallery"),
        optional_field<&TemplateName::words>("words", "[facebook pixel, conversions api]", "Words in its name, in lower case"));
  }
};

/// An address or a call in a script that shows a vendor at work, and perhaps whose account it is.
struct AccountPattern {
  At<Text> id;
  At<Text> vendor, pattern, example, account, near_miss, source;
  List<Text> hosts;  ///< if given, the pattern is one of addresses: what follows the host
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section(
        "accounts", needed_field<&AccountPattern::vendor>("vendor", "meta", "The vendor that it shows"),
        optional_field<&AccountPattern::hosts>(
            "hosts", "[facebook.com]",
            "The hosts, with their subdomains, of addresses that the pattern is for, `*` for any; without it, the pattern is for scripts"),
        needed_field<&AccountPattern::pattern>("pattern", "'[?&]id=([0-9]{14,17})'",
                                               "The regular expression of what follows the host, or of a call; its groups are the account"),
        needed_field<&AccountPattern::example>("example", "'https://www.facebook.com/tr?id=123456789012347'", "What it matches"),
        optional_field<&AccountPattern::account>("account", "'123456789012347'", "The account in the example"),
        needed_field<&AccountPattern::near_miss>("not", "'https://www.facebook.com/tr?id=1'", "What it does not match, though nearly"));
  }
};

/// The name of a cookie that a vendor sets.
struct CookieName {
  At<Text> id;
  At<Text> vendor, pattern, example, account, near_miss, source;
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("cookies", needed_field<&CookieName::vendor>("vendor", "hotjar", "The vendor that sets it"),
                        needed_field<&CookieName::pattern>("pattern", "'_hjSession_([0-9]+)'",
                                                           "The regular expression of the whole name; its groups are the account"),
                        needed_field<&CookieName::example>("example", "_hjSession_123476", "A name that it matches"),
                        optional_field<&CookieName::account>("account", "'123476'", "The account in the example"),
                        needed_field<&CookieName::near_miss>("not", "_hjSession_", "A name that it does not match, though nearly"));
  }
};

/// What a step of an automation does.
enum class StepMeaning : std::uint8_t {
  tool,     ///< it works on a tool
  helper,   ///< it only moves or shapes data inside of the automation
  request,  ///< it calls an address that one of its parameters holds
  model,    ///< it calls an AI model
  agent     ///< it lets a model decide; the model is another step
};
/// What a step does to its tool unless its parameters say more.
enum class StepAct : std::uint8_t { reads, writes };

/// How n8n, Make and Zapier call the steps that work on a tool.
struct StepNames {
  At<Text> id;
  At<Text> tool;  ///< the id if not given
  At<Text> does, source;
  At<StepMeaning> means;  ///< a tool if not given
  At<StepAct> acts;
  List<Text> n8n, make, zapier;  ///< types without their package, apps without their module, apps without version
  At<Date> checked;
  At<Certainty> certainty;

  static constexpr auto section() {
    return pack_section("nodes", optional_field<&StepNames::means>("means", "model", "What such a step does; `tool` if left out"),
                        optional_field<&StepNames::tool>("tool", "hubspot", "The tool, where the id of the row is another"),
                        optional_field<&StepNames::does>("does", "crm", "What the tool is used for"),
                        optional_field<&StepNames::acts>("acts", "writes", "What it does to the tool unless its settings say more"),
                        optional_field<&StepNames::n8n>("n8n", "[hubspot]", "Types of n8n's nodes, without the package"),
                        optional_field<&StepNames::make>("make", "[hubspotcrm]", "Apps of Make, without the module"),
                        optional_field<&StepNames::zapier>("zapier", "[HubSpot]", "Apps of Zapier, without `API` and the version"));
  }
};

using VocabularyRows = RowTypes<TagType, TemplateName, AccountPattern, CookieName, StepNames>;

template <class Rows>
struct RowVectorsOf;
template <class... Row>
struct RowVectorsOf<RowTypes<Row...>> {
  using type = std::tuple<std::vector<Row>...>;
};

/// The rows of each section, by id.
struct Vocabulary {
  RowVectorsOf<VocabularyRows>::type sections;

  template <class Row>
  const std::vector<Row>& rows() const {
    return std::get<std::vector<Row>>(sections);
  }
};

}  // namespace stackdrag
