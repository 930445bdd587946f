/* JSON Schema of a finding and of a run, by tables of their members. */
#include "report/report.h"
#include "report/schema_parts.h"

enum member_kind {
	MEMBER_TEXT,
	MEMBER_FIXED,  /* that word alone */
	MEMBER_TIME,   /* an instant with its offset, a day, or a span of two with a slash between */
	MEMBER_INSTANT,
	MEMBER_COUNT,
	MEMBER_NUMBER,
	MEMBER_BOOL,
	MEMBER_WORD,
	MEMBER_ID,     /* 16 hex digits */
	MEMBER_SHA,    /* 64 hex digits */
	MEMBER_TEXTS,
	MEMBER_ANY_TEXTS, /* any members, each a text or a list of texts */
	MEMBER_OBJECT, /* by `of` */
	MEMBER_LIST    /* of objects by `of` */
};

enum { OPTIONAL = 1, OR_NULL = 2 };

struct shape;

struct member {
	const char *name;
	enum member_kind kind;
	unsigned flags;
	const char *const *words;
	const struct shape *of;
	const char *help;
};

struct shape {
	const char *name;
	const struct member *members;
	size_t n;
};

#define SHAPE(name, members) {(name), (members), sizeof(members) / sizeof *(members)}

static const char *const level_words[] = {"breach", "review", "upcoming", "blind", "clear", NULL};
static const char *const role_words[] = {"trigger", "window", "witness", "near", NULL};
static const char *const match_words[] = {"none", "possible", "strong", "exact", NULL};
static const char *const by_words[] = {"reference", "identifier", "name", NULL};
static const char *const kind_words_of[] = {"prohibition", "requirement", NULL};
static const char *const outcome_words[] = {"reasonable-excuse", "breach-confirmed", "no-action", "false-match", NULL};
static const char *const finding_schema[] = {"ordercheck/finding/1", NULL};
static const char *const run_schema[] = {"ordercheck/run/1", NULL};

/* ---- a finding ---- */

static const struct member also_members[] = {
	{"feed", MEMBER_TEXT, 0, NULL, NULL, "the feed, or the event type"},
	{"file", MEMBER_TEXT, 0, NULL, NULL, "as it was given"},
	{"line", MEMBER_COUNT, 0, NULL, NULL, "the first line of the row, from 1"},
	{"sha256", MEMBER_SHA, 0, NULL, NULL, "of the row's bytes; of a redacted run a pseudonym of that"},
};
static const struct shape also_shape = SHAPE("row", also_members);

static const struct member evidence_members[] = {
	{"role", MEMBER_WORD, 0, role_words, NULL, "trigger; window: an event that was counted; witness: it decided a pattern; near: the nearest that failed one"},
	{"event", MEMBER_TEXT, 0, NULL, NULL, "the event type"},
	{"feed", MEMBER_TEXT, OR_NULL, NULL, NULL, "the feed, or the event type; null: of no row"},
	{"file", MEMBER_TEXT, OR_NULL, NULL, NULL, "as it was given"},
	{"line", MEMBER_COUNT, OR_NULL, NULL, NULL, "the first line of the row, from 1"},
	{"sha256", MEMBER_SHA, OR_NULL, NULL, NULL, "of the row's bytes; of a redacted run a pseudonym of that"},
	{"time", MEMBER_TIME, 0, NULL, NULL, "when the event was"},
	{"fields", MEMBER_ANY_TEXTS, 0, NULL, NULL, "its other fields, as they were read"},
	{"failed", MEMBER_TEXT, OPTIONAL, NULL, NULL, "of near: the part of the pattern that failed"},
	{"also", MEMBER_LIST, OPTIONAL, NULL, &also_shape, "further rows that say the same"},
};
static const struct shape evidence_shape = SHAPE("evidence", evidence_members);

static const struct member match_members[] = {
	{"score", MEMBER_NUMBER, 0, NULL, NULL, "what agrees less what does not"},
	{"level", MEMBER_WORD, 0, match_words, NULL, "what it amounts to"},
	{"agreed", MEMBER_TEXTS, 0, NULL, NULL, "what agrees"},
	{"disagreed", MEMBER_TEXTS, 0, NULL, NULL, "what does not"},
};
static const struct shape match_shape_of_run = SHAPE("match", match_members);

