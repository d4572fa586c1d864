// What the workflows of all automation platforms have in common: their steps read from tools, write to tools, and may call models. An
// importer of a platform fills in `Workflow`s; what is told of them is the same for all platforms.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stackdrag/evidence.h"
#include "stackdrag/identify.h"

namespace stackdrag::evidence {

enum class Switch : std::uint8_t { unsaid, on, off };

/// One workflow. Nothing in it is free text but the name, which `set_name` has redacted.
struct Workflow {
  std::string id{};     ///< that of the engine; empty if there is none that may be told
  std::string place{};  ///< the instance of the engine
  std::string name{};
  std::string untold_name{};  ///< a hash of a name that may not be told
  std::string pointer{};
  std::optional<Date> created{}, edited{}, last_ok{};
  Switch is_on = Switch::unsaid;
  bool alerts = false;              ///< somebody is told when it fails
  std::set<std::string> open_to{};  ///< the tools that anybody who knows an address can make it write to
  bool opens_model = false;         ///< and whether they can make it call a model

  std::set<std::string> reads{}, writes{};        ///< tools
  std::set<std::string> models_of{};              ///< whose models it calls
  std::set<std::string> models{};                 ///< their names
  std::map<std::string, std::string> versions{};  ///< of the API that it calls, by tool: the oldest
  bool decides = false;                           ///< a model is called
  std::size_t steps = 0, unnamed_steps = 0;       ///< that work on a tool; those of which nobody can tell on which
};

/// Sets the name. Of one that tells of somebody, or a secret, only a hash is kept; one that everybody's first workflow has, or that holds
/// no letter, does not count.
void set_name(Workflow& workflow, std::string_view name, std::string_view usual_name);

/// The id of a workflow, a step or an instance as it may stand in a key; empty if the text is none.
std::string plain_id(std::string_view text);

/// The type of a step if it may be looked up; empty if it is free text.
std::string_view plain_type(std::string_view text);
/// The same for the title of an app, which may have several words.
std::string_view plain_title(std::string_view text);

/// Adds a step that works on a tool or a model, or decides.
void add_step(Workflow& workflow, const Step& step, StepAct act);

/// Adds a step of which the export does not say, in a form that may be looked up, what it works on.
void add_unknown_step(Workflow& workflow);

/// A step that calls an address.
struct Request {
  std::string_view address;
  StepAct act = StepAct::reads;
  std::optional<View> content{};  ///< what holds the body
};
void add_request(Workflow& workflow, const Request& request, const Export& in);

/// Adds a version of the API of a tool. Only what the packs know counts, since others are of no consequence.
void add_version(Workflow& workflow, const std::string& tool, std::string_view version, const Packs& packs);

/// Adds the name of a model, unless an expression makes it.
void add_model(Workflow& workflow, std::string_view name);

/// Whether the name of an operation says that it changes nothing: `getAll`, `Search rows`, `watchRecords`.
bool is_reading(std::string_view operation);
/// Whether a method of HTTP sends something, so that it may change something.
bool is_sending(std::string_view method);

/// Tells what is known of the workflows. Of several with one id, the one that was edited last counts. A list of workflows stays a list if
/// there is but one in it.
void write_workflows(std::string_view engine, std::vector<Workflow> workflows, bool is_list, const Export& in, Imported& out);

}  // namespace stackdrag::evidence
