#include "store/sql.h"

/* Times are milliseconds since 1970; levels are those of judge.h; a digest is SHA-256 in hex. */
static const char version_1[] =
	/* A run of `check --store`. back: it looked back and left the findings as they were. */
	"CREATE TABLE run (id INTEGER PRIMARY KEY, as_of INTEGER NOT NULL, began INTEGER NOT NULL, account TEXT NOT NULL,"
	" version TEXT NOT NULL, back INTEGER NOT NULL) STRICT;"
	/* What holds for the store as a whole. */
	"CREATE TABLE fact (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;"
	/* Versions of the documents: there from first_run until before gone_run. */
	"CREATE TABLE document (id INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, text BLOB,"
	" first_run INTEGER NOT NULL REFERENCES run, gone_run INTEGER REFERENCES run) STRICT;"
	"CREATE INDEX document_file ON document (file);"
	/* A feed, or an event type by its own headers; digest: of how its rows are read. */
	"CREATE TABLE feed (id INTEGER PRIMARY KEY, name TEXT NOT NULL, own INTEGER NOT NULL, digest TEXT NOT NULL,"
	" changed_run INTEGER NOT NULL REFERENCES run, UNIQUE (name, own)) STRICT;"
	/* A file that was taken in: run, and read whole last: read_run. times: when its rows are of (times.h). */
	"CREATE TABLE file (id INTEGER PRIMARY KEY, feed INTEGER NOT NULL REFERENCES feed, name TEXT NOT NULL,"
	" sha256 TEXT NOT NULL, header BLOB NOT NULL, rows INTEGER NOT NULL, matched INTEGER NOT NULL,"
	" rejected INTEGER NOT NULL, times BLOB NOT NULL, last INTEGER NOT NULL,"
	" run INTEGER NOT NULL REFERENCES run, read_run INTEGER NOT NULL REFERENCES run, UNIQUE (feed, sha256, name)) STRICT;"
	/* identity: digest of what rows find it by, as it is since changed_run. The rest is of its last judging (state.h). */
	"CREATE TABLE subject (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, identity TEXT NOT NULL,"
	" changed_run INTEGER NOT NULL REFERENCES run, judged BLOB) STRICT;"
	/* The rows of one subject in one file, packed (pack.h). */
	"CREATE TABLE part (subject INTEGER NOT NULL REFERENCES subject, file INTEGER NOT NULL REFERENCES file,"
	" rows BLOB NOT NULL, PRIMARY KEY (subject, file)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX part_file ON part (file);"
	/* Which subjects a key was seen with; a key is a hash of 128 bits over feed and key. */
	"CREATE TABLE key (h0 INTEGER NOT NULL, h1 INTEGER NOT NULL, subject INTEGER NOT NULL REFERENCES subject,"
	" PRIMARY KEY (h0, h1, subject)) STRICT, WITHOUT ROWID;"
	/* Keyed rows that name nobody known; recorded, known: the least number where not said. */
	"CREATE TABLE stranger (h0 INTEGER NOT NULL, h1 INTEGER NOT NULL, file INTEGER NOT NULL REFERENCES file,"
	" line INTEGER NOT NULL, recorded INTEGER NOT NULL, known INTEGER NOT NULL, PRIMARY KEY (h0, h1, file, line)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX stranger_file ON stranger (file);"
	/* Keys of a subject that another subject or a stranger has too. */
	"CREATE TABLE shared (subject INTEGER NOT NULL REFERENCES subject, h0 INTEGER NOT NULL, h1 INTEGER NOT NULL,"
	" PRIMARY KEY (subject, h0, h1)) STRICT, WITHOUT ROWID;"
	/* state: 1 shown, 0 no longer. facts: digest of its triggers' content. since_run: what was told before it no longer counts. */
	"CREATE TABLE finding (id TEXT PRIMARY KEY, subject INTEGER NOT NULL REFERENCES subject, order_id TEXT, scheme TEXT,"
	" condition TEXT NOT NULL, rule TEXT NOT NULL, title TEXT NOT NULL, level INTEGER NOT NULL,"
	" person TEXT, first INTEGER, last INTEGER, obligation INTEGER NOT NULL, facts TEXT NOT NULL, state INTEGER NOT NULL,"
	" first_run INTEGER NOT NULL REFERENCES run, last_run INTEGER NOT NULL REFERENCES run,"
	" since_run INTEGER NOT NULL REFERENCES run) STRICT;"
	"CREATE INDEX finding_subject ON finding (subject);"
	/* What became of a finding, in order. */
	"CREATE TABLE life (id INTEGER PRIMARY KEY, finding TEXT NOT NULL REFERENCES finding, run INTEGER REFERENCES run,"
	" at INTEGER NOT NULL, what TEXT NOT NULL, level INTEGER, decision INTEGER REFERENCES decision) STRICT;"
	"CREATE INDEX life_finding ON life (finding);"
	/* until: NULL: no end. ended_run: when it ceased to hold, and why. */
	"CREATE TABLE decision (id INTEGER PRIMARY KEY, finding TEXT NOT NULL REFERENCES finding, outcome TEXT NOT NULL,"
	" level INTEGER NOT NULL, who TEXT NOT NULL, account TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,"
	" until INTEGER, facts TEXT NOT NULL, ended_run INTEGER REFERENCES run, ended TEXT) STRICT;"
	"CREATE INDEX decision_finding ON decision (finding);"
	/* The highest level of a finding that a reader was told. */
	"CREATE TABLE told (reader TEXT NOT NULL, finding TEXT NOT NULL REFERENCES finding, level INTEGER NOT NULL,"
	" run INTEGER NOT NULL REFERENCES run, PRIMARY KEY (reader, finding)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX told_finding ON told (finding);"
	/* The audit log (audit.h): it only grows, and only at its end. */
	"CREATE TABLE audit (number INTEGER PRIMARY KEY CHECK (number > 0), text TEXT NOT NULL, hash TEXT NOT NULL) STRICT;"
	"CREATE TRIGGER audit_end BEFORE INSERT ON audit WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)"
	" BEGIN SELECT RAISE(ABORT, 'the audit log grows only at its end'); END;"
	"CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;"
	"CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'nothing leaves the audit log'); END;";

