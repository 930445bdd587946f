#include "base/text.h"
#include "lang/eval.h"
#include "lang/expr_kit.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Any text: compiled, and where it compiles evaluated, both ways alike, and put into words with nothing bound. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct kit k;
	struct buf b = {0};
	const struct expr *e;
	struct passage p = {.text = {(const char *)bytes, n}, .style = PASSAGE_NONE};

	if (!text_valid(NULL, p.text))
		return 0;
	kit_open(&k);
	kit_bind(&k, "travel.time=2026-03-01 & travel.to=FR & $gap=3d & stay.time=2026-03-01T10:00");
	e = expr_compile(&p, &k.scope, NULL, BOUND_NONE, &k.diag);
	if (!e != (k.diag.nerrors > 0))
		abort();
	if (e) {
		struct value v = expr_eval(e, &k.env);
		enum truth t = v.kind != VALUE_BOOL ? TRUTH_UNKNOWN : v.as.truth ? TRUTH_TRUE : TRUTH_FALSE;
		if (eval_quick(e, &k.env) != t)
			abort();
		expr_say(&b, e, &k.env);
		expr_check_params(e, k.params, &k.diag);
	}
	buf_free(&b);
	kit_close(&k);
	return 0;
}
