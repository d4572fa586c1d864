// Text for people: safe to print, measured in terminal columns, and forgiving of typing mistakes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stackdrag {

/// Makes a text fit for one line of a terminal or log: control characters, bidirectional controls and other invisible
/// code points are written as `\u{1b}`. Valid UTF-8 out, whatever comes in: an invalid byte becomes U+FFFD. The zero-width joiners
/// (U+200C, U+200D) and variation selectors stay, as emoji and several scripts need them.
std::string visible(std::string_view text);

/// The same, and blanks that are no spaces (U+00A0, U+3000 …) are written as `\u{a0}`: where spaces mean something, they are mistakes.
std::string visible_blanks(std::string_view text);
/// Whether a code point looks like a space and is none.
bool is_odd_blank(char32_t c);

/// The number of terminal columns that a text takes: wide East Asian characters and emoji take two, combining marks none.
std::size_t display_width(std::string_view text);

/// Cuts the middle out of a text that is wider than `columns` and puts `…` there.
std::string shorten(std::string_view text, std::size_t columns);

/// Pads with spaces on the right up to `columns`; a wider text stays as it is.
std::string pad(std::string_view text, std::size_t columns);

/// Breaks a text at spaces into lines of at most `columns`; a longer word gets a line of its own. At least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

/// How many insertions, deletions, replacements and swaps of neighbours turn one text into the other (optimal string
/// alignment, in bytes). Returns `limit` + 1 for anything above `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidate that a person who typed `word` most likely meant: the smallest edit distance, at most a third of the word's
/// length; ties go to the earlier candidate; letter case does not count. Empty if none is near.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

/// "; did you mean `x`?", to end a message about an unknown word; empty if no candidate is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

/// "a, b and c".
std::string join_words(const std::vector<std::string>& words);

/// "1 pixel", "3 pixels"; the plural is the singular with an s unless given.
std::string count_of(std::size_t count, std::string_view singular, std::string_view plural = {});

/// ASCII only and independent of the locale.
std::string lower_case(std::string_view text);
/// The same text with a capital at its beginning, if that is a letter of ASCII.
std::string capitalized(std::string_view text);
/// Whether a text only fills a place: `-`, `???`, `TODO`, `tbd`.
bool says_nothing(std::string_view text);
/// Whether a text tells nobody why: one that says nothing, or a word that stands for a reason instead of being one.
bool is_no_reason(std::string_view text);
/// Those words, folded.
std::span<const std::string_view> words_without_reason();
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Whether the character only stands between the words of a name.
inline bool is_separator(char c) { return c == '-' || c == '_' || c == ' ' || c == '.'; }
/// The name in lower case, without separators and `+`.
std::string folded_name(std::string_view name);
/// The words of a name in lower case: `Demo-Requested`, `demo_requested` and `DemoRequested` have the same two.
std::vector<std::string> words_of(std::string_view name);
/// Whether a word is among the words.
bool has_word(const std::vector<std::string>& words, std::string_view word);
/// Whether the words of a phrase (`data loader`) follow one another among the words; one word is a phrase, too.
bool has_phrase(const std::vector<std::string>& words, std::string_view phrase);
/// How much of a text is one word: letters and digits, up to a capital behind a small letter.
std::size_t word_at(std::string_view text, std::size_t begin);
/// A text without what it denies: nothing is left of `no admin rights`. A denial reaches as far as the next comma, or `but`.
std::string without_denied(std::string_view text);

/// The name under which a page is compared: its URL in lower case, without scheme, fragment and the slash at its end. Host and query stay:
/// `https://Shop.example/Cart/?step=2#top` is `shop.example/cart?step=2`. "/" for the home page of a site without a name.
std::string page_key(std::string_view url);
/// The same without the query, which mostly says where the visitor came from.
std::string page_key_without_query(std::string_view url);

/// Whether a text fits a pattern in which `*` stands for any text, none included.
bool fits(std::string_view text, std::string_view pattern);

/// The byte offset of the first byte that is not strict UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
/// Empty if the whole text is valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);
/// Reads the code point at `offset` of valid UTF-8 and moves past it.
char32_t next_code_point(std::string_view text, std::size_t& offset);

}  // namespace stackdrag
