#!/bin/sh
# The crontab line of the example under a real cron: cron.sh ORDERCHECK
# cron sees folders of its own, in a mount namespace; nothing of this machine's crontabs is touched. Status 77: skipped.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
skip() { echo "cron: skipped: $*"; exit 77; }
[ "$(id -u)" = 0 ] || skip "needs root"
command -v "${CRON:=cron}" >/dev/null || skip "there is no cron daemon (apt-get install cron)"
command -v unshare >/dev/null || skip "there is no unshare"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/../example" "$work/project"
chmod -R go-rwx "$work"
mkdir "$work/bin" "$work/spool" "$work/run" "$work/etc"
ln -s "$program" "$work/bin/ordercheck"
# The line as it ships, but for the time, the folder and where the program is.
line=$(sed -n 's|^30 6 \* \* \* cd /var/lib/ordercheck|* * * * * cd '"$work"'/project|p' "$here/../example/cron/ordercheck.cron")
[ -n "$line" ] || { echo "cron: the example has no such line"; exit 1; }
mkdir -p "$work/spool/crontabs"
printf 'PATH=%s:/usr/bin:/bin\nMAILTO=""\n%s >>%s/told 2>>%s/errors\n' "$work/bin" "$line" "$work" "$work" >"$work/spool/crontabs/root"
chmod 600 "$work/spool/crontabs/root"
: >"$work/etc/crontab"
export work CRON
unshare --mount --propagation private sh -c '
	mkdir -p /var/spool/cron /etc/cron.d
	[ -e /etc/crontab ] || : >/etc/crontab
	mount --bind "$work/spool" /var/spool/cron && mount --bind "$work/etc/crontab" /etc/crontab &&
		mount -t tmpfs none /etc/cron.d && mount --bind "$work/run" /var/run || exit 77
	"$CRON" -f &
	pid=$!
	sleep 130
	kill $pid
' || skip "no mount namespace could be made"
[ -s "$work/told" ] || { echo "cron: nothing was told"; cat "$work/errors"; exit 1; }
runs=$("$program" store status --store "$work/project/ordercheck.db" | sed -n 's/^last run \([0-9]*\) .*/\1/p')
[ "${runs:-0}" -ge 2 ] || { echo "cron: there were ${runs:-no} runs in two minutes"; exit 1; }
again=$(sort "$work/told" | uniq -d | grep -c '^BREACH')
[ "$again" = 0 ] || { echo "cron: $again breaches were told twice"; exit 1; }
echo "cron: $runs runs, $(grep -c '^BREACH' "$work/told") breaches told once"
