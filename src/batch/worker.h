/*
 * The inside of a worker process: limits, and the loop over jobs that arrive
 * on its socket. A frame is a length of eight bytes in the machine's own order
 * (both ends are one program), then so many bytes.
 */
#ifndef QZ_BATCH_WORKER_H
#define QZ_BATCH_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct qz_pool;

/* Exit status of a worker whose memory ran out. */
#define QZ_WORKER_NO_MEMORY 113

/* No answer is longer: 16 GiB. */
#define QZ_FRAME_MAX ((uint64_t)1 << 34)

/* Sends all bytes, without SIGPIPE; false when the other end is gone. */
bool qz_socket_send(int socket, const void *bytes, size_t len);

/* Works until the socket closes, then ends the process. */
_Noreturn void qz_worker_run(const struct qz_pool *pool, int socket);

#endif
