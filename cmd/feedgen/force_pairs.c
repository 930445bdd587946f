#include "force.h"

#include <stdlib.h>
#include <string.h>

void pairs_split(struct pairs *p, const char *text)
{
	p->n = 0;
	if (strlen(text) >= sizeof p->text) {
		fprintf(stderr, "feedgen: too long: %s\n", text);
		exit(2);
	}
	strcpy(p->text, text);
	for (char *at = p->text, *next; at && *at != '\0'; at = next) {
		next = strchr(at, '|');
		if (next)
			*next++ = '\0';
		char *equals = strchr(at, '=');
		if (!equals) {
			fprintf(stderr, "feedgen: no value: %s in %s\n", at, text);
			exit(2);
		}
		*equals = '\0';
		pairs_add(p, at, equals + 1);
	}
}

const char *pairs_find(const struct pairs *p, const char *key)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->keys[i], key) == 0)
			return p->values[i];
	return NULL;
}

void pairs_add(struct pairs *p, const char *key, const char *value)
{
	if (p->n == MAX_PAIRS) {
		fprintf(stderr, "feedgen: too many fields beside %s\n", key);
		exit(2);
	}
	p->keys[p->n] = key;
	p->values[p->n++] = value;
}
