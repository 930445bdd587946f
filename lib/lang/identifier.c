#include "lang/identifier.h"

#include <string.h>

#include "base/text.h"
#include "lang/identifier_read.h"
#include "lang/value.h"

#define NAME(s) {(s), sizeof(s) - 1}

const struct identifier_form identifier_forms[] = {
	{NAME("pnc"), "PNC number such as 1979/0163001B", identifier_read_pnc, 0},
	{NAME("cro"), "CRO number such as 065656/91H", identifier_read_cro, 0},
	{NAME("asn"), "arrest or summons number such as 1101ZD0100000410836V", identifier_read_asn, 0},
	{NAME("passport"), "passport number of up to nine letters and digits, or its machine-readable line",
	 identifier_read_passport, 0},
	{NAME("imei"), "IMEI of 15 digits", identifier_read_imei, 0},
	{NAME("iccid"), "ICCID of 19 or 20 digits that begin with 89", identifier_read_iccid, 0},
	{NAME("nino"), "National Insurance number such as AB123456C", identifier_read_nino, 0},
	{NAME("card"), "card number of 12 to 19 digits, or its last four", identifier_read_card, 4},
};
const size_t nidentifier_forms = sizeof identifier_forms / sizeof identifier_forms[0];

const struct identifier_form *identifier_form_find(struct str name)
{
	for (size_t i = 0; i < nidentifier_forms; i++)
		if (str_eq(name, identifier_forms[i].name))
			return &identifier_forms[i];
	return NULL;
}

bool identifier_form_parse(struct str *out, const struct identifier_form *form, struct str text, struct arena *a,
                           struct str *why)
{
	struct str raw, what = {NULL, 0};

	if (identifier_parse(&raw, text, a) && form->read(out, raw, a, &what))
		return true;
	*why = what.n > 0 ? str_printf(a, "is no %s: %.*s", form->phrase, STR_ARG(what)) :
	                    str_printf(a, "is no %s", form->phrase);
	return false;
}

bool identifier_normal(struct str *out, const struct identifier_form *form, struct str text, struct arena *a)
{
	struct str raw, what;

	if (!identifier_parse(&raw, text, a))
		return false;
	if (form && form->read(out, raw, a, &what))
		return true;
	*out = form && form->most_kept > 0 && raw.n > form->most_kept ? str_from(raw, raw.n - form->most_kept) : raw;
	return true;
}
