/*
 * Tasks, found by their number; and those that wait, in order.
 */
#include <stdlib.h>

#include "watch/task.h"

static struct task **
place_of(struct tasks *tasks, pid_t tid)
{
	return &tasks->place[(unsigned)tid % TASK_PLACES];
}

struct task *
tasks_find(const struct tasks *tasks, pid_t tid)
{
	struct task *task = *place_of((struct tasks *)tasks, tid);

	while (task != NULL && task->tid != tid)
		task = task->next;
	return task;
}

struct task *
tasks_add(struct tasks *tasks, pid_t tid, struct process *process,
    struct program *program, struct descriptors *descriptors)
{
	struct task *task = calloc(1, sizeof(*task));

	if (task != NULL && process == NULL) {
		process = calloc(1, sizeof(*process));
		if (process != NULL)
			*process =
			    (struct process){ .pid = tid, .program = program };
	}
	if (task == NULL || process == NULL) {
		free(task);
		return NULL;
	}
	process->tasks++;
	*task = (struct task){ .tid = tid,
		.process = process,
		.descriptors = descriptors,
		.next = *place_of(tasks, tid) };
	*place_of(tasks, tid) = task;
	tasks->n++;
	return task;
}

void
tasks_remove(struct tasks *tasks, struct task *task)
{
	struct task **at = place_of(tasks, task->tid);

	tasks_wait_no_more(tasks, task);
	while (*at != task)
		at = &(*at)->next;
	*at = task->next;
	tasks->n--;
	if (--task->process->tasks == 0)
		free(task->process);
	free(task);
}

struct task *
tasks_next(const struct tasks *tasks, const struct task *task)
{
	unsigned place = 0;

	if (task != NULL && task->next != NULL)
		return task->next;
	if (task != NULL)
		place = (unsigned)task->tid % TASK_PLACES + 1;
	while (place < TASK_PLACES && tasks->place[place] == NULL)
		place++;
	return place < TASK_PLACES ? tasks->place[place] : NULL;
}

void
tasks_wait(struct tasks *tasks, struct task *task)
{
	tasks_wait_no_more(tasks, task);
	task->older = tasks->newest;
	if (tasks->newest != NULL)
		tasks->newest->newer = task;
	else
		tasks->oldest = task;
	tasks->newest = task;
}

void
tasks_wait_no_more(struct tasks *tasks, struct task *task)
{
	if (tasks->oldest != task && task->older == NULL)
		return; /* it does not wait */
	if (task->older != NULL)
		task->older->newer = task->newer;
	else
		tasks->oldest = task->newer;
	if (task->newer != NULL)
		task->newer->older = task->older;
	else
		tasks->newest = task->older;
	task->older = task->newer = NULL;
}
