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

/* Cases 1, 2 and 6 of RFC 4231. */
static void keyed(void **state)
{
	char key[131], hex[65];
	struct digest d;

	(void)state;
	for (size_t i = 0; i < sizeof key; i++)
		key[i] = '\x0b';
	d = digest_keyed((struct str){key, 20}, STR("Hi There"));
	digest_hex(hex, 64, &d);
	assert_string_equal(hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	d = digest_keyed(STR("Jefe"), STR("what do ya want for nothing?"));
	digest_hex(hex, 64, &d);
	assert_string_equal(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	for (size_t i = 0; i < sizeof key; i++)
		key[i] = (char)(unsigned char)0xaa;
	d = digest_keyed((struct str){key, sizeof key}, STR("Test Using Larger Than Block-Size Key - Hash Key First"));
	digest_hex(hex, 64, &d);
	assert_string_equal(hex, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known),
		cmocka_unit_test(keyed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
