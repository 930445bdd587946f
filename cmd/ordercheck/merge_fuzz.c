/* A bundle of saved runs as one use of `merge`: refused, or the same run in whatever order its parts come, which prints
 * again as it was printed. Parts are sealed anew, as whoever changes one would. */
#include "base/digest.h"
#include "bundle_fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct bundle bundle;

/* Where the seal of a part begins; its length: it has none. */
static size_t seal_of(struct str text)
{
	static const struct str begins = STR_INIT(",\n \"seal\":\"");

	for (size_t at = text.n; at > 0; at--)
		if (str_starts(str_from(text, at - 1), begins))
			return at - 1;
	return text.n;
}

static void seal(const char *name)
{
	struct str text = bundle_content(name);
	struct buf sealed = {0};
	char hex[65];

	text.n = seal_of(text);
	struct digest d = digest_of(text);
	digest_hex(hex, 64, &d);
	buf_add(&sealed, text);
	buf_printf(&sealed, ",\n \"seal\":\"%s\"}\n", hex);
	bundle_put(name, buf_str(&sealed));
	buf_free(&sealed);
}

static int merge(const char *line, bool back)
{
	char *words[BUNDLE_FILES];

	for (size_t i = 0; i < bundle.n; i++)
		words[i] = bundle.names[back ? bundle.n - 1 - i : i];
	return bundle_use(line, words, bundle.n);
}

static void try_bundle(void)
{
	int status = merge("merge -q -f json -o out-1", false);

	assert(status >= 0 && status <= 5 && status != 3);
	assert((access("out-1", F_OK) == 0) == (status != 2));
	if (status == 2)
		return;
	assert(merge("merge -q -f json -o out-2", true) == status);
	bundle_same("out-1", "out-2");
	assert(merge("merge -q -f csv -o out-3", false) == status);
	assert(bundle_use("report out-1 -q -f csv -o out-4", NULL, 0) == 0);
	bundle_same("out-3", "out-4");
	assert(merge("merge -q --redact -f sarif -o out-4", false) == status);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	bundle_enter(&bundle);
	bundle_unpack(&bundle, (struct str){(const char *)bytes, n});
	for (size_t i = 0; i < bundle.n; i++)
		seal(bundle.names[i]);
	if (bundle.n > 0)
		try_bundle();
	bundle_sweep(&bundle);
	return 0;
}
