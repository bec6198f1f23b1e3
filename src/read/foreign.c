/*
 * Formats that are not read, for foreign.h. The signatures are those that the
 * formats' own specifications and file(1) go by.
 */
#include "read/foreign.h"

#include <string.h>

#include "read/cfb.h"

#define ZIP "PK\3\4"

/* `start` at the beginning and, where it is given, `inside` anywhere; lengths without the final NUL. */
struct signature {
	const char *name;
	const char *start;
	size_t start_len;
	const char *inside;
	size_t inside_len;
};

#define START(text) text, sizeof text - 1
#define ANYWHERE(text) text, sizeof text - 1
#define NOTHING NULL, 0

static const struct signature signatures[] = {
	{"PDF", START("%PDF-"), NOTHING},
	{"RTF", START("{\\rtf"), NOTHING},
	{"PNG", START("\x89PNG\r\n\x1A\n"), NOTHING},
	{"JPEG", START("\xFF\xD8\xFF"), NOTHING},
	{"GIF", START("GIF8"), NOTHING},
	{"TIFF", START("II*\0"), NOTHING},
	{"TIFF", START("MM\0*"), NOTHING},
	{"RAR", START("Rar!\x1A\x07"), NOTHING},
	{"7z", START("7z\xBC\xAF\x27\x1C"), NOTHING},
	{"gzip", START("\x1F\x8B\x08"), NOTHING},
	{"OpenDocument (.odp)", START(ZIP), ANYWHERE("mimetypeapplication/vnd.oasis.opendocument.presentation")},
	{"OpenDocument (.odg)", START(ZIP), ANYWHERE("mimetypeapplication/vnd.oasis.opendocument.graphics")},
	{"OpenDocument (.odf)", START(ZIP), ANYWHERE("mimetypeapplication/vnd.oasis.opendocument.formula")},
	{"OpenDocument (.odb)", START(ZIP), ANYWHERE("mimetypeapplication/vnd.oasis.opendocument.base")},
	{"Word 2 (.doc)", START("\xDB\xA5\x2D\0"), NOTHING},
	{"OFD", START(ZIP), ANYWHERE("OFD.xml")},
};

const char *qz_foreign_format(const char *bytes, size_t len)
{
	if (qz_cfb_holds(bytes, len, "PowerPoint Document"))
		return "PowerPoint 97 (.ppt)";
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
		const struct signature *is = &signatures[i];
		if (len < is->start_len || memcmp(bytes, is->start, is->start_len) != 0)
			continue;
		if (!is->inside || memmem(bytes, len, is->inside, is->inside_len))
			return is->name;
	}
	return NULL;
}