static const struct member identity_members[] = {
	{"by", MEMBER_WORD, 0, by_words, NULL, "how the row named its person"},
	{"score", MEMBER_NUMBER, 0, NULL, NULL, "of a match by name its score; of another way 1"},
	{"level", MEMBER_WORD, OPTIONAL, match_words, NULL, "of a match by name"},
	{"agreed", MEMBER_TEXTS, OPTIONAL, NULL, NULL, "of a match by name: what agrees"},
	{"disagreed", MEMBER_TEXTS, OPTIONAL, NULL, NULL, "of a match by name: what does not"},
	{"name", MEMBER_OBJECT, OPTIONAL, NULL, &match_shape_of_run, "of another way: how the name beside it agrees"},
};
static const struct shape identity_shape = SHAPE("identity", identity_members);

static const struct member decision_members[] = {
	{"outcome", MEMBER_WORD, 0, outcome_words, NULL, "what was decided"},
	{"by", MEMBER_TEXT, 0, NULL, NULL, "who decided; of a redacted run withheld"},
	{"reason", MEMBER_TEXT, 0, NULL, NULL, "why; of a redacted run withheld"},
	{"at", MEMBER_INSTANT, 0, NULL, NULL, "when it was decided"},
	{"until", MEMBER_INSTANT, OR_NULL, NULL, NULL, "when it comes back; null: never"},
};
static const struct shape decision_shape = SHAPE("decision", decision_members);

static const struct member finding_members[] = {
	{"schema", MEMBER_FIXED, 0, finding_schema, NULL, "this schema"},
	{"id", MEMBER_ID, 0, NULL, NULL, "the same for the same finding in every run"},
	{"level", MEMBER_WORD, 0, level_words, NULL, "what it amounts to"},
	{"severity", MEMBER_WORD, 0, severity_words, NULL, "of the condition"},
	{"subject", MEMBER_TEXT, OR_NULL, NULL, NULL, "the subject's id"},
	{"order", MEMBER_TEXT, OR_NULL, NULL, NULL, "the order's id; null: of a scheme that is bound to none"},
	{"scheme", MEMBER_TEXT, OPTIONAL, NULL, NULL, "the scheme's name"},
	{"order_type", MEMBER_TEXT, OR_NULL, NULL, NULL, "shpo-sc and the like"},
	{"condition", MEMBER_TEXT, 0, NULL, NULL, "the condition's id"},
	{"rule", MEMBER_TEXT, OR_NULL, NULL, NULL, "the rule's name; null: the condition's own"},
	{"kind", MEMBER_WORD, OR_NULL, kind_words_of, NULL, "prohibition or requirement"},
	{"title", MEMBER_TEXT, 0, NULL, NULL, "of the condition or the rule"},
	{"time", MEMBER_TIME, OR_NULL, NULL, NULL, "when it happened, or falls due"},
	{"obligation", MEMBER_BOOL, OPTIONAL, NULL, NULL, "of an upcoming: something is to be done by then"},
	{"as_of", MEMBER_INSTANT, 0, NULL, NULL, "the instant it was judged at"},
	{"text", MEMBER_TEXT, 0, NULL, NULL, "the words of the condition"},
	{"say", MEMBER_TEXT, 0, NULL, NULL, "what happened"},
	{"why", MEMBER_TEXTS, 0, NULL, NULL, "the reasons"},
	{"unknown", MEMBER_TEXTS, 0, NULL, NULL, "what was missing to know it"},
	{"caveats", MEMBER_TEXTS, 0, NULL, NULL, "what else it rests on"},
	{"authority", MEMBER_TEXTS, 0, NULL, NULL, "the enactments behind the rule"},
	{"codes", MEMBER_TEXTS, 0, NULL, NULL, "of the offence"},
	{"identity", MEMBER_OBJECT, 0, NULL, &identity_shape, "how sure it is who it was"},
	{"evidence", MEMBER_LIST, 0, NULL, &evidence_shape, "the events behind it"},
	{"decision", MEMBER_OBJECT, OPTIONAL, NULL, &decision_shape, "of a person, in the store; the finding is no part of the status"},
};
static const struct shape finding_shape = SHAPE("finding", finding_members);

/* ---- a run ---- */

