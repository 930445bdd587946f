#include "call.h"

static const char *const check_examples[] = {
	"ordercheck check", "in a folder with an ordercheck.yaml: its documents against its feeds",
	"ordercheck check --orders orders travel=bookings.csv", "without a project: one feed for the event type travel",
	"ordercheck check --as-of 2026-06-01 -f json -o run.json", "the whole run as at the start of 1 June 2026, into a file",
	"zcat feed.csv.gz | ordercheck check --orders orders travel=-", "a feed from standard input",
	"ordercheck check --subject V-0001042 --level clear", "one person, with what showed no breach as well", NULL};

static const char *const test_examples[] = {
	"ordercheck test", "the tests among the project's documents",
	"ordercheck test rules/travel.yaml", "the tests of one file",
	"ordercheck test --catalogue", "the tests that ship with the program", NULL};

static const char *const rules_examples[] = {
	"ordercheck rules", "all rules of the catalogue",
	"ordercheck rules travel/ '*/curfew*'", "those that begin so, or look like this", NULL};

const struct command command_table[] = {
	{"check", FOR_CHECK, "check feeds against orders and print what was found",
	 "[options] [NAME=FILE.csv | FILE.csv | NAME=-]...",
	 "NAME=FILE gives FILE to the feed NAME, or to the event type NAME where no feed is called so.\n"
	 "FILE alone goes to the feed whose `files:` claims its name, else its stem is NAME. - is standard\n"
	 "input, once. subject=FILE is a register of subjects. Without files the project's feeds are read.\n"
	 "A breach here is an indication for a person to decide on: reasonable excuse is theirs to weigh.\n"
	 "\n"
	 "status: 0 nothing at the levels of --fail-on; 1 findings at them; 4 a part could not be read;\n"
	 "5 both; 2 no verdict (usage, documents or files in error); 130 interrupted\n",
	 check_examples, cmd_check},
	{"test", FOR_TEST, "run the rule tests among the documents", "[options] [PATH...]",
	 "A test is a document with `test:`: events, and the findings that must come of them.\n"
	 "PATHs are files or folders of documents, as with --orders; without any the project's are read.\n"
	 "\n"
	 "status: 0 all passed; 1 a test failed; 2 an error in the documents, or no test at all\n",
	 test_examples, cmd_test},
	{"rules", FOR_RULES, "list the catalogue of rules", "[options] [PATTERN...]",
	 "The rules that ship: name, kind (prohibition or requirement) and title.\n", rules_examples, cmd_rules},
	{"help", FOR_HELP, "tell what a command does, and its options", "[COMMAND]", "Help on a command, or the list of commands.\n",
	 NULL, cmd_help},
	{.name = NULL},
};

const struct command *command_find(struct str name)
{
	for (const struct command *c = command_table; c->name; c++)
		if (str_eq_cstr(name, c->name))
			return c;
	return NULL;
}

void command_unknown(struct diag *d, struct str name)
{
	struct str names[16];
	size_t n = 0;

	for (const struct command *c = command_table; c->name && n < 16; c++)
		names[n++] = str_of(c->name);
	diag_error(d, NOWHERE, "\"%.*s\" is not a command of this version", STR_ARG(name));
	struct str near = suggest_nearest(name, names, n);
	if (near.n > 0)
		diag_help(d, "did you mean \"%.*s\"?", STR_ARG(near));
	else
		diag_help(d, "\"ordercheck help\" lists the commands");
}
