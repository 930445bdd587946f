/* The checks of identifiers, each for itself. Inside lib/lang only. */
#ifndef LANG_IDENTIFIER_CHECK_H
#define LANG_IDENTIFIER_CHECK_H

#include "base/str.h"

bool check_is_digit(char c);
bool check_is_letter(char c); /* a capital */
bool check_all_digits(struct str s);
/* The number of digits that s begins with. */
size_t check_digits(struct str s);

/* Luhn's formula (ISO/IEC 7812-1, annex B) over all digits, the check digit the last. */
bool check_luhn(struct str digits);
/* The digit that Luhn's formula puts behind them. */
char check_luhn_digit(struct str digits);

/* The letter of police numbers: the digits of both as one number, modulo 23, in the alphabet without I, O and S
 * that begins with Z. */
char check_police_letter(struct str left, struct str right);

/* The check digit of ICAO 9303: weights 7, 3, 1; A is 10, `<` is 0. 0: a character has no value. */
char check_mrz_digit(struct str s);

#endif
