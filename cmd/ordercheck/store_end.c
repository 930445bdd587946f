/* Until when something binds a subject: what the retention of a store counts from. */
#include "store_call.h"

/* The end of the notification period by the subject's own document. */
static int64_t notified_until(const struct subject *who)
{
	int64_t until = INSTANT_MIN;
	bool notifies = false, ends = false;

	for (size_t i = 0; i < who->record.nkeys; i++) {
		const struct record_key *k = &who->record.keys[i];
		for (size_t v = 0; v < k->nvalues; v++) {
			const struct value *value = &k->values[v].value;
			if (str_eq_cstr(k->name, "notifies") && value->kind == VALUE_BOOL)
				notifies = value->as.truth;
			if (!str_eq_cstr(k->name, "notifies-until") || value->kind != VALUE_TIME)
				continue;
			ends = true;
			until = value->as.time.last > until ? value->as.time.last : until;
		}
	}
	return notifies && !ends ? INSTANT_MAX : until;
}

int64_t subject_end(const struct check *k, size_t subject, struct arena *a)
{
	const struct plan *p = &k->project.plan;
	const struct subject *who = &p->subjects[subject];
	const struct order **orders = arena_array(a, who->norders, sizeof *orders);
	struct judge_input in = {.plan = p, .subject = subject, .person = who, .orders = orders, .norders = who->norders,
	                         .schemes = k->scope.schemes, .nschemes = k->scope.nschemes, .as_of = k->asked.as_of,
	                         .supplies = arena_array(a, p->ntypes, sizeof *in.supplies)};
	int64_t end = notified_until(who);
	struct bonds bonds;

	for (size_t i = 0; i < who->norders; i++) {
		orders[i] = &p->orders[who->orders[i]];
		end = orders[i]->until > end ? orders[i]->until : end;
	}
	judge_bonds(&bonds, &in, a);
	for (size_t i = 0; i < bonds.n; i++)
		for (size_t j = 0; j < bonds.at[i].nin_force; j++)
			end = bonds.at[i].in_force[j].until > end ? bonds.at[i].in_force[j].until : end;
	return end;
}

bool stored_leave_out(struct check *k)
{
	struct scope_of_check *s = &k->scope;
	const struct purge_mark *marks;
	size_t n = purge_marks(&marks, k->stored.store, k->call->arena), left = 0, nleft_out = 0;

	for (size_t i = 0; i < n; i++) {
		size_t subject = plan_find_subject(&k->project.plan, marks[i].id);
		if (subject == SIZE_MAX || !s->wanted[subject])
			continue;
		if (subject_end(k, subject, k->call->arena) <= marks[i].end) {
			s->wanted[subject] = false;
			nleft_out++;
			continue;
		}
		tell("subject %.*s is bound again: what was kept of before was removed, and what is missing there shows nothing",
		     STR_ARG(marks[i].id));
	}
	for (size_t i = 0; i < s->npeople; i++)
		if (s->wanted[s->people[i]])
			s->people[left++] = s->people[i];
	s->npeople = left;
	if (nleft_out > 0)
		tell("not judged, for their orders ended and what was kept of them was removed (store purge): subjects %zu", nleft_out);
	return store_good(k->stored.store);
}