static const char version_2[] =
	/* What a run printed, as its JSON, packed by Zstandard (printed.h). fresh: with --new. */
	"CREATE TABLE printed (run INTEGER PRIMARY KEY REFERENCES run, json BLOB NOT NULL, fresh INTEGER NOT NULL) STRICT;";

static const char version_3[] =
	/* The run in which the reader was told of it first. */
	"ALTER TABLE told ADD COLUMN first INTEGER REFERENCES run;"
	/* Why a row of a subject was rejected; the row itself is in part. */
	"CREATE TABLE reject (subject INTEGER NOT NULL REFERENCES subject, file INTEGER NOT NULL REFERENCES file,"
	" line INTEGER NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (subject, file, line)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX reject_file ON reject (file);";

static const char version_4[] =
	/* What each table holds, summed up (seal.h). */
	"CREATE TABLE seal (name TEXT PRIMARY KEY, n INTEGER NOT NULL, sum BLOB NOT NULL) STRICT, WITHOUT ROWID;"
	/* Why a row that names nobody known was rejected; the row itself is not kept. */
	"CREATE TABLE stray (file INTEGER NOT NULL REFERENCES file, line INTEGER NOT NULL, field TEXT NOT NULL,"
	" reason TEXT NOT NULL, PRIMARY KEY (file, line)) STRICT, WITHOUT ROWID;"
	/* The orders as runs list them in their JSON, packed: one list for all runs that list the same. */
	"CREATE TABLE listed (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, json BLOB NOT NULL) STRICT;"
	"ALTER TABLE printed ADD COLUMN listed INTEGER REFERENCES listed;";

/* A row longer than a page, in a table that is its own index, is read whole for each comparison with its key: so the rows
 * of subjects are kept in the order in which they came, beside an index. What they say, and so their sum, stays. */
static const char version_5[] =
	"CREATE TABLE part_5 (subject INTEGER NOT NULL REFERENCES subject, file INTEGER NOT NULL REFERENCES file,"
	" rows BLOB NOT NULL, PRIMARY KEY (subject, file)) STRICT;"
	"INSERT INTO part_5 (subject, file, rows) SELECT subject, file, rows FROM part ORDER BY file, subject;"
	"DROP TABLE part;"
	"ALTER TABLE part_5 RENAME TO part;"
	"CREATE INDEX part_file ON part (file, subject);";

const struct migration migrations[] = {
	{1, version_1},
	{2, version_2},
	{3, version_3},
	{4, version_4},
	{5, version_5},
};
const size_t nmigrations = sizeof migrations / sizeof *migrations;
