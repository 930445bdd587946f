#include "yaml/syntax.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* at: where libyaml stopped; from: where the thing that it was reading began. */
struct fault {
	const struct source *source;
	struct str text;
	size_t at, from;
	const char *problem, *context;
	struct diag *diag;
};

enum { KEY_MAX = 1024 };

static const char quote_all[] = "put the whole text in quotes; inside '...' a single quote is written twice, inside \"...\" a double one as \\\"";
static const char use_spaces[] = "indent with spaces";

static void say(const struct fault *f, size_t at, const char *message, const char *help)
{
	diag_error(f->diag, source_place(f->source, at), "%s", message);
	if (help)
		diag_help(f->diag, "%s", help);
}

static char byte_at(const struct fault *f, size_t i)
{
	return i < f->text.n ? f->text.at[i] : '\0';
}

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool line_end(char c)
{
	return c == '\n' || c == '\r' || c == '\0';
}

static size_t line_start(const struct fault *f, size_t at)
{
	while (at > 0 && f->text.at[at - 1] != '\n' && f->text.at[at - 1] != '\r')
		at--;
	return at;
}

static size_t skip_blanks(const struct fault *f, size_t i)
{
	while (blank(byte_at(f, i)))
		i++;
	return i;
}

static bool first_on_line(const struct fault *f, size_t at)
{
	return skip_blanks(f, line_start(f, at)) >= at;
}

/* The last byte before `at` on its line that is no blank; NUL: none. */
static char byte_before(const struct fault *f, size_t at)
{
	size_t start = line_start(f, at);
	while (at > start && blank(f->text.at[at - 1]))
		at--;
	return at > start ? f->text.at[at - 1] : '\0';
}

static bool indicator(const struct fault *f, size_t i, char c)
{
	char next = byte_at(f, i + 1);
	return byte_at(f, i) == c && (blank(next) || line_end(next));
}

static bool no_break(const struct fault *f, size_t i)
{
	return byte_at(f, i) == '\xC2' && byte_at(f, i + 1) == '\xA0';
}

static bool tell_tab(const struct fault *f)
{
	for (size_t i = line_start(f, f->at); blank(byte_at(f, i)) || no_break(f, i); i++) {
		if (f->text.at[i] == ' ')
			continue;
		say(f, i, no_break(f, i) ? "a no-break space (U+00A0) stands in the indentation" : "a tab stands in the indentation",
		    use_spaces);
		return true;
	}
	return false;
}

static void tell_character(const struct fault *f)
{
	char c = byte_at(f, f->at);
	if (tell_tab(f))
		return;
	if (c == '\t') {
		say(f, f->at, "a tab cannot stand here", "use spaces");
		return;
	}
	diag_error(f->diag, source_place(f->source, f->at), "a text cannot begin with \"%c\"", c);
	diag_help(f->diag, "put the text in quotes");
}

static bool colon_before(const struct fault *f)
{
	for (size_t i = line_start(f, f->at); i < f->at; i++)
		if (indicator(f, i, ':'))
			return true;
	return false;
}

/* libyaml takes no key that is longer, or that goes over the end of a line. */
static bool tell_long_key(const struct fault *f, size_t key)
{
	size_t end = key;
	while (!line_end(byte_at(f, end)) && end - key <= KEY_MAX)
		end++;
	if (end - key <= KEY_MAX)
		return false;
	say(f, key, "a key is longer than 1024 characters", "a text that has \": \" in it stands in quotes");
	return true;
}

static void tell_colon(const struct fault *f)
{
	size_t first = skip_blanks(f, line_start(f, f->at));
	char before = byte_before(f, f->at);
	if (tell_tab(f))
		return;
	if (colon_before(f))
		say(f, f->at, "\": \" cannot stand in a text without quotes",
		    "put the text behind the first \": \" in quotes, or write it as a block behind \"|\"");
	else if (f->at - first > KEY_MAX && tell_long_key(f, first))
		return;
	else if (before == '"' || before == '\'')
		say(f, f->at, "a key in quotes must stand on one line, at the indentation of the keys beside it", NULL);
	else
		say(f, first, "a key cannot stand at this indentation",
		    "line it up with the keys beside it; a text over several lines that has \": \" in it stands in quotes or behind \"|\"");
}

static void tell_missing_colon(const struct fault *f)
{
	size_t colon = f->from;
	if (tell_long_key(f, f->from))
		return;
	while (!line_end(byte_at(f, colon)) && byte_at(f, colon) != ':')
		colon++;
	const char *help = byte_at(f, colon) == ':'
		? "a blank must follow the colon"
		: "a key is followed by a colon and a blank; a text that goes on from the line above is indented more than its key";
	say(f, f->from, "\": \" is missing behind this key", help);
}

