# A page of the documentation as mdoc: awk -v page=NAME -v section=5 -v about="one line" -v date="..." -f markdown.awk FILE.md
# Knows what rules/LANGUAGE.md uses: headings, paragraphs, bullets, tables, fenced blocks, code, bold, links.

function inline(s,    before, link) {
	gsub(/\\\|/, "\001", s)
	while (match(s, /\[[^]]*\]\([^)]*\)/)) {
		link = substr(s, RSTART, RLENGTH)
		sub(/^\[/, "", link)
		sub(/\]\([^)]*\)$/, "", link)
		before = substr(s, 1, RSTART - 1)
		s = before link substr(s, RSTART + RLENGTH)
	}
	gsub(/\*\*/, "", s)
	while (match(s, /(^|[ (])\*[^* ][^*]*\*/)) {
		before = substr(s, 1, RSTART - 1)
		link = substr(s, RSTART, RLENGTH)
		gsub(/\*/, "", link)
		s = before link substr(s, RSTART + RLENGTH)
	}
	gsub(/`/, "", s)
	gsub(/\001/, "|", s)
	return s
}

function roff(s) {
	gsub(/\\/, "\\e", s)
	gsub(/-/, "\\-", s)
	return s ~ /^[.']/ ? "\\&" s : s
}

# In bytes as mandoc counts them: what is not ASCII becomes an escape of its own.
function long(s,    nwide) {
	nwide = gsub(/[\200-\377]/, "&", s)
	return length(roff(s)) + 3 * nwide
}

function words(s,    n, part, i, line) {
	n = split(inline(s), part, /[ \t]+/)
	for (i = 1; i <= n; i++) {
		if (part[i] == "")
			continue
		if (line != "" && long(line " " part[i]) > 76) {
			print roff(line)
			line = ""
		}
		line = line == "" ? part[i] : line " " part[i]
		if (part[i] ~ /[.!?][")]*$/) {
			print roff(line)
			line = ""
		}
	}
	if (line != "")
		print roff(line)
}

# A paragraph, a list or a table ends; another kind begins.
function into(kind) {
	if (text != "")
		words(text)
	text = ""
	if (mode == kind)
		return
	if (mode == "bullets" || mode == "table")
		print ".El"
	if (kind == "bullets")
		print ".Bl -bullet"
	if (kind == "table")
		print ".Bl -tag -width Ds"
	mode = kind
	rows = 0
}

function paragraph() {
	if (!first)
		print ".Pp"
	first = 0
}

function cells(line,    n, i) {
	gsub(/\\\|/, "\001", line)
	sub(/^\| */, "", line)
	sub(/ *\|$/, "", line)
	n = split(line, cell, / *\| */)
	for (i = 1; i <= n; i++)
		gsub(/\001/, "|", cell[i])
	return n
}

function entry(term, what) {
	if (term == "")
		return
	printf ".It "
	print "Li \"" roff(quoted(inline(term))) "\""
	words(what)
}

function quoted(s) {
	gsub(/"/, "\\(dq", s)
	return s
}

BEGIN {
	printf ".\\\" Made from the documentation of the language.\n.Dd %s\n.Dt %s %s\n.Os\n.Sh NAME\n.Nm %s\n.Nd %s\n", date, toupper(page), section, page, about
	print ".Sh DESCRIPTION"
	first = 1
}

/^```/ {
	into("")
	if (code) {
		print ".Ed"
	} else {
		print first ? ".Bd -literal -offset indent -compact" : ".Bd -literal -offset indent"
		first = 0
	}
	code = !code
	next
}
code { line = $0; gsub(/\\/, "\\e", line); gsub(/-/, "\\-", line); print(line ~ /^[.']/ ? "\\&" line : line); next }
/^# / { next }
/^## / { into(""); print ".Sh " roff(toupper(inline(substr($0, 4)))); first = 1; next }
/^### / { into(""); print ".Ss " roff(inline(substr($0, 5))); first = 1; next }
/^\|[-| ]*$/ { next }
/^\|/ {
	n = cells($0)
	if (mode != "table") {
		into("")
		first = 0
		into("table")
		pairs = n == 4 && cell[1] == cell[3]
		next
	}
	entry(cell[1], n == 2 || pairs || cell[3] == "" ? cell[2] : cell[2] "; " cell[3] (n > 3 ? "; " cell[4] : ""))
	if (pairs)
		entry(cell[3], cell[4])
	next
}
/^- / { into("bullets"); print ".It"; first = 0; text = substr($0, 3); next }
/^[ \t]*$/ { if (mode != "bullets" || text == "") into(mode == "bullets" ? "bullets" : ""); else into("bullets"); blank = 1; next }
/^  / && mode == "bullets" { text = text " " $0; blank = 0; next }
{
	if (text == "" || mode != "text") {
		into("")
		paragraph()
		mode = "text"
	}
	text = text == "" ? $0 : text " " $0
}
END {
	into("")
	print ".Sh SEE ALSO\n.Xr ordercheck 1"
}
