#!/bin/sh
# Fuzzes for SECONDS with each harness, JOBS (2) at a time: run.sh SECONDS BUILD [HARNESS...]
# BUILD is one of the preset `fuzz`. Seeds are made anew; what is found on the way stays in BUILD/corpus/HARNESS, what
# breaks the program in BUILD/broken, and is printed. Such an input, made small by `HARNESS -minimize_crash=1 FILE`, becomes
# a file of testdata/fuzz/HARNESS, which every build tries. Status 1: something was found.
set -u
seconds=$1
build=$(cd "$2" && pwd) || exit 2
here=$(cd "$(dirname "$0")" && pwd)
shift 2
jobs=${JOBS:-2}
mkdir -p "$build/broken"
sh "$here/seeds.sh" "$build/cmd/ordercheck" "$build/seeds" || exit 2
programs=$(find "$build/lib" "$build/cmd" "$build/testdata" -maxdepth 2 -type f -name '*_fuzz' | sort)
[ -n "$programs" ] || { echo "there is no harness in $build"; exit 2; }

# As text that a log keeps: `base64 -d` makes the file of it again.
print_input() { # $1: file
	echo "$(basename "$1"), $(wc -c <"$1") bytes:"
	head -c 16384 "$1" | base64
}

fuzz() { # $1: program
	name=$(basename "$1" _fuzz)
	corpus=$build/corpus/$name
	: >"$build/broken/$name.begun"
	mkdir -p "$corpus" "$here/$name"
	dictionary=
	[ ! -f "$build/seeds/$name.dict" ] || dictionary=-dict=$build/seeds/$name.dict
	# Its own leaks are looked for at the end of each input.
	"$1" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -close_fd_mask=3 -print_final_stats=1 $dictionary \
		-artifact_prefix="$build/broken/$name-" "$corpus" "$here/$name" "$build/seeds/$name" >"$build/broken/$name.log" 2>&1
	status=$?
	rmdir "$here/$name" 2>/dev/null
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/broken/$name.log")
	cover=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$build/broken/$name.log" | tail -1)
	if [ $status -eq 0 ]; then
		echo "$name: ${runs:-0} inputs in $seconds s, ${cover:-0} edges seen, nothing found"
	else
		echo "$name: BROKEN (status $status), see $build/broken/$name.log"
		grep -aE 'ERROR|SUMMARY|Assertion|runtime error|artifact' "$build/broken/$name.log" | head -6
		for input in "$build/broken/$name"-*; do
			[ ! -f "$input" ] || [ ! "$input" -nt "$build/broken/$name.begun" ] || print_input "$input"
		done
		: >"$build/broken/$name.failed"
	fi
}

rm -f "$build"/broken/*.failed "$build"/broken/*.begun
running=0
for program in $programs; do
	name=$(basename "$program" _fuzz)
	if [ $# -gt 0 ]; then
		case " $* " in *" $name "*) ;; *) continue ;; esac
	fi
	fuzz "$program" &
	running=$((running + 1))
	[ $running -lt "$jobs" ] || { wait; running=0; }
done
wait
ls "$build"/broken/*.failed >/dev/null 2>&1 && exit 1
exit 0
