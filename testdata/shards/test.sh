#!/bin/sh
# The parts of a run, joined, are the run: test.sh PROGRAM FEEDGEN [all]
# check --shard 1/N to N/N and merge give the bytes, the words on stderr and the status of one check, in every format,
# for N = 1, 2, 3 and 7: over the example, a made force, projects that are hard to divide (random.sh), and golden cases
# that run check: every eighth of them, or all. Then what merge must refuse.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
feedgen=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") || exit 2
every=8
seeds=2
[ "${3-}" = all ] && every=1 seeds=10
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$program" "$work/bin/ordercheck"
PATH=$work/bin:$PATH
export PATH
unset TZ LC_ALL LANG NO_COLOR CLICOLOR_FORCE
formats=$(ordercheck check --format none 2>&1 | sed -n 's/.*--format takes \(.*\), not .*/\1/p' | tr -d , | sed 's/ or / /')
[ -n "$formats" ] || { echo "which formats has check?"; exit 2; }
printf 'a key of these tests, long enough\n' >"$work/key"
failed=0
compared=0
fail() { echo "$1"; failed=1; }

# What changes how a report looks is said to both.
looks() { printf '%s\n' "$1" | grep -oE -- '(^| )(--group [a-z]+|-q|--quiet|--color [a-z]+)' | tr '\n' ' '; }

# The parts of a run. $1: the line of check without its format, $2: how many
divide() {
	rm -f "$work"/part.*
	i=1
	while [ $i -le "$2" ]; do
		sh -c "$1 --format json --shard $i/$2 --output $work/part.$i" </dev/null >/dev/null 2>"$work/part-said"
		status=$?
		case $status in 0 | 1 | 4 | 5) ;; *) return $status ;; esac
		i=$((i + 1))
	done
}

# $1: what it is, $2: the line of check, $3: formats, $4: numbers of parts
compare() {
	for n in $4; do
		divide "$2" "$n" || { fail "$1: part $i/$n ended with $status: $(head -2 "$work/part-said")"; return; }
		for format in $3; do
			sh -c "$2 --names never --no-redact --format $format" </dev/null >"$work/one" 2>"$work/one-said"
			one=$?
			# shellcheck disable=SC2046
			ordercheck merge "$work"/part.* --no-redact --format "$format" $(looks "$2") >"$work/joined" 2>"$work/said"
			joined=$?
			compared=$((compared + 1))
			[ $one = $joined ] || fail "$1: $n parts end with $joined, one run with $one"
			cmp -s "$work/one" "$work/joined" || { fail "$1: $n parts are not the one run as $format"; diff "$work/one" "$work/joined" | sed -n 1,6p; }
			# Documents are told of by the parts alone.
			grep -vE '(warning|note): |^ *[|0-9]|^ *\^|^ +help: ' "$work/one-said" >"$work/one-told"
			cmp -s "$work/one-told" "$work/said" || { fail "$1: $n parts say something else on stderr"; diff "$work/one-told" "$work/said" | sed -n 1,4p; }
		done
	done
}

# The same with people by their names: only parts that were told to hold them.
compare_named() {
	divide "$2 --names always" 2 || { fail "$1, with names: a part ended with $status"; return; }
	for format in $3; do
		sh -c "$2 --names always --no-redact --format $format" </dev/null >"$work/one" 2>/dev/null
		ordercheck merge "$work"/part.* --no-redact --names always --format "$format" >"$work/joined" 2>/dev/null
		compared=$((compared + 1))
		cmp -s "$work/one" "$work/joined" || { fail "$1: parts with names are not the one run as $format"; diff "$work/one" "$work/joined" | sed -n 1,6p; }
	done
	grep -q '"names":\[{' "$work/part.1" || fail "$1: a part holds no names"
	divide "$2" 2 && ! grep -q '"names":\[{' "$work/part.1" || fail "$1: a part holds names, and nobody asked for them"
}

# The same of a redacted run, in the formats that go to other people.
compare_redacted() {
	divide "$2 --redact-key $work/key" 3 || { fail "$1, redacted: a part ended with $status"; return; }
	for format in $3; do
		sh -c "$2 --redact-key $work/key --format $format" </dev/null >"$work/one" 2>/dev/null
		ordercheck merge "$work"/part.* --redact-key "$work/key" --format "$format" >"$work/joined" 2>/dev/null
		compared=$((compared + 1))
		cmp -s "$work/one" "$work/joined" || { fail "$1: redacted parts are not the one run as $format"; diff "$work/one" "$work/joined" | sed -n 1,6p; }
	done
}

