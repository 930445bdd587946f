#!/bin/sh
# Seeds for the fuzz harnesses out of the golden cases, the catalogue and the example: seeds.sh PROGRAM OUT
# A folder of OUT for each harness, by its name without _fuzz; and dictionaries, NAME.dict.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
source=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$2" && out=$(cd "$2" && pwd) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
unset TZ LC_ALL LANG
LC_ALL=C
export LC_ALL
cd "$source/testdata/cases" || exit 2
harnesses="lang_expr lang_area yaml_tree book_documents book_settings feed_record feed_input feed_mapping feed_packed identity_name \
base_show civil_times report_saved store_file cmd_check cmd_merge cmd_new calendar damage"
for name in $harnesses; do
	rm -rf "${out:?}/$name"
	mkdir -p "$out/$name"
done

# Each line of the input as a file of the folder $1, with $2 before it.
lines() {
	awk -v folder="$out/$1" -v before="$2" 'length($0) < 2000 && !seen[$0]++ { file = sprintf("%s/%05d", folder, ++n); printf "%s%s", before, $0 >file; close(file) }'
}

# ---- documents ----
find . "$source/rules" -name '*.yaml' -size -12k | sort >"$work/documents"
n=0
while IFS= read -r file; do
	n=$((n + 1))
	cp "$file" "$out/book_documents/$n.yaml"
	cp "$file" "$out/yaml_tree/$n.yaml"
done <"$work/documents"

# ---- settings ----
n=0
find . "$source" -name ordercheck.yaml -size -12k | sort >"$work/settings"
while IFS= read -r file; do
	n=$((n + 1))
	cp "$file" "$out/book_settings/$n.yaml"
done <"$work/settings"
cat >"$out/book_settings/all.yaml" <<'END'
settings:
  zone: Europe/London
  orders: [orders, people]
  feeds: [feeds]
  store: ordercheck.db
  within: 14d
  schemes: [notification-england-wales]
  read-outside: [exports, ../shared]
  match: {strong: 14, possible: 8.5}
  holidays: [2026-12-25, 2026-12-28]
  reason: required
  retention: {after-order: 6y, clear: 1y6mo}
END

# ---- expressions ----
xargs -d "\n" sed -nE "s/^[ -]*(where|having|provided|say|review-if|from|by|at|unless|per|applies-to): *//p" <"$work/documents" |
	sed -E "s/^'(.*)'$/\1/; s/^\"(.*)\"$/\1/; s/^\{[a-z]+: //" | lines lang_expr ''

# ---- rows ----
find . -name '*.csv' -size -8k | sort >"$work/rows"
n=0
while IFS= read -r file; do
	n=$((n + 1))
	{ printf '\003\020'; cat "$file"; } >"$out/feed_record/$n"
	{ printf '\000\020'; cat "$file"; } >"$out/feed_input/$n"
	[ $((n % 4)) -ne 0 ] || { printf "\\$((n / 4 % 4))"; cat "$file"; } >"$out/cmd_new/$n"
	[ $((n % 20)) -eq 0 ] || continue
	{ printf '\000\007'; gzip -c "$file"; } >"$out/feed_input/$n.gz"
	if command -v zstd >/dev/null; then { printf '\000\007'; zstd -cq "$file"; } >"$out/feed_input/$n.zst"; fi
	if command -v iconv >/dev/null; then
		{ printf '\000\003'; iconv -f latin1 -t utf-16 "$file"; } >"$out/feed_input/$n.16"
		{ printf '\002\005'; iconv -f latin1 -t utf-16le "$file"; } >"$out/feed_input/$n.16le"
	fi
done <"$work/rows"

