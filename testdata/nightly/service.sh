#!/bin/sh
# the systemd service, checked
sh "$SOURCE/testdata/store/service.sh"
