/* Manual pages in mdoc, out of the tables of commands and options. */
#include <stdio.h>
#include <string.h>

#include "call.h"
#include "manual.h"

enum { EDGE = 72 };

/* ---- text as roff ---- */

static void add_escaped(struct buf *out, struct str s)
{
	if (s.n > 0 && (s.at[0] == '.' || s.at[0] == '\''))
		buf_add(out, STR("\\&"));
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] == '\\')
			buf_add(out, STR("\\e"));
		else if (s.at[i] == '-')
			buf_add(out, STR("\\-"));
		else
			buf_char(out, s.at[i]);
	}
}

static bool ends_sentence(struct str word)
{
	while (word.n > 1 && (word.at[word.n - 1] == ')' || word.at[word.n - 1] == '"'))
		word.n--;
	return word.n > 0 && strchr(".!?", word.at[word.n - 1]) != NULL;
}

/* Words, a new line after each sentence, as mdoc has it. */
static void add_words(struct buf *out, struct str text)
{
	struct str word, rest = text;
	size_t column = 0;
	bool more = true;

	while (more) {
		more = str_split(&word, &rest, rest, ' ');
		if (word.n == 0)
			continue;
		if (column > 0 && column + 1 + word.n > EDGE) {
			buf_char(out, '\n');
			column = 0;
		}
		if (column > 0) {
			buf_char(out, ' ');
			for (size_t i = 0; i < word.n; i++)
				buf_add(out, word.at[i] == '\\' ? STR("\\e") : word.at[i] == '-' ? STR("\\-") : str_cut(word, i, 1));
		} else {
			add_escaped(out, word);
		}
		column += word.n + 1;
		if (!ends_sentence(word))
			continue;
		buf_char(out, '\n');
		column = 0;
	}
	if (column > 0)
		buf_char(out, '\n');
}

/* ---- sections ---- */