# ---- documents and rows together ----
for folder in */; do
	name=${folder%/}
	[ -f "$folder/docs.yaml" ] || continue
	: >"$work/bundle"
	for file in "$folder"*.yaml "$folder"*.csv; do
		[ -f "$file" ] || continue
		printf '%%%%%% %s\n' "$(basename "$file")" >>"$work/bundle"
		cat "$file" >>"$work/bundle"
		printf '\n' >>"$work/bundle"
	done
	[ "$(wc -c <"$work/bundle")" -gt 12000 ] || cp "$work/bundle" "$out/cmd_check/$name"
	set -- "$folder"*.csv
	[ $# -eq 1 ] && [ -f "$1" ] && { cat "$folder/docs.yaml"; printf '\n%%%%%%\n'; cat "$1"; } >"$out/feed_mapping/$name"
done

# ---- names, times, texts, areas ----
lines identity_name '' <<'END'
O'Brien-Smith|Séan Patrick
Dr. van der Berg, Jan Jr.
Мария Иванова
محمد عبد الله
李小龙
Smith III|Jo
END
printf 'Example|Alex\nExampel|Alexander' >"$out/identity_name/two"
printf 'de la Cruz|Ana\nCruz|Ana María' >"$out/identity_name/particles"
printf 'Nowak|Łukasz\nNOWAK|LUKASZ' >"$out/identity_name/marks"
{
	xargs -d "\n" grep -hoE '[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9:]+)?)?' <"$work/documents"
	xargs -d "\n" grep -hoE '[0-9]+(ms|min|mo|[shdwy])\b' <"$work/documents"
	printf '%s\n' P1Y2M3DT4H5M6.5S P2W 20260301T090000Z 20260301 24:00 'mon-fri 19:00..07:00' 'sat,sun 00:00..24:00' 'daily 22:00..06:00' \
		'%d/%m/%Y %H:%M|01/03/2026 09:00' '%Y-%m-%dT%H:%M:%S.%f%z|2026-03-01T09:00:00.5+01:00' '%e %b %y|1 Mar 26' '%j %Y|060 2026' \
		'%s|1777622400' '%I:%M %p %A %d %B %Y %Z|09:00 AM Monday 02 March 2026 GMT'
} | sort -u | lines civil_times '0'
printf '\033[31mred\033[0m\302\205\342\200\256\377\000end' >"$out/base_show/controls"
printf '*a?b*c\nxxaabxxc' >"$out/base_show/glob"
printf 'Caf\303\251 \316\221\316\262\316\263 \344\270\255' >"$out/base_show/letters"
find . "$source" -name '*.geojson' -size -8k -exec cp {} "$out/lang_area/" \;
head -c 700 "$source/README.md" >"$out/feed_packed/some"
head -c 4000 "$source/LICENSE" | gzip -nc >"$out/feed_packed/packed"
printf '{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}' >"$out/lang_area/polygon"
printf '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[0,2],[2,2],[2,0],[0,0]],[[0.5,0.5],[0.5,1],[1,1],[0.5,0.5]]]]}}]}' \
	>"$out/lang_area/holes"
printf '53.8,-1.55' >"$out/lang_area/point"
head -c 64 "$source/README.md" >"$out/calendar/some"

# ---- what the program itself writes ----
cd "$source/testdata/example" || exit 2
"$program" check --as-of 2026-06-01 --subject N-1001 -f json -o "$out/report_saved/one" 2>"$work/err"
"$program" check --as-of 2026-06-01 --subject N-1005 --level clear -f json -o "$out/report_saved/clear" 2>"$work/err"
"$program" check --as-of 2026-06-01 --subject N-1001 --redact -f json -o "$out/report_saved/redacted" 2>"$work/err"
cd "$source/testdata/cases/json-run" && cp -R . "$work/case" && cd "$work/case" || exit 2
for case in json-run store-new due-obligations scheme-two; do
	cd "$source/testdata/cases/$case" 2>/dev/null || continue
	set -- *.csv
	"$program" check --no-catalogue --orders docs.yaml "$1" --as-of 2026-06-01 -f json -o "$out/report_saved/$case" 2>"$work/err"
	"$program" check --no-catalogue --orders docs.yaml "$1" --as-of 2026-06-01 --store "$out/store_file/$case" >"$work/printed" 2>"$work/err"
done
# The parts of a run, as a bundle; and with one that is there twice.
for case in json-run due-obligations scheme-two; do
	cd "$source/testdata/cases/$case" 2>/dev/null || continue
	set -- *.csv
	for n in 1 2 3; do
		i=1
		: >"$work/bundle"
		while [ $i -le $n ]; do
			"$program" check --no-catalogue --orders docs.yaml "$1" --as-of 2026-06-01 --shard $i/$n -f json -o "$work/part" 2>"$work/err"
			{ printf '%%%%%% part-%s\n' $i; cat "$work/part"; printf '\n'; } >>"$work/bundle"
			i=$((i + 1))
		done
		cp "$work/bundle" "$out/cmd_merge/$case-$n"
	done
	{ printf '%%%%%% again\n'; cat "$work/part"; } >>"$work/bundle"
	cp "$work/bundle" "$out/cmd_merge/$case-again"
done
# Changes to a store: a value by another, some bytes of one, and what is packed.
lines damage '' <<'END'
run as_of 0 9
run account 0 somebody
run version 1 :@2
document text z0 order: X
document sha256 0 0000
feed digest 0 0000
feed name 1 none
file header 0 who,at
file times 0 :@xxxxxxxx
file rows 1 99999999
subject judged 0 :@aaaa
subject identity 1 x
subject name 0 S9
part rows 0 :@zzzz
part rows 1 :!1,2,3
key h0 0 1
finding level 0 77
finding facts 0 x
finding condition 0 2
finding since_run 0 99
life what 0 open
told level 0 0
told reader 0 other
audit text 0 :@"x"
audit hash 1 0
printed json z0 :@"rows":"x"
printed json z1 {}
listed json z0 :@]]
reject line 0 99
stray line 0 99
fact value 0 :@0000
seal sum 0 :@0
END
rm -f "$out"/store_file/*-wal "$out"/store_file/*-shm

# ---- dictionaries ----
quoted() { sort -u | sed -n 's/\\/\\\\/g; s/"/\\"/g; /./s/.*/"&"/p'; }
"$program" schema document | jq -r '.. | objects | (.properties // {} | keys[]), (.enum // [] | .[] | strings)' >"$work/words"
{ quoted <"$work/words"; printf '%s\n' '"---\x0a"' '": "' '"- "' '"&a "' '"*a"' '"!!str "' '"|\x0a"' '">-\x0a"' '"[]"' '"{}"' '"%%% "' '"\x0a%%%\x0a"' '"<<: "'; } \
	>"$out/documents.dict"
{
	sed -nE 's/^[[:space:]]*\{NAME\("([a-z-]+)"\).*/\1/p' "$source"/lib/lang/func*.c
	printf '%s\n' and or not in is matches contains except missing known ever now trigger.time order.made subject.born travel.to travel.time '$days' \
		'$gap' '..' '==' '!=' '<=' '>=' abroad all-abroad '2026-03-01' 3d
} | quoted >"$out/expr.dict"
"$program" schema run | jq -r '.. | objects | (.properties // {} | keys[]), (.enum // [] | .[] | strings)' | quoted >"$out/run.dict"
for name in book_documents book_settings yaml_tree cmd_check feed_mapping; do cp "$out/documents.dict" "$out/$name.dict"; done
cp "$out/expr.dict" "$out/lang_expr.dict"
for name in report_saved cmd_merge; do cp "$out/run.dict" "$out/$name.dict"; done
grep -oE '(CREATE TABLE [a-z]+|[a-z_0-9]+ (INTEGER|TEXT|BLOB))' "$source/lib/store/migration.c" |
	sed -E 's/^CREATE TABLE //; s/ [A-Z]+$//' | quoted >"$out/damage.dict"
for name in $harnesses; do
	[ -n "$(ls "$out/$name")" ] || { echo "no seeds for $name"; exit 1; }
done
[ "$(wc -l <"$out/expr.dict")" -gt 30 ] && [ "$(wc -l <"$out/documents.dict")" -gt 100 ] || { echo "a dictionary is too small"; exit 1; }
find "$out" -type f | wc -l | sed 's/$/ seeds and dictionaries/'
