#include "lang/expr_kit.h"
#include "lang/lexer.h"

static const char *const kinds[] = {
	[TOKEN_END] = "end", [TOKEN_NAME] = "name", [TOKEN_PARAM] = "param", [TOKEN_NUMBER] = "number",
	[TOKEN_TEXT] = "text", [TOKEN_DAY] = "day", [TOKEN_TIME] = "time", [TOKEN_CLOCK] = "clock",
	[TOKEN_DURATION] = "length", [TOKEN_ODD] = "odd", [TOKEN_AND] = "and", [TOKEN_OR] = "or",
	[TOKEN_NOT] = "not", [TOKEN_IN] = "in", [TOKEN_IS] = "is", [TOKEN_MATCHES] = "matches",
	[TOKEN_CONTAINS] = "contains", [TOKEN_EXCEPT] = "except", [TOKEN_EQ] = "==", [TOKEN_NE] = "!=",
	[TOKEN_LT] = "<", [TOKEN_LE] = "<=", [TOKEN_GT] = ">", [TOKEN_GE] = ">=", [TOKEN_PLUS] = "+",
	[TOKEN_MINUS] = "-", [TOKEN_STAR] = "*", [TOKEN_SLASH] = "/", [TOKEN_RANGE] = "..",
	[TOKEN_LPAREN] = "(", [TOKEN_RPAREN] = ")", [TOKEN_LBRACKET] = "[", [TOKEN_RBRACKET] = "]",
	[TOKEN_COMMA] = ",",
};

static const struct {
	const char *text, *want;
} examples[] = {
	{"", "end"},
	{"a-b", "name:a-b end"},
	{"a - b", "name:a - name:b end"},
	{"travel.to", "name:travel.to end"},
	{"subject.identifiers.passport", "name:subject.identifiers.passport end"},
	{"n.back-at", "name:n.back-at end"},
	{"$days", "param:days end"},
	{"a..b", "name:a .. name:b end"},
	{"permission.from..first(x)", "name:permission.from .. name:first ( name:x ) end"},
	{"19:00..07:00", "clock:19:00 .. clock:07:00 end"},
	{"1..5", "number:1 .. number:5 end"},
	{"1.5..2.5", "number:1.5 .. number:2.5 end"},
	{"200m", "number:200m end"},
	{"30min 3mo 7d 12h 1y 2w 90s 1d12h", "length:30min length:3mo length:7d length:12h length:1y length:2w length:90s length:1d12h end"},
	{"P1Y2M PT12H PT6.5S P2W", "length:P1Y2M length:PT12H length:PT6.5S length:P2W end"},
	{"Peter PX", "name:Peter name:PX end"},
	{"2026-11-23", "day:2026-11-23 end"},
	{"2026-11-23T10:00Z", "time:2026-11-23T10:00Z end"},
	{"2026-11-23T10:00:05.250+01:00", "time:2026-11-23T10:00:05.250+01:00 end"},
	{"2026-11-23T10:00-05:00 - 5h", "time:2026-11-23T10:00-05:00 - length:5h end"},
	{"2026-11-23..2026-11-24", "day:2026-11-23 .. day:2026-11-24 end"},
	{"2026-11-23T10:00..x", "time:2026-11-23T10:00 .. name:x end"},
	{"2026-02-30", "odd:2026-02-30 end"},
	{"4AP 3-day 7d-2d 25:00", "odd:4AP odd:3-day odd:7d-2d odd:25:00 end"},
	{"24:00 23:00:05", "clock:24:00 clock:23:00:05 end"},
	{"\"a b\" 'c'", "text:a b text:c end"},
	{"\"say \\\"x\\\"\" 'it\\'s' \"\\\\\"", "text:say \"x\" text:it's text:\\ end"},
	{"a==b!=c<d<=e>f>=g", "name:a == name:b != name:c < name:d <= name:e > name:f >= name:g end"},
	{"a and b or not c in d is e", "name:a and name:b or not name:c in name:d is name:e end"},
	{"a/b*c+d", "name:a / name:b * name:c + name:d end"},
	{"[no, x]", "[ name:no , name:x ] end"},
};

static struct str spell(struct kit *k, const struct tokens *t)
{
	struct buf b = {0};
	struct str s;

	for (size_t i = 0; i < t->list.n; i++) {
		const struct token *token = &t->list.at[i];
		bool valued = token->kind >= TOKEN_NAME && token->kind <= TOKEN_ODD;
		buf_printf(&b, "%s%s%s%.*s", i ? " " : "", kinds[token->kind], valued ? ":" : "",
		           valued ? (int)token->text.n : 0, token->text.at);
	}
	s = str_dup(&k->arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static void test_tokens(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct kit k;
		struct tokens t = {0};
		kit_open(&k);
		struct passage p = kit_passage(&k, examples[i].text);
		assert_true(lexer_read(&t, &p, &k.zone, &k.arena, &k.diag));
		struct str got = spell(&k, &t);
		if (!str_eq_cstr(got, examples[i].want))
			fail_msg("%s\n  is   %.*s\n  want %s", examples[i].text, STR_ARG(got), examples[i].want);
		kit_close(&k);
	}
}

static void test_errors(void **state)
{
	static const struct {
		const char *text, *want;
	} table[] = {
		{"a = b", "3: \"=\" is no operator here (write ==)"},
		{"a === b", "3: \"===\" is no operator here (write ==)"},
		{"a && b", "3: \"&&\" is no operator here (write and)"},
		{"a || b", "3: \"||\" is no operator here (write or)"},
		{"!a", "1: \"!\" is no operator here (write not)"},
		{"a <> b", "3: \"<>\" is no operator here (write !=)"},
		{"a => b", "3: \"=>\" is no operator here (write >=)"},
		{"a == \"b", "6: the text that begins here is not closed (a \" is missing at its end)"},
		{"a == 'b\"", "6: the text that begins here is not closed (a ' is missing at its end)"},
		{"'\\d'", "2: no such escape in text (the escapes are \\\" \\' \\\\ \\n \\t)"},
		{"a- b", "2: a name cannot end in \"-\" (subtraction stands between blanks)"},
		{"$ x", "1: a parameter's name is missing after $"},
		{"a # b", "3: this character stands in no expression"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct kit k;
		struct tokens t = {0};
		kit_open(&k);
		struct passage p = kit_passage(&k, table[i].text);
		assert_false(lexer_read(&t, &p, &k.zone, &k.arena, &k.diag));
		struct str got = kit_error(&k);
		if (!str_eq_cstr(got, table[i].want))
			fail_msg("%s\n  is   %.*s\n  want %s", table[i].text, STR_ARG(got), table[i].want);
		kit_close(&k);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_tokens), cmocka_unit_test(test_errors)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
