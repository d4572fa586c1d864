// What stands on an item: what breaks, goes stale or has to be rewritten when it goes, how sure that is, and whom to tell.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/assess.h"
#include "stackdrag/enum_names.h"
#include "stackdrag/result.h"

namespace stackdrag {

/// What happens to the item.
enum class ImpactEvent : std::uint8_t {
  removal,  ///< it is taken out of the stack
  outage,   ///< it does not answer for a while
  api,      ///< what calls its API is moved to another version
  leaving,  ///< a person leaves, or a team is dissolved
};
template <>
inline constexpr auto names_of<ImpactEvent> = std::to_array<std::string_view>({"remove", "outage", "api", "leaves"});

/// What becomes of another item: it breaks (it stops, or acts on what is wrong), it degrades (it goes blind or stale), or it only refers to
/// the item, so that somebody has to correct a text.
enum class Harm : std::uint8_t { refers, degrades, breaks };
template <>
inline constexpr auto names_of<Harm> = std::to_array<std::string_view>({"refers", "degrades", "breaks"});

/// How far the answer can be trusted.
enum class Confidence : std::uint8_t { low, medium, high };
template <>
inline constexpr auto names_of<Confidence> = std::to_array<std::string_view>({"low", "medium", "high"});

/// What an integration, or an agent, has to do with another version of an API.
enum class Calling : std::uint8_t {
  moves,    ///< it calls another version
  stays,    ///< it calls that version already
  managed,  ///< the vendor keeps it up to date
  unknown,  ///< nobody has written down which version it calls
};
template <>
inline constexpr auto names_of<Calling> = std::to_array<std::string_view>({"moves", "stays", "managed", "unknown"});

/// What was asked.
struct ImpactQuestion {
  std::string item;                    ///< an id, or kind/id
  std::optional<ImpactEvent> event{};  ///< if empty, people and teams leave, and everything else is removed
  std::string version{};               ///< of the API
  std::optional<std::size_t> depth{};  ///< the most steps to show
  std::string stack{};                 ///< what to call the stack, if it has no name
};

/// The reference by which one item needs another: it stands in a field of one of them.
struct ImpactTie {
  std::string hit, by;  ///< kind/id: the first is harmed when the second goes
  Harm harm = Harm::refers;
  std::string field;    ///< `uses`; empty if no field says so itself
  std::string told_by;  ///< kind/id: whose field it is
  Location at{};        ///< where it is written; no file if no field says so itself
};

/// An item that is harmed.
struct ImpactHit {
  std::string item, id;
  Harm harm = Harm::breaks;    ///< as strong as the weakest tie of the strongest way
  std::size_t steps = 1;       ///< the length of the shortest of these
  std::vector<ImpactTie> way;  ///< from what goes to this item
  std::string cut_by{};        ///< the first item on every way that has been silent for too long: no harm comes through it any more
  std::optional<Date> cut_since{};
  std::vector<std::string> critical{};  ///< why it is critical; empty if it is not
  std::vector<std::string> owners{};    ///< who answers for it and is still here
  bool external = false;                ///< another team's: what lies behind it is not known

  bool is_cut() const { return !cut_by.empty(); }
};

/// An item that names what goes, or that needs what is harmed and does not run.
struct ImpactMention {
  std::string item, field;
  std::string status{};   ///< `planned`, `paused` or `retired`; empty for an item that runs
  std::string instead{};  ///< of an owner who leaves: who else has to do with the item, "`raj` (backup)"; empty if nobody does
  Location at{};
};

/// Facts that are missing to be sure.
struct ImpactGap {
  std::string item;
  std::vector<std::string> fields;
};

/// A name on the way that nothing declares, so that nobody can tell what lies behind it.
struct ImpactGhost {
  std::string item, field, name;
};

struct ImpactTrust {
  Confidence level = Confidence::high;
  std::size_t known = 0, asked = 0;
  std::vector<ImpactGap> missing;
  std::vector<ImpactGhost> ghosts;
  std::string basis;  ///< "based on 1 declared integration at salesforce", "no integration at ga4 is declared"
};

/// Somebody who can be told, and what they have to do with it.
struct ImpactTold {
  struct About {
    std::string item, role;  ///< `hs-sf`, "owner"
  };
  std::string who;
  std::vector<About> about;
};

/// An item that nobody can be asked about.
struct ImpactUnasked {
  std::string item, why;
};

/// What calls the API.
struct ImpactConsumer {
  std::string item, id;
  Calling calling = Calling::unknown;
  std::string version{};  ///< as written; empty if it is not known
  std::string note{};     ///< "loses support about summer 2027"; follows the version
  bool is_back = false;   ///< it moves to an older version
};

/// What becomes of an item when another is taken out.
enum class ImpactVerb : std::uint8_t {
  retire,   ///< it goes, too
  move,     ///< something else has to run or hold it
  repoint,  ///< it stays, and uses something else
  keep,     ///< it stays as it is, with less
};
template <>
inline constexpr auto names_of<ImpactVerb> = std::to_array<std::string_view>({"retire", "move", "repoint", "keep"});

struct ImpactAdvice {
  ImpactVerb verb = ImpactVerb::retire;
  std::string how{};  ///< "to another tool"; empty if there is no more to say
};

/// A step of the way out: items that feed each other are settled together.
struct ImpactStep {
  std::vector<std::string> items;
  std::vector<ImpactAdvice> advice;  ///< of each of them
  std::vector<std::string> todo;     ///< sentences with names in backticks; only for a removal
};

/// How many items are harmed, whatever `depth` shows of them.
struct ImpactCounts {
  std::size_t breaks = 0, degrades = 0;  ///< of what harm still reaches
  std::size_t cut = 0, critical = 0;
  std::size_t alone = 0;  ///< harmed, and without an owner to ask
};

struct Impact {
  std::string stack;
  Date as_of;
  std::string item, id;
  ImpactEvent event = ImpactEvent::removal;
  std::string version;       ///< of the API
  std::optional<Date> left;  ///< of somebody who leaves: the last day, if it is known
  std::optional<std::size_t> depth;

  std::vector<ImpactHit> hits;  ///< those that harm still reaches first, then the worst, then the nearest
  ImpactCounts counts;
  std::size_t beyond = 0;       ///< how many more lie beyond the depth
  std::vector<ImpactTie> ties;  ///< all between the item and what is shown
  std::vector<ImpactMention> mentions;
  ImpactTrust trust;
  std::vector<ImpactStep> order;  ///< what to settle first; the item itself comes last
  std::vector<ImpactTold> tell;   ///< by name
  std::vector<ImpactUnasked> unasked;
  std::vector<ImpactConsumer> consumers;  ///< of an API
  std::vector<std::string> before, after;
  std::string way_back;
  double saves = 0;         ///< money a month that is no longer paid
  std::string currency;     ///< of it: a code, or as written in the inventory
  std::string assessed_by;  ///< kind/id of the planned change that says when its impact was assessed; empty if none does
  std::optional<Date> assessed;
  bool unassessed = false;  ///< something critical is harmed, and nobody has assessed that
};

/// Works it out. A failure says what is wrong with the question: an id that does not exist, a version that has been switched off.
Result<Impact> impact_of(const Assessment& assessment, const ImpactQuestion& question);

}  // namespace stackdrag
