#!/bin/sh
# JSON Schemas for editors: schemas.sh PROGRAM FOLDER
# One KIND.json for each kind that `ordercheck schema` lists, with the bytes of `ordercheck schema KIND`.
set -eu
mkdir -p "$2"
"$1" schema | sed '1d; s/ .*//' | while read -r kind; do
	"$1" schema "$kind" --mode 644 -o "$2/$kind.json"
done
