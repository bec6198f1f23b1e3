/*
 * What is to be done, for action.h.
 */
#include "impact/action.h"

const char *qz_action_name(enum qz_action action)
{
	static const char *const names[QZ_ACTIONS] = {"none",  "note",	  "renumber", "words",	  "reword", "merged",
						      "split", "unknown", "beyond",   "repealed", "law"};
	return names[action];
}

enum qz_action qz_action_of(const struct qz_article_change *change, bool repealed)
{
	const bool words = change->changed != QZ_NO || change->penalty == QZ_YES;
	switch (change->fate.fate) {
	case QZ_FATE_KEPT:
		return words ? QZ_ACTION_WORDS : QZ_ACTION_NONE;
	case QZ_FATE_MOVED:
		return words ? QZ_ACTION_REWORD : QZ_ACTION_RENUMBER;
	case QZ_FATE_MERGED:
		return QZ_ACTION_MERGED;
	case QZ_FATE_SPLIT:
		return QZ_ACTION_SPLIT;
	case QZ_FATE_BEYOND:
		return QZ_ACTION_BEYOND;
	case QZ_FATE_REPEALED:
		return QZ_ACTION_REPEALED;
	case QZ_FATE_UNKNOWN:
		break;
	}
	return repealed ? QZ_ACTION_LAW : QZ_ACTION_UNKNOWN;
}
