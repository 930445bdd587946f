#!/bin/sh
# While the program reads feeds it is confined: confined_test.sh PROGRAM
# As the kernel tells it (/proc), in each thread. Status 77: the program says that it cannot be.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
[ -r /proc/self/status ] || { echo "there is no /proc"; exit 77; }
"$program" --version | grep '^system calls confined' >told
grep -q 'no (' told && { cat told; exit 77; }
printf 'order: X-1\ntype: shpo-sc\nmade: 2026-01-01\nuntil: 2031-01-01\nsubject: {subject: V-1}\nconditions:\n- {id: "1", text: t, rule: travel/foreign-travel}\n' >o.yaml
mkfifo feed
"$program" check --orders o.yaml travel=feed --as-of 2026-06-01 -j 2 >out 2>err &
child=$!
exec 3>feed
printf 'subject,time,to,status\n' >&3
tries=0
while [ "$(sed -n 's/^Seccomp:[^0-9]*//p' "/proc/$child/status" 2>/dev/null)" != 2 ] && [ $tries -lt 50 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
for task in /proc/$child/task/*/status; do
	grep -q '^Seccomp:[^0-9]*2$' "$task" || { echo "$task: $(grep Seccomp "$task")"; kill $child; exit 1; }
	grep -q '^NoNewPrivs:[^0-9]*1$' "$task" || { echo "$task may gain privileges"; kill $child; exit 1; }
done
core=$(sed -n 's/^Max core file size *//p' "/proc/$child/limits")
echo "$core" | grep -q '^0 ' || { echo "a core file could be written: $core"; kill $child; exit 1; }
printf 'V-1,2026-05-01T09:00,FR,boarded\n' >&3
exec 3>&-
wait $child
status=$?
[ $status = 1 ] || { echo "status $status"; cat err; exit 1; }
echo "confined while it reads: seccomp, no new privileges, no core file"
