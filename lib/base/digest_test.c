#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/digest.h"

/* The examples of FIPS 180. */
static void known(void **state)
{
	char hex[65];
	struct digest d = digest_of(STR("abc"));
	struct digest_stream *s = digest_open();

	(void)state;
	digest_hex(hex, 64, &d);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	digest_hex(hex, 15, &d);
	assert_string_equal(hex, "ba7816bf8f01cfe");
	d = digest_of((struct str){NULL, 0});
	digest_hex(hex, 1000, &d);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_add(s, STR("a"));
	digest_add(s, (struct str){NULL, 0});
	digest_add(s, STR("bc"));
	d = digest_close(s);
	digest_hex(hex, 8, &d);
	assert_string_equal(hex, "ba7816bf");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
