/* Size, speed and colours. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filming/filming_findings.h"
#include "filming/plan.h"

enum { HIGH_DEFINITION = 577 /* lines: what says nothing of its colours has BT.709's from here on */ };

static void size_words(char *out, size_t size, int width, int height) {
    snprintf(out, size, "%d × %d", width, height);
}

static int even(double side) {
    return (int)(side / 2) * 2;
}

bool plan_size(const struct probe_track *picture, struct plan *plan, struct report *findings,
               struct report *changes) {
    double shape = picture->shape.den ? (double)picture->shape.num / (double)picture->shape.den : 1;
    bool turned = abs(picture->rotation) % 180 == 90;
    double width = picture->width * shape, height = picture->height;
    if (turned) {
        width = picture->height;
        height = picture->width * shape;
    }
    double longer = width > height ? width : height, shorter = width > height ? height : width;
    double scale = longer > FILM_LONG_MAX ? FILM_LONG_MAX / longer : 1;
    if (shorter * scale > FILM_SHORT_MAX)
        scale = FILM_SHORT_MAX / shorter;
    char before[40], after[40];
    plan->width = even(width * scale + 0.01);
    plan->height = even(height * scale + 0.01);
    size_words(after, sizeof after, plan->width, plan->height);
    if (!film_size_valid(plan->width, plan->height)) {
        report_said(findings, &plan_error, FOUND_FILM_SMALL, after, FILM_SIDE_MIN);
        return false;
    }
    size_words(before, sizeof before, picture->width, picture->height);
    if (picture->rotation)
        report_said(changes, &plan_warning, FOUND_FILM_TURNED, -picture->rotation);
    if (shape < 0.999 || shape > 1.001) {
        char ratio[44];
        snprintf(ratio, sizeof ratio, "%d:%d", (int)picture->shape.num, (int)picture->shape.den);
        report_said(changes, &plan_warning, FOUND_FILM_OBLONG, ratio, before, after);
    } else if (turned ? plan->width != picture->height || plan->height != picture->width
                      : plan->width != picture->width || plan->height != picture->height) {
        report_said(changes, &plan_warning, FOUND_FILM_RESIZED, before, after);
    }
    return true;
}

static const int speeds[][2] = {{24000, 1001}, {24, 1}, {25, 1}, {30000, 1001}, {30, 1}};

static bool near(double a, double b) {
    return a > b * 0.9996 && a < b * 1.0004;
}

/* The speed that needs the fewest frames dropped or doubled unevenly: itself, then one that is a whole part
 * of it (50 → 25), then a whole multiple (12 → 24). 30 where none is. */
static const int *speed_for(double fps) {
    for (size_t i = 0; i < LENGTH(speeds); i++)
        if (near(fps, (double)speeds[i][0] / speeds[i][1]))
            return speeds[i];
    for (int by = 2; by <= 10; by++)
        for (size_t i = 0; i < LENGTH(speeds); i++)
            if (near(fps / by, (double)speeds[i][0] / speeds[i][1]))
                return speeds[i];
    for (int by = 2; by <= 30; by++)
        for (size_t i = 0; i < LENGTH(speeds); i++)
            if (near(fps * by, (double)speeds[i][0] / speeds[i][1]))
                return speeds[i];
    return speeds[LENGTH(speeds) - 1];
}

static bool is_interlaced(const struct probe_track *picture) {
    return *picture->look.fields && strcmp(picture->look.fields, "progressive") != 0 &&
           strcmp(picture->look.fields, "unknown") != 0;
}

void plan_speed(const struct probe_track *picture, struct plan *plan, struct report *changes) {
    struct probe_ratio said = picture->mean_speed.den ? picture->mean_speed : picture->speed;
    double fps = said.den ? (double)said.num / (double)said.den : 25;
    double shortest = picture->speed.den ? (double)picture->speed.num / (double)picture->speed.den : fps;
    const int *speed = speed_for(fps);
    plan->fps_num = speed[0];
    plan->fps_den = speed[1];
    plan->gop = (speed[0] + speed[1] - 1) / speed[1];
    bool uneven = !is_interlaced(picture) && (shortest > fps * 1.01 || shortest < fps * 0.99);
    if (near(fps, (double)speed[0] / speed[1]) && !uneven)
        return;
    char before[24], after[24];
    snprintf(before, sizeof before, "%.5g", fps);
    snprintf(after, sizeof after, "%.5g", (double)speed[0] / speed[1]);
    report_said(changes, &plan_warning, FOUND_FILM_RETIMED, before, after);
}

