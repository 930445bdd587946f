#include "store/sql.h"

const char *const sql_text[NSQL] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_AUDIT_ADD] = "INSERT INTO audit (number, text, hash) VALUES (?1, ?2, ?3)",
	[SQL_AUDIT_LAST] = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1",
	[SQL_AUDIT_HASH] = "SELECT hash FROM audit WHERE number = ?1",
	[SQL_AUDIT_ALL] = "SELECT number, text, hash FROM audit ORDER BY number",
};
