/*
 * What stylesheets ask of a list's repairs, worked out once for all of them.
 */
#ifndef QZ_EMIT_REPAIRED_H
#define QZ_EMIT_REPAIRED_H

#include <libxml/tree.h>

/*
 * Puts the kinds of repairs at the end of the list, by rule and field,
 *   s:kinds
 *     s:kind @name (rule, blank, field)   (s:range+)
 *       s:range (@from @to? | @pos) (@sheet | @file | @table)?
 * a range names its first and, where it has more than one item, its last one, by serials that count on by one; what has
 * no serial is named by its place. Of a list with several tables a range tells where it is, if that is elsewhere than the
 * one before. And marks each element of an item whose place a repair names with @s:repaired. 0, or -1 when memory ran out.
 */
int qz_repaired_mark(xmlDoc *doc);

#endif