cd "$here/../example" || exit 2
compare "the example" "ordercheck check --as-of 2026-06-01" "$formats" "3"
compare "the example, clear" "ordercheck check --as-of 2026-06-01 --level clear --since 2026-03-01 --fail-on review" "json csv" "2 7"
compare "the example, narrowed" "ordercheck check --as-of 2026-06-01 --tag risk=high --rule travel/foreign-travel --allow-rejects 1%" "json text" "2"
compare_redacted "the example" "ordercheck check --as-of 2026-06-01" "$formats"
compare_named "the example" "ordercheck check --as-of 2026-06-01" "text html csv json"

seed=1
while [ $seed -le $seeds ]; do
	mkdir "$work/random" && cd "$work/random" && sh "$here/random.sh" $seed || exit 2
	line="ordercheck check --orders . keyed-0.csv keyed-1.csv loose-0.csv loose-1.csv short.csv old.csv places.csv --as-of 2026-06-01"
	compare "random $seed" "$line --level clear" "json text" "1 2 3 7"
	compare "random $seed, known at" "$line --known-at 2026-04-01 --allow-rejects 3%" "json junit" "3"
	compare_redacted "random $seed" "$line" "json"
	# It holds what is hard: rows replaced by those of other people, left out, rejected, by name, twins, what is blind.
	sh -c "$line --format json" >"$work/one" 2>/dev/null
	jq -e '(([.inputs[].superseded] | add) > 20) and (([.inputs[].filtered] | add) > 0) and .counts.breach > 10 and .counts.blind > 5 and
		.counts.unmonitored > 3 and ([.findings[].identity.by] | unique | length) >= 2 and
		([.rejects[].reason | select(test("equally well"))] | length) > 1 and
		(.inputs[] | select(.feed == "schools") | .filtered == 1 and .superseded == 1)' "$work/one" >/dev/null || fail "random $seed is too easy"
	seed=$((seed + 1))
	cd "$work" && rm -rf random
done

cd "$work" && "$feedgen" force --out force --seed 5 --rows 3000 || exit 2
compare "a force" "ordercheck check -C force --as-of 2028-09-01" "json html" "2"

number=0
for cmd in "$here"/../cases/*/cmd; do
	line=$(grep -m 1 '^ordercheck check ' "$cmd" | sed 's/[<>|;&].*//; s/ 2$//; s/ --format [a-z]*//; s/ -f *[a-z]*//; s/ -o [^ ]*//; s/ --names [a-z]*//') || continue
	case $line in *--as-of*) ;; *) continue ;; esac
	case $line in *--store* | *--redact* | *--rejects*) continue ;; esac
	number=$((number + 1))
	[ $((number % every)) -eq 0 ] || continue;
	rm -rf "$work/case" && cp -R "$(dirname "$cmd")" "$work/case" && cd "$work/case" || exit 2
	sh -c "$line --names never --format json" </dev/null >"$work/run.json" 2>/dev/null
	grep -q '^{"schema":"ordercheck/run/1"' "$work/run.json" || continue
	compare "$(basename "$(dirname "$cmd")")" "$line" json 2
done
echo "$compared runs were divided, joined and compared"
[ $compared -gt 60 ] || fail "too few"

# ---- what is refused, with the words ----

refused() { # $1: what must be said, then: what merge is given
	said=$1
	shift
	ordercheck merge "$@" >"$work/out" 2>"$work/said"
	[ $? = 2 ] || fail "merge $*: is not refused"
	[ -s "$work/out" ] && fail "merge $*: refused, and yet something was printed"
	grep -qE -- "$said" "$work/said" || fail "merge $*: does not say \"$said\" but $(head -2 "$work/said")"
}

