// The shape of the baseline file, described once: the strict reader and the writer follow from it.
#pragma once

#include <fmt/format.h>

#include "stackdrag/baseline.h"
#include "stackdrag/json_writer.h"
#include "stackdrag/strict.h"

namespace stackdrag {

// The forms of the members. Each reads a member strictly; those that take a single line also write it.

/// The mark that tells a baseline from other files.
struct MarkForm {
  void write(report::JsonWriter& out, std::string_view mark) const { out.text(mark); }
  void read(StrictReader& in, View value, std::string_view, std::string_view mark) const {
    if (!value.is_scalar() || value.text() != mark) in.problem(value.at(), "this is not a stackdrag baseline");
  }
};

/// A version number of ours: a newer file cannot be read.
struct VersionForm {
  void write(report::JsonWriter& out, int ours) const { out.integer(ours); }
  void read(StrictReader& in, View value, std::string_view name, int ours) const {
    const auto theirs = in.whole(value, name);
    if (theirs && *theirs > ours)
      in.problem(value.at(), fmt::format("written by a newer stackdrag: `{}` is {}, and this one reads {}", name, *theirs, ours));
    else if (theirs && *theirs < 1)
      in.problem(value.at(), fmt::format("`{}`: there is no version {}", name, *theirs));
  }
};

struct TextForm {
  void write(report::JsonWriter& out, std::string_view text) const { out.text(text); }
  void read(StrictReader& in, View value, std::string_view name, std::string& into) const { in.text(value, name, into); }
};

struct ProfileForm {
  void write(report::JsonWriter& out, Profile profile) const { out.text(name_of(profile)); }
  void read(StrictReader& in, View value, std::string_view name, Profile& into) const {
    if (const auto profile = in.choice<Profile>(value, name)) into = *profile;
  }
};

struct DayForm {
  void write(report::JsonWriter& out, Date date) const { out.text(fmt::format("{}", date)); }
  void read(StrictReader& in, View value, std::string_view name, Date& into) const { in.date(value, name, into); }
};

struct BandForm {
  void write(report::JsonWriter& out, std::optional<int> band) const { out.integer(*band); }
  void read(StrictReader& in, View value, std::string_view name, std::optional<int>& into) const { into = in.whole(value, name); }
};

struct SeverityForm {
  void write(report::JsonWriter& out, std::optional<Severity> severity) const { out.text(name_of(*severity)); }
  void read(StrictReader& in, View value, std::string_view name, std::optional<Severity>& into) const {
    if (const auto severity = in.choice<Severity>(value, name)) into = *severity;
  }
};

/// Hours or money a month.
struct FigureForm {
  void write(report::JsonWriter& out, std::optional<double> figure) const { out.number(*figure); }
  void read(StrictReader& in, View value, std::string_view name, std::optional<double>& into) const { into = in.number(value, name); }
};

struct OptionalDayForm {
  void write(report::JsonWriter& out, std::optional<Date> date) const { out.text(fmt::format("{}", *date)); }
  void read(StrictReader& in, View value, std::string_view name, std::optional<Date>& into) const {
    Date day;
    in.date(value, name, day);
    into = day;
  }
};

/// Of packs or exports.
struct DigestsForm {
  void write(report::JsonWriter& out, const std::map<std::string, std::string>& digests) const {
    out.open_row('{');
    for (const auto& [name, digest] : digests) out.key_of(name).text(digest);
    out.close('}');
  }
  void read(StrictReader& in, View value, std::string_view name, std::map<std::string, std::string>& into) const {
    in.entries(value, name, [&](View file, View digest) { in.text(digest, file.text(), into[std::string(file.text())]); });
  }
};

struct RulesForm {
  void read(StrictReader& in, View rules, std::string_view name, std::map<std::string, RecordedRule>& into) const;
};
struct FindingsForm {
  void read(StrictReader& in, View rows, std::string_view name, std::vector<RecordedFinding>& into) const;
};

template <class Io>
void describe(Io& io, typename Io::template Of<RecordedFinding>& finding) {
  io.field("rule", finding.rule, TextForm{});
  io.field("subject", finding.subject, TextForm{});
  io.sparse("key", finding.key, TextForm{});
  io.sparse("band", finding.extent.band, BandForm{});
  io.sparse("severity", finding.extent.severity, SeverityForm{});
  io.sparse("hours", finding.extent.hours, FigureForm{});
  io.sparse("money", finding.extent.money, FigureForm{});
  io.sparse("planned", finding.extent.planned, OptionalDayForm{});
  io.sparse("reason", finding.reason, TextForm{});
}

template <class Io>
void describe(Io& io, typename Io::template Of<Baseline>& baseline) {
  auto& made = baseline.made;
  std::string_view mark = "baseline";
  int schema = 1, fingerprints = fingerprint_version;
  io.field("stackdrag", mark, MarkForm{});
  io.field("schema_version", schema, VersionForm{});
  io.field("fingerprint_version", fingerprints, VersionForm{});
  io.field("version", made.version, TextForm{});
  io.field("model", made.model, TextForm{});
  io.field("profile", made.profile, ProfileForm{});
  io.field("as_of", made.as_of, DayForm{});
  io.field("packs", made.packs, DigestsForm{});
  io.sparse("exports", made.exports, DigestsForm{});
  io.field("rules", made.rules, RulesForm{});
  io.field("findings", baseline.findings, FindingsForm{});
}

/// Members that every baseline has; the others were added later.
constexpr std::string_view needed_in_a_baseline[] = {"stackdrag", "schema_version", "fingerprint_version", "as_of", "profile",
                                                     "rules",     "findings"};

/// Writes the members of a struct into a row. Sparse members are left out if they have their default value.
class BaselineRow {
 public:
  template <class T>
  using Of = const T;

  explicit BaselineRow(report::JsonWriter& out) : out_(out) {}

  template <std::size_t size, class T, class Form>
  void field(const char (&name)[size], const T& value, const Form& form) {
    form.write(out_.key(name), value);
  }
  template <std::size_t size, class T, class Form>
  void sparse(const char (&name)[size], const T& value, const Form& form) {
    if (value != T{}) field(name, value, form);
  }

 private:
  report::JsonWriter& out_;
};

}  // namespace stackdrag
