/*
 * Opening stylesheets beside one another, for stages.h.
 */
#include "emit/stages.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/diag.h"
#include "emit/stage.h"

enum state { CLOSED, BEGUN, OPENED };

struct one {
	const char *name;
	enum state state;
	struct qz_stage *stage; /* NULL: it cannot be opened */
	struct qz_diag diag;    /* why */
};

struct qz_stages {
	const char *folder;
	struct one *each;
	size_t count;
	unsigned passed; /* by bits: those that are as if they were not there */
	pthread_t *threads;
	size_t nthreads;
	bool resting;         /* nobody begins with another one that is not needed */
	pthread_mutex_t lock; /* of that and of states */
	pthread_cond_t opened;
};

struct qz_stages *qz_stages_new(const char *folder, const char *const *names, size_t count)
{
	struct qz_stages *stages = calloc(1, sizeof *stages);
	struct one *each = calloc(count + 1, sizeof *each);
	if (!stages || !each) {
		free(stages);
		free(each);
		return NULL;
	}
	*stages = (struct qz_stages){.folder = folder, .each = each, .count = count};
	for (size_t i = 0; i < count; i++) {
		each[i].name = names[i];
		qz_diag_init(&each[i].diag);
	}
	pthread_mutex_init(&stages->lock, NULL);
	pthread_cond_init(&stages->opened, NULL);
	return stages;
}

/* What the calling thread has begun with. */
static void open_begun(struct qz_stages *stages, struct one *one)
{
	one->stage = qz_stage_open(stages->folder, one->name, true, &one->diag);
	pthread_mutex_lock(&stages->lock);
	one->state = OPENED;
	pthread_cond_broadcast(&stages->opened);
	pthread_mutex_unlock(&stages->lock);
}

/* Begins with one that nobody has begun with; NULL: none. */
static struct one *begin_next(struct qz_stages *stages)
{
	struct one *found = NULL;
	pthread_mutex_lock(&stages->lock);
	for (size_t i = 0; i < stages->count && !found && !stages->resting; i++)
		if (qz_stages_have(stages, i) && stages->each[i].state == CLOSED)
			found = &stages->each[i];
	if (found)
		found->state = BEGUN;
	pthread_mutex_unlock(&stages->lock);
	return found;
}

static void *open_some(void *context)
{
	struct one *one;
	while ((one = begin_next(context)))
		open_begun(context, one);
	return NULL;
}

void qz_stages_begin(struct qz_stages *stages, size_t threads)
{
	size_t most = threads < stages->count ? threads : stages->count;
	stages->threads = calloc(most + 1, sizeof *stages->threads);
	while (stages->threads && stages->nthreads < most && pthread_create(&stages->threads[stages->nthreads], NULL, open_some, stages) == 0)
		stages->nthreads++;
}

static void join_threads(struct qz_stages *stages)
{
	for (; stages->nthreads > 0; stages->nthreads--)
		pthread_join(stages->threads[stages->nthreads - 1], NULL);
	free(stages->threads);
	stages->threads = NULL;
}

void qz_stages_rest(struct qz_stages *stages)
{
	pthread_mutex_lock(&stages->lock);
	stages->resting = true;
	pthread_mutex_unlock(&stages->lock);
	join_threads(stages);
}

int qz_stages_open(struct qz_stages *stages, struct qz_diag *diag)
{
	int result = 0;
	open_some(stages);
	join_threads(stages);
	for (size_t i = 0; i < stages->count && result == 0; i++)
		if (qz_stages_have(stages, i) && !qz_stages_get(stages, i, diag))
			result = -1;
	return result;
}

void qz_stages_restrict(struct qz_stages *stages, unsigned kept)
{
	stages->passed = ~kept;
}

bool qz_stages_have(const struct qz_stages *stages, size_t index)
{
	return index < stages->count && stages->each[index].name && !(stages->passed >> index & 1);
}

struct qz_stage *qz_stages_get(struct qz_stages *stages, size_t index, struct qz_diag *diag)
{
	struct one *one = &stages->each[index];
	pthread_mutex_lock(&stages->lock);
	bool ours = one->state == CLOSED;
	if (ours)
		one->state = BEGUN;
	while (!ours && one->state != OPENED)
		pthread_cond_wait(&stages->opened, &stages->lock);
	pthread_mutex_unlock(&stages->lock);
	if (ours)
		open_begun(stages, one);
	if (one->stage)
		return one->stage;
	pthread_mutex_lock(&stages->lock);
	qz_diag_take(diag, &one->diag);
	pthread_mutex_unlock(&stages->lock);
	return NULL;
}

void qz_stages_free(struct qz_stages *stages)
{
	if (!stages)
		return;
	qz_stages_rest(stages);
	for (size_t i = 0; i < stages->count; i++) {
		qz_stage_close(stages->each[i].stage);
		qz_diag_done(&stages->each[i].diag);
	}
	pthread_cond_destroy(&stages->opened);
	pthread_mutex_destroy(&stages->lock);
	free(stages->each);
	free(stages);
}
