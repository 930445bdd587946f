/* A store that was written by the program and then changed by somebody: each line of the input is such a change. What
 * reads a store refuses it in words, or prints without harm; what was found is never told where status 2 says that it was not. */
#define _XOPEN_SOURCE 700 /* nftw */
#include <ftw.h>
#include <sqlite3.h>

#include "../../cmd/ordercheck/bundle_fixture.h"
#include "feed/squeeze.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char documents[] =
	"event: e\nfields:\n  time: {type: time, required: true}\n  id: {type: text}\n  n: {type: number}\n---\n"
	"event: leave\nfields:\n  time: {type: time, required: true}\n  id: {type: text}\n---\n"
	"rule: r\nkind: prohibition\ntitle: Too many\nwhen: e\nwhere: e.n > 1\nunless: {event: leave, where: leave.id == e.id}\nsay: \"{e.n}\"\n---\n"
	"feed: keyed\nevent: e\nfiles: \"k*.csv\"\nsubject: [{reference: who}]\nfields: {time: at, id: id, n: n, recorded: told}\nkey: id\n---\n"
	"subject: S1\nname: {family: Example, given: [Alex]}\n---\nsubject: S2\n---\n"
	"order: O1\nsubject: S1\ntype: other\nmade: 2026-01-01\nuntil: 2027-01-01\nconditions:\n  - {id: \"1\", rule: r, text: No more than one.}\n---\n"
	"order: O2\nsubject: S2\ntype: other\nmade: 2026-01-01\nuntil: 2027-01-01\nconditions:\n  - {id: \"1\", rule: r, text: No more than one.}\n";
static const char keyed[] = "who,at,told,id,n\nS1,2026-03-01,2026-03-02,A,2\nS2,2026-03-01,2026-03-02,B,3\nS2,2026-03-05,2026-03-06,A,1\n"
                            "X9,2026-03-01,2026-03-07,B,3\nS1,2026-13-01,2026-03-02,C,2\nX9,never,,D,1\n";
static const char plain[] = "subject,time,id,n\nS1,2026-03-03,A,5\nS1,2026-03-04,,\nS2,2026-04-01T10:00,Q,9\nS2,2026-04-01T10:00,Q,\"9\nx\"\n";
static const char later[] = "subject,time,id\nS2,2026-03-30,Q\nS1,2026-05-30,Z\n";

static struct str good; /* the store as the program left it */

static int use(const char *line)
{
	return bundle_use(line, NULL, 0);
}

static void make(void)
{
	static char room[1 << 20];

	bundle_put("docs.yaml", STR(documents));
	bundle_put("keyed.csv", STR(keyed));
	bundle_put("e.csv", STR(plain));
	bundle_put("leave.csv", STR(later));
	if (use("check -q --no-catalogue --orders docs.yaml keyed.csv e.csv --as-of 2026-06-01 --store store.db --reader desk -f json -o out-1") != 5 ||
	    use("check -q --no-catalogue --orders docs.yaml keyed.csv e.csv --as-of 2026-06-02 --store store.db --new -f json -o out-1") > 5)
		abort();
	struct str kept = bundle_content("store.db");
	memcpy(room, kept.at, kept.n);
	good = (struct str){room, kept.n};
}

/* ---- changes ---- */

/* "TABLE COLUMN ROW WHAT": the value, or from the colon on some of what it holds. */
struct change {
	struct str table, column, what;
	unsigned row;
	bool packed; /* the value is what Zstandard packed: changed inside */
};

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz_0123456789", s.at[i]) || !s.at[i])
			return false;
	return s.n > 0 && s.n < 24;
}

static bool read_change(struct change *out, struct str line)
{
	struct str row;

	if (!str_split(&out->table, &line, line, ' ') || !str_split(&out->column, &line, line, ' ') || !str_split(&row, &out->what, line, ' '))
		return false;
	out->packed = row.n > 0 && row.at[0] == 'z';
	out->row = row.n > 0 ? (unsigned char)row.at[row.n - 1] % 8U : 0;
	return is_name(out->table) && is_name(out->column);
}

/* The old bytes with `what` in the place that its first byte tells; or `what` alone. */
static void edit(struct buf *out, struct str old, struct str what)
{
	if (what.n > 1 && what.at[0] == ':' && old.n > 0) {
		size_t at = (unsigned char)what.at[1] * old.n / 256;
		buf_add(out, str_cut(old, 0, at));
		buf_add(out, str_from(what, 2));
		if (at + what.n - 2 < old.n)
			buf_add(out, str_from(old, at + what.n - 2));
	} else {
		buf_add(out, what);
	}
}

