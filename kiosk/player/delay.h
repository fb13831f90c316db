/* How long a visitor waits for an answer: from a touch or key to the frame that answers it, and from a finger
 * that comes down to the mark below it. */
#pragma once

#include <stdbool.h>

#include "player/latency.h"

/* Zero-initialise. */
struct delay {
    struct latency answers, marks;
    int64_t acted_ns; /* of the input that is not on the screen yet; 0: none */
    bool answered;    /* its picture is ready and not presented yet */
    int64_t down_ns;  /* when the finger went down on what is not shown as pressed yet; 0: nothing waits */
    bool marked;      /* its mark is ready and not presented yet */
};

/* An input that something is to answer; the first one that waits counts. */
void delay_act(struct delay *delay, int64_t input_ns);
/* The picture is ready; `changed`: it is another one, else nobody waits for a frame. */
void delay_answer(struct delay *delay, bool changed);
void delay_down(struct delay *delay, int64_t input_ns);
/* The mark was laid on or taken off; `changed`: the next frame differs. */
void delay_mark(struct delay *delay, bool on, bool changed);
void delay_presented(struct delay *delay, int64_t frame_ns);
/* Nobody waits any more. */
void delay_forget(struct delay *delay);
