#!/bin/sh
# No environment variable changes what is found: environment_test.sh PROGRAM
# The example, to JSON, text and a calendar, and lint, under each of a table of hostile environments and under all at once.
# LD_* are not in it: whoever sets them chooses which program runs.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

# What a library would read if it looked.
mkdir -p "$work/evil/C.UTF-8/LC_CTYPE" "$work/evil/America" "$work/home/.config"
printf 'no zone data' >"$work/evil/zoneinfo64.res"
cp "$work/evil/zoneinfo64.res" "$work/evil/icudt72l.dat"
printf 'no locale' >"$work/evil/locale-archive"
printf 'no grid' >"$work/evil/proj.db"
printf 'openssl_conf = x\n[x]\nproviders = p\nalg_section = a\n[p]\nnosuch = n\n[n]\nmodule = /nowhere/evil.so\nactivate = 1\n[a]\ndefault_properties = provider=nosuch\n' \
	>"$work/evil/openssl.cnf"

cat >"$work/table" <<END
TZ=Asia/Tokyo
TZ=:/etc/passwd
TZDIR=$work/evil
LC_ALL=tr_TR.UTF-8
LC_ALL=C
LC_NUMERIC=de_DE.UTF-8
LC_COLLATE=sv_SE.UTF-8
LC_CTYPE=ja_JP.eucJP
LANG=ar_EG.UTF-8
LANGUAGE=fr:de
LOCPATH=$work/evil
GCONV_PATH=$work/evil
NLSPATH=$work/evil/%N
CHARSET=EBCDIC
ICU_DATA=$work/evil
ICU_TIMEZONE_FILES_DIR=$work/evil
PROJ_DATA=$work/evil
PROJ_LIB=$work/evil
PROJ_NETWORK=ON
PROJ_DEBUG=3
PROJ_CURL_CA_BUNDLE=/nowhere
GEOS_DEBUG=1
SQLITE_TMPDIR=/nowhere
SQLITE_FORCE_PROXY_LOCKING=1
TMPDIR=/nowhere
TMP=/nowhere
HOME=/nowhere
HOME=$work/home
XDG_CONFIG_HOME=$work/home
XDG_CACHE_HOME=/nowhere
USER=somebody
LOGNAME=somebody
PWD=/nowhere
OPENSSL_CONF=$work/evil/openssl.cnf
OPENSSL_CONF=/nowhere
OPENSSL_MODULES=$work/evil
OPENSSL_ENGINES=$work/evil
OPENSSL_ia32cap=~0x200000200000000
SSL_CERT_FILE=/nowhere
MALLOC_PERTURB_=165
MALLOC_CHECK_=3
MALLOC_ARENA_MAX=1
MALLOC_MMAP_THRESHOLD_=64
GLIBC_TUNABLES=glibc.malloc.perturb=90
LIBSMARTCOLS_DEBUG=all
LIBSMARTCOLS_DEBUG_PADDING=on
LIBMOUNT_DEBUG=all
COLUMNS=20
LINES=5
POSIXLY_CORRECT=1
MALLOC_TRACE=$work/trace
TERM=dumb
TERM=xterm-256color
OMP_NUM_THREADS=64
ORDERCHECK_ZONE=Asia/Tokyo
ORDERCHECK_ORDERS=/nowhere
BASH_ENV=$work/evil
IFS=x
END

# Each by itself: the whole run. All at once: the other commands too.
run() { # $1: where to, $2: all or one; the rest: the environment
	out=$1 which=$2
	shift 2
	rm -rf "$out"
	mkdir -p "$out"
	for what in 'check -f json' 'check -f text --level blind' 'due -f ics' 'coverage' 'lint'; do
		[ "$what" = 'check -f json' ] || [ "$which" = all ] || continue
		as_of='--as-of 2026-06-01'
		[ "$what" = lint ] && as_of=
		(cd "$here/example" && env -i PATH="$PATH" ${ASAN_OPTIONS:+"ASAN_OPTIONS=$ASAN_OPTIONS"} \
			LSAN_OPTIONS="suppressions=$here/memory/lsan.supp:print_suppressions=0" "$@" "$program" $what $as_of) \
			>"$out/$(echo "$what" | tr -d ' /')" 2>"$out/$(echo "$what" | tr -d ' /').err"
		echo $? >"$out/$(echo "$what" | tr -d ' /').status"
	done
}

run "$work/all" all NOTHING=1
run "$work/clean" one NOTHING=1
[ "$(jq '.findings | length' "$work/clean/check-fjson")" -gt 10 ] || { echo "the example finds too little"; exit 1; }
n=0
while IFS= read -r line; do
	n=$((n + 1))
	run "$work/hostile" one "$line"
	diff -r "$work/clean" "$work/hostile" >"$work/differs" || {
		echo "$line changes:"
		head -5 "$work/differs"
		failed=1
	}
done <"$work/table"
set --
while IFS= read -r line; do
	set -- "$@" "$line"
done <"$work/table"
run "$work/hostile" all "$@"
diff -r "$work/all" "$work/hostile" || { echo "all of them together change something"; failed=1; }
[ $failed -eq 0 ] && echo "$n environments, and all of them at once, change nothing"
exit $failed
