/* JSON Schema of a run, by tables of its members. */
#include "report/schema_shape.h"

static const char *const run_schema[] = {"ordercheck/run/1", NULL};

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
	{"level", MEMBER_WORD, 0, schema_levels, NULL, "its level"},
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
	{"documents", MEMBER_LIST, 0, NULL, &document_shape, "the user's own documents, the settings, and files that documents name"},
	{"orders", MEMBER_LIST, 0, NULL, &order_shape_of_run, "what was judged"},
	{"schemes", MEMBER_LIST, 0, NULL, &scheme_shape_of_run, "what was judged"},
	{"subjects", MEMBER_LIST, 0, NULL, &subject_shape_of_run, "those with tags that a finding names"},
	{"counts", MEMBER_OBJECT, 0, NULL, &counts_shape, "of findings by level, and of what was judged"},
	{"findings", MEMBER_LIST, 0, NULL, &schema_finding_shape, "of the level asked for and above"},
	{"blind", MEMBER_LIST, 0, NULL, &schema_finding_shape, "all blind ones"},
	{"unmonitored", MEMBER_LIST, 0, NULL, &unmonitored_shape, "conditions that no feed can show"},
	{"whereabouts", MEMBER_LIST, OPTIONAL, NULL, &whereabouts_shape, "who may be missing"},
	{"timelines", MEMBER_LIST, OPTIONAL, NULL, &timeline_shape, "of the subjects that findings name"},
	{"rejects", MEMBER_LIST, 0, NULL, &reject_shape, "rejected rows"},
	{"seal", MEMBER_SHA, OPTIONAL, NULL, NULL, "of a part: SHA-256 of all bytes before it"},
};
static const struct shape run_shape = SHAPE("run", run_members);

json_t *schema_run(void)
{
	return schema_of_shape(&run_shape);
}
