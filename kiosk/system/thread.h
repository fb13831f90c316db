/* Threads that leave signals to the main thread, which waits for them. */
#pragma once

#include <pthread.h>
#include <stdbool.h>

#include "core/base/compiler.h"

/* Runs `run` with all signals blocked; to be joined. False: there is no more room for a thread. */
bool thread_start(pthread_t *thread, void *(*run)(void *), void *context) MUST_CHECK;
