#!/bin/sh
# What takes too long for every build: nightly.sh ORDERCHECK FEEDGEN LAW_TEST HORIZON_TEST
# Tells what it ran, and what it passed over and why.
set -u
here=$(cd "$(dirname "$0")" && pwd)
program=$1
feedgen=$2
law=$3
horizon=$4
failed=0

run() { # $1: what, then the command
	what=$1
	shift
	start=$(date +%s)
	"$@"
	status=$?
	case $status in
	0) result=passed ;;
	77) result="skipped: see above" ;;
	*) result="FAILED with status $status" failed=1 ;;
	esac
	echo "nightly: $what: $result ($(($(date +%s) - start)) s)"
}

run "2000 rounds of the store's law" "$law" 100000 2000
run "20000 random documents up to their horizon" "$horizon" 100000 20000
run "200 killed runs of 300,000 rows" sh "$here/faults.sh" "$program" "$feedgen" 200 300000
run "the crontab line under cron" sh "$here/cron.sh" "$program"
run "the systemd service, checked" sh "$here/service.sh"
run "the HTML report in a browser and before validators" sh "$here/../html/nightly.sh" "$program"
exit $failed
