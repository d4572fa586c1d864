// Evidence: what the exports of other programs say about the stack. An export is recognised by its content, an importer turns it into
// observations, and `gather` makes items of them (observed_file.h). Values in, values out: nothing here touches files or the clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/enum_names.h"
#include "stackdrag/inventory.h"
#include "stackdrag/packs.h"
#include "stackdrag/source.h"
#include "stackdrag/tree.h"
#include "stackdrag/units.h"

namespace stackdrag {

class Identify;

namespace evidence {

struct SheetMap;

/// How a source comes to know what it says, the strongest first.
enum class Grade : std::uint8_t {
  seen,        ///< it ran while somebody watched
  published,   ///< it is in what is delivered to visitors
  configured,  ///< it is in the settings of a tool, which need not be live
  listed,      ///< somebody wrote it down
};

/// What the visitor of a recorded visit had chosen when asked for consent.
enum class Choice : std::uint8_t { unsaid, none, denied, granted };

/// The kinds of exports, in the order in which they are recognised.
enum class ExportKind : std::uint8_t { har, gtm, n8n, make, zapier, blacklight, cookies, lighthouse, plan, catalog, observed, sheet };

/// What an export shows that is worth a question, though it is no fact about an item.
enum class MarkKind : std::uint8_t {
  secret,         ///< somebody left it in a text
  open_webhook,   ///< anybody who knows its address starts an active workflow that writes to a tool or calls a model
  brought_along,  ///< the tag of one vendor has loaded that of another
};
struct Mark {
  MarkKind kind = MarkKind::secret;
  std::string of{};       ///< of a secret, what it is, with its article: "an access token"; the key of the workflow; the vendor
  std::string by{};       ///< of an open webhook, a tool that it writes to, if any; of what was brought along, the vendor that did
  std::string pointer{};  ///< the JSON pointer of what holds it, where it has no item

  friend auto operator<=>(const Mark&, const Mark&) = default;
};

/// How many of something an export holds, by name: "tags", "unused_triggers".
using Counts = std::map<std::string, std::size_t, std::less<>>;

/// One export. An importer fills in `of`, `version`, `day`, `counts`, `marks` and `pages`, as far as the export says them; the rest is
/// known to the caller.
struct ExportSource {
  std::string id{};  ///< made of kind and subject, never of the file's name: "gtm-WZL8XZV"
  ExportKind kind = ExportKind::har;
  std::string of{};       ///< the container, site, scenario … that it speaks of
  std::string version{};  ///< of the container; of workflows, the day of the newest edit
  std::optional<Date> day{};
  std::string file{};    ///< its name without folders
  std::string sha256{};  ///< of its bytes, in hexadecimal
  Grade grade = Grade::listed;
  Choice choice = Choice::unsaid;
  Counts counts{};                   ///< what rules ask about the whole of it
  std::vector<Mark> marks{};         ///< sorted, each once
  std::vector<std::string> pages{};  ///< the paths of the pages that a recorded visit covers: "/", "/pricing"

  friend bool operator==(const ExportSource&, const ExportSource&) = default;
};

/// What an observation is about: as much as the export says. Observations with the same `key_of` are about one item.
struct Subject {
  Kind kind = Kind::none;   ///< of the item in an inventory
  std::string vendor{};     ///< the id of a vendor of the packs, else a registrable domain; of a workflow, its engine: "n8n"
  std::string account{};    ///< as the vendor writes it: "G-AB12CD34EF"
  std::string place{};      ///< the container or site, or the instance of an engine
  std::string engine_id{};  ///< the id of a workflow in its engine, or of a tag in its container
  std::string name{};       ///< what people called it, only where it has no id
  bool server_side = false;

