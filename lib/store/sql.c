#include "store/sql.h"

const char *const sql_text[NSQL] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_AUDIT_ADD] = "INSERT INTO audit (number, text, hash) VALUES (?1, ?2, ?3)",
	[SQL_AUDIT_LAST] = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1",
	[SQL_AUDIT_LAST_TEXT] = "SELECT text, hash FROM audit ORDER BY number DESC LIMIT 1",
	[SQL_AUDIT_HASH] = "SELECT hash FROM audit WHERE number = ?1",
	[SQL_AUDIT_ALL] = "SELECT number, text, hash FROM audit ORDER BY number",
	[SQL_AUDIT_DECISIONS] = "SELECT id, finding, outcome, level, who, account, reason, at, until, facts FROM decision ORDER BY id",
	[SQL_SEALS] = "SELECT name, n, sum FROM seal",
	[SQL_SEAL_PUT] = "INSERT INTO seal (name, n, sum) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET n = ?2, sum = ?3",
	[SQL_FACT] = "SELECT value FROM fact WHERE name = ?1",
	[SQL_FACT_PUT] = "INSERT INTO fact (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
	[SQL_RUN_ADD] = "INSERT INTO run (as_of, began, account, version, back) VALUES (?1, ?2, ?3, ?4, ?5)",
	[SQL_SUBJECTS] = "SELECT id, name, identity, changed_run, judged FROM subject ORDER BY id",
	[SQL_SUBJECT_ADD] = "INSERT INTO subject (identity, changed_run, name) VALUES (?1, ?2, ?3)",
	[SQL_SUBJECT_CHANGE] = "UPDATE subject SET identity = ?1, changed_run = ?2 WHERE id = ?3",
	[SQL_SUBJECT_JUDGED] = "UPDATE subject SET judged = ?1 WHERE id = ?2",
	[SQL_FEED] = "SELECT id, digest, changed_run FROM feed WHERE name = ?1 AND own = ?2",
	[SQL_FEED_PUT] = "INSERT INTO feed (name, own, digest, changed_run) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name, own) DO "
		"UPDATE SET digest = ?3, changed_run = ?4 RETURNING id",
	[SQL_FEEDS_OWN] = "SELECT name FROM feed WHERE own = 1 ORDER BY id",
	[SQL_FEED_NAME] = "SELECT name, own FROM feed WHERE id = ?1",
	[SQL_FILES] = "SELECT id, feed, name, sha256, header, rows, matched, rejected, read_run, last FROM file ORDER BY id",
	[SQL_FILE_ADD] = "INSERT INTO file (feed, name, sha256, header, rows, matched, rejected, times, last, run, read_run) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)",
	[SQL_FILE_AGAIN] = "UPDATE file SET header = ?4, rows = ?5, matched = ?6, rejected = ?7, times = ?8, last = ?9, read_run "
		"= ?10 WHERE id = ?11 AND feed = ?1 AND sha256 = ?3 AND ?2 IS NOT NULL",
	[SQL_FILE_TIMES] = "SELECT times FROM file WHERE id = ?1",
	[SQL_PART_ADD] = "INSERT INTO part (subject, file, rows) VALUES (?1, ?2, ?3)",
	[SQL_PARTS] = "SELECT file, rows FROM part WHERE subject = ?1 ORDER BY file",
	[SQL_PART_SUBJECTS] = "SELECT subject FROM part WHERE file = ?1",
	[SQL_PARTS_DROP] = "DELETE FROM part WHERE file = ?1",
	[SQL_KEY_ANY] = "SELECT count(*) FROM (SELECT 1 FROM key LIMIT 1)",
	[SQL_KEY_ADD] = "INSERT OR IGNORE INTO key (h0, h1, subject) VALUES (?1, ?2, ?3)",
	[SQL_KEY_COUNT] = "SELECT count(*) FROM key WHERE h0 = ?1 AND h1 = ?2",
	[SQL_KEY_SUBJECTS] = "SELECT subject FROM key WHERE h0 = ?1 AND h1 = ?2",
	[SQL_STRANGER_ANY] = "SELECT count(*) FROM (SELECT 1 FROM stranger LIMIT 1)",
	[SQL_STRANGER_ADD] = "INSERT INTO stranger (h0, h1, file, line, recorded, known) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[SQL_STRANGER_COUNT] = "SELECT count(*) FROM stranger WHERE h0 = ?1 AND h1 = ?2",
	[SQL_STRANGERS] = "SELECT file, line, recorded, known FROM stranger WHERE h0 = ?1 AND h1 = ?2",
	[SQL_STRANGERS_DROP] = "DELETE FROM stranger WHERE file = ?1",
	[SQL_SHARED] = "SELECT h0, h1 FROM shared WHERE subject = ?1",
	[SQL_SHARED_ADD] = "INSERT OR IGNORE INTO shared (subject, h0, h1) SELECT subject, h0, h1 FROM key WHERE h0 = ?1 AND h1 "
		"= ?2",
	[SQL_REJECT_ADD] = "INSERT OR REPLACE INTO reject (subject, file, line, field, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
	[SQL_REJECTS_DROP] = "DELETE FROM reject WHERE file = ?1",
	[SQL_STRAY_ADD] = "INSERT OR REPLACE INTO stray (file, line, field, reason) VALUES (?1, ?2, ?3, ?4)",
	[SQL_STRAYS_DROP] = "DELETE FROM stray WHERE file = ?1",
	[SQL_LINE_PARTS] = "SELECT subject, rows FROM part WHERE file = ?1 ORDER BY subject",
	[SQL_LINE_PART] = "SELECT rows FROM part WHERE subject = ?1 AND file = ?2",
	[SQL_LINE_REASON] = "SELECT field, reason FROM reject WHERE file = ?1 AND line = ?2 UNION ALL SELECT field, reason FROM stray WHERE "
		"file = ?1 AND line = ?2 LIMIT 1",
	[SQL_LINE_STRANGER] = "SELECT count(*) FROM stranger WHERE file = ?1 AND line = ?2",
	/* Those of a subject, and those of nobody known: subject 0. */
	[SQL_LINE_REJECTS] = "SELECT d.name, f.name, j.line, coalesce(s.name, ''), j.field, j.reason, f.read_run, f.sha256, j.subject, f.id "
		"FROM (SELECT subject, file, line, field, reason FROM reject UNION ALL SELECT 0, file, line, field, reason FROM stray) j "
		"JOIN file f ON f.id = j.file JOIN feed d ON d.id = f.feed LEFT JOIN subject s ON s.id = j.subject "
		"WHERE (?1 = '' OR d.name = ?1) AND (?2 = 0 OR f.read_run = ?2) ORDER BY f.read_run, d.name, f.name, f.id, j.line, j.subject",
	[SQL_LINE_FEEDS] = "SELECT DISTINCT name FROM feed ORDER BY name",
	[SQL_DOCUMENTS] = "SELECT id, file, sha256 FROM document WHERE gone_run IS NULL",
	[SQL_DOCUMENT_ADD] = "INSERT INTO document (file, sha256, text, first_run) VALUES (?1, ?2, ?3, ?4)",
	[SQL_DOCUMENT_END] = "UPDATE document SET gone_run = ?1 WHERE id = ?2",
	[SQL_FINDINGS_OF] = "SELECT id, level, facts, state FROM finding WHERE subject = ?1",
	[SQL_FINDING_ADD] = "INSERT INTO finding (id, subject, order_id, scheme, condition, rule, title, level, first, last, "
		"obligation, facts, state, first_run, last_run, since_run, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
		"?9, ?10, ?11, ?12, 1, ?13, ?13, ?13, ?14)",
	[SQL_FINDING_SET] = "UPDATE finding SET subject = ?2, order_id = ?3, scheme = ?4, condition = ?5, rule = ?6, title = ?7, "
		"level = ?8, first = ?9, last = ?10, obligation = ?11, facts = ?12, state = 1, last_run = ?13, person = ?14 WHERE "
		"id = ?1",
	[SQL_FINDING_SAME] = "UPDATE finding SET title = ?2, first = ?3, last = ?4, obligation = ?5 WHERE id = ?1 AND (title <> ?2 "
		"OR first IS NOT ?3 OR last IS NOT ?4 OR obligation <> ?5)",
	[SQL_FINDING_GONE] = "UPDATE finding SET state = 0, last_run = ?2 WHERE id = ?1",
	[SQL_FINDING_ANEW] = "UPDATE finding SET since_run = ?2 WHERE id = ?1",
	[SQL_LIFE_ADD] = "INSERT INTO life (finding, run, at, what, level, decision) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[SQL_DECISIONS_OF] = "SELECT id, outcome, level, who, reason, at, until, facts FROM decision WHERE finding = ?1 AND "
		"ended_run IS NULL ORDER BY id DESC LIMIT 1",
	[SQL_DECISIONS_DUE] = "SELECT d.id, d.finding, d.outcome, f.level FROM decision d JOIN finding f ON f.id = d.finding WHERE "
		"d.ended_run IS NULL AND d.until IS NOT NULL AND d.until <= ?1 ORDER BY d.id",
	[SQL_DECISION_END] = "UPDATE decision SET ended_run = ?2, ended = ?3 WHERE id = ?1",
	[SQL_TOLD_OF] = "SELECT finding, level, run FROM told WHERE reader = ?1",
	[SQL_SHOWN] = "SELECT id, subject, level, since_run FROM finding WHERE state = 1 AND level >= ?1",
	[SQL_DECIDED] = "SELECT count(*) FROM decision WHERE finding = ?1 AND ended_run IS NULL AND level >= ?2",
	[SQL_TOLD_PUT] = "INSERT INTO told (reader, finding, level, run, first) VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT (reader, finding) "
		"DO UPDATE SET level = max(?3, CASE WHEN told.run >= (SELECT since_run FROM finding WHERE id = ?2) "
		"THEN told.level ELSE 0 END), run = ?4, first = coalesce(told.first, told.run)",
	[SQL_GONE] = "SELECT id FROM finding WHERE state = 0 ORDER BY +id",
	[SQL_TOLD_DROP] = "DELETE FROM told WHERE reader = ?1 AND finding = ?2",
	[SQL_FINDING_SUBJECTS] = "SELECT subject FROM finding WHERE state = 1",
	[SQL_DECISION_ANY] = "SELECT count(*) FROM (SELECT 1 FROM decision WHERE ended_run IS NULL LIMIT 1)",
	[SQL_RUN_LAST] = "SELECT as_of FROM run WHERE back = 0 ORDER BY id DESC LIMIT 1",
	[SQL_STATUS_RUN] = "SELECT id, as_of, began FROM run ORDER BY id DESC LIMIT 1",
	[SQL_STATUS_FILES] = "SELECT count(*), coalesce(sum(rows), 0) FROM file",
	[SQL_STATUS_FINDINGS] = "SELECT state, level, count(*) FROM finding GROUP BY state, level",
	[SQL_STATUS_SUBJECTS] = "SELECT count(DISTINCT subject) FROM part",
	[SQL_STATUS_READERS] = "SELECT count(DISTINCT reader) FROM told",
	[SQL_STATUS_DECIDED] = "SELECT count(*) FROM finding f WHERE f.state = 1 AND EXISTS (SELECT 1 FROM decision d WHERE "
		"d.finding = f.id AND d.ended_run IS NULL AND d.level >= f.level)",
	[SQL_STATUS_IDLE] = "SELECT count(*) FROM decision d JOIN finding f ON f.id = d.finding WHERE d.ended_run IS NULL AND "
		"f.state = 0",
	[SQL_STATUS_BYTES] = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
	[SQL_STATUS_FREE] = "SELECT freelist_count * page_size FROM pragma_freelist_count(), pragma_page_size()",
	[SQL_DESK_DOCUMENTS] = "SELECT file, text FROM document WHERE gone_run IS NULL AND text IS NOT NULL ORDER BY file",
	[SQL_DESK_HAS_READ] = "SELECT count(*) FROM document WHERE gone_run IS NULL AND file = ?1 AND sha256 = ?2",
	[SQL_DESK_FINDING] = "SELECT f.id, s.name, f.order_id, f.scheme, f.condition, f.rule, f.title, f.facts, f.person, f.level, "
		"f.first, f.last, f.state, f.first_run, f.last_run FROM finding f JOIN subject s ON s.id = f.subject "
		"WHERE f.id >= ?1 AND f.id < ?1 || 'g' ORDER BY f.id LIMIT 2",
	[SQL_DESK_REPLACE] = "UPDATE decision SET ended_run = (SELECT max(id) FROM run), ended = 'replaced' WHERE finding = ?1 AND "
		"ended_run IS NULL",
	[SQL_DESK_DECIDE] = "INSERT INTO decision (finding, outcome, level, who, account, reason, at, until, facts) VALUES (?1, "
		"?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[SQL_DESK_HISTORY] = "SELECT l.run, l.at, l.what, l.level, d.outcome, d.who, d.reason, d.ended, d.until FROM life l LEFT "
		"JOIN decision d ON d.id = l.decision WHERE l.finding = ?1 ORDER BY l.id",
	[SQL_DESK_READERS] = "SELECT reader, level, run FROM told WHERE finding = ?1 ORDER BY run, reader",
	[SQL_CHECK_INTEGRITY] = "SELECT integrity_check FROM pragma_integrity_check(50)",
	[SQL_CHECK_FOREIGN] = "SELECT 'a row of ' || \"table\" || ' points at a row of ' || parent || ' that is not there' FROM "
		"pragma_foreign_key_check() LIMIT 50",
	[SQL_CHECK_FINDINGS] = "SELECT 'finding ' || id || ' has a level or a state that there is not' FROM finding WHERE level NOT "
		"BETWEEN 1 AND 4 OR state NOT IN (0, 1) OR length(id) <> 16 LIMIT 50",
	[SQL_CHECK_LIFE] = "SELECT 'finding ' || id || ' has no beginning' FROM finding WHERE NOT EXISTS (SELECT 1 FROM life "
		"WHERE life.finding = finding.id AND what = 'new') LIMIT 50",
	[SQL_CHECK_TOLD] = "SELECT 'reader ' || reader || ' was told of ' || finding || ' before it was found' FROM told JOIN "
		"finding ON finding.id = told.finding WHERE told.run < finding.first_run LIMIT 50",
	[SQL_CHECK_DECISIONS] = "SELECT 'finding ' || finding || ' has more than one decision that holds' FROM decision WHERE "
		"ended_run IS NULL GROUP BY finding HAVING count(*) > 1 LIMIT 50",
	[SQL_CHECK_SHARED] = "SELECT 'a shared key of subject ' || subject || ' is not among its keys' FROM shared WHERE NOT "
		"EXISTS (SELECT 1 FROM key WHERE key.h0 = shared.h0 AND key.h1 = shared.h1 AND key.subject = "
		"shared.subject) LIMIT 50",
	[SQL_CHECK_PARTS] = "SELECT subject, file, rows FROM part ORDER BY subject, file",
	[SQL_CHECK_TIMES] = "SELECT id, times, rows, last FROM file ORDER BY id",
	[SQL_ARCHIVE_SUBJECT] = "SELECT id FROM subject WHERE name = ?1",
	[SQL_ARCHIVE_VERSIONS] = "SELECT file, sha256, text, first_run, coalesce(gone_run, 0) FROM document ORDER BY id",
	[SQL_ARCHIVE_PARTS] = "SELECT d.name, f.name, f.sha256, f.header, p.rows, f.id FROM part p JOIN file f ON f.id = p.file JOIN feed d "
		"ON d.id = f.feed WHERE p.subject = ?1 ORDER BY f.id",
	[SQL_ARCHIVE_REJECTS] = "SELECT file, line, field, reason FROM reject WHERE subject = ?1",
	[SQL_ARCHIVE_FINDINGS] = "SELECT id FROM finding WHERE subject = ?1 ORDER BY id",
	[SQL_PURGE_KNOWN] = "SELECT name FROM subject s WHERE EXISTS (SELECT 1 FROM part p WHERE p.subject = s.id) OR EXISTS (SELECT "
		"1 FROM finding f WHERE f.subject = s.id) ORDER BY name",
	[SQL_PURGE_SHARES] = "SELECT count(*) FROM shared h JOIN key k ON k.h0 = h.h0 AND k.h1 = h.h1 WHERE h.subject = ?1 AND k.subject "
		"<> ?1",
	[SQL_PURGE_COUNT] = "SELECT count(*) FROM decision WHERE finding IN (SELECT id FROM finding WHERE subject = ?1)",
	[SQL_PURGE_TOLD] = "DELETE FROM told WHERE finding IN (SELECT id FROM finding WHERE subject = ?1)",
	[SQL_PURGE_LIFE] = "DELETE FROM life WHERE finding IN (SELECT id FROM finding WHERE subject = ?1)",
	[SQL_PURGE_DECISIONS] = "DELETE FROM decision WHERE finding IN (SELECT id FROM finding WHERE subject = ?1)",
	[SQL_PURGE_FINDINGS] = "DELETE FROM finding WHERE subject = ?1",
	[SQL_PURGE_REJECTS] = "DELETE FROM reject WHERE subject = ?1",
	[SQL_PURGE_PARTS] = "DELETE FROM part WHERE subject = ?1",
	[SQL_PURGE_SHARED] = "DELETE FROM shared WHERE subject = ?1",
	[SQL_PURGE_KEYS] = "DELETE FROM key WHERE subject = ?1",
	[SQL_JUDGED_FORGET] = "UPDATE subject SET judged = NULL WHERE id = ?1",
	/* Levels below review; of an upcoming one that went, the obligation was met. */
	[SQL_PURGE_RESULTS] = "SELECT id FROM finding f WHERE state = 0 AND level < 3 AND NOT EXISTS (SELECT 1 FROM decision d WHERE "
		"d.finding = f.id) AND NOT EXISTS (SELECT 1 FROM life l WHERE l.finding = f.id AND (l.level >= 3 OR l.at >= ?1)) ORDER BY id",
	[SQL_PURGE_RESULT_TOLD] = "DELETE FROM told WHERE finding = ?1",
	[SQL_PURGE_RESULT_LIFE] = "DELETE FROM life WHERE finding = ?1",
	[SQL_PURGE_RESULT] = "DELETE FROM finding WHERE id = ?1",
	[SQL_PURGE_MARKS] = "SELECT name, value FROM fact WHERE name > 'purged/' AND name < 'purged0' ORDER BY name",
	[SQL_COUNTS_KNOWN] = "SELECT (SELECT began FROM run WHERE id = f.first_run), (SELECT min(r.began) FROM told t JOIN run r ON r.id = "
		"coalesce(t.first, t.run) WHERE t.finding = f.id) FROM finding f WHERE f.id = ?1",
	[SQL_COUNTS_GONE] = "SELECT f.id, s.name, f.order_id, f.scheme, f.condition, f.rule, f.first FROM finding f JOIN subject s ON s.id = "
		"f.subject WHERE f.state = 0 AND f.level >= 3 ORDER BY f.id",
	[SQL_COUNTS_RUNS] = "SELECT id, as_of, began FROM run WHERE back = 0 ORDER BY id",
	[SQL_COUNTS_LIFE] = "SELECT l.finding, l.run, l.what, l.level, s.name, f.order_id, f.rule, l.at FROM life l JOIN finding f ON f.id = l.finding "
		"JOIN subject s ON s.id = f.subject ORDER BY l.id",
	[SQL_PRINTED_ADD] = "INSERT INTO printed (run, json, fresh, listed) VALUES (?1, ?2, ?3, ?4)",
	[SQL_PRINTED] = "SELECT p.json, p.fresh, l.json FROM run r LEFT JOIN printed p ON p.run = r.id LEFT JOIN listed l ON l.id = p.listed "
		"WHERE r.id = ?1",
	[SQL_PRINTED_ALL] = "SELECT run, json FROM printed ORDER BY run",
	[SQL_PRINTED_DROP] = "DELETE FROM printed WHERE run = ?1",
	[SQL_PRINTED_DROP_BEFORE] = "DELETE FROM printed WHERE run IN (SELECT id FROM run WHERE began < ?1)",
	[SQL_LISTED_FIND] = "SELECT id FROM listed WHERE sha256 = ?1",
	[SQL_LISTED_ADD] = "INSERT INTO listed (sha256, json) VALUES (?1, ?2)",
	[SQL_LISTED_ALL] = "SELECT id, json FROM listed ORDER BY id",
	[SQL_LISTED_RUNS] = "SELECT run FROM printed WHERE listed = ?1 ORDER BY run",
	[SQL_LISTED_DROP] = "DELETE FROM listed WHERE NOT EXISTS (SELECT 1 FROM printed WHERE printed.listed = listed.id)",
};
