#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "book/book.h"
#include "call.h"
#include "manual.h"
#include "output.h"
#include "project.h"

enum { COLUMN = 26, EDGE = 100 };

/* Words from the column on, to the edge. */
static void add_wrapped(struct buf *out, const char *text)
{
	struct str word, rest = str_of(text);
	size_t column = COLUMN;
	bool more = true;

	while (more) {
		more = str_split(&word, &rest, rest, ' ');
		if (column > COLUMN && column + 1 + word.n > EDGE) {
			buf_printf(out, "\n%*s", COLUMN, "");
			column = COLUMN;
		}
		if (column > COLUMN)
			buf_char(out, ' ');
		buf_add(out, word);
		column += word.n + 1;
	}
	buf_char(out, '\n');
}

static void add_option(struct buf *out, const struct option_row *row)
{
	struct buf left = {0};

	if (row->letter)
		buf_printf(&left, "  -%c, --%s", row->letter, row->name);
	else
		buf_printf(&left, "      --%s", row->name);
	if (row->argument)
		buf_printf(&left, " %s", row->argument);
	if (left.n + 2 > COLUMN)
		buf_printf(out, "%.*s\n%*s", STR_ARG(buf_str(&left)), COLUMN, "");
	else
		buf_printf(out, "%-*.*s", COLUMN, STR_ARG(buf_str(&left)));
	buf_free(&left);
	add_wrapped(out, row->help);
}

static void add_command(struct buf *out, const struct command *c)
{
	buf_printf(out, "usage: ordercheck %s %s\n\n%s\noptions:\n", c->name, c->usage, c->text);
	for (size_t i = 0; i < NOPTIONS; i++)
		if (option_table[i].commands & c->bit)
			add_option(out, &option_table[i]);
	if (c->examples)
		buf_add(out, STR("\nexamples:\n"));
	for (size_t i = 0; c->examples && c->examples[i]; i += 2)
		buf_printf(out, "  %s\n      %s\n", c->examples[i], c->examples[i + 1]);
}

static void add_overview(struct buf *out)
{
	buf_add(out, STR("usage: ordercheck COMMAND [options] [operands]\n\n"
	                 "Checks feeds of events (CSV) against the conditions of civil orders (YAML).\n\ncommands:\n"));
	for (const struct command *c = command_table; c->name; c++)
		buf_printf(out, "  %-12s%s\n", c->name, c->summary);
	buf_add(out, STR("\n\"ordercheck help COMMAND\" tells the options of a command, with examples.\n"));
}

int help_put(struct buf *out)
{
	bool written = fwrite(out->at, 1, out->n, stdout) == out->n && fflush(stdout) == 0;

	buf_free(out);
	if (!written)
		tell("standard output cannot be written");
	return written ? 0 : STATUS_NO_VERDICT;
}

int help_print(const struct command *command)
{
	struct buf out = {0};

	if (command)
		add_command(&out, command);
	else
		add_overview(&out);
	return help_put(&out);
}

static int manual_print(const struct command *about, struct arena *a)
{
	struct buf out = {0};

	manual_page(&out, about, a);
	return help_put(&out);
}

int cmd_help(struct call *c)
{
	const struct command *about = NULL;

	if (c->args.operands.n > 0)
		about = command_find(c->args.operands.at[0]);
	if (about || c->args.operands.n == 0)
		return option_has(&c->args, OPT_MAN) ? manual_print(about, c->arena) : help_print(about);
	command_unknown(c->diag, c->args.operands.at[0]);
	diag_tell(c->diag, false);
	return STATUS_NO_VERDICT;
}

static size_t shipped_documents(const struct plan *plan)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->ndocuments; i++)
		n += plan->documents[i].shipped;
	return n;
}

int version_print(struct call *c)
{
	struct project p;
	struct buf out = {0};

	if (!project_open(&p, c, true) || !project_compile(&p, c)) {
		diag_tell(c->diag, false);
		return STATUS_NO_VERDICT;
	}
	buf_printf(&out, "ordercheck %s\n", ORDERCHECK_VERSION);
	buf_printf(&out, "ICU %s, libcsv %s, libyaml %s\n", text_icu_version(), CSV_VERSION, YAML_VERSION);
	buf_printf(&out, "zone data %s, default zone %.*s\n", tz_version(), STR_ARG(p.zone.name));
	buf_printf(&out, "catalogue %.*s: %zu rules in %zu files\n", STR_ARG(p.plan.catalogue_version), p.plan.nrules,
	           shipped_documents(&p.plan));
	buf_printf(&out, "system calls confined: %s%s%s\n", c->confined ? "yes" : "no (", c->confined ? "" : c->unconfined,
	           c->confined ? "" : ")");
	return help_put(&out);
}