cd "$work" && mkdir refused && cd refused && sh "$here/random.sh" 9 || exit 2
part() { # $1: I/N, $2: file, then: options
	shard=$1 file=$2
	shift 2
	ordercheck check --orders docs.yaml --orders people.yaml --orders orders.yaml keyed-0.csv keyed-1.csv loose-0.csv --as-of 2026-06-01 --shard "$shard" -f json -o "$file" "$@" 2>/dev/null
	[ $? != 2 ] || fail "part $shard $* ended with 2"
}
part 1/3 1 && part 2/3 2 && part 3/3 3 && part 3/3 3-alike
ordercheck merge 1 2 3 -f json -o whole.json 2>/dev/null
ordercheck merge 3 1 2 -f json -o shuffled.json 2>/dev/null
cmp -s whole.json shuffled.json || fail "the order of the parts changes the run"
refused 'part 2 of 3 is missing.*' 1 3
refused '--shard 2/3' 1 3
refused 'is part 3 of 3, and so is 3' 1 2 3 3-alike
refused 'give every part once' 1 2 3 3
refused 'is a whole run' 1 2 whole.json
part 2/2 2-of-2 && refused 'another number of parts' 1 2 3 2-of-2
ordercheck check --orders docs.yaml --orders people.yaml --orders orders.yaml keyed-0.csv keyed-1.csv loose-0.csv --as-of 2026-06-02 --shard 2/3 -f json -o late 2>/dev/null
refused 'at another time.*' 1 late 3
refused 'same --as-of' 1 late 3
part 2/3 options --within 30d && refused 'with other options' 1 options 3
part 2/3 ends --fail-on never && refused 'ends by other rules' 1 ends 3
part 2/3 feeds old.csv && refused 'has other feeds' 1 feeds 3
cp keyed-1.csv kept && sed 's/,K7,/,K8,/' kept >keyed-1.csv && part 2/3 fed && mv kept keyed-1.csv
refused 'read another keyed-1.csv.*SHA-256' 1 fed 3
cp orders.yaml kept && sed 's/No trip\./No trips./' kept >orders.yaml && part 2/3 ordered && mv kept orders.yaml
refused 'rests on other documents' 1 ordered 3
sed 's/"version":"[^"]*"/"version":"0.0"/' 2 >old-version && refused 'seal does not fit' 1 old-version 3
sed 's/"tz":"[^"]*"/"tz":"1999a"/' 2 >old-zones && refused 'seal does not fit' 1 old-zones 3
head -c 2000 2 >cut && refused 'is no JSON|damaged' 1 cut 3
sed 's/No trip near/No trip far/' 2 >changed && refused 'seal does not fit' 1 changed 3
: >empty && refused 'is no JSON' 1 empty 3
refused 'cannot be read' 1 gone 3
refused 'merge takes the parts'
cp 1 kept && refused 'is not written over' 1 2 3 -o 1
cmp -s 1 kept || fail "a part was written over"
# With its seal made anew, what differs is told as well.
seal() { # $1: a part whose seal is wrong
	python3 - "$1" <<'P'
import hashlib, re, sys
text = open(sys.argv[1], 'rb').read()
body = text[:text.rindex(b',\n "seal":')]
open(sys.argv[1], 'wb').write(body + b',\n "seal":"' + hashlib.sha256(body).hexdigest().encode() + b'"}\n')
P
}
if command -v python3 >/dev/null; then
	seal old-version && refused 'another version, catalogue or zone data' 1 old-version 3
	seal old-zones && refused 'another version, catalogue or zone data' 1 old-zones 3
	sed 's/"superseded":\([0-9]*\)/"superseded":1\1/' 2 >counted && seal counted && ordercheck merge 1 counted 3 -f json >out 2>/dev/null
	sed 's/"matched":\([0-9]*\),"nobody":\([0-9]*\)/"matched":\2,"nobody":\1/' 2 >rows && seal rows && refused 'counts its rows otherwise' 1 rows 3
fi

# A part is not taken for a run, and is told apart from one.
for command in "report 1" "check --orders . --no-feeds --as-of 2026-06-01 --baseline 1" "explain 00000000 --from 1"; do
	# shellcheck disable=SC2086
	ordercheck $command >out 2>said
	[ $? = 2 ] && grep -q 'is part 1 of 3 of a run' said || fail "$command: takes a part for a run"
done
bad() { # $1: what must be said, then: options of check
	said=$1
	shift
	ordercheck check --orders . --no-feeds "$@" >out 2>err
	[ $? = 2 ] && [ ! -s out ] && grep -qE -- "$said" err || fail "check $*: does not say \"$said\" but $(head -1 err)"
}
for part in 0/3 4/3 1 1/0 /3 1/ 1/3/5 -1/3 1/10000 a/b ''; do
	bad 'is no part|takes a value|no value|needs' --as-of 2026-06-01 -f json --shard "$part"
done
bad 'JSON alone' --as-of 2026-06-01 --shard 1/3
bad 'JSON alone' --as-of 2026-06-01 --shard 1/3 -f html
bad 'needs an --as-of' --shard 1/3 -f json
bad 'no case store' --as-of 2026-06-01 --shard 1/3 -f json --store cases.db
[ -e cases.db ] && fail "a store was made"
bad 'by a key of its own|withheld' --as-of 2026-06-01 --shard 1/3 -f json --redact
ordercheck check --orders . --no-feeds --as-of 2026-06-01 --shard 7/50 -f json >part 2>/dev/null || fail "a part without anybody ended with $?"

# Which part somebody is of can be reckoned by hand: the first 16 digits of the id's SHA-256, modulo N.
for i in 1 2 3; do
	jq -r '.orders[].subject' $i | while read -r id; do
		hash=$(printf %s "$id" | sha256sum | cut -c 1-16)
		# Without numbers beyond 63 bits: the digits one by one.
		of=$(echo "$hash" | awk '{for (k = 1; k <= 16; k++) r = (r * 16 + index("0123456789abcdef", substr($1, k, 1)) - 1) % 3; print r + 1}')
		[ "$of" = $i ] || echo "$id is in part $i, not $of"
	done
done >"$work/wrong"
[ -s "$work/wrong" ] && { fail "subjects are divided otherwise than documented"; head -3 "$work/wrong"; }
exit $failed
