/*
 * What the library says of itself (formats, outputs, version), and the
 * writing of reports for those who have no way of their own to write whole files.
 */
#include "base/file.h"
#include "emit/backends.h"
#include "quanze.h"
#include "read/census.h"
#include "read/read.h"

enum qz_status qz_write_file(const char *folder, const char *name, const struct qz_buf *bytes, struct qz_diag *diag)
{
	struct qz_pending pending;
	enum qz_status status = qz_pending_write(&pending, folder, name, bytes->data ? bytes->data : "", bytes->len, diag);
	if (status == QZ_OK)
		status = qz_pending_commit(&pending, diag);
	return status;
}

enum qz_status qz_make_folder(const char *folder, struct qz_diag *diag)
{
	return qz_file_make_folder(folder, diag);
}

const char *qz_backend_name(size_t index)
{
	return index < QZ_BACKENDS ? qz_backends[index].name : NULL;
}

const char *qz_format_name(size_t index)
{
	return qz_readers[index] ? qz_readers[index]->name : NULL;
}

const char *const *qz_format_extensions(size_t index)
{
	return qz_readers[index]->extensions;
}

bool qz_format_carrier(size_t index, struct qz_carrier_row *row)
{
	static const char *const fates[] = {[QZ_FATE_READ] = "read", [QZ_FATE_KEPT] = "kept", [QZ_FATE_PARTLY] = "kept", [QZ_FATE_NAMED] = "named", [QZ_FATE_DROPPED] = "dropped"};
	const struct qz_carrier *carrier = &qz_carriers[index];
	if (!carrier->format)
		return false;
	*row = (struct qz_carrier_row){carrier->format, carrier->part, carrier->element, fates[carrier->fate], carrier->as};
	return true;
}

const char *qz_version(void)
{
	return QZ_VERSION;
}