static void add(struct plan *plan, const char *format, ...) PRINTF_LIKE(2, 3);
static void add(struct plan *plan, const char *format, ...) {
    size_t used = strlen(plan->filter);
    va_list values;
    va_start(values, format);
    vsnprintf(plan->filter + used, sizeof plan->filter - used, format, values);
    va_end(values);
}

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

static bool sees_through(const char *layout) {
    static const char *const names[] = {"yuva", "gbrap", "rgba", "bgra", "argb",
                                        "abgr", "ya8",   "ya16", "pal8"};
    for (size_t i = 0; i < LENGTH(names); i++)
        if (begins(layout, names[i]))
            return true;
    return false;
}

static bool is_yuv(const char *layout) {
    return begins(layout, "yuv") || begins(layout, "nv") || begins(layout, "p01") || begins(layout, "uyvy") ||
           begins(layout, "yuyv");
}

static const char *matrix_in(const struct probe_track *picture) {
    static const char *const names[][2] = {
        {"bt709", "bt709"},     {"bt470bg", "bt601"},  {"smpte170m", "bt601"}, {"smpte240m", "smpte240m"},
        {"bt2020nc", "bt2020"}, {"bt2020c", "bt2020"}, {"fcc", "fcc"}};
    if (!is_yuv(picture->look.layout))
        return "auto";
    for (size_t i = 0; i < LENGTH(names); i++)
        if (strcmp(picture->look.matrix, names[i][0]) == 0)
            return names[i][1];
    return picture->height >= HIGH_DEFINITION ? "bt709" : "bt601";
}

/* Light as it was before the camera's curve, squeezed into what a screen can show. */
static void add_hdr(struct plan *plan, const char *transfer) {
    add(plan,
        ",zscale=w=%d:h=%d:tin=%s:pin=2020:min=2020_ncl:t=linear:npl=100,format=gbrpf32le,zscale=p=709,"
        "tonemap=tonemap=hable:desat=0,zscale=t=709:m=709:r=limited",
        plan->width, plan->height, transfer);
}

void plan_filter(const struct probe_track *picture, struct plan *plan, struct report *changes) {
    static const struct said interlaced = {FOUND_FILM_INTERLACED}, white = {FOUND_FILM_SEE_THROUGH},
                             round = {FOUND_FILM_ROUND};
    bool pq = strcmp(picture->look.transfer, "smpte2084") == 0,
         hlg = strcmp(picture->look.transfer, "arib-std-b67") == 0;
    if (is_interlaced(picture)) {
        add(plan, "bwdif=mode=send_frame:deint=all,");
        report_plain(changes, &plan_warning, &interlaced);
    }
    add(plan, "fps=fps=%d/%d:start_time=0", plan->fps_num, plan->fps_den);
    if (sees_through(
            picture->look.layout)) { /* white shines through: blending is done with black, of the negative */
        add(plan, ",format=gbrap,negate,premultiply=inplace=1,format=gbrp,negate");
        report_plain(changes, &plan_warning, &white);
    }
    if (pq || hlg) {
        add_hdr(plan, picture->look.transfer);
        report_said(changes, &plan_warning, FOUND_FILM_HDR, pq ? "PQ" : "HLG");
    } else {
        add(plan, ",scale=%d:%d:flags=lanczos+accurate_rnd+full_chroma_int:in_color_matrix=%s:in_range=%s:",
            plan->width, plan->height, matrix_in(picture), picture->look.full_range ? "full" : "auto");
        add(plan, "out_color_matrix=bt709:out_range=limited");
    }
    add(plan, ",setsar=1,format=yuv420p");
    if (strcmp(picture->look.layout, "yuv420p") != 0 || picture->look.full_range)
        report_said(changes, &plan_warning, FOUND_FILM_COLOURS, picture->look.layout);
    if (picture->look.round)
        report_plain(changes, &plan_warning, &round);
}
