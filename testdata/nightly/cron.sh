#!/bin/sh
# the crontab line under cron
sh "$SOURCE/testdata/store/cron.sh" "$ORDERCHECK"
