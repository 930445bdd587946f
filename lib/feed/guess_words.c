/* What the names of columns and files say. */
#include <string.h>

#include "feed/guess_parts.h"

static bool upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool lower(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* A blank where a word begins in the middle: DepDate, but not DOB. */
static struct str spaced(struct str header, struct arena *a)
{
	struct buf b = {0};
	struct str out;

	for (size_t i = 0; i < header.n; i++) {
		char c = header.at[i];
		bool other = !upper(c) && !lower(c) && (unsigned char)c < 0x80 && c != '/';

		if (i > 0 && upper(c) && lower(header.at[i - 1]))
			buf_char(&b, ' ');
		buf_char(&b, other ? ' ' : c);
	}
	out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

struct guess_tokens guess_tokenise(struct str header, struct arena *a)
{
	struct guess_tokens t = {.n = 0};
	struct str rest = text_lower(a, spaced(header, a)), word;
	bool more = true;

	while (more && t.n < GUESS_TOKENS) {
		more = str_split(&word, &rest, rest, ' ');
		if (word.n > 0)
			t.at[t.n++] = word;
	}
	return t;
}

bool guess_has(const struct guess_tokens *t, const char *word)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_eq_cstr(t->at[i], word))
			return true;
	return false;
}

bool guess_says(const struct guess_tokens *t, const char *phrase, bool whole)
{
	struct str rest = str_of(phrase), word;
	size_t n = 0;
	bool more = true;

	while (more) {
		bool found = false;
		more = str_split(&word, &rest, rest, ' ');
		n++;
		for (size_t i = 0; i < t->n; i++)
			found |= str_eq(t->at[i], word);
		if (!found)
			return false;
	}
	return !whole || n == t->n;
}

/* Other names of fields. type NULL: of any type. Phrases between `|`. */
static const struct {
	const char *type, *field, *phrases;
} synonyms[] = {
	{NULL, "time", "when|date|date time|datetime|timestamp|event date|event time|occurred|occurred on|start|started|start date|start time|fix time|gps time|local time"},
	{NULL, "recorded", "recorded at|updated|last updated|updated at|update|loaded|received|created|created at|entered|entry date|extract date|reported on|processed"},
	{NULL, "id", "reference|ref|number|event id|record id|row id|uid|guid"},
	{NULL, "status", "state|stat|outcome|disposition"},
	{NULL, "kind", "type|category|class"},
	{NULL, "until", "end|ended|end date|end time|to date|finish|departed|check out|checkout|left"},
	{NULL, "postcode", "post code|zip|zip code|pcode"},
	{NULL, "value", "address|full address"},
	{NULL, "line", "address line 1|address 1|address line|street"},
	{NULL, "country", "country code|nation"},
	{NULL, "reason", "notes|comment|comments|remarks|remark"},
	{NULL, "officer", "manager|officer name|staff|case worker|caseworker"},
	{NULL, "device", "device id|tag id|unit|unit id|serial|serial no|imei"},
	{NULL, "number", "phone|phone no|phone number|mobile|mobile no|msisdn|telephone|tel"},
	{NULL, "site", "url|host|domain|website|web site|hostname"},
	{NULL, "app", "application|browser"},
	{NULL, "speed", "velocity"},
	{NULL, "accuracy", "error|precision|radius|uncertainty"},
	{NULL, "direction", "heading|bearing|course"},
	{NULL, "satellites", "sats|sat count"},
	{NULL, "reviewer", "reviewed by|checked by"},
	{"travel", "time", "departure|departs|dep date|departure date|dep|departure time|travel date|dep date time|flight date|sailing date"},
	{"travel", "to", "destination|dest|arr airport|arrival airport|arrival country|country to|arrival port|arr|country visited|country of destination"},
	{"travel", "from", "origin|dep airport|departure airport|departure country|country from|orig|departure port"},
	{"travel", "arrives", "arrival|arrival date|arr date|arrival time|arr time"},
	{"travel", "return", "return date|inbound|inbound date"},
	{"travel", "id", "booking ref|booking|booking id|booking reference|pnr|pnr locator|locator|reservation"},
	{"travel", "service", "flight|flight no|flight number|sailing|train|service no"},
	{"travel", "carrier", "airline|operator"},
	{"travel", "document", "passport|passport no|passport number|document no|document number|travel document"},
	{"travel", "booked", "booked on|booking date|date booked"},
	{"stay", "time", "check in|checkin|arrival|arrived|from|from date"},
	{"location", "time", "fix|position time|ping time"},
	{"location", "at", "position|lat/lon|lat/long|lat/lng|lat lon|lat long|lat lng|latlon|latlong|latlng|latitude longitude|coordinates|coords"},
	{"contact", "person", "contact id|contact ref|other person"},
	{"appointment", "time", "appointment|appointment date|due|due date|slot"},
	{"appointment", "status", "attendance|attended|result"},
	{"finance", "time", "transaction date|posted|value date"},
	{"finance", "amount", "sum|transaction amount|gbp"},
	{"finance", "payee", "beneficiary|recipient|merchant"},
	{"vehicle", "registration", "vrm|reg|registration mark|plate|number plate|reg no"},
	{"custody", "time", "admission|admitted|movement date"},
	{"custody", "release", "release date|released"},
	{"custody", "place", "prison|establishment|prison name"},
	{"employment", "employer", "company|organisation"},
	{"visit", "time", "visit date|visited"},
	{"visit", "officer", "visited by|visiting officer"},
	{"device", "imei", "serial number|serial no"},
	{"account", "name", "user name|username|handle|screen name|login"},
	{"account", "service", "platform|site"},
};