static void add_head(struct buf *out, const char *page, const char *summary)
{
	buf_printf(out, ".\\\" Made from the tables of the program.\n.Dd %s\n.Dt ", ORDERCHECK_RELEASED);
	for (const char *c = page; *c; c++)
		buf_char(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
	buf_printf(out, " 1\n.Os\n.Sh NAME\n.Nm %s\n.Nd ", page);
	add_escaped(out, str_of(summary));
	buf_char(out, '\n');
}

/* Ends the paragraph's literal part, or begins one. */
static void set_literal(struct buf *out, bool *literal, bool wanted)
{
	if (*literal != wanted)
		buf_add(out, wanted ? STR(".Bd -literal\n") : STR(".Ed\n"));
	*literal = wanted;
}

/* A paragraph: lines that begin with blanks stand as they are, others are words. */
static void add_paragraph(struct buf *out, struct str text)
{
	struct buf words = {0};
	struct str line;
	bool literal = false, more = true;

	while (more) {
		more = str_split(&line, &text, text, '\n');
		if (line.n > 0 && line.at[0] == ' ') {
			add_words(out, buf_str(&words));
			buf_clear(&words);
			set_literal(out, &literal, true);
			add_escaped(out, line);
			buf_char(out, '\n');
			continue;
		}
		set_literal(out, &literal, false);
		buf_add(&words, line);
		buf_char(&words, ' ');
	}
	set_literal(out, &literal, false);
	add_words(out, buf_str(&words));
	buf_free(&words);
}

/* The end of the first paragraph of text, or its length. */
static size_t paragraph_end(struct str text)
{
	for (size_t i = 0; i + 1 < text.n; i++)
		if (text.at[i] == '\n' && text.at[i + 1] == '\n')
			return i;
	return text.n;
}

/* The paragraphs of the help; that of the status has a section of its own. */
static void add_text(struct buf *out, struct str text, bool status)
{
	bool first = true;

	while (text.n > 0) {
		size_t end = paragraph_end(text);
		struct str paragraph = str_trim(str_cut(text, 0, end));
		text = end + 2 < text.n ? str_from(text, end + 2) : (struct str){NULL, 0};
		if (str_starts(paragraph, STR("status: ")) != status)
			continue;
		if (!first)
			buf_add(out, STR(".Pp\n"));
		first = false;
		add_paragraph(out, status ? str_from(paragraph, sizeof "status: " - 1) : paragraph);
	}
}

static void add_flag(struct buf *out, const struct option_row *row)
{
	buf_add(out, STR(".It "));
	if (row->letter)
		buf_printf(out, "Fl %c , ", row->letter);
	buf_add(out, STR("Fl \\-"));
	add_escaped(out, str_of(row->name));
	if (row->argument)
		buf_printf(out, " Ar %s", row->argument);
	buf_char(out, '\n');
}

static void add_sentence(struct buf *out, const char *text, const char *end)
{
	struct buf words = {0};

	buf_printf(&words, "%s%s", text, end);
	add_words(out, buf_str(&words));
	buf_free(&words);
}

static void add_option(struct buf *out, const struct option_row *row)
{
	bool more = row->repeats || (row->example && row->argument);

	add_flag(out, row);
	add_sentence(out, row->help, more ? "." : "");
	if (row->example && row->argument) {
		buf_add(out, STR("For example\n.Ql \\-\\-"));
		add_escaped(out, str_of(row->name));
		buf_char(out, '=');
		for (const char *c = row->example; *c; c++) {
			if (*c == ' ')
				buf_add(out, STR("\\ "));
			else
				buf_char(out, *c);
		}
		buf_add(out, STR(" .\n"));
	}
	if (row->repeats)
		buf_add(out, STR("It may be given more than once.\n"));
}

static void add_options(struct buf *out, unsigned command)
{
	buf_add(out, STR(".Sh OPTIONS\n.Bl -tag -width Ds\n"));
	for (size_t i = 0; i < NOPTIONS; i++)
		if (option_table[i].commands & command)
			add_option(out, &option_table[i]);
	buf_add(out, STR(".El\n"));
}

static void add_examples(struct buf *out, const char *const *examples)
{
	if (!examples)
		return;
	buf_add(out, STR(".Sh EXAMPLES\n"));
	for (size_t i = 0; examples[i]; i += 2) {
		buf_add(out, i > 0 ? STR(".Pp\n") : STR(""));
		add_words(out, str_of(examples[i + 1]));
		buf_add(out, STR(".Pp\n.Dl "));
		add_escaped(out, str_of(examples[i]));
		buf_char(out, '\n');
	}
}

/* The command whose name comes next in the alphabet, after that one; NULL: none does. */
static const struct command *next_command(const struct command *after)
{
	const struct command *next = NULL;

	for (const struct command *c = command_table; c->name; c++)
		if ((!after || strcmp(c->name, after->name) > 0) && (!next || strcmp(c->name, next->name) < 0))
			next = c;
	return next;
}

static void add_see_also(struct buf *out, const struct command *about)
{
	buf_add(out, STR(".Sh SEE ALSO\n"));
	if (about)
		buf_add(out, STR(".Xr ordercheck 1 ,\n"));
	for (const struct command *c = about ? NULL : next_command(NULL); c; c = next_command(c))
		buf_printf(out, ".Xr ordercheck-%s 1 ,\n", c->name);
	buf_add(out, STR(".Xr ordercheck-rules 5\n"));
}

/* ---- pages ---- */

static void add_command(struct buf *out, const struct command *c, struct arena *a)
{
	add_head(out, str_cstr(a, str_printf(a, "ordercheck-%s", c->name)), c->summary);
	buf_printf(out, ".Sh SYNOPSIS\n.Nm ordercheck %s\n", c->name);
	if (c->usage[0]) {
		buf_add(out, STR(".Bk\n"));
		add_words(out, str_of(c->usage));
		buf_add(out, STR(".Ek\n"));
	}
	buf_add(out, STR(".Sh DESCRIPTION\n"));
	add_text(out, str_of(c->text), false);
	add_options(out, c->bit);
	buf_add(out, STR(".Sh EXIT STATUS\n"));
	if (strstr(c->text, "status: "))
		add_text(out, str_of(c->text), true);
	else
		buf_add(out, STR("0, or 2 for a mistake of use.\n"));
	add_examples(out, c->examples);
	add_see_also(out, c);
}

static const char description[] =
	"checks feeds of events (CSV) against the conditions of civil orders (YAML),\n"
	"and prints what they show, with its evidence, for a person to decide.\n"
	".Pp\n"
	"Without a project the documents are named by\n"
	".Fl \\-orders\n"
	"and the feeds on the command line.\n"
	"In a folder with an\n"
	".Pa ordercheck.yaml\n"
	"the command\n"
	".Cm check\n"
	"alone does the daily job.\n"
	".Pp\n"
	"The commands are:\n";

static void add_overview(struct buf *out)
{
	add_head(out, "ordercheck", "check feeds of events against the conditions of civil orders");
	buf_add(out, STR(".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar options\n.Op Ar operands\n.Sh DESCRIPTION\n.Nm\n"));
	buf_add(out, str_of(description));
	buf_add(out, STR(".Bl -tag -width Ds\n"));
	for (const struct command *c = command_table; c->name; c++) {
		buf_printf(out, ".It Cm %s\n", c->name);
		add_words(out, str_of(c->summary));
	}
	buf_add(out, STR(".El\n.Pp\nEach has a page of its own:\n.Nm Ns - Ns Ar command .\n"));
	buf_add(out, STR(".Sh ENVIRONMENT\n.Bl -tag -width CLICOLOR_FORCE\n"
	                 ".It Ev NO_COLOR\nNot empty: no colours, unless\n.Fl \\-color Ns =always\nis given.\n"
	                 ".It Ev CLICOLOR_FORCE\nNeither empty nor 0: colours, also where the output is no terminal.\n"
	                 ".It Ev TERM\nIf it is\n.Ql dumb ,\nno colours and no progress line.\n.El\n.Pp\n"
	                 "Nothing else of the environment counts:\n"
	                 "neither the locale nor the time zone of the machine.\n"
	                 ".Sh FILES\n.Bl -tag -width ordercheck.yaml\n.It Pa ordercheck.yaml\n"
	                 "The settings of a project, looked for in the current folder alone, or in that of\n.Fl C .\n.El\n"
	                 ".Sh EXIT STATUS\nOf\n.Cm check :\n.Bl -tag -width 130\n"
	                 ".It 0\nNothing at the levels of\n.Fl \\-fail\\-on ,\nand all that was given was read.\n"
	                 ".It 1\nFindings at those levels.\n.It 4\nA part was not read.\n.It 5\nBoth.\n"
	                 ".It 2\nNo verdict: usage, documents or files in error.\nStandard output is empty.\n"
	                 ".It 130\nInterrupted.\n.El\n.Pp\nThe pages of the other commands tell theirs.\n"));
	add_see_also(out, NULL);
}

void manual_page(struct buf *out, const struct command *about, struct arena *a)
{
	if (about)
		add_command(out, about, a);
	else
		add_overview(out);
}
