#include "call.h"

#include <time.h>

#include "book/book.h"

double call_elapsed(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int refuse(struct call *c)
{
	diag_tell(c->diag, false);
	return STATUS_NO_VERDICT;
}

/* The first operand is the command; the others are its own. */
static bool find_command(struct call *c)
{
	struct str name = c->args.operands.at[0];

	c->command = command_find(name);
	c->args.operands.at++;
	c->args.operands.n--;
	if (!c->command)
		command_unknown(c->diag, name);
	return c->command != NULL;
}

int call_run(struct call *c, int nwords, char **words)
{
	bool parsed = arguments_parse(&c->args, nwords, words, c->arena, c->diag);

	if (!parsed)
		return refuse(c);
	if (option_has(&c->args, OPT_VERSION))
		return version_print(c);
	if (c->args.operands.n == 0) {
		if (option_has(&c->args, OPT_HELP))
			return help_print(NULL);
		diag_error(c->diag, NOWHERE, "which command?");
		diag_help(c->diag, "\"ordercheck help\" lists them; \"ordercheck check\" does the daily job");
		return refuse(c);
	}
	if (!find_command(c))
		return refuse(c);
	if (option_has(&c->args, OPT_HELP))
		return help_print(c->command);
	if (!arguments_allowed(&c->args, c->command->bit, c->command->name, c->diag))
		return refuse(c);
	if (!c->confined && option_has(&c->args, OPT_VERBOSE))
		tell("system calls are not confined: %s", c->unconfined);
	return c->command->run(c);
}

void call_close(struct call *c)
{
	if (c->book)
		book_close(c->book);
	arena_free(c->arena);
}
