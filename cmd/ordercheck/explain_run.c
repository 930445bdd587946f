/* Findings and rows of a run that is judged again. */
#include "explain_call.h"
#include "logged.h"

/* ---- a finding ---- */

static size_t all_ids(const struct str **out, const struct check *k)
{
	struct str *ids;
	size_t n = 0;

	for (size_t i = 0; i < k->scope.npeople; i++)
		n += k->found[i].n;
	ids = arena_array(k->call->arena, n, sizeof *ids);
	n = 0;
	for (size_t i = 0; i < k->scope.npeople; i++)
		for (size_t j = 0; j < k->found[i].n; j++)
			ids[n++] = str_of(k->found[i].at[j].id);
	*out = ids;
	return n;
}

static size_t holder_of(const struct check *k, struct str id)
{
	for (size_t i = 0; i < k->scope.npeople; i++)
		for (size_t j = 0; j < k->found[i].n; j++)
			if (str_eq_cstr(id, k->found[i].at[j].id))
				return i;
	return SIZE_MAX;
}

static const struct decision *decision_on(struct check *k, struct str id)
{
	const struct findings *found = &k->found[holder_of(k, id)];
	size_t i = 0;

	while (!str_eq_cstr(id, found->at[i].id))
		i++;
	return stored_decision(k, &found->at[i]);
}

static struct str searched_words(const struct check *k, size_t nfindings)
{
	struct buf when = {0};

	moment_say(&when, moment_instant(k->asked.as_of), &k->project.zone);
	struct str out = str_printf(k->call->arena, "%zu finding%s of %zu subject%s as at %.*s", nfindings,
	                            nfindings == 1 ? "" : "s", k->scope.npeople, k->scope.npeople == 1 ? "" : "s",
	                            STR_ARG(buf_str(&when)));
	buf_free(&when);
	return out;
}

bool explain_one_finding(struct explain_call *x)
{
	struct check *k = &x->check;
	const struct str *ids;
	size_t n = all_ids(&ids, k);
	struct judge_input in;
	struct explanation e;
	struct str id = {0};

	if (!target_unique(&id, k->call, x->target.id, ids, n, searched_words(k, n)))
		return false;
	judge_input_of(&in, k, holder_of(k, id), k->call->arena);
	const struct decision *decision = decision_on(k, id);
	if (!logged_consultation(k, in.subject))
		return false;
	tell_inputs(k);
	if (!explain_finding(&e, &in, str_cstr(k->call->arena, id), k->call->arena)) {
		diag_error(k->call->diag, NOWHERE, "the finding %.*s did not come again", STR_ARG(id));
		return false;
	}
	e.finding.decision = decision;
	struct explain_style style = explain_style_of(x);
	return output_close(&k->report, report_explain_finding(k->report.file, &e, &k->run, &style), k->call->diag);
}

/* ---- a row ---- */

static struct str base_name(struct str path)
{
	for (size_t i = path.n; i > 0; i--)
		if (path.at[i - 1] == '/')
			return str_from(path, i);
	return path;
}

static bool no_such_file(struct check *k, const struct feed_result *all, struct str file)
{
	struct str *names = arena_array(k->call->arena, all->ninputs, sizeof *names);
	struct buf list = {0};

	for (size_t i = 0; i < all->ninputs; i++) {
		names[i] = all->inputs[i]->file;
		if (i < 10)
			buf_printf(&list, "%s%.*s", i > 0 ? ", " : "", STR_ARG(names[i]));
	}
	if (all->ninputs > 10)
		buf_printf(&list, " and %zu more", all->ninputs - 10);
	if (list.n == 0)
		buf_add(&list, STR("there are none"));
	diag_error(k->call->diag, NOWHERE, "%.*s is none of the files that were %s: %.*s", STR_ARG(file),
	           k->stored.path ? "read or taken in" : "read", STR_ARG(buf_str(&list)));
	diag_suggest(k->call->diag, file, names, all->ninputs);
	buf_free(&list);
	return false;
}

static bool two_files(struct check *k, struct str file, const struct feed_input *one, const struct feed_input *other)
{
	diag_error(k->call->diag, NOWHERE, "%.*s may be %.*s or %.*s", STR_ARG(file), STR_ARG(one->file), STR_ARG(other->file));
	diag_help(k->call->diag, "give the whole path");
	return false;
}

