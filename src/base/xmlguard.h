/*
 * A look at the bytes of an XML document before the parser sees them, for what
 * libxml2 cannot be kept from spending hours on: a DOCTYPE (parameter entities
 * are expanded before any DOCTYPE node is reported) and tags with very many
 * attributes (compared each with each) or very long values and names. Only UTF-8 and UTF-16 pass, so that
 * guard and parser cannot read the same bytes differently.
 */
#ifndef QZ_BASE_XMLGUARD_H
#define QZ_BASE_XMLGUARD_H

#include <stdbool.h>
#include <stddef.h>

#define QZ_XML_GUARD_ATTRIBUTES 1000 /* allowed in one tag; office documents stay below 50 */
#define QZ_XML_GUARD_NAME 1000       /* characters of a name */
#define QZ_XML_GUARD_VALUE 262144    /* characters of an attribute's value: libxml2's reader looks for its end again and again */

/* State between two pieces of a document; qz_xml_guard_init makes a new one. */
struct qz_xml_guard {
	const char *reason; /* "doctype", "encoding", "attributes", "name" or "value" once refused; NULL while all is well */
	int state;
	bool started;      /* the first bytes have told the width */
	bool prolog;       /* before the first element */
	bool declaration;  /* inside <?xml …?> or what may become it */
	bool wide;         /* UTF-16 */
	bool little;       /* … little-endian */
	bool half;         /* the first byte of a UTF-16 unit is kept in `pending` */
	unsigned char pending;
	unsigned last, before_last; /* the two characters before this one */
	unsigned quote;
	unsigned attributes;
	size_t run; /* characters of the present name or value */
	char head[160]; /* the declaration, lower case */
	size_t head_len;
};

void qz_xml_guard_init(struct qz_xml_guard *guard);

/* Looks at the next piece; false, for this and every later piece, once the document is refused. */
bool qz_xml_guard_pass(struct qz_xml_guard *guard, const char *bytes, size_t len);

#endif
