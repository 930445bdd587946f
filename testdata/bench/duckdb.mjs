// Asks DuckDB, as a peer to measure beside: node duckdb.mjs [--threads N] [--set NAME=VALUE]... [--quiet] FILE.sql [FOLDER]
//
// FILE.sql holds statements between semicolons; each $NAME in it becomes the VALUE of --set, in quotes. Every row of
// every statement that answers with rows goes to stdout, its columns parted by tabs (--quiet: only their number, as
// "rows N"). @duckdb/node-api is looked for in FOLDER, in the folders of NODE_PATH, then as node does.
// Exit status: 0, 3 where the package is not there, 2 where anything else went wrong.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'

const options = {
	threads: { type: 'string', default: '2' },
	set: { type: 'string', multiple: true, default: [] },
	quiet: { type: 'boolean', default: false },
}
const { values, positionals } = parseArgs({ options, allowPositionals: true })

function peer(folder) {
	const folders = [folder, ...(process.env.NODE_PATH ?? '').split(':')].filter(Boolean)
	for (const at of [...folders, import.meta.dirname ?? '.']) {
		const base = /node_modules\/?$/.test(at) ? join(at, '..') : at
		try {
			return createRequire(pathToFileURL(join(resolve(base), 'x.js')))('@duckdb/node-api')
		} catch (e) {
			if (e.code !== 'MODULE_NOT_FOUND') throw e
		}
	}
	return null
}

function filled(sql) {
	for (const set of values.set) {
		const at = set.indexOf('=')
		const quoted = "'" + set.slice(at + 1).replaceAll("'", "''") + "'"
		sql = sql.replaceAll('$' + set.slice(0, at), () => quoted)
	}
	return sql
}

const [file, folder] = positionals
if (!file) {
	console.error('usage: duckdb.mjs [--threads N] [--set NAME=VALUE]... [--quiet] FILE.sql [FOLDER]')
	process.exit(2)
}
const duckdb = peer(folder)
if (!duckdb) {
	console.error('duckdb.mjs: @duckdb/node-api is not there')
	process.exit(3)
}
try {
	const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: values.threads })
	const connection = await instance.connect()
	const statements = await connection.extractStatements(filled(readFileSync(file, 'utf8')))
	let rows = 0
	for (let i = 0; i < statements.count; i++) {
		const prepared = await statements.prepare(i)
		const reader = await prepared.runAndReadAll()
		if (reader.columnCount === 0 || !/SELECT|QUERY/i.test(duckdb.StatementType[prepared.statementType] ?? 'SELECT')) continue
		const answer = reader.getRows()
		rows += answer.length
		if (!values.quiet && answer.length > 0)
			process.stdout.write(answer.map((row) => row.map((v) => String(v ?? '')).join('\t')).join('\n') + '\n')
	}
	if (values.quiet) console.log('rows ' + rows)
} catch (e) {
	console.error('duckdb.mjs: ' + e.message)
	process.exitCode = 2
}
