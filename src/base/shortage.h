/*
 * How often memory ran out in this process. Failed allocations of buffers,
 * arrays and everything inside libxml2 and libxslt are counted: both libraries
 * go on after many of them as if nothing had happened, without an attribute, a
 * node or a template. Where the number has grown, what was made since must be
 * thrown away. The count is process-wide (libxml2 gives its allocator no
 * context): in a program with several engines a shortage in one may fail another.
 */
#ifndef QZ_BASE_SHORTAGE_H
#define QZ_BASE_SHORTAGE_H

void qz_shortage_note(void);
unsigned long qz_shortages(void);

#endif