static void edit_packed(struct buf *out, struct str old, struct str what)
{
	struct buf text = {0}, changed = {0};

	if (unsqueeze(&text, old, 1 << 20)) {
		edit(&changed, buf_str(&text), what);
		FILE *f = squeeze_open(out);
		if (!f || fwrite(changed.at, 1, changed.n, f) != changed.n || fclose(f) != 0)
			abort();
	}
	buf_free(&text);
	buf_free(&changed);
}

static struct str bytes_of(sqlite3_value *v)
{
	const char *at = sqlite3_value_blob(v);

	return (struct str){at ? at : "", (size_t)sqlite3_value_bytes(v)};
}

/* In every row that holds the old value. */
static void write_value(sqlite3 *db, const struct change *c, sqlite3_value *old, struct str value)
{
	sqlite3_stmt *q = NULL;
	char *sql = sqlite3_mprintf("UPDATE \"%.*w\" SET \"%.*w\" = ?1 WHERE \"%.*w\" IS ?2", (int)c->table.n, c->table.at,
	                            (int)c->column.n, c->column.at, (int)c->column.n, c->column.at);

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK) {
		if (sqlite3_value_type(old) == SQLITE_BLOB)
			sqlite3_bind_blob(q, 1, value.at ? value.at : "", (int)value.n, SQLITE_TRANSIENT);
		else if (value.n > 0)
			sqlite3_bind_text(q, 1, value.at, (int)value.n, SQLITE_TRANSIENT);
		sqlite3_bind_value(q, 2, old);
		sqlite3_step(q);
	}
	sqlite3_finalize(q);
	sqlite3_free(sql);
}

static void change(sqlite3 *db, const struct change *c)
{
	struct buf value = {0};
	sqlite3_stmt *q = NULL;
	char *sql = sqlite3_mprintf("SELECT \"%.*w\" FROM \"%.*w\" LIMIT 1 OFFSET %u", (int)c->column.n, c->column.at,
	                            (int)c->table.n, c->table.at, c->row);

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW) {
		sqlite3_value *old = sqlite3_value_dup(sqlite3_column_value(q, 0));
		if (c->packed)
			edit_packed(&value, bytes_of(old), c->what);
		else
			edit(&value, bytes_of(old), c->what);
		sqlite3_reset(q);
		write_value(db, c, old, buf_str(&value));
		sqlite3_value_free(old);
	}
	sqlite3_finalize(q);
	sqlite3_free(sql);
	buf_free(&value);
}

/* What guards the log is put aside: whoever writes the file need not ask the program. */
static void damage(struct str lines)
{
	sqlite3 *db = NULL;
	struct change c;
	struct str line;
	unsigned n = 0;

	if (sqlite3_open("store.db", &db) != SQLITE_OK)
		abort();
	sqlite3_exec(db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
	                 "DROP TRIGGER audit_update", NULL, NULL, NULL);
	for (bool more = true; more && n < 8; n++) {
		more = str_split(&line, &lines, lines, '\n');
		if (read_change(&c, line))
			change(db, &c);
	}
	sqlite3_exec(db, "CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END",
	             NULL, NULL, NULL);
	sqlite3_close(db);
}

/* ---- uses ---- */

enum { LOOKS = 8 };

static int take_away(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

/* One look, and one run that goes on from there. */
static void try_some(size_t which)
{
	static const char *const looks[LOOKS] = {
		"store check --store store.db -o out-2", "store status --store store.db -o out-2", "store export S1 --no-catalogue --orders docs.yaml --as-of 2026-06-03 --store store.db -o out-folder",
		"audit verify --store store.db -o out-2", "audit show --store store.db -o out-2", "stats --store store.db -o out-2",
		"report --run 1 --store store.db -q -f json -o out-2",
		"store purge --no-catalogue --orders docs.yaml --store store.db --dry-run -o out-2",
	};
	static const char *const runs[] = {
		"check -q --no-catalogue --orders docs.yaml leave.csv --as-of 2026-06-03 --store store.db -f json -o out-3",
		"check -q --no-catalogue --orders docs.yaml --as-of 2026-06-04 --store store.db --new --reader desk -f json -o out-3",
	};

	int status = use(looks[which % LOOKS]);
	assert(status >= 0 && status <= 2);
	nftw("out-folder", take_away, 8, FTW_DEPTH | FTW_PHYS);
	status = use(runs[which / LOOKS % 2]);
	assert(status >= 0 && status <= 5 && (access("out-3", F_OK) == 0) == (status != 2));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct bundle bundle;

	bundle_enter(&bundle);
	if (good.n == 0)
		make();
	bundle_sweep(&bundle);
	bundle_put("store.db", good);
	damage((struct str){(const char *)bytes, n});
	try_some(n);
	return 0;
}