/* By its name as it was given, else by the last part of it where only one file is called so. NULL: none. False: told. */
static bool find_input(const struct feed_input **out, struct check *k, const struct feed_result *all, struct str file)
{
	const struct feed_input *other = NULL;

	*out = NULL;
	for (int exact = 1; exact >= 0 && !*out; exact--)
		for (size_t i = 0; i < all->ninputs; i++) {
			const struct feed_input *in = all->inputs[i];
			if (!str_eq(file, exact ? in->file : base_name(in->file)))
				continue;
			if (*out && !other && !str_eq((*out)->file, in->file))
				other = in;
			*out = *out ? *out : in;
		}
	if (other)
		return two_files(k, file, *out, other);
	if (!*out || (*out)->feed)
		return true;
	diag_error(k->call->diag, NOWHERE, "%.*s is a register of subjects; only rows of feeds are explained", STR_ARG(file));
	return false;
}

static bool of_row(const struct event *e, const struct feed_input *in, uint64_t line)
{
	for (size_t i = 0; i < e->nsources; i++)
		if (e->sources[i].line == line && input_same(e->sources[i].input, in))
			return true;
	return false;
}

struct part_list {
	VEC(struct row_finding) found;
};

/* Each finding once, with the first part that the row has in it. */
static void collect(struct part_list *out, const struct check *k, const struct feed_input *in, uint64_t line)
{
	for (size_t i = 0; i < k->scope.npeople; i++)
		for (size_t j = 0; j < k->found[i].n; j++) {
			const struct finding *f = &k->found[i].at[j];
			for (size_t e = 0; e < f->nevidence; e++) {
				if (!of_row(f->evidence[e].event, in, line))
					continue;
				*VEC_PUSH(k->call->arena, &out->found) = (struct row_finding){f, f->evidence[e].role};
				break;
			}
		}
}

static bool is_found(const struct part_list *parts, const struct explain_passed *p)
{
	for (size_t i = 0; i < parts->found.n; i++) {
		const struct finding *f = parts->found.at[i].finding;
		if (f->order == p->order && f->scheme == p->scheme && f->condition == p->condition && f->rule == p->rule &&
		    parts->found.at[i].role != ROLE_NEAR)
			return true;
	}
	return false;
}

/* The conditions that a row passed by, those aside in which it has a part. */
static void collect_passed(struct row_outcome *came, const struct check *k, const struct row_story *story,
                           const struct part_list *parts)
{
	const struct explain_passed *all;
	struct explain_passed *kept;
	struct judge_input in;
	size_t at = 0;

	while (at < k->scope.npeople && k->scope.people[at] != story->subject)
		at++;
	if (story->fate != ROW_KEPT || at == k->scope.npeople)
		return;
	judge_input_of(&in, k, at, k->call->arena);
	size_t n = explain_passed(&all, &in, story->event, k->call->arena);
	kept = arena_array(k->call->arena, n, sizeof *kept);
	for (size_t i = 0; i < n; i++)
		if (!is_found(parts, &all[i]))
			kept[came->npassed++] = all[i];
	came->passed = kept;
}

/* Of the files that were read, else of those that the store took in: then all holds these. */
static bool find_row(struct story_place *out, struct feed_result *all, struct check *k, const struct target *t)
{
	*all = k->feeds;
	*out = (struct story_place){.line = t->line};
	if (!find_input(&out->input, k, all, t->file))
		return false;
	if (!out->input && k->stored.path) {
		look_inputs(all, k);
		if (!find_input(&out->input, k, all, t->file) || (out->input && !kept_row(out, k, all)))
			return false;
	}
	return out->input || no_such_file(k, all, t->file);
}

bool explain_one_row(struct explain_call *x)
{
	struct check *k = &x->check;
	const struct target *t = &x->target;
	struct feed_options options = {.as_of = k->asked.as_of, .known_at = k->asked.known_at, .wanted = k->scope.wanted};
	struct part_list parts = {0};
	struct story_place of;
	struct feed_result all;
	struct row_story story;

	if (!find_row(&of, &all, k, t) || !logged_consultation(k, SIZE_MAX))
		return false;
	tell_inputs(k);
	if (!row_story(&story, &all, &of, &k->project.plan, &options, k->call->arena, k->call->diag))
		return false;
	collect(&parts, k, of.input, t->line);
	struct row_outcome came = {.found = parts.found.at, .nfound = parts.found.n};
	collect_passed(&came, k, &story, &parts);
	struct explain_style style = explain_style_of(x);
	bool written = report_explain_row(k->report.file, &story, &came, &k->run, &style);
	return output_close(&k->report, written, k->call->diag);
}