  friend bool operator==(const Subject&, const Subject&) = default;
};

/// The key of the item, which stays the same from one export to the next: "meta.608795229329835", "hotjar@acme.example",
/// "tag@GTM-AB12CD.17", "n8n.kXz81bQwErtyui2P".
std::string key_of(const Subject& subject);

/// One thing that an export says. Texts are copies, so that the document can be let go of. Nothing personal and nothing secret may get in:
/// what comes from the export as free text goes through `redact.h` first.
struct Observation {
  Subject who;
  std::string field{};           ///< of the item, by the name in the field table; empty: the item is there
  std::string value{};           ///< as an inventory writes it; a list is one observation for each element
  std::string pointer{};         ///< where it stands: the JSON pointer of the entry, tag or node
  std::optional<Grade> grade{};  ///< where it differs from that of the source
  bool paused = false;           ///< it is switched off there

  friend bool operator==(const Observation&, const Observation&) = default;
};

/// What the user says about the exports.
struct Circumstances {
  Choice choice = Choice::unsaid;
  std::optional<Date> day{};               ///< for exports that do not say theirs
  std::vector<std::string> first_party{};  ///< other domains of the same house
  const SheetMap* map = nullptr;           ///< of spreadsheets; must outlive what is read with it
};

/// An export that is being imported.
struct Export {
  View root;  ///< of a table: a list of rows, each a mapping from the names of its columns
  const Identify& identify;
  const Packs& packs;  ///< those of `identify`
  const Circumstances& given;
};

/// What an importer makes of an export. Of `source`, all but `of`, `version`, `day`, `counts`, `marks`, `pages` and `id` is set before;
/// `day` is set if the user gave one.
struct Imported {
  ExportSource source{};
  std::vector<Observation> observations{};
  std::vector<Problem> problems{};   ///< what breaks the export: nothing of it is used
  std::vector<std::string> notes{};  ///< sentences for the user about what was left out
};

/// A kind of exports. To add an importer, write `void read_NAME(const Export&, Imported&)` in a file of its own and name it in
/// importers.cpp.
struct Importer {
  ExportKind kind;
  std::string_view title;  ///< "Google Tag Manager container", for messages
  Grade grade;
  bool (*recognises)(View root);                  ///< by content only
  void (*read)(const Export& in, Imported& out);  ///< null of an observed file, which is read in another way
};

/// All of them, one for each kind, in the order in which they are asked.
std::span<const Importer> importers();
const Importer& importer_of(ExportKind kind);
/// Whether this is an observed file, and neither an export nor part of an inventory: its first key is `observed`.
bool is_observed(View root);
/// The first that recognises the document; null if none does.
const Importer* recognise(View root);

/// An export that was read as JSON, YAML or a table, whichever it is.
struct Opened {
  Document document{};
  const Importer* importer = nullptr;  ///< null if it cannot be read, or nothing recognises it
};
Opened open_export(const Sources& sources, std::size_t source, const SheetMap* map = nullptr);

/// How many observations one export may yield; a larger one is refused.
inline constexpr std::size_t most_observations = 200'000;

/// What an export says. `file` is its name without folders. Without a day inside, the day is that of the circumstances, or the one in the
/// name (`home-2026-11-20.har`); never that of the clock. Precondition: the importer can read.
Imported import_export(const Opened& opened, const Identify& identify, const Circumstances& given, std::string_view file,
                       std::string_view bytes);

/// What bytes are that are no document, and what to do about it: "is compressed (gzip); unpack it first". Empty for anything else.
std::string_view refusal_of(std::string_view bytes);

}  // namespace evidence

template <>
inline constexpr auto names_of<evidence::Grade> = std::to_array<std::string_view>({"seen", "published", "configured", "listed"});
template <>
inline constexpr auto names_of<evidence::MarkKind> = std::to_array<std::string_view>({"secret", "open-webhook", "brought-along"});
static_assert(names_of<evidence::MarkKind>.size() == static_cast<std::size_t>(evidence::MarkKind::brought_along) + 1);
template <>
inline constexpr auto names_of<evidence::Choice> = std::to_array<std::string_view>({"unsaid", "none", "denied", "granted"});
template <>
inline constexpr auto names_of<evidence::ExportKind> = std::to_array<std::string_view>({"har", "gtm", "n8n", "make", "zapier", "blacklight",
                                                                                        "cookies", "lighthouse", "plan", "catalog",
                                                                                        "observed", "sheet"});

}  // namespace stackdrag