static bool tell_misfit_on_line(const struct fault *f)
{
	char before = byte_before(f, f->at), c = byte_at(f, f->at);
	if (before == '"' || before == '\'') {
		say(f, f->at, "text stands behind a closing quote", quote_all);
		return true;
	}
	if (before == ']' || before == '}') {
		say(f, f->at, "text stands behind a closing bracket", "a text that begins with [ or { stands in quotes as a whole");
		return true;
	}
	if (indicator(f, f->at, ':')) {
		say(f, f->at, "a key is missing before this colon", "a text that begins with a colon stands in quotes");
		return true;
	}
	if (c == ']' || c == '}' || c == ',') {
		diag_error(f->diag, source_place(f->source, f->at), "\"%c\" cannot stand here", c);
		diag_help(f->diag, "nothing is open that it could belong to; a text that begins with it stands in quotes");
		return true;
	}
	return false;
}

static void tell_misfit(const struct fault *f, const char *message, const char *help)
{
	if (tell_tab(f) || tell_misfit_on_line(f))
		return;
	if (first_on_line(f, f->at))
		say(f, f->at, message, help);
	else
		say(f, f->at, "this does not fit what stands before it", "put the whole text in quotes");
}

static void tell_no_key(const struct fault *f)
{
	struct place from = source_place(f->source, f->from);
	char help[80];
	snprintf(help, sizeof help, "the keys above begin at line %" PRIu32 ", column %" PRIu32, from.line, from.column);
	bool item = indicator(f, f->at, '-');
	tell_misfit(f, item ? "a list item stands among keys" : "the indentation of this line fits nothing above it", help);
}

static void tell_no_item(const struct fault *f)
{
	tell_misfit(f, "this line stands among list items and is none", "begin it with \"- \", or indent it as what it belongs to");
}

static void tell_no_document(const struct fault *f)
{
	tell_misfit(f, "this line does not belong to the document above it",
		    "indent it as the first line of the document, or write --- before it");
}

static bool document_ends(const struct fault *f)
{
	size_t i = f->at;
	bool mark = i == line_start(f, i) && f->text.n - i >= 3 &&
		    (memcmp(f->text.at + i, "---", 3) == 0 || memcmp(f->text.at + i, "...", 3) == 0);
	return mark || i >= f->text.n;
}

/* Inside [ ] or { }: the bracket is never closed, a comma is missing, or a
 * text holds what ends an item. */
static void tell_flow(const struct fault *f)
{
	char open = byte_at(f, f->from), close = open == '[' ? ']' : '}';
	struct place from = source_place(f->source, f->from), at = source_place(f->source, f->at);
	if (document_ends(f)) {
		diag_error(f->diag, from, "this \"%c\" is never closed", open);
		diag_help(f->diag, "write \"%c\" behind its last entry", close);
		return;
	}
	bool entry = byte_at(f, f->at) == ':' || indicator(f, f->at, '-');
	diag_error(f->diag, at, "\",\" or \"%c\" is missing before this", close);
	if (at.line > from.line && entry)
		diag_help(f->diag, "the \"%c\" at line %u, column %u is still open", open, from.line, from.column);
	else
		diag_help(f->diag, "inside [ ] and { } a text with a comma, bracket, brace or quote in it stands in quotes: put the expression in quotes");
}

static void tell_no_value(const struct fault *f)
{
	char c = byte_at(f, f->at);
	if (document_ends(f) || c < '!' || c > '~') {
		say(f, f->at, "a value is missing here", document_ends(f) ? "a bracket that is open before this is never closed" : NULL);
		return;
	}
	diag_error(f->diag, source_place(f->source, f->at), "a value is missing before \"%c\"", c);
	diag_help(f->diag, "a text that begins with it stands in quotes");
}

static void tell_open_quote(const struct fault *f)
{
	say(f, f->from, "this quote is never closed", "write the same quote behind the text; a quote that belongs to the text needs quotes of the other kind around it");
}

static void tell_reference(const struct fault *f)
{
	char c = byte_at(f, f->from);
	diag_error(f->diag, source_place(f->source, f->from), "a text cannot begin with \"%c\"", c);
	diag_help(f->diag, "put the text in quotes");
}

static void tell_directive(const struct fault *f)
{
	say(f, f->from, "a line cannot begin with \"%\"", "put the text in quotes, or indent it behind \"|\"");
}

