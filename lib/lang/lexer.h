/* lexer: the text of an expression cut into tokens.
 *
 * Tokens point into the text; quoted text is unescaped in the arena. A word
 * that begins with a digit and is no literal becomes TOKEN_ODD: inside a list
 * it is plain text, elsewhere the parser rejects it.
 */
#ifndef LANG_LEXER_H
#define LANG_LEXER_H

#include "base/diag.h"
#include "lang/value.h"

/* Most tokens of one expression. */
#define LEXER_MAX 40000

enum token_kind {
	TOKEN_END,
	TOKEN_NAME,  /* also dotted */
	TOKEN_PARAM, /* $name: text without the $ */
	TOKEN_NUMBER, TOKEN_TEXT, TOKEN_DAY, TOKEN_TIME, TOKEN_CLOCK, TOKEN_DURATION,
	TOKEN_ODD,
	TOKEN_AND, TOKEN_OR, TOKEN_NOT, TOKEN_IN, TOKEN_IS, TOKEN_MATCHES, TOKEN_CONTAINS, TOKEN_EXCEPT,
	TOKEN_EQ, TOKEN_NE, TOKEN_LT, TOKEN_LE, TOKEN_GT, TOKEN_GE,
	TOKEN_PLUS, TOKEN_MINUS, TOKEN_STAR, TOKEN_SLASH, TOKEN_RANGE,
	TOKEN_LPAREN, TOKEN_RPAREN, TOKEN_LBRACKET, TOKEN_RBRACKET, TOKEN_COMMA
};

struct token {
	enum token_kind kind;
	uint32_t from, n;   /* bytes of the passage */
	struct str text;    /* a name, a parameter's name, text without its quotes; else as written */
	struct value value; /* of a literal */
};

struct tokens {
	VEC(struct token) list; /* the last is TOKEN_END */
};

/* The zone is that of times without an offset. False with one error in d. */
bool lexer_read(struct tokens *out, const struct passage *text, const struct zone *zone, struct arena *a,
                struct diag *d);

/* The literal that a word beginning with a digit is; TOKEN_ODD: none. */
enum token_kind literal_read(struct value *out, struct str word, const struct zone *zone);
/* Bytes of the literal, name or odd word that begins at offset `at`. */
size_t literal_length(struct str text, size_t at);
bool name_starts(char c);
bool name_continues(char c);

#endif
