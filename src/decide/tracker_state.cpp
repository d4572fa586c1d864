// Knows the words for states: those of the trackers, and those that teams use in a few languages.
#include "decide/tracker_state.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "stackdrag/text.h"

namespace stackdrag::decide {
namespace {

// Folded, with a space before and behind each. A word that may mean either is in none of them.
constexpr std::string_view closed_words =
    " abandoned abandonne abandonnee abgebrochen abgelehnt abgeschlossen acheve achevee afgerond afgesloten afgewezen annulata "
    "annulato annule annulee archived behoben cancelada cancelado canceled cancelled cerrada cerrado chiusa chiuso closed cloture "
    "cloturee completada completado completata completato complete completed concluida concluido conclusa concluso declined "
    "deployed done duplicate duplikat encerrado erledigt fait fatto fechada fechado feito ferme fermee fertig finalizada finalizado fini "
    "finished finito fixed geannuleerd gedaan geloest gelost gereed geschlossen gesloten hecho invalid klaar listo live livre "
    "merged nichtumgesetzt notplanned obsolete opgelost rechazado rejected rejete rejetee released resolu resolue resolved resolvido "
    "resuelta "
    "resuelto risolta risolto shipped storniert terminada terminado terminato termine terminee umgesetzt verworfen voltooid "
    "wirdnichterledigt wontdo wontfix zuruckgestellt zurueckgestellt ";
constexpr std::string_view open_words =
    " aberta aberto abierta abierto actief actif active activo afaire afazer aktiv aperta aperto attivo backlog bezig blocked "
    "blockiert bloque bloqueada bloqueado bloquee dafare doing draft emandamento emprogresso enattente encours encurso enprogreso "
    "enrevision geplant heropend icebox inanalyse inarbeit inattesa inbearbeitung inbehandeling incorso indeterminate "
    "indevelopment inprogress inpruefung inprufung inqa inreview intesting inuitvoering later neu new next nieuw notstarted "
    "nouveau novo nuevo nuovo offen onhold open opened ouvert ouverte pendente pendiente pending planned porhacer qa reaberto "
    "reabierto ready readyfordevelopment readyforreview reopened review rouvert selectedfordevelopment started submitted tedoen "
    "testing todo toestart triage underreview unstarted waiting wartet wiedereroeffnet wiedereroffnet zuerledigen ";
/// A resolution that is none.
constexpr auto unresolved_words =
    std::to_array<std::string_view>({"nichterledigt", "nichtgelost", "nietopgelost", "naoresolvido", "none", "nonresolu", "nonrisolto",
                                     "sinresolver", "unerledigt", "ungelost", "unresolved"});

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Nothing for a word that is not known.
std::optional<bool> meaning_of(std::string_view word) {
  const std::string folded = fmt::format(" {} ", folded_state(word));
  if (folded == "  ") return std::nullopt;
  if (closed_words.find(folded) != std::string_view::npos) return true;
  if (open_words.find(folded) != std::string_view::npos) return false;
  return std::nullopt;
}

/// What a column of days or of yes and no holds where there is none.
bool is_no(std::string_view text) { return holds(std::array<std::string_view, 5>{"", "false", "no", "null", "0"}, folded_state(text)); }

/// The letter without its accent, from U+00C0 to U+00FF; no letter for anything else.
char plain_letter(char32_t c) {
  constexpr std::string_view letters = "aaaaaaaceeeeiiiidnooooo/ouuuuybsaaaaaaaceeeeiiiidnooooo/ouuuuyby";
  constexpr char32_t first = 0xC0, last = 0xFF;
  return c >= first && c <= last ? letters[c - first] : '\0';
}

}  // namespace

std::string folded_state(std::string_view text) {
  std::string folded;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80 && (is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c)))) folded += static_cast<char>(c);
    if (const char plain = plain_letter(c); is_letter(plain)) folded += plain;
  }
  return lower_case(folded);
}

void TrackerState::take(std::string_view name, std::string_view text) {
  constexpr auto words = std::to_array<std::string_view>({"state", "status", "statut", "etat", "estado", "stato"});
  constexpr auto categories =
      std::to_array<std::string_view>({"statuscategory", "statuskategorie", "statuscategorie", "categoriedetat", "categoriedestatut",
                                       "categoriadeestado", "categoriadistato", "categoriadestatus", "statetype"});
  constexpr auto days = std::to_array<std::string_view>(
      {"closed", "closedat", "completed", "completedat", "canceled", "canceledat", "cancelled", "archived", "archivedat"});
  constexpr auto outcomes = std::to_array<std::string_view>({"resolved", "resolution", "resolutiondate", "statereason"});
  if (holds(words, name)) {
    word_ = text;
  } else if (holds(categories, name)) {
    if (const auto meaning = meaning_of(text)) category_ = meaning;
  } else if (holds(days, name)) {
    if (!is_no(text)) by_day_ = true;
    if (is_no(text)) ++empty_days_;
  } else if (holds(outcomes, name)) {
    if (!is_no(text) && !holds(unresolved_words, folded_state(text)))
      by_outcome_ = name != "statereason" || meaning_of(text).value_or(true);
  } else {
    return;
  }
  is_told_ = true;
}

std::optional<bool> TrackerState::is_closed() const {
  // Linear has a column for each way of being closed.
  constexpr int days_of_linear = 2;
  if (category_) return category_;
  if (by_day_) return by_day_;
  if (empty_days_ >= days_of_linear) return false;
  if (by_outcome_) return by_outcome_;
  if (const auto meaning = meaning_of(word_)) return meaning;
  if (empty_days_ > 0 || word_.find_first_not_of(" -") == std::string::npos) return false;
  return std::nullopt;
}

}  // namespace stackdrag::decide