static void tell_tight_colon(const struct fault *f)
{
	say(f, f->at, "a blank is missing behind this colon", "a text with a colon before a comma or bracket, inside [ ] or { }, stands in quotes");
}

static void tell_version(const struct fault *f)
{
	say(f, f->at, "a %YAML line of another version than 1.1 or 1.2, or a second one", "remove it");
}

static void tell_tag(const struct fault *f)
{
	say(f, f->from, "a word that begins with \"!\" is a tag, and this one has no meaning", "put the text in quotes");
}

static void tell_escape(const struct fault *f)
{
	say(f, f->at, "an unknown or invalid escape in a text in double quotes", "write \\\\ for a backslash, or use single quotes");
}

static void tell_block_head(const struct fault *f)
{
	say(f, f->at, "text stands on the line of \"|\" or \">\"", "begin the text on the next line, or put it in quotes if it begins with | or >");
}

static void tell_item_here(const struct fault *f)
{
	if (!tell_tab(f))
		say(f, f->at, "a list item cannot stand here", "begin it on a line of its own, under its key, or write [a, b]");
}

static void tell_question(const struct fault *f)
{
	if (!tell_tab(f))
		say(f, f->at, "\"? \" cannot stand here", "a text that begins with it stands in quotes");
}

static void tell_indented_tab(const struct fault *f)
{
	if (!tell_tab(f))
		say(f, f->at, "a tab stands in the indentation", use_spaces);
}

/* By libyaml's problem, else by the beginning of its context. */
static const struct cause {
	const char *problem, *context;
	void (*tell)(const struct fault *f);
} causes[] = {
	{"found character that cannot start any token", NULL, tell_character},
	{"mapping values are not allowed in this context", NULL, tell_colon},
	{"mapping keys are not allowed in this context", NULL, tell_question},
	{"block sequence entries are not allowed in this context", NULL, tell_item_here},
	{"could not find expected ':'", NULL, tell_missing_colon},
	{"did not find expected key", NULL, tell_no_key},
	{"did not find expected '-' indicator", NULL, tell_no_item},
	{"did not find expected <document start>", NULL, tell_no_document},
	{"did not find expected ',' or ']'", NULL, tell_flow},
	{"did not find expected ',' or '}'", NULL, tell_flow},
	{"did not find expected node content", NULL, tell_no_value},
	{"found unexpected end of stream", NULL, tell_open_quote},
	{"found unexpected document indicator", NULL, tell_open_quote},
	{"found a tab character that violates indentation", NULL, tell_indented_tab},
	{"found a tab character where an indentation space is expected", NULL, tell_indented_tab},
	{"found unexpected ':'", NULL, tell_tight_colon},
	{"found undefined tag handle", NULL, tell_tag},
	{"found incompatible YAML document", NULL, tell_version},
	{"found duplicate %YAML directive", NULL, tell_version},
	{NULL, "while scanning an anchor", tell_reference},
	{NULL, "while scanning an alias", tell_reference},
	{NULL, "while scanning a block scalar", tell_block_head},
	{NULL, "while parsing a quoted scalar", tell_escape},
	{NULL, "while scanning a quoted scalar", tell_escape},
	{NULL, "while scanning a tag", tell_tag},
	{NULL, "while parsing a tag", tell_tag},
	{NULL, "while scanning a directive", tell_directive},
	{NULL, "while parsing a tag directive", tell_directive},
	{NULL, "while scanning a tag directive", tell_directive},
	{"found duplicate %TAG directive", NULL, tell_directive},
	{NULL, "while parsing a %TAG directive", tell_directive},
	{NULL, "while scanning a %TAG directive", tell_directive},
	{NULL, "while scanning a %YAML directive", tell_directive},
};

static bool applies(const struct cause *c, const struct fault *f)
{
	if (c->problem)
		return strcmp(c->problem, f->problem) == 0;
	return strcmp(c->context, f->context) == 0;
}

void yaml_syntax_tell(const yaml_parser_t *p, const struct yaml_bytes *b, struct diag *d)
{
	if (p->error == YAML_MEMORY_ERROR)
		mem_exhausted();
	struct fault f = {.source = b->source, .text = b->source->text, .diag = d};
	f.problem = p->problem ? p->problem : "";
	f.context = p->context ? p->context : "";
	f.at = yaml_bytes_offset(b, p->problem_mark.index);
	f.from = p->context ? yaml_bytes_offset(b, p->context_mark.index) : f.at;
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++) {
		if (applies(&causes[i], &f)) {
			causes[i].tell(&f);
			return;
		}
	}
	diag_error(d, source_place(b->source, f.at), "this is not YAML: %s", f.problem);
}
