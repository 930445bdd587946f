#include "lang/lexer.h"

#include <string.h>

struct lexer {
	struct str text;
	size_t at;
	const struct passage *passage;
	const struct zone *zone;
	struct arena *arena;
	struct diag *diag;
};

struct mark {
	const char *text;
	enum token_kind kind;
};

/* Longer ones first. */
static const struct mark marks[] = {
	{"==", TOKEN_EQ},       {"!=", TOKEN_NE},      {"<=", TOKEN_LE},      {">=", TOKEN_GE},   {"..", TOKEN_RANGE},
	{"<", TOKEN_LT},        {">", TOKEN_GT},       {"+", TOKEN_PLUS},     {"-", TOKEN_MINUS}, {"*", TOKEN_STAR},
	{"/", TOKEN_SLASH},     {"(", TOKEN_LPAREN},   {")", TOKEN_RPAREN},   {",", TOKEN_COMMA}, {"[", TOKEN_LBRACKET},
	{"]", TOKEN_RBRACKET},
};

/* What people write out of other languages, and what stands here instead. */
static const struct {
	const char *wrong, *right;
} habits[] = {
	{"===", "=="}, {"!==", "!="}, {"=>", ">="}, {"=<", "<="}, {"<>", "!="},
	{"=", "=="},   {"&&", "and"}, {"||", "or"}, {"&", "and"}, {"|", "or"}, {"!", "not"},
};

static const struct mark words[] = {
	{"and", TOKEN_AND}, {"or", TOKEN_OR},           {"not", TOKEN_NOT},           {"in", TOKEN_IN},
	{"is", TOKEN_IS},   {"matches", TOKEN_MATCHES}, {"contains", TOKEN_CONTAINS}, {"except", TOKEN_EXCEPT},
};

static struct token *push(struct tokens *out, struct lexer *l, enum token_kind kind, size_t n)
{
	struct token *t = VEC_PUSH(l->arena, &out->list);

	t->kind = kind;
	t->from = (uint32_t)l->at;
	t->n = (uint32_t)n;
	t->text = str_cut(l->text, l->at, n);
	l->at += n;
	return t;
}

static bool starts(const struct lexer *l, const char *what)
{
	return str_starts(str_from(l->text, l->at), str_of(what));
}

static bool read_habit(const struct lexer *l)
{
	for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
		if (!starts(l, habits[i].wrong) || (starts(l, "!=") && !starts(l, "!==")) ||
		    (starts(l, "==") && !starts(l, "===")))
			continue;
		diag_error(l->diag, passage_place(l->passage, l->at), "\"%s\" is no operator here", habits[i].wrong);
		diag_help(l->diag, "write %s", habits[i].right);
		return true;
	}
	return false;
}

static bool read_mark(struct tokens *out, struct lexer *l)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (starts(l, marks[i].text)) {
			push(out, l, marks[i].kind, strlen(marks[i].text));
			return true;
		}
	}
	return false;
}

static bool escape(struct buf *b, const struct lexer *l, size_t at)
{
	char c = at < l->text.n ? l->text.at[at] : '\0';

	switch (c) {
	case 'n':
		buf_char(b, '\n');
		return true;
	case 't':
		buf_char(b, '\t');
		return true;
	case '"':
	case '\'':
	case '\\':
		buf_char(b, c);
		return true;
	default:
		diag_error(l->diag, passage_place(l->passage, at - 1), "no such escape in text");
		diag_help(l->diag, "the escapes are \\\" \\' \\\\ \\n \\t");
		return false;
	}
}

static bool read_quoted_into(struct buf *b, size_t *end, const struct lexer *l)
{
	char quote = l->text.at[l->at];
	size_t at = l->at + 1;

	for (; at < l->text.n && l->text.at[at] != quote; at++) {
		if (l->text.at[at] != '\\') {
			buf_char(b, l->text.at[at]);
			continue;
		}
		at++;
		if (at < l->text.n && !escape(b, l, at))
			return false;
	}
	if (at >= l->text.n) {
		diag_error(l->diag, passage_place(l->passage, l->at), "the text that begins here is not closed");
		diag_help(l->diag, "a %c is missing at its end", quote);
		return false;
	}
	*end = at + 1;
	return true;
}

static bool read_quoted(struct tokens *out, struct lexer *l)
{
	struct buf b = {0};
	size_t end = l->at;
	bool ok = read_quoted_into(&b, &end, l);

	if (ok)
		push(out, l, TOKEN_TEXT, end - l->at)->text = str_dup(l->arena, buf_str(&b));
	buf_free(&b);
	return ok;
}

static enum token_kind word_kind(struct str text)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (str_eq_cstr(text, words[i].text))
			return words[i].kind;
	}
	return TOKEN_NAME;
}

static bool read_name(struct tokens *out, struct lexer *l)
{
	size_t n = literal_length(l->text, l->at);
	struct value value = {0};
	struct str text = str_cut(l->text, l->at, n);
	enum token_kind kind = literal_read(&value, text, l->zone);

	if (kind != TOKEN_DURATION)
		kind = word_kind(text);
	if (text.at[n - 1] == '-' || text.at[n - 1] == '.') {
		diag_error(l->diag, passage_place(l->passage, l->at + n - 1), "a name cannot end in \"%c\"", text.at[n - 1]);
		diag_help(l->diag, "subtraction stands between blanks");
		return false;
	}
	push(out, l, kind, n)->value = value;
	return true;
}

static bool read_param(struct tokens *out, struct lexer *l)
{
	size_t n = 1;

	if (l->at + 1 >= l->text.n || !name_starts(l->text.at[l->at + 1])) {
		diag_error(l->diag, passage_place(l->passage, l->at), "a parameter's name is missing after $");
		return false;
	}
	while (l->at + n < l->text.n && name_continues(l->text.at[l->at + n]))
		n++;
	struct token *t = push(out, l, TOKEN_PARAM, n);
	t->text = str_from(t->text, 1);
	return true;
}

static bool read_token(struct tokens *out, struct lexer *l)
{
	char c = l->text.at[l->at];

	if (c == '"' || c == '\'')
		return read_quoted(out, l);
	if (c == '$')
		return read_param(out, l);
	if (name_starts(c))
		return read_name(out, l);
	if (c >= '0' && c <= '9') {
		struct value value = {0};
		size_t n = literal_length(l->text, l->at);
		enum token_kind kind = literal_read(&value, str_cut(l->text, l->at, n), l->zone);
		push(out, l, kind, n)->value = value;
		return true;
	}
	if (read_habit(l))
		return false;
	if (read_mark(out, l))
		return true;
	diag_error(l->diag, passage_place(l->passage, l->at), "this character stands in no expression");
	return false;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool lexer_read(struct tokens *out, const struct passage *text, const struct zone *zone, struct arena *a,
                struct diag *d)
{
	struct lexer l = {.text = text->text, .passage = text, .zone = zone, .arena = a, .diag = d};

	while (l.at < l.text.n) {
		if (blank(l.text.at[l.at])) {
			l.at++;
			continue;
		}
		if (out->list.n >= LEXER_MAX) {
			diag_error(d, passage_place(text, l.at), "this expression is too long");
			return false;
		}
		if (!read_token(out, &l))
			return false;
	}
	push(out, &l, TOKEN_END, 0);
	return true;
}
