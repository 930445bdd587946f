#!/bin/sh
# Is the systemd service well formed, and as closed as it should be? Status 77: skipped.
set -u
unit=$(cd "$(dirname "$0")" && pwd)/../example/cron/ordercheck
command -v systemd-analyze >/dev/null || { echo "service: skipped: there is no systemd-analyze"; exit 77; }
systemd-analyze verify --man=no "$unit.service" 2>&1 | grep -v 'is not executable' | grep . && exit 1
systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$unit.timer")" >/dev/null || exit 1
systemd-analyze security --offline=true --threshold=10 "$unit.service" >/dev/null || { echo "service: it is too open"; exit 1; }
echo "service: well formed; systemd calls its exposure $(systemd-analyze security --offline=true "$unit.service" | sed -n 's/.*: \([0-9.]*\) .*/\1/p' | tail -1)"
