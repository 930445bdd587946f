#include "lang/value.h"

enum truth truth_and(enum truth a, enum truth b)
{
	return a < b ? a : b;
}

enum truth truth_or(enum truth a, enum truth b)
{
	return a > b ? a : b;
}

enum truth truth_not(enum truth a)
{
	return (enum truth)(TRUTH_TRUE - a);
}

enum truth truth_of(int known)
{
	if (known == 0)
		return TRUTH_UNKNOWN;
	return known > 0 ? TRUTH_TRUE : TRUTH_FALSE;
}
