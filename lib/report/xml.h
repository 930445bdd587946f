/* xml: elements, attributes and text of an XML 1.0 document, written into a buffer.
 *
 * Inside lib/report only. What XML cannot hold (control characters, U+FFFE, U+FFFF, bytes
 * that are not UTF-8) and what misleads a reader is shown as an escape. Names are
 * the program's own.
 */
#ifndef REPORT_XML_H
#define REPORT_XML_H

#include "base/str.h"

enum { XML_DEPTH = 16 };

struct xml {
	struct buf out;
	const char *open[XML_DEPTH];
	size_t depth;
	bool in_tag; /* attributes may still come */
	bool text;   /* the element has text: its end follows at once */
};

/* The text of an element or, in double quotes, of an attribute. */
void xml_escape(struct buf *out, struct str s, bool attribute);

/* With the declaration, in UTF-8. */
void xml_open(struct xml *x);
void xml_begin(struct xml *x, const char *name);
/* Before any text or element within. */
void xml_attr(struct xml *x, const char *name, struct str value);
void xml_attr_count(struct xml *x, const char *name, uint64_t n);
void xml_text(struct xml *x, struct str text);
void xml_end(struct xml *x);
void xml_free(struct xml *x);

#endif
