/* A bundle of files as one use of `check`: NAME.yaml is a document, other names are feeds, ordercheck.yaml the settings. The
 * findings are the same on one thread and on two, in a saved run printed again, and in a store. */
#include "bundle_fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct bundle bundle;

static int use(const char *line)
{
	char *words[2 * BUNDLE_FILES];
	size_t n = 0;

	for (size_t i = 0; i < bundle.n; i++) {
		if (bundle_is_document(bundle.names[i]))
			words[n++] = (char[]){"--orders"};
		words[n++] = bundle.names[i];
	}
	return bundle_use(line, words, n);
}

static void try_bundle(void)
{
	int status = use("check --no-catalogue --as-of 2026-06-01 -q -j 1 -f json -o out-1");

	assert(status >= 0 && status <= 5 && status != 3);
	use("lint --no-catalogue -q -f sarif -o out-4");
	if (status == 2) {
		assert(access("out-1", F_OK) != 0);
		return;
	}
	assert(use("check --no-catalogue --as-of 2026-06-01 -q -j 2 -f json -o out-2") == status);
	bundle_same("out-1", "out-2");
	assert(use("check --no-catalogue --as-of 2026-06-01 -q -f jsonl -o out-3") == status);
	assert(bundle_use("report out-1 -q -f jsonl -o out-4", NULL, 0) == 0);
	bundle_same("out-3", "out-4");
	use("check --no-catalogue --as-of 2026-06-01 -q -f jsonl --store store.db -o out-4");
	use("coverage --no-catalogue --as-of 2026-06-01 -q -f json -o out-4");
	use("due --no-catalogue --as-of 2026-06-01 -q -f ics -o out-4");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	bundle_enter(&bundle);
	bundle_unpack(&bundle, (struct str){(const char *)bytes, n});
	if (bundle.n > 0 && bundle.ndocuments > 0)
		try_bundle();
	bundle_sweep(&bundle);
	return 0;
}
