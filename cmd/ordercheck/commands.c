#include "call.h"

static const char *const check_examples[] = {
	"ordercheck check", "in a folder with an ordercheck.yaml: its documents against its feeds",
	"ordercheck check --orders orders travel=bookings.csv", "without a project: one feed for the event type travel",
	"ordercheck check --as-of 2026-06-01 -f json -o run.json", "the whole run as at the start of 1 June 2026, into a file",
	"ordercheck check --orders orders 'travel=exports/2026-05-*.csv.gz'", "packed daily files, in order of name; or a folder: travel=exports",
	"fetch-feed | ordercheck check --orders orders travel=-", "a feed from standard input",
	"ordercheck check -f sarif --redact-key redact.key -o ordercheck.sarif", "for code scanning, with pseudonyms that stay the same",
	"ordercheck check --shard 2/8 --as-of 2026-06-01 -f json -o part-2.json", "one eighth of the subjects, for merge",
	"ordercheck check --subject V-0001042 --level clear", "one person, with what showed no breach as well", NULL};

static const char *const coverage_examples[] = {
	"ordercheck coverage", "what the project's feeds can show of its conditions",
	"ordercheck coverage --orders orders travel=bookings.csv", "without a project",
	"ordercheck coverage --subject V-0001042 --as-of 2026-06-01", "one person's conditions as at that day",
	"ordercheck coverage -f csv -o coverage.csv", "for a spreadsheet", NULL};

static const char *const due_examples[] = {
	"ordercheck due", "what falls due in the next 14 days, or in the settings' `within`",
	"ordercheck due --within 4w --as-of 2026-06-01", "the four weeks from 1 June 2026",
	"ordercheck due -f ics -o due.ics", "for a calendar, with an alarm a day before each",
	"ordercheck due --tag risk=high -f csv", "some people's, for a spreadsheet", NULL};

static const char *const explain_examples[] = {
	"ordercheck explain 9f86d081", "a finding of the project, by at least 6 digits of its id",
	"ordercheck explain 9f86d081 --orders orders travel=bookings.csv --as-of 2026-06-01", "the same without a project",
	"ordercheck explain 9f86d081 --from run.json", "as far as a saved run tells it",
	"ordercheck explain LDS-2026-0042", "what an order forbids and asks, from when to when",
	"ordercheck explain travel/foreign-travel", "a rule, with its default values",
	"ordercheck explain travel", "an event type: its fields, and the header of a CSV that is read as it is",
	"ordercheck explain bookings.csv:12", "a row: whose it is, how it was read, what came of it", NULL};

static const char *const lint_examples[] = {
	"ordercheck lint", "the project's documents",
	"ordercheck lint orders/LDS-2026-0042.yaml", "one order, with the catalogue",
	"ordercheck lint --draft draft.yaml", "an order before the hearing",
	"ordercheck lint --strict -f sarif -o lint.sarif", "for a build server: warnings fail too",
	"ordercheck lint orders subject=register.csv", "with a register of subjects", NULL};

static const char *const report_examples[] = {
	"ordercheck report run.json", "a saved run as check printed it",
	"ordercheck report run.json -f jsonl", "the same in another format",
	"ordercheck report run.json --subject V-0001042 --level review", "one person's findings, without what is upcoming",
	"zcat run.json.gz | ordercheck report -", "from standard input",
	"ordercheck report --run 41 --store cases.db", "what run 41 of a case store printed", NULL};

static const char *const merge_examples[] = {
	"ordercheck merge part-*.json", "the whole run, as one check would have printed it",
	"ordercheck merge part-*.json -f json -o run.json", "and as it would have saved it", NULL};

static const char *const audit_examples[] = {
	"ordercheck audit show", "the log of the project's store",
	"ordercheck audit show --store ordercheck.db --action disclosure --since 2026-05-01 -f json", "what was given to whom since May",
	"ordercheck audit show --subject V-0001042 --by jdoe", "what one account did with one person's record",
	"ordercheck audit verify --audit-head /mnt/safe/head", "the chain, and its end, against a head kept elsewhere", NULL};