static const struct member tool_members[] = {
	{"version", MEMBER_TEXT, 0, NULL, NULL, "of the program"},
	{"icu", MEMBER_TEXT, 0, NULL, NULL, "of the library of Unicode"},
	{"tz", MEMBER_TEXT, 0, NULL, NULL, "of the zone data"},
	{"catalogue", MEMBER_TEXT, OR_NULL, NULL, NULL, "of the shipped documents; null: without them"},
};
static const struct shape tool_shape = SHAPE("tool", tool_members);

static const struct member input_members[] = {
	{"file", MEMBER_TEXT, 0, NULL, NULL, "as it was given"},
	{"feed", MEMBER_TEXT, 0, NULL, NULL, "the feed, or the event type"},
	{"sha256", MEMBER_SHA, OR_NULL, NULL, NULL, "of the file; of a redacted run a pseudonym of that"},
	{"rows", MEMBER_COUNT, 0, NULL, NULL, "matched, nobody, rejected and recorded_later together"},
	{"matched", MEMBER_COUNT, 0, NULL, NULL, "about a known subject"},
	{"nobody", MEMBER_COUNT, 0, NULL, NULL, "about nobody known"},
	{"rejected", MEMBER_COUNT, 0, NULL, NULL, "not read"},
	{"filtered", MEMBER_COUNT, 0, NULL, NULL, "left out by the feed's where"},
	{"superseded", MEMBER_COUNT, 0, NULL, NULL, "replaced by a later row of their key, or repeated"},
	{"recorded_later", MEMBER_COUNT, 0, NULL, NULL, "recorded after known_at"},
	{"guessed_times", MEMBER_COUNT, 0, NULL, NULL, "local times that occur twice or never"},
	{"complete_to", MEMBER_INSTANT, OR_NULL, NULL, NULL, "how far its event type is complete"},
};
static const struct shape input_shape = SHAPE("input", input_members);

static const struct member document_members[] = {
	{"file", MEMBER_TEXT, 0, NULL, NULL, "as it was given"},
	{"sha256", MEMBER_SHA, OR_NULL, NULL, NULL, "of the file; of a redacted run a pseudonym of that"},
};
static const struct shape document_shape = SHAPE("file", document_members);

static const struct member condition_members[] = {
	{"condition", MEMBER_TEXT, 0, NULL, NULL, "the condition's id"},
	{"title", MEMBER_TEXT, 0, NULL, NULL, "its title"},
	{"file", MEMBER_TEXT, OR_NULL, NULL, NULL, "the document in which it stands"},
	{"line", MEMBER_COUNT, OR_NULL, NULL, NULL, "its line there"},
};
static const struct shape condition_shape_of_run = SHAPE("condition", condition_members);

static const struct member order_members[] = {
	{"order", MEMBER_TEXT, 0, NULL, NULL, "the order's id"},
	{"type", MEMBER_TEXT, OR_NULL, NULL, NULL, "shpo-sc and the like"},
	{"subject", MEMBER_TEXT, OR_NULL, NULL, NULL, "the subject's id"},
	{"conditions", MEMBER_LIST, 0, NULL, &condition_shape_of_run, "in force at some time up to as_of"},
};
static const struct shape order_shape_of_run = SHAPE("order", order_members);

static const struct member scheme_members[] = {
	{"scheme", MEMBER_TEXT, 0, NULL, NULL, "the scheme's name"},
	{"conditions", MEMBER_LIST, 0, NULL, &condition_shape_of_run, "all of them"},
};
static const struct shape scheme_shape_of_run = SHAPE("scheme", scheme_members);

static const struct member subject_members[] = {
	{"subject", MEMBER_TEXT, 0, NULL, NULL, "the subject's id"},
	{"tags", MEMBER_ANY_TEXTS, 0, NULL, NULL, "the subject's tags"},
};
static const struct shape subject_shape_of_run = SHAPE("subject", subject_members);

static const struct member baselined_members[] = {
	{"breach", MEMBER_COUNT, 0, NULL, NULL, "breaches"},
	{"review", MEMBER_COUNT, 0, NULL, NULL, "matters for a person"},
	{"upcoming", MEMBER_COUNT, 0, NULL, NULL, "upcoming"},
	{"clear", MEMBER_COUNT, 0, NULL, NULL, "clear"},
};
static const struct shape baselined_shape = SHAPE("baselined", baselined_members);