static const struct {
	const char *type, *words;
} stems[] = {
	{"travel", "booking|bookings|flight|flights|journey|journeys|crossing|crossings|passenger|passengers|carrier|carriers|border|api|pnr|travel"},
	{"location", "position|positions|gps|tracker|fix|fixes|ping|pings|locations"},
	{"tag", "tags|tamper|tampers|equipment"},
	{"curfew", "curfews"},
	{"internet", "browsing|browser|web|history|urls"},
	{"appointment", "appointments|supervision|attendance"},
	{"notification", "notifications|notices"},
	{"permission", "permissions|consents"},
	{"visit", "visits"},
	{"vehicle", "anpr|vehicles"},
	{"finance", "transactions|bank|payments|cards"},
	{"custody", "prison|prisons"},
	{"device", "devices|handsets"},
	{"account", "accounts"},
	{"contact", "contacts"},
	{"stay", "stays|hotel|hotels"},
	{"address", "addresses"},
	{"employment", "employments|jobs"},
	{"inspection", "inspections"},
	{"alert", "alerts"},
};

/* The best of phrases between `|`: whole ones count most. */
static unsigned score_phrases(const struct guess_tokens *t, const char *phrases, struct arena *a)
{
	struct str rest = str_of(phrases), phrase;
	unsigned best = 0;
	bool more = true;

	while (more) {
		more = str_split(&phrase, &rest, rest, '|');
		const char *text = str_cstr(a, phrase);
		unsigned score = guess_says(t, text, true) ? 90 : guess_says(t, text, false) && t->n <= 4 ? 45 : 0;
		best = score > best ? score : best;
	}
	return best;
}

/* Words of four letters and more that the field's title shares. */
static unsigned score_title(const struct guess_tokens *t, struct str title, struct arena *a)
{
	struct guess_tokens words = guess_tokenise(title, a);

	for (size_t i = 0; i < words.n; i++)
		for (size_t k = 0; k < t->n; k++)
			if (words.at[i].n >= 4 && str_eq(words.at[i], t->at[k]))
				return 25;
	return 0;
}

unsigned guess_name_score(const struct guess_tokens *t, const struct event_type *type, const struct event_field *field)
{
	struct arena a;
	unsigned best;

	arena_init(&a);
	struct guess_tokens name = guess_tokenise(field->name, &a);
	struct buf phrase = {0};
	for (size_t i = 0; i < name.n; i++)
		buf_printf(&phrase, "%s%.*s", i > 0 ? " " : "", STR_ARG(name.at[i]));
	const char *text = str_cstr(&a, buf_str(&phrase));
	best = guess_says(t, text, true) ? 100 : guess_says(t, text, false) && t->n <= 4 ? 60 : score_title(t, field->title, &a);
	buf_free(&phrase);
	for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++) {
		bool own = synonyms[i].type && str_eq_cstr(type->name, synonyms[i].type);
		if ((synonyms[i].type && !own) || !str_eq_cstr(field->name, synonyms[i].field))
			continue;
		unsigned score = score_phrases(t, synonyms[i].phrases, &a) + (own ? 10 : 0);
		best = score > best && score > 10 ? score : best;
	}
	arena_free(&a);
	return best;
}

unsigned guess_stem_score(struct str stem, const struct event_type *type, struct arena *a)
{
	struct guess_tokens t = guess_tokenise(stem, a);
	unsigned best = guess_says(&t, str_cstr(a, type->name), false) ? 90 : 0;

	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
		if (str_eq_cstr(type->name, stems[i].type) && score_phrases(&t, stems[i].words, a) > best)
			best = 90;
	return best;
}