static const char *const stats_examples[] = {
	"ordercheck stats", "the project's orders and findings, counted",
	"ordercheck stats --by-tag area --suppress 5 -f csv -o stats.csv", "for a spreadsheet that goes elsewhere",
	"ordercheck stats --since 2026-05-01 --as-of 2026-06-01", "the findings of May",
	"ordercheck stats --store cases.db --by-run", "out of a store, and how it was after each of its runs", NULL};

static const char *const test_examples[] = {
	"ordercheck test", "the tests among the project's documents",
	"ordercheck test rules/travel.yaml", "the tests of one file",
	"ordercheck test --boundaries --untested", "with variants at the edges of windows, and what no test reached",
	"ordercheck test -f junit -o tests.xml", "for a build server",
	"ordercheck test --catalogue", "the tests that ship with the program", NULL};

static const char *const store_examples[] = {
	"ordercheck store status", "what the project's store holds",
	"ordercheck store decide 9f86d081 --as no-action --by 'PC 1234' --reason 'permission shown'", "decide on a finding",
	"ordercheck store decide 9f86d081 --as reasonable-excuse --by 'PC 1234' --reason 'in hospital' --until 2026-12-01",
	"the same, until it is to be looked at again",
	"ordercheck store history 9f86d081", "what became of a finding, and who was told",
	"ordercheck store rejects --feed bookings -f csv -o rejects.csv", "the rows of a feed that could not be read",
	"ordercheck store export V-0001042 -o case-file --recipient CPS --reason 'request 17'", "one person's record for a case file",
	"ordercheck store purge --dry-run", "what would be removed under the settings' retention",
	"ordercheck store check --store cases.db", "is the store sound?",
	"ordercheck store backup copy.db", "a copy, while others may use the store", NULL};

static const char *const rules_examples[] = {
	"ordercheck rules", "all rules of the catalogue",
	"ordercheck rules travel/ '*/curfew*'", "those that begin so, or look like this", NULL};

static const char *const schema_examples[] = {
	"ordercheck schema", "the kinds",
	"ordercheck schema document -o ordercheck.schema.json", "for an editor; a document then begins with\n"
	"                                      # yaml-language-server: $schema=ordercheck.schema.json", NULL};

static const char *const new_examples[] = {
	"ordercheck new project my-project", "a folder with settings, an order, a person and a feed, which runs as it is",
	"ordercheck new feed bookings.csv -o feeds.yaml", "how a file's columns become events, guessed, with every doubt",
	"ordercheck new feed export.csv --type location --orders people", "of this event type; columns with ids of these people are known by them",
	"ordercheck new order --type sro --rule travel/foreign-travel --rule tag/curfew", "an order with a condition of each rule",
	"ordercheck new rule force/no-trips -o no-trips.yaml", "a rule of your own with tests that pass", NULL};

static const char *const match_examples[] = {
	"ordercheck match names.csv", "whom the project's subjects each name would be taken for",
	"ordercheck match subject=register.csv names.csv --names always", "against a register, with the names themselves",
	"ordercheck match names.csv -f csv -o matches.csv", "for a spreadsheet", NULL};

static const char *const completion_examples[] = {
	"source <(ordercheck completion bash)", "in bash, or in ~/.bashrc for every shell to come",
	"ordercheck completion zsh -o ~/.zfunc/_ordercheck", "in zsh, where ~/.zfunc is in its fpath",
	"ordercheck completion fish -o ~/.config/fish/completions/ordercheck.fish", "in fish", NULL};

static const char *const help_examples[] = {
	"ordercheck help check", "the options of check, with examples",
	"ordercheck help --man check | man -l -", "the same as a page", NULL};