static const struct member count_members[] = {
	{"breach", MEMBER_COUNT, 0, NULL, NULL, "breaches"},
	{"review", MEMBER_COUNT, 0, NULL, NULL, "matters for a person"},
	{"upcoming", MEMBER_COUNT, 0, NULL, NULL, "what falls due within the horizon, and foreseen breaches"},
	{"blind", MEMBER_COUNT, 0, NULL, NULL, "conditions that nothing supplied can show"},
	{"clear", MEMBER_COUNT, 0, NULL, NULL, "what was judged and showed no breach"},
	{"later", MEMBER_COUNT, 0, NULL, NULL, "obligations due after the horizon"},
	{"baselined", MEMBER_OBJECT, 0, NULL, &baselined_shape, "left out as findings of the baseline"},
	{"orders", MEMBER_COUNT, 0, NULL, NULL, "orders judged"},
	{"schemes", MEMBER_COUNT, 0, NULL, NULL, "schemes judged"},
	{"conditions", MEMBER_COUNT, 0, NULL, NULL, "conditions judged"},
	{"unmonitored", MEMBER_COUNT, 0, NULL, NULL, "conditions that no feed can show"},
	{"rejects", MEMBER_COUNT, 0, NULL, NULL, "rejected rows"},
};
static const struct shape counts_shape = SHAPE("counts", count_members);

static const struct member unmonitored_members[] = {
	{"order", MEMBER_TEXT, OR_NULL, NULL, NULL, "the order's id"},
	{"scheme", MEMBER_TEXT, OPTIONAL, NULL, NULL, "the scheme's name"},
	{"condition", MEMBER_TEXT, 0, NULL, NULL, "the condition's id"},
	{"title", MEMBER_TEXT, 0, NULL, NULL, "its title"},
	{"why", MEMBER_TEXT, 0, NULL, NULL, "why no feed can show it"},
	{"review_every", MEMBER_TEXT, OR_NULL, NULL, NULL, "how often a person looks at it: 90d and the like"},
};
static const struct shape unmonitored_shape = SHAPE("unmonitored", unmonitored_members);

static const struct member sighting_members[] = {
	{"time", MEMBER_TIME, 0, NULL, NULL, "when"},
	{"what", MEMBER_TEXT, 0, NULL, NULL, "what kind of event"},
	{"file", MEMBER_TEXT, OR_NULL, NULL, NULL, "the row's file"},
	{"line", MEMBER_COUNT, OR_NULL, NULL, NULL, "its line"},
};
static const struct shape sighting_shape = SHAPE("sighting", sighting_members);

static const struct member open_members[] = {
	{"id", MEMBER_ID, 0, NULL, NULL, "the finding's id"},
	{"level", MEMBER_WORD, 0, level_words, NULL, "its level"},
	{"title", MEMBER_TEXT, 0, NULL, NULL, "its title"},
	{"time", MEMBER_TIME, OR_NULL, NULL, NULL, "when"},
	{"say", MEMBER_TEXT, 0, NULL, NULL, "what happened"},
};
static const struct shape open_shape = SHAPE("open-finding", open_members);

static const struct member whereabouts_members[] = {
	{"subject", MEMBER_TEXT, 0, NULL, NULL, "the subject's id"},
	{"seen", MEMBER_OBJECT, OPTIONAL, NULL, &sighting_shape, "the latest event that shows the person"},
	{"address", MEMBER_TEXT, OR_NULL, NULL, NULL, "the home address last notified"},
	{"notified", MEMBER_OBJECT, OPTIONAL, NULL, &sighting_shape, "when that was"},
	{"open", MEMBER_LIST, 0, NULL, &open_shape, "what says that the person may be missing"},
};
static const struct shape whereabouts_shape = SHAPE("whereabouts", whereabouts_members);

static const struct member stretch_members[] = {
	{"from", MEMBER_INSTANT, OR_NULL, NULL, NULL, "its beginning; null: open"},
	{"until", MEMBER_INSTANT, OR_NULL, NULL, NULL, "its end, which is out; null: open"},
};
static const struct shape stretch_shape = SHAPE("stretch", stretch_members);

static const struct member bound_members[] = {
	{"order", MEMBER_TEXT, OR_NULL, NULL, NULL, "the order's id"},
	{"scheme", MEMBER_TEXT, OPTIONAL, NULL, NULL, "the scheme's name"},
	{"condition", MEMBER_TEXT, 0, NULL, NULL, "the condition's id"},
	{"title", MEMBER_TEXT, 0, NULL, NULL, "its title"},
	{"in_force", MEMBER_LIST, 0, NULL, &stretch_shape, "when it is in force"},
};
static const struct shape bound_shape = SHAPE("bound-condition", bound_members);

