/*
 * Drawing a document as a whole, for whole.h.
 */
#include "emit/whole.h"

#include "base/buf.h"
#include "emit/docx.h"
#include "emit/stage.h"

bool qz_draw_whole(const char *folder, const char *stylesheet, bool packed, xmlDoc *doc, const char *const *params, struct qz_buf *out,
	     struct qz_diag *diag)
{
	struct qz_stage *stage = qz_stage_open(folder, stylesheet, false, diag);
	xmlDoc *result = stage ? qz_stage_apply(stage, doc, params, diag) : NULL;
	bool done = false;
	if (result)
		done = (packed ? qz_docx_pack(result, out, diag) : qz_stage_serialise(stage, result, out)) == 0;
	xmlFreeDoc(result);
	qz_stage_close(stage);
	return done && !out->failed;
}