const struct command command_table[] = {
	{"check", FOR_CHECK, "check feeds against orders and print what was found",
	 "[options] [NAME=FILE.csv | FILE.csv | NAME=-]...",
	 "NAME=FILE gives FILE to the feed NAME, or to the event type NAME where no feed is called so.\n"
	 "FILE alone goes to the feed whose `files:` claims its name, else its stem is NAME. A folder, or a\n"
	 "pattern in quotes, stands for the files in it; gzip and zstd are unpacked. - is standard\n"
	 "input, once. subject=FILE is a register of subjects, place=FILE one of places. Without files the\n"
	 "project's feeds are read.\n"
	 "A breach here is an indication for a person to decide on: reasonable excuse is theirs to weigh.\n"
	 "Formats: text (default), json, jsonl, sarif, junit, csv, ics, markdown, html. json is the whole run, which\n"
	 "report and --baseline read; html one page to open in a browser, to filter and to print, which needs no\n"
	 "network. sarif, junit and markdown go to other people's machines and are redacted unless --no-redact is\n"
	 "given: pseudonyms for ids, and no words of orders. --redact does so for any format, and for --rejects\n"
	 "and stderr too.\n"
	 "\n"
	 "status: 0 nothing at the levels of --fail-on; 1 findings at them; 4 a part could not be read;\n"
	 "5 both; 2 no verdict (usage, documents or files in error); 130 interrupted\n",
	 check_examples, cmd_check},
	{"due", FOR_DUE, "tell what falls due, as a table or a calendar", "[options] [NAME=FILE.csv | FILE.csv | NAME=-]...",
	 "Obligations that fall due and breaches that are foreseen, soonest first, with how to meet them;\n"
	 "conditions that begin or end; dates at which unmonitored conditions are to be reviewed.\n"
	 "Files are given as to check. Formats: text (default), json, csv, ics.\n"
	 "\n"
	 "status: 0; 2 usage, documents or files in error\n",
	 due_examples, cmd_due},
	{"coverage", FOR_COVERAGE, "tell which conditions the feeds at hand can show, and which not",
	 "[options] [NAME=FILE.csv | FILE.csv | NAME=-]...",
	 "For each condition: the types of event that could show a breach or excuse it, the feeds that hold\n"
	 "them, from when to when, and what is missing. Files are given as to check.\n"
	 "Formats: text (default), json, csv.\n"
	 "\n"
	 "status: 0; 2 usage, documents or files in error\n",
	 coverage_examples, cmd_coverage},
	{"explain", FOR_EXPLAIN, "say a finding, an order, a rule or one feed row in plain English",
	 "[options] ID|ORDER|SCHEME|RULE|FILE:LINE [NAME=FILE.csv | FILE.csv | NAME=-]...",
	 "Of a finding: how each part of its rule came out and with which values, the windows and the\n"
	 "reckoning of deadlines day by day, the nearest events that did not count, the rows behind it,\n"
	 "and what is left to a person. Files are given as to check, and so are --as-of and --known-at;\n"
	 "findings of every level have ids, those of check --level clear too. A row of a file that is gone is\n"
	 "told as a store at hand keeps it, and the line \"file\" then says so. Orders and rules need no\n"
	 "feeds. Formats: text (default), json.\n"
	 "\n"
	 "status: 0; 2 usage, nothing of that name, documents or files in error\n",
	 explain_examples, cmd_explain},
	{"lint", FOR_LINT, "check documents for errors and orders against the law's limits", "[options] [PATH | subject=FILE.csv]...",
	 "Each finding tells its place, what is wrong, what to do, and the authority. An allow: {L13: REASON}\n"
	 "in a condition, or in an order for what concerns it as a whole, lets a finding stand; -v tells those.\n"
	 "PATHs are files or folders of documents, as with --orders; without any the project's are read.\n"
	 "It is a help in reading an order, not legal advice. Formats: text (default), json, sarif, junit.\n"
	 "\n"
	 "status: 0; 1 a finding of severity error, errors in documents among them; 2 usage, a missing path\n",
	 lint_examples, cmd_lint},
	{"report", FOR_REPORT, "print a saved run again, in any format", "[options] RUN.json | --run N",
	 "RUN.json is what check --format json wrote; - is standard input. Needs no documents and no feeds,\n"
	 "and prints byte for byte what check printed then, names of people aside: a run holds none, and its\n"
	 "subjects are told by id. --subject, --tag, --order, --rule and --since narrow it; a name that the\n"
	 "run does not have is an error. Below the --level of the run itself there is nothing in it.\n"
	 "A file that was cut or changed so that its counts are not those of its findings is refused.\n"
	 "With --store the use is logged there; no settings are read. --run N of --store FILE prints what that\n"
	 "run printed, in place of a file.\n"
	 "\n"
	 "status: 0, whatever the run found; 2 usage, or a file that is no saved run\n",
	 report_examples, cmd_report},
	{"merge", FOR_MERGE, "make one run of the parts that several machines judged", "[options] PART.json...",
	 "Each part is what check --shard I/N -f json wrote, for every I from 1 to N; - is standard input.\n"
	 "What comes out is byte for byte what one check would have printed, in any format, and so is the status;\n"
	 "names of people aside, which parts hold only where they were judged with --names always. Other options\n"
	 "of check were given to the parts.\n"
	 "A part that is missing, there twice, damaged, or of other feeds, documents, options, versions or of\n"
	 "another --as-of is refused, with what to do.\n"
	 "\n"
	 "status: as check would have ended; 2 usage, or parts that make no run\n",
	 merge_examples, cmd_merge},
	{"audit", FOR_AUDIT, "show or verify the log of what was done with a case store", "[options] show|verify",
	 "Every use of the store is an entry: what was done (collection, alteration, consultation, disclosure,\n"
	 "combination, erasure), when, by which account, why, to whom, on which inputs and documents.\n"
	 "show prints them; an entry that names no subject was about all of them. Formats: text (default),\n"
	 "json, jsonl. verify tells whether an entry was changed, taken out or moved. That the end was cut off,\n"
	 "or that the whole was written anew, shows only against a head kept elsewhere: --audit-head FILE.\n"
	 "\n"
	 "status: 0; 1 verify found damage; 2 usage, or a store that cannot be read\n",
	 audit_examples, cmd_audit},
	{"new", FOR_NEW, "write a commented starting file: project, order, rule or feed",
	 "[options] project DIR | order | rule NAME | feed FILE.csv",
	 "What is written loads and runs as it is, and is there to be edited. new feed looks at the file's head\n"
	 "and at rows from all of it: encoding, delimiter, lines above the header, the event type that fits\n"
	 "best, who a row is about, how each column is read. What it is not sure of is marked DOUBT; what is\n"
	 "invented in an order or a project is marked REPLACE. A file that is there already is never written\n"
	 "over. Without -o the text goes to standard output; a project goes into its folder.\n"
	 "\n"
	 "status: 0; 2 usage, or nothing that could be written\n",
	 new_examples, cmd_new},
	{"stats", FOR_STATS, "count orders and findings by kind of order, rule, tag and month",
	 "[options] [NAME=FILE.csv | FILE.csv | NAME=-]...",
	 "Files are given as to check. The rows: all; each order-type; kind (prohibition, requirement) and rule\n"
	 "of the findings; each value of a --by-tag; the month of the findings. The columns:\n"
	 "  orders, subjects  in force at the as-of time, and whose they are; of a month: whose findings\n"
	 "  breach, review, upcoming (within --within), blind  findings of that level\n"
	 "  silent  subjects with a breach or review of a rule that waits for silence: nothing was heard\n"
	 "  late    breaches of rules that expect a notification: made late, or not at all\n"
	 "  delays, hours-median, hours-most  breaches and reviews of which it is known when their event\n"
	 "          was recorded, and the hours from the event to its record (before it: 0)\n"
	 "With a store at hand (--store FILE) its rows are counted, and it knows more: rows by decision, with\n"
	 "--by-run a row for each run, as findings stood after it, and these columns:\n"
	 "  decided, withdrawn  findings that a decision covers; breaches and reviews that the facts no longer\n"
	 "          show (of a run: since the run before)\n"
	 "  found, told, and their -median and -most  breaches and reviews that a run has found, those that a\n"
	 "          reader was told, and the hours to that run from the event, or from the deadline that passed\n"
	 "No names and no ids are in it. Small counts can point to a person all the same: --suppress N shows\n"
	 "those below N as <N, and where that alone could be reckoned from the total, a second as withheld.\n"
	 "Formats: text (default), csv, json.\n"
	 "\n"
	 "status: 0; 2 usage, documents or files in error\n",
	 stats_examples, cmd_stats},
	{"test", FOR_TEST, "run the rule tests among the documents", "[options] [PATH...]",
	 "A test is a document with `test:`: events, and the findings that must come of them.\n"
	 "PATHs are files or folders of documents, as with --orders; without any the project's are read.\n"
	 "Formats: text (default), json, junit.\n"
	 "\n"
	 "status: 0 all passed; 1 a test, or a variant of one, failed; 2 an error in the documents, or no test at all\n",
	 test_examples, cmd_test},
	{"store", FOR_STORE, "look after the case store: decisions, history, checks, copies",
	 "init | status | decide ID | history ID | rejects | export SUBJECT | purge | check | backup FILE",
	 "The store is --store FILE, or that of the settings; \"check --store\" fills it.\n"
	 "init makes an empty one; status tells what it holds; decide says what a person decided on a finding\n"
	 "(--as, --by and --reason; --until a day): it is then no longer new, nor part of the status of check,\n"
	 "at its level and lower ones, until the day comes or the facts change; history tells what became of\n"
	 "a finding; check looks whether the file is sound; backup copies it. rejects tells the rows that could\n"
	 "not be read, also those of nobody known, of all files or those of --feed or --run; it takes --redact.\n"
	 "Formats: text (default), jsonl, csv. export writes all that is held of\n"
	 "one subject into a new folder, -o DIR, with a manifest of hashes; it reads the documents as check\n"
	 "does (--orders, --as-of), judges the subject anew, clear results too, and is logged with --recipient; --redact\n"
	 "leaves out who it is. purge removes what\n"
	 "`settings: retention:` no longer lets it keep (--dry-run: tells it alone); the audit log stays.\n"
	 "\n"
	 "status: 0; 1 check found damage; 2 usage, no such finding, the store cannot be used\n",
	 store_examples, cmd_store},
	{"match", FOR_MATCH, "tell whom the names in a CSV would be taken for, and why", "[options] [subject=REGISTER.csv]... NAMES.csv|-...",
	 "For each row the subjects that come near, best first, with the score, what adds up to it, and whom\n"
	 "a feed's row of that name would be taken for. Columns are found by the header: name (a whole name),\n"
	 "or family and given; born, postcode, and kinds of identifiers help. Names are shown as --names says.\n"
	 "Nothing is judged. Formats: text (default), json, csv.\n"
	 "\n"
	 "status: 0; 2 usage, documents or files in error\n",
	 match_examples, cmd_match},
	{"rules", FOR_RULES, "list the catalogue of rules", "[options] [PATTERN...]",
	 "The rules that ship: name, kind (prohibition or requirement) and title.\n", rules_examples, cmd_rules},
	{"schema", FOR_SCHEMA, "the JSON Schema of a document kind, of a finding, of a run", "[options] [KIND]",
	 "Without KIND it lists them. Editors check documents by a schema while they are written, and offer\n"
	 "keys and words: write one into a file and name it in the first line of a document, or in the editor's\n"
	 "settings. `document` takes any kind, for files that hold several. A schema knows keys, types, lists\n"
	 "and words; expressions and names are checked by lint and check alone.\n"
	 "\n"
	 "status: 0; 2 usage, or no such kind\n",
	 schema_examples, cmd_schema},
	{"completion", FOR_COMPLETION, "write what makes a shell complete commands, options and names", "[options] bash|zsh|fish",
	 "For the shell of that name. Commands, options and their words come from the program itself; ids of\n"
	 "orders and subjects, rules, schemes, feeds and event types from the documents of the project in the\n"
	 "current folder, or those of the --orders and -C that were typed. Nothing is written and no feed is\n"
	 "read for it; where the documents have errors, only what ships is offered.\n"
	 "\n"
	 "status: 0; 2 usage\n",
	 completion_examples, cmd_completion},
	{"help", FOR_HELP, "tell what a command does, and its options", "[options] [COMMAND]",
	 "Help on a command, or the list of commands.\n", help_examples, cmd_help},
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
	struct str names[32];
	size_t n = 0;

	for (const struct command *c = command_table; c->name && n < 32; c++)
		names[n++] = str_of(c->name);
	diag_error(d, NOWHERE, "\"%.*s\" is not a command of this version", STR_ARG(name));
	struct str near = suggest_nearest(name, names, n);
	if (near.n > 0)
		diag_help(d, "did you mean \"%.*s\"?", STR_ARG(near));
	else
		diag_help(d, "\"ordercheck help\" lists the commands");
}
