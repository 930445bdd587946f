#include "report/ics.h"

#include "base/text.h"

enum { LINE_MAX_OCTETS = 75 };

/* How many bytes from i on still fit, whole characters; at least one character. */
static size_t fitting(struct str s, size_t i, size_t room)
{
	size_t end = i + room < s.n ? i + room : s.n;

	while (end < s.n && end > i && ((unsigned char)s.at[end] & 0xC0) == 0x80)
		end--;
	return end > i ? end - i : s.n - i < room ? s.n - i : room;
}

void ics_line(struct buf *out, const char *name, struct str value)
{
	struct buf line = {0};
	size_t room = LINE_MAX_OCTETS;

	buf_printf(&line, "%s:", name);
	buf_add(&line, value);
	for (size_t i = 0; i < line.n;) {
		size_t n = fitting(buf_str(&line), i, room);
		if (i > 0)
			buf_add(out, STR("\r\n "));
		buf_add(out, str_cut(buf_str(&line), i, n));
		i += n;
		room = LINE_MAX_OCTETS - 1; /* the blank that begins a folded line counts */
	}
	buf_add(out, STR("\r\n"));
	buf_free(&line);
}

static void escape_line(struct buf *out, struct str line)
{
	struct buf shown = {0};

	text_escape(&shown, line);
	for (size_t i = 0; i < shown.n; i++) {
		if (shown.at[i] == '\\' || shown.at[i] == ';' || shown.at[i] == ',')
			buf_char(out, '\\');
		buf_char(out, shown.at[i]);
	}
	buf_free(&shown);
}

void ics_text(struct buf *out, struct str text)
{
	struct str line, rest = text;
	bool more = true;

	while (more) {
		more = str_split(&line, &rest, rest, '\n');
		escape_line(out, line);
		if (more)
			buf_add(out, STR("\\n"));
	}
}

void ics_day(struct buf *out, int32_t day)
{
	int year, month, mday;

	civil_to_ymd(&year, &month, &mday, day);
	buf_printf(out, "%04d%02d%02d", year, month, mday);
}

void ics_instant(struct buf *out, int64_t at)
{
	int64_t day = at / CIVIL_DAY_MS - (at % CIVIL_DAY_MS < 0), seconds = (at - day * CIVIL_DAY_MS) / 1000;

	ics_day(out, (int32_t)day);
	buf_printf(out, "T%02d%02d%02dZ", (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
}