static const struct member state_members[] = {
	{"from", MEMBER_INSTANT, OR_NULL, NULL, NULL, "its beginning; null: open"},
	{"until", MEMBER_INSTANT, OR_NULL, NULL, NULL, "its end, which is out; null: open"},
	{"state", MEMBER_TEXT, 0, NULL, NULL, "the state's name"},
	{"surely", MEMBER_BOOL, 0, NULL, NULL, "false: perhaps"},
};
static const struct shape state_shape_of_run = SHAPE("state", state_members);

static const struct member timeline_members[] = {
	{"subject", MEMBER_TEXT, 0, NULL, NULL, "the subject's id"},
	{"conditions", MEMBER_LIST, 0, NULL, &bound_shape, "what binds the subject"},
	{"states", MEMBER_LIST, 0, NULL, &state_shape_of_run, "such as custody"},
};
static const struct shape timeline_shape = SHAPE("timeline", timeline_members);

static const struct member reject_members[] = {
	{"feed", MEMBER_TEXT, 0, NULL, NULL, "the feed, or the event type"},
	{"file", MEMBER_TEXT, 0, NULL, NULL, "as it was given"},
	{"line", MEMBER_COUNT, 0, NULL, NULL, "the first line of the row, from 1"},
	{"column", MEMBER_TEXT, OR_NULL, NULL, NULL, "the column's name"},
	{"reason", MEMBER_TEXT, 0, NULL, NULL, "why it was not read"},
};
static const struct shape reject_shape = SHAPE("reject", reject_members);

static const struct member shard_name_members[] = {
	{"subject", MEMBER_TEXT, 0, NULL, NULL, "the subject's id"},
	{"family", MEMBER_TEXT, 0, NULL, NULL, "the family name"},
	{"given", MEMBER_TEXTS, 0, NULL, NULL, "the given names"},
};
static const struct shape shard_name_shape = SHAPE("shard-name", shard_name_members);

static const struct member shard_members[] = {
	{"part", MEMBER_COUNT, 0, NULL, NULL, "from 1"},
	{"parts", MEMBER_COUNT, 0, NULL, NULL, "how many there are"},
	{"fail_on", MEMBER_TEXT, 0, NULL, NULL, "as --fail-on says"},
	{"allow_rejects", MEMBER_TEXT, 0, NULL, NULL, "as --allow-rejects says"},
	{"failed", MEMBER_BOOL, 0, NULL, NULL, "a feed has too few rows, too many, or old ones"},
	{"notes", MEMBER_TEXTS, 0, NULL, NULL, "what is told of the feeds"},
	{"unclaimed", MEMBER_TEXTS, 0, NULL, NULL, "files that no feed claims"},
	{"passed", MEMBER_TEXTS, 0, NULL, NULL, "files that do not end as a CSV's does"},
	{"left_out", MEMBER_TEXTS, 0, NULL, NULL, "orders left out by --keep-going"},
	{"names", MEMBER_LIST, OPTIONAL, NULL, &shard_name_shape, "with --names always: how those are called whom findings name"},
};
static const struct shape shard_shape = SHAPE("shard", shard_members);

static const struct member run_members[] = {
	{"schema", MEMBER_FIXED, 0, run_schema, NULL, "this schema"},
	{"as_of", MEMBER_INSTANT, 0, NULL, NULL, "the instant judged at"},
	{"known_at", MEMBER_INSTANT, OR_NULL, NULL, NULL, "events recorded later were left out"},
	{"tool", MEMBER_OBJECT, 0, NULL, &tool_shape, "what made the run"},
	{"options", MEMBER_ANY_TEXTS, 0, NULL, NULL, "what could change a finding"},
	{"shard", MEMBER_OBJECT, OR_NULL, NULL, &shard_shape, "the part of the subjects, for merge; null: all"},
	{"inputs", MEMBER_LIST, 0, NULL, &input_shape, "the files that were read"},
	{"documents", MEMBER_LIST, 0, NULL, &document_shape, "the user's own documents"},
	{"orders", MEMBER_LIST, 0, NULL, &order_shape_of_run, "what was judged"},
	{"schemes", MEMBER_LIST, 0, NULL, &scheme_shape_of_run, "what was judged"},
	{"subjects", MEMBER_LIST, 0, NULL, &subject_shape_of_run, "those with tags that a finding names"},
	{"counts", MEMBER_OBJECT, 0, NULL, &counts_shape, "of findings by level, and of what was judged"},
	{"findings", MEMBER_LIST, 0, NULL, &finding_shape, "of the level asked for and above"},
	{"blind", MEMBER_LIST, 0, NULL, &finding_shape, "all blind ones"},
	{"unmonitored", MEMBER_LIST, 0, NULL, &unmonitored_shape, "conditions that no feed can show"},
	{"whereabouts", MEMBER_LIST, OPTIONAL, NULL, &whereabouts_shape, "who may be missing"},
	{"timelines", MEMBER_LIST, OPTIONAL, NULL, &timeline_shape, "of the subjects that findings name"},
	{"rejects", MEMBER_LIST, 0, NULL, &reject_shape, "rejected rows"},
	{"seal", MEMBER_SHA, OPTIONAL, NULL, NULL, "of a part: SHA-256 of all bytes before it"},
};
static const struct shape run_shape = SHAPE("run", run_members);

