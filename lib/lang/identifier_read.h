/* Reading each form of identifier; see identifier_form.read. Inside lib/lang only. */
#ifndef LANG_IDENTIFIER_READ_H
#define LANG_IDENTIFIER_READ_H

#include "base/str.h"

/* Police National Computer: year, serial, letter. Two digits of a year from 50 on are of the last century. */
bool identifier_read_pnc(struct str *out, struct str raw, struct arena *a, struct str *why);
/* Criminal Records Office: 065656/91H, or SF05/482703J for a file that was never on paper. */
bool identifier_read_cro(struct str *out, struct str raw, struct arena *a, struct str *why);
/* Arrest or summons: year, force, unit, system, sequence of up to 11 digits, letter. The letter is checked
 * where force and system are digits: how letters count in it is not published. */
bool identifier_read_asn(struct str *out, struct str raw, struct arena *a, struct str *why);
/* A plain number; ten characters with a check digit; a whole machine-readable line (ICAO 9303, TD1, TD2, TD3). */
bool identifier_read_passport(struct str *out, struct str raw, struct arena *a, struct str *why);
/* 15 digits with check digit; 14 without it; 16 of an IMEISV, whose software version goes. */
bool identifier_read_imei(struct str *out, struct str raw, struct arena *a, struct str *why);
bool identifier_read_iccid(struct str *out, struct str raw, struct arena *a, struct str *why);
bool identifier_read_nino(struct str *out, struct str raw, struct arena *a, struct str *why);
/* The last four digits. Also of a number of which no more than these stand there (************1234). */
bool identifier_read_card(struct str *out, struct str raw, struct arena *a, struct str *why);

#endif
