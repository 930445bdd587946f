/* ordercheck match: whom the names in a CSV would be taken for. */
#include <inttypes.h>
#include <string.h>

#include "check.h"
#include "report/match.h"

enum { CANDIDATES = 5 };

/* A candidate is shown from half of what makes one possible. */
static int floor_of(const struct plan *p)
{
	return (int)(p->match_possible / 200000);
}

static bool read_format(const struct match_format **out, struct call *c)
{
	struct str name = option_last(&c->args, OPT_FORMAT), names[FORMATS_MAX];
	size_t n = 0;

	*out = match_find(name.n > 0 ? name : STR("text"));
	if (*out)
		return true;
	for (; n < FORMATS_MAX && match_formats[n].name; n++)
		names[n] = str_of(match_formats[n].name);
	return refuse_format(c, names, n);
}

/* Operands: registers of subjects, and files of names. Without a register, the project's. */
static bool load(struct check *k)
{
	bool good = project_open(&k->project, k->call, false) && supply_name(k);

	if (good && k->nrequests == 0) {
		diag_error(k->call->diag, NOWHERE, "which names? give a CSV file, or - for standard input");
		return false;
	}
	if (good && k->nregisters == 0)
		supply_project_registers(k);
	return good;
}

static bool load_documents(struct check *k)
{
	struct call *c = k->call;
	bool good = supply_registers(k);

	/* A register alone is enough: no documents are asked for. */
	if (k->nregisters == 0 || k->project.settings.norders > 0 || option_has(&c->args, OPT_ORDERS))
		good = project_read(&k->project, c, NULL, 0) && good;
	good = project_places(&k->project, c) && good;
	return project_compile(&k->project, c) && good;
}

static bool listed(const struct identity_match *list, size_t n, size_t subject)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].subject == subject)
			return true;
	return false;
}

/* Whom an identifier of the row names, whatever the name there. */
static size_t add_identified(struct identity_match *list, size_t n, const struct identity_index *x, const struct person_query *q,
                             struct arena *a)
{
	for (size_t i = 0; i < q->nsaid && n < CANDIDATES; i++) {
		struct identity_match m = identity_by_identifier(x, q->said[i].kind, q->said[i].value, q->at);

		if (m.found == IDENTITY_ONE && !listed(list, n, m.subject) && identity_weigh(&list[n], x, m.subject, q, a))
			n++;
	}
	return n;
}

static void judge_row(struct match_row *out, const struct names_row *row, const struct identity_index *x, const struct plan *p,
                      struct arena *a)
{
	struct identity_match *list = arena_array(a, CANDIDATES, sizeof *list);
	size_t n = identity_candidates(list, CANDIDATES, floor_of(p), x, &row->query, a);

	*out = (struct match_row){.row = row, .taken = identity_by_person(x, &row->query, a), .candidates = list};
	out->ncandidates = add_identified(list, n, x, &row->query, a);
}

static void tell_rejects(const struct names_result *r)
{
	for (size_t i = 0; i < r->nrejects; i++)
		tell_plain("%.*s:%" PRIu64 ": %.*s", STR_ARG(r->rejects[i].input->file), r->rejects[i].line, STR_ARG(r->rejects[i].reason));
}

static void tell_unread(const struct names_result *r)
{
	for (size_t i = 0; i < r->input->nunread; i++)
		tell_plain("%.*s: nothing reads the column %.*s", STR_ARG(r->input->file), STR_ARG(r->input->unread[i]));
}

struct matching {
	struct check *check;
	const struct identity_index *index;
	VEC(struct match_row) rows;
};

static bool read_file(struct matching *m, const char *path)
{
	struct call *c = m->check->call;
	const struct plan *p = &m->check->project.plan;
	struct names_result names;

	if (!names_read(&names, path, p, c->arena, c->diag))
		return false;
	for (size_t i = 0; i < names.nrows; i++)
		judge_row(VEC_PUSH(c->arena, &m->rows), &names.rows[i], m->index, p, c->arena);
	tell_rejects(&names);
	if (!option_has(&c->args, OPT_QUIET))
		tell_unread(&names);
	return true;
}

static bool write(struct matching *m, const struct match_format *format)
{
	struct call *c = m->check->call;
	struct output *o = &m->check->report;
	struct str names = option_last(&c->args, OPT_NAMES);
	bool shown = str_eq_cstr(names, "always") || (!str_eq_cstr(names, "never") && output_terminal(o));
	struct match_sheet sheet = {&m->check->project.plan, m->rows.at, m->rows.n};
	struct report_style style = {.colour = output_colour(o, option_last(&c->args, OPT_COLOR)), .width = output_width(o),
	                             .names = shown ? NAMES_ALWAYS : NAMES_NEVER};

	return output_close(o, format->print(o->file, &sheet, &style), c->diag);
}

static int run(struct check *k)
{
	struct call *c = k->call;
	const struct match_format *format;
	struct matching m = {.check = k};
	struct str path = option_last(&c->args, OPT_OUTPUT);
	const char *to = path.n > 0 ? str_cstr(c->arena, path) : NULL;
	bool good = read_format(&format, c);
	mode_t mode;

	good = load(k) && good;
	if (!good || !load_documents(k) || !output_mode(&mode, c) || !supply_apart(k, to) ||
	    !output_open(&k->report, to, mode, c->arena, c->diag))
		return -1;
	m.index = identity_build_people(&k->project.plan, c->arena);
	for (size_t i = 0; i < k->nrequests; i++)
		if (!read_file(&m, k->requests[i].path))
			return -1;
	return write(&m, format) ? 0 : -1;
}

int cmd_match(struct call *c)
{
	return check_command(c, run);
}