/* ---- out of the tables ---- */

#define INSTANT "-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)"
#define END "(" INSTANT "|\\.\\.)"

static json_t *define(json_t *definitions, const struct shape *shape);

static json_t *member_ref(json_t *definitions, const struct shape *of)
{
	if (!json_object_get(definitions, of->name))
		node_put(definitions, of->name, define(definitions, of));
	return schema_ref(of->name);
}

static json_t *texts(void)
{
	return schema_list(schema_type("string"));
}

static json_t *any_texts(void)
{
	json_t *o = schema_type("object");

	node_put(o, "additionalProperties", schema_either(schema_type("string"), texts()));
	return o;
}

static json_t *count(void)
{
	json_t *o = schema_type("integer");

	node_put(o, "minimum", json_integer(0));
	return o;
}

static json_t *member_type(json_t *definitions, const struct member *m)
{
	switch (m->kind) {
	case MEMBER_TEXT:
		break;
	case MEMBER_FIXED:
		return schema_one("const", node_text(str_of(m->words[0])));
	case MEMBER_TIME:
		return schema_text("^(-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}|" INSTANT "|" END "/" END "|\\.\\.)$");
	case MEMBER_INSTANT:
		return schema_text("^(" INSTANT "|\\.\\.)$");
	case MEMBER_COUNT:
		return count();
	case MEMBER_NUMBER:
		return schema_type("number");
	case MEMBER_BOOL:
		return schema_type("boolean");
	case MEMBER_WORD:
		return schema_words(m->words);
	case MEMBER_ID:
		return schema_text("^[0-9a-f]{16}$");
	case MEMBER_SHA:
		return schema_text("^[0-9a-f]{64}$");
	case MEMBER_TEXTS:
		return texts();
	case MEMBER_ANY_TEXTS:
		return any_texts();
	case MEMBER_OBJECT:
		return member_ref(definitions, m->of);
	case MEMBER_LIST:
		return schema_list(member_ref(definitions, m->of));
	}
	return schema_type("string");
}

static json_t *define(json_t *definitions, const struct shape *shape)
{
	json_t *o = schema_type("object"), *properties = node_made(json_object()), *required = node_made(json_array());

	for (size_t i = 0; i < shape->n; i++) {
		const struct member *m = &shape->members[i];
		json_t *value = member_type(definitions, m), *described = node_made(json_object()), *all = node_made(json_array());
		if (m->flags & OR_NULL)
			value = schema_either(value, schema_type("null"));
		node_add(all, value);
		node_put(described, "description", node_text(str_of(m->help)));
		node_put(described, "allOf", all);
		node_put(properties, m->name, described);
		if (!(m->flags & OPTIONAL))
			node_add(required, node_text(str_of(m->name)));
	}
	node_put(o, "additionalProperties", json_false());
	node_put(o, "required", required);
	node_put(o, "properties", properties);
	return o;
}

static json_t *root_of(const struct shape *shape)
{
	json_t *definitions = node_made(json_object()), *o = define(definitions, shape);

	node_put(o, "title", node_text(str_of(shape->members[0].words[0])));
	node_put(o, "definitions", definitions);
	return o;
}

json_t *schema_finding(void)
{
	return root_of(&finding_shape);
}

json_t *schema_run(void)
{
	return root_of(&run_shape);
}
