/* text: Unicode by ICU: checks, normal forms, folding, encodings, widths.
 *
 * Plain ASCII takes short cuts that give the same answers.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Well-formed UTF-8; at `bad` (may be NULL) the offset of the first bad byte. */
bool text_valid(size_t *bad, struct str s);
bool text_ascii(struct str s);
/* Printable ASCII alone: shown as it is, a column for each byte. */
bool text_plain(struct str s);
/* The code point at *i, which moves past it (*i < s.n); negative: a byte that is
 * not UTF-8, and *i moves on by that one. */
int32_t text_next(struct str s, size_t *i);
/* NFC without outer blanks (Unicode white space); s must be valid. */
struct str text_normal(struct arena *a, struct str s);
/* Case, accents folded and blanks made one: the key by which same(), matches,
 * contains and country names compare (NFKD, marks removed, casefold). */
struct str text_fold(struct arena *a, struct str s);
/* As text_fold, and into Latin letters first (ICU Any-Latin; Latin-ASCII). Each thread keeps
 * a transliterator from its first text that is not ASCII until the thread ends. */
struct str text_latin(struct arena *a, struct str s);
/* How the letters of a text write: the last of these that any of them does. */
enum text_writing { WRITING_LATIN, WRITING_OTHER, WRITING_CONSONANTS /* Arabic, Hebrew: short vowels are left out */ };
enum text_writing text_writing(struct str s);
/* Without characters that show nothing: zero-width ones, bidirectional controls, soft hyphens, fillers. */
struct str text_visible(struct arena *a, struct str s);
struct str text_lower(struct arena *a, struct str s);
/* A reference or number as it looks on paper: one case and width, every dash a hyphen, without characters that show
 * nothing and outer blanks (NFKC_Casefold of Unicode's Standard Annex 44); s must be valid. */
struct str text_code(struct arena *a, struct str s);
/* Number of user-perceived characters is not meant: code points. */
size_t text_length(struct str s);
/* Columns on a terminal; wide characters take two, marks none. */
size_t text_width(struct str s);
/* Control characters, bidirectional controls, line separators and invalid
 * bytes as \xNN or \u{NNNN}; everything else as it is. */
void text_escape(struct buf *out, struct str s);
/* `*` any run, `?` any one character; the whole of s; linear in practice
 * (greedy with one restart point, no backtracking tree). Both already folded. */
bool text_glob(struct str s, struct str pattern);

/* Conversion of a stream from another encoding into UTF-8. */
struct text_decoder;
/* NULL: no such encoding. Names as in IANA: windows-1252, iso-8859-1, utf-16le … */
struct text_decoder *text_decoder_open(struct str encoding);
void text_decoder_close(struct text_decoder *d);
/* Appends UTF-8 to out. A byte sequence the encoding does not have becomes
 * the byte 0xFF (never valid UTF-8), so that a row check can reject its row. */
void text_decode(struct buf *out, struct text_decoder *d, struct str bytes, bool last);

/* From here on ICU, which does not look everywhere whether it got memory, ends the program as mem_alloc does where there
 * is none. Before any other use of it, and before threads. */
void text_memory(void);
/* "72.1" and the like. */
const char *text_icu_version(void);

#endif
