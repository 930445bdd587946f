/* `ordercheck new project`: a folder that runs as it is. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draft.h"
#include "output.h"

static const char settings_text[] =
	"# The project: `ordercheck check` in this folder begins here.\n"
	"settings:\n"
	"  zone: Europe/London         # of times without an offset\n"
	"  orders: [orders, people, setup]   # folders of documents\n"
	"  feeds: [feeds]              # folders of CSV files; each goes to the feed whose `files:` claims its name, else by its stem\n"
	"  # within: 14d               # obligations due later are only counted\n"
	"  # schemes: [notification-england-wales]   # shipped duties that bind this project's subjects\n"
	"  # holidays: [2026-12-25, 2026-12-28]      # for workdays()\n";

static const char order_text[] =
	"# An order to start from. What it says is invented: REPLACE it, or take the file out.\n"
	"order: REPLACE-2026-0001\n"
	"type: shpo-sc               # `ordercheck new order --type T --rule NAME` writes others\n"
	"court: REPLACE Specimen Court\n"
	"made: 2026-01-01\n"
	"until: 2031-01-01           # the first day out\n"
	"served: 2026-01-01          # when the subject had notice of it\n"
	"subject: REPLACE-0001       # in people/\n"
	"conditions:\n"
	"  - id: \"1\"\n"
	"    # the words of the order, verbatim\n"
	"    text: Not to travel to any country outside the United Kingdom.\n"
	"    rule: travel/foreign-travel   # `ordercheck rules` lists them, `ordercheck explain RULE` says one in words\n";

static const char person_text[] =
	"# A person to start from. What it says is invented.\n"
	"subject: REPLACE-0001\n"
	"name: {family: Specimen, given: [Replace]}\n"
	"born: 1980-01-01\n"
	"identifiers:\n"
	"  passport: [\"500000000\"]\n";

static const char feed_text[] =
	"# How the columns of a feed become events. `ordercheck new feed FILE.csv` writes one for a file of yours.\n"
	"feed: bookings\n"
	"event: travel\n"
	"files: \"bookings-*.csv\"\n"
	"subject:\n"
	"  - reference: Nominal\n"
	"  - identifier: {passport: Passport No}\n"
	"fields:\n"
	"  time: {column: Departs, format: \"%d/%m/%Y %H:%M\"}\n"
	"  to: {column: Dest, type: airport}\n"
	"  status: {column: State, map: {HK: booked, XX: cancelled, BD: boarded}}\n"
	"  id: Booking Ref\n"
	"key: [Booking Ref, Passport No]\n";

static const char rows_text[] =
	"Booking Ref,Nominal,Passport No,Departs,Dest,State\n"
	"ZZ0001,REPLACE-0001,500000000,01/05/2026 09:00,CDG,BD\n"
	"ZZ0002,,500000000,12/06/2026 06:30,BCN,HK\n"
	"ZZ0003,,500000099,02/05/2026 10:00,LIS,BD\n";

static const struct {
	const char *name, *text; /* text NULL: a folder */
} parts[] = {
	{"", NULL},
	{"/orders", NULL},
	{"/people", NULL},
	{"/setup", NULL},
	{"/feeds", NULL},
	{"/ordercheck.yaml", settings_text},
	{"/orders/first.yaml", order_text},
	{"/people/first.yaml", person_text},
	{"/setup/bookings.yaml", feed_text},
	{"/feeds/bookings-2026-05-01.csv", rows_text},
};
enum { NPARTS = sizeof parts / sizeof *parts };

static const char *path_of(size_t i, struct str dir, struct arena *a)
{
	return str_cstr(a, str_printf(a, "%.*s%s", STR_ARG(dir), parts[i].name));
}

static bool cannot(struct call *c, const char *path)
{
	diag_error(c->diag, NOWHERE, "%s cannot be written: %s", path, strerror(errno));
	return false;
}

/* Nothing is written where a file of ours is there already. */
static bool all_new(struct call *c, struct str dir)
{
	struct stat st;
	bool good = true;

	for (size_t i = 0; i < NPARTS; i++) {
		const char *path = path_of(i, dir, c->arena);
		if (!parts[i].text || lstat(path, &st) != 0)
			continue;
		diag_error(c->diag, NOWHERE, "%s is there already, and is not written over", path);
		good = false;
	}
	return good;
}

static bool make_folder(struct call *c, const char *path)
{
	struct stat st;

	if (mkdir(path, 0700) == 0 || (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
		return true;
	return cannot(c, path);
}

static bool make_file(struct call *c, const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	if (!f)
		return cannot(c, path);
	bool written = fputs(text, f) >= 0;
	return (fclose(f) == 0 && written) || cannot(c, path);
}

int draft_project(struct call *c)
{
	struct str dir = c->args.operands.n == 1 ? c->args.operands.at[0] : (struct str){NULL, 0};
	bool good = dir.n > 0;

	if (!good) {
		diag_error(c->diag, NOWHERE, "new project takes a folder");
		diag_help(c->diag, "ordercheck new project my-project");
	}
	while (dir.n > 1 && dir.at[dir.n - 1] == '/')
		dir.n--;
	good = good && all_new(c, dir);
	for (size_t i = 0; good && i < NPARTS; i++) {
		const char *path = path_of(i, dir, c->arena);
		good = parts[i].text ? make_file(c, path, parts[i].text) : make_folder(c, path);
	}
	diag_tell(c->diag, false);
	if (!good)
		return STATUS_NO_VERDICT;
	for (size_t i = 0; i < NPARTS; i++)
		if (parts[i].text)
			tell("wrote %s", path_of(i, dir, c->arena));
	tell("try: ordercheck check -C %.*s --as-of 2026-06-01", STR_ARG(dir));
	return 0;
}
