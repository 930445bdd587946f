#!/bin/sh
# completion in zsh and in fish, over the shipped example
set -u
command -v zsh >/dev/null || { echo "there is no zsh (apt-get install zsh)"; exit 77; }
command -v fish >/dev/null || { echo "there is no fish (apt-get install fish)"; exit 77; }
PATH=$BUILD/cmd:$PATH
cd "$SOURCE/testdata/example" || exit 2
failed=0
same() { # $1: shell, $2: line, $3: expected, $4: got
	[ "$3" = "$4" ] && return
	echo "$1: \"$2\" completes to \"$4\", not \"$3\""
	failed=1
}
in_fish() {
	HOME=/nonexistent fish --no-config -c 'ordercheck completion fish | source; complete -C "$argv[1]"' "$1" 2>/dev/null | cut -f1 | sort | paste -sd ' '
}
# The completion system is stood in for: what it is handed is printed.
in_zsh() {
	zsh -f -c '
		compdef() { :; }
		_call_program() { shift; eval "$*"; }
		_describe() { local w; for w in "${(@P)2}"; do print -r -- "${${w//\\:/:}%%:*}"; done; }
		compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -rl -- "$@"; }
		compset() { :; }
		_files() { print files; }
		source <(ordercheck completion zsh)
		words=("${(@s: :)1}"); CURRENT=$#words
		_ordercheck' zsh "$1" | sort | paste -sd ' '
}
try() {
	same fish "$1" "$2" "$(in_fish "$1")"
	same zsh "$1" "$2" "$(in_zsh "$1")"
}
try 'ordercheck ch' 'check'
try 'ordercheck check --level b' 'blind breach'
try 'ordercheck check --order LDS-2025' 'LDS-2025-0007 LDS-2025-0044 LDS-2025-0061'
try 'ordercheck rules tag/cur' 'tag/curfew tag/curfew-violation'
try 'ordercheck audit ver' 'verify'
same zsh files 'carrier-bookings= files' "$(in_zsh 'ordercheck check carrier-b')"
echo "zsh and fish complete as the program says"
exit $failed
