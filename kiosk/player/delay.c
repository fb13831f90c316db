#include "player/delay.h"

void delay_act(struct delay *delay, int64_t input_ns) {
    delay->acted_ns = delay->acted_ns ? delay->acted_ns : input_ns;
}

void delay_answer(struct delay *delay, bool changed) {
    if (!changed)
        delay->acted_ns = 0;
    delay->answered = delay->acted_ns != 0;
}

void delay_down(struct delay *delay, int64_t input_ns) {
    delay->down_ns = input_ns;
}

void delay_mark(struct delay *delay, bool on, bool changed) {
    delay->marked |= on && changed && delay->down_ns;
    if (!on)
        delay->down_ns = 0;
}

void delay_presented(struct delay *delay, int64_t frame_ns) {
    if (delay->answered) {
        latency_add(&delay->answers, frame_ns - delay->acted_ns);
        delay->acted_ns = 0;
        delay->answered = false;
    }
    if (delay->marked) {
        latency_add(&delay->marks, frame_ns - delay->down_ns);
        delay->down_ns = 0;
        delay->marked = false;
    }
}

void delay_forget(struct delay *delay) {
    delay->acted_ns = delay->down_ns = 0;
    delay->answered = delay->marked = false;
}
