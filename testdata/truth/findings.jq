# What a finding says, as truth writes it: its file and words are the program's own.
[.level, .subject, .order // "", .scheme // "", .condition, if .level == "blind" then "" else .rule // "" end, .time // "",
 ([.evidence[] | select(.role == "trigger") | .fields.id] | unique | join(" "))] | @tsv
