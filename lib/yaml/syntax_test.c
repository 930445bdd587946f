#include "yaml/yaml_fixture.h"

/* Errors after which the document is read on. */
static void test_document_errors(void **state)
{
	(void)state;
	const struct {
		struct str text;
		size_t nerrors;
		uint32_t line, column;
		const char *message, *help;
	} cases[] = {
		{STR("a: 1\nb: 2\n\"\\x61\": 3\n"), 1, 3, 1, "the key \"a\" stands twice", "line 1 already"},
		{STR("a: {b: 1, b: 2, b: 3}\n"), 2, 1, 11, "the key \"b\" stands twice", "line 1"},
		{STR("1: \n2: \n3: \n4: \n5: \n6: \n7: \n8: \n9: \n10: \n9: \n"), 1, 11, 1, "the key \"9\" stands twice", "line 9"},
		{STR("[a]: 1\n"), 1, 1, 1, "a key must be a text", ""},
		{STR("? {a: 1}\n: b\nc: d\nc: e\n"), 2, 1, 3, "a key must be a text", ""},
		{STR("{~: 1}\n"), 1, 1, 2, "a key is missing", ""},
		{STR("a: &x {b: c}\nd:\n  <<: *x\n"), 1, 3, 3, "merge keys", ""},
		{STR("a: *x\n"), 1, 1, 4, "no anchor \"&x\"", "quotes"},
		{STR("a: &x [b, *x]\n"), 1, 1, 11, "inside its own anchor", ""},
		{STR("a: &x 1\n---\nb: *x\n"), 1, 3, 4, "no anchor \"&x\"", ""},
		{STR("a: !!int 1\n"), 1, 1, 4, "tags have no meaning", "every value is read as text"},
		{STR("a: !!str [1]\n"), 1, 1, 4, "tags have no meaning", ""},
		{STR("a: !x\n  b: c\n"), 1, 1, 4, "tags have no meaning", ""},
		{STR("a: \"x\\0y\"\n"), 1, 1, 4, "NUL character", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct file f;
		const struct yaml_node *n, *last = NULL;
		size_t ndocuments = 0;
		file_open(&f, cases[i].text);
		while (yaml_next(&n, f.reader, &f.arena, &f.diag)) {
			ndocuments++;
			last = n;
		}
		assert_true(ndocuments > 0);
		assert_null(last);
		assert_int_equal(f.diag.nerrors, cases[i].nerrors);
		assert_entry(&f.diag.entries.at[0], cases[i].line, cases[i].column, cases[i].message, cases[i].help);
		file_close(&f);
	}
}

/* Errors that end a file: one entry each. */
static void test_syntax_errors(void **state)
{
	(void)state;
	const struct {
		struct str text;
		uint32_t line, column;
		const char *message, *help;
	} cases[] = {
		{STR("\xFF\xFE" "a\0:\0"), 0, 0, "not UTF-8", "save the file as UTF-8"},
		{STR("\xFE\xFF\0a"), 0, 0, "UTF-16", ""},
		{STR("a\0:\0 \0b\0"), 0, 0, "UTF-16", ""},
		{STR("a: b\nc: \xC3\xA9\xE9\n"), 2, 5, "byte 0xE9", "windows-1252"},
		{STR("a: \xC0\x80\n"), 1, 4, "byte 0xC0", "UTF-8"},
		{STR("abc: \0\n"), 1, 6, "NUL byte", ""},
		{STR("abc: \x07\n"), 1, 6, "control character", "\\xNN"},
		{STR("abc: \xC2\x80\n"), 1, 6, "control character", ""},
		{STR("abc: \xEF\xBF\xBF\n"), 1, 6, "control character", ""},
		{STR("a: 1\n\tb: 2\n"), 2, 1, "tab", "spaces"},
		{STR("a:\n  b: 1\n\tc: 2\n"), 3, 1, "tab", "spaces"},
		{STR("a:\n\tb: 2\n"), 2, 1, "tab", "spaces"},
		{STR("a: b\n \xC2\xA0" "c: d\n"), 2, 2, "no-break space (U+00A0)", "spaces"},
		{STR("a: 1\n\xC2\xA0 b: 2: 3\n"), 2, 1, "no-break space (U+00A0)", "spaces"},
		{STR("a: b: c\n"), 1, 5, "\": \" cannot stand", "in quotes"},
		{STR("a: b\n  c: d\n"), 2, 3, "indentation", "line it up"},
		{STR("a: %x\n"), 1, 4, "cannot begin with \"%\"", "quotes"},
		{STR("a: @x\n"), 1, 4, "cannot begin with \"@\"", "quotes"},
		{STR("a: `x\n"), 1, 4, "cannot begin with \"`\"", "quotes"},
		{STR("a: *.csv\n"), 1, 4, "cannot begin with \"*\"", "quotes"},
		{STR("a: & b\n"), 1, 4, "cannot begin with \"&\"", "quotes"},
		{STR("a: 1\n%b: 2\n"), 2, 1, "line cannot begin with \"%\"", "quotes"},
		{STR("%YAML 3.1\n---\na: 1\n"), 1, 1, "%YAML", ""},
		{STR("a: !b!c d\n"), 1, 4, "is a tag", "quotes"},
		{STR("a: X\nmade 2026\nb: Y\n"), 2, 1, "\": \" is missing", "followed by a colon"},
		{STR("a: X\nmade:2026\nb: Y\n"), 2, 1, "\": \" is missing", "blank must follow"},
		{STR(": a\n"), 1, 1, "a key is missing", ""},
		{STR("a: \"x\" y\n"), 1, 8, "closing quote", "quotes"},
		{STR("a: 'it's here'\n"), 1, 8, "closing quote", "written twice"},
		{STR("a: [x] and y\n"), 1, 8, "closing bracket", "quotes"},
		{STR("a: {x} went\n"), 1, 8, "closing bracket", "quotes"},
		{STR("a: 1\n]\n"), 2, 1, "\"]\" cannot stand here", ""},
		{STR("a: [x in [1, 2]]\n"), 1, 10, "\",\" or \"]\" is missing", "put the expression in quotes"},
		{STR("a: {w: x in [a, b]}\n"), 1, 13, "\",\" or \"}\" is missing", "put the expression in quotes"},
		{STR("a: [f(t.s, \"b\") == \"x\"]\n"), 1, 15, "\",\" or \"]\" is missing", "put the expression in quotes"},
		{STR("a: [x, y\nb: c\n"), 2, 2, "\",\" or \"]\" is missing", "line 1, column 4"},
		{STR("a: [x, y\n"), 1, 4, "\"[\" is never closed", "\"]\""},
		{STR("a: {x: y\n---\nb: c\n"), 1, 4, "\"{\" is never closed", "\"}\""},
		{STR("a: [x,, y]\n"), 1, 7, "a value is missing before \",\"", ""},
		{STR("a: {b:[c]}\n"), 1, 6, "blank is missing behind this colon", "quotes"},
		{STR("a: \"x\nb: y\n"), 1, 4, "quote is never closed", ""},
		{STR("a: 'x\n---\nb: y\n"), 1, 4, "quote is never closed", ""},
		{STR("a: - b\n"), 1, 4, "list item cannot stand here", "[a, b]"},
		{STR("a: ? b\n"), 1, 4, "\"? \" cannot stand here", "quotes"},
		{STR("a: | b\n  c\n"), 1, 6, "on the line of", "next line"},
		{STR("a: \"\\q\"\n"), 1, 5, "escape", "single quotes"},
		{STR("a:\n  b: 1\n c: 2\n"), 3, 2, "indentation", "column 1"},
		{STR("a: 1\n- b\n"), 2, 1, "list item stands among keys", ""},
		{STR("a:\n - b\n c: d\n"), 3, 2, "among list items", ""},
		{STR("  a: 1\nb: 2\n"), 2, 1, "does not belong to the document", "---"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct file f;
		const struct yaml_node *n;
		file_open(&f, cases[i].text);
		while (yaml_next(&n, f.reader, &f.arena, &f.diag))
			assert_non_null(n);
		assert_int_equal(f.diag.nerrors, 1);
		assert_entry(&f.diag.entries.at[0], cases[i].line, cases[i].column, cases[i].message, cases[i].help);
		file_close(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_document_errors),
		cmocka_unit_test(test_syntax_errors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
