# For the benchmarks that run beside DuckDB: sourced by them, after $here and $folder; makes $work.
# They define `ours THREADS OPTION...`, which writes to $work/ours, and `theirs THREADS`.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
runs=${RUNS:-5}

ask_duckdb() { # threads, file, then options
	threads=$1 file=$2
	shift 2
	node "$here/duckdb.mjs" --threads "$threads" "$@" "$here/$file" ${folder:+"$folder"} >"$work/theirs" 2>"$work/why"
}

now() { date +%s%N; }

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

milliseconds() { # command...: the median of so many runs
	i=0
	while [ "$i" -lt "$runs" ]; do
		from=$(now)
		"$@"
		echo $((($(now) - from) / 1000000))
		i=$((i + 1))
	done | median
}

# Person, condition and time of every finding: no figure without the same work.
same_answers() {
	has_peer=yes
	if ! command -v node >/dev/null; then
		echo "DuckDB is left out: node is not installed"
		has_peer=
	elif ! theirs 2; then
		echo "DuckDB is left out: $(tail -1 "$work/why")"
		has_peer=
	fi
	[ -n "$has_peer" ] || return 0
	ours 2 -f jsonl
	sed 's/.*"subject": *"\([^"]*\)".*"condition": *"\([^"]*\)".*"time": *"\([^"+Z]*\)[^"]*", *"as_of".*/\1\t\2\t\3/' \
		"$work/ours" | sort >"$work/a"
	sort "$work/theirs" >"$work/b"
	if ! cmp -s "$work/a" "$work/b"; then
		echo "the answers differ: $(wc -l <"$work/a") findings, $(wc -l <"$work/b") rows of DuckDB"
		diff "$work/a" "$work/b" | head -20
		exit 1
	fi
	echo "the answers are the same: $(wc -l <"$work/a") findings, $(cut -f1,3 "$work/a" | cut -c1-20 | sort -u | wc -l) days of people"
}

compare() { # threads of ours, of one more line, the name, the ratio to reach
	a=$(milliseconds ours "$1" -q)
	printf '%-28s %8d ms\n' "$3" "$a"
	if [ "$1" != "$2" ]; then
		b=$(milliseconds ours "$2" -q)
		printf '%-28s %8d ms, %s times as long\n' "ordercheck, $2 thread" "$b" "$(ratio "$b" "$a")"
	fi
	[ -n "$has_peer" ] || return 0
	c=$(milliseconds theirs "$1")
	printf '%-28s %8d ms, %s times as long (%s is asked for)\n' "DuckDB, the same threads" "$c" "$(ratio "$c" "$a")" "$4"
}

ratio() { echo "$1 $2" | awk '{printf "%.1f", $1 / $2}'; }
