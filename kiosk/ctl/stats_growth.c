#include "ctl/stats_growth.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/disk.h"

enum { YEAR = 12, WEB_BYTES_MAX = 16 << 20, NUMBER_MAX = 40 };

/* Of "2026-12-01" or "2026-12"; -1: neither. */
static int month_of(const char *day, size_t length) {
    static const char shape[] = "0000-00-00";
    if (length != 7 && length != 10)
        return -1;
    for (size_t i = 0; i < length; i++)
        if (shape[i] == '0' ? !isdigit((unsigned char)day[i]) : day[i] != shape[i])
            return -1;
    int year = atoi(day), month = (day[5] - '0') * 10 + day[6] - '0';
    return month >= 1 && month <= YEAR ? year * YEAR + month - 1 : -1;
}

static struct growth_month *month_at(struct growth *growth, int month) {
    int at = 0;
    while (at < growth->count && growth->months[at].month < month)
        at++;
    if (at < growth->count && growth->months[at].month == month)
        return &growth->months[at];
    if (growth->count == GROWTH_MONTHS_MAX) {
        growth->full = true;
        return NULL;
    }
    memmove(&growth->months[at + 1], &growth->months[at],
            (size_t)(growth->count - at) * sizeof *growth->months);
    growth->count++;
    growth->months[at] = (struct growth_month){.month = month};
    return &growth->months[at];
}

static void add(struct growth_sum *sum, int64_t count) {
    if (count < COUNTERS_FEW)
        sum->more |= count > 0;
    else
        sum->shown += count;
}

void growth_add(struct growth *growth, const struct count_row *row) {
    bool visit = strcmp(row->name, counter_name(COUNTER_SESSIONS)) == 0;
    bool code = strcmp(row->name, counter_name(COUNTER_QR_SHOWN)) == 0;
    int number = month_of(row->day, strlen(row->day));
    struct growth_month *month = (visit || code) && number >= 0 ? month_at(growth, number) : NULL;
    if (!month)
        return;
    add(visit ? &month->visits : &month->codes, row->count);
    if (visit && strcmp(row->language, growth->local) != 0)
        add(&month->foreign, row->count);
}

/* "DAY,SRC,HITS" */
static bool read_line(struct growth *growth, const char *line) {
    const char *comma = strchr(line, ','), *last = strrchr(line, ',');
    char *end;
    if (!comma || comma == last || !isdigit((unsigned char)last[1]))
        return false;
    int number = month_of(line, (size_t)(comma - line));
    long long hits = strtoll(last + 1, &end, 10);
    if (number < 0 || *end || hits > INT32_MAX)
        return false;
    struct growth_month *month = month_at(growth, number);
    if (month) {
        month->web += hits;
        month->web_known = true;
    }
    return true;
}

bool growth_read_web(struct growth *growth, const char *file, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    bool fine = disk_read_linked(file, WEB_BYTES_MAX, &bytes, &size, fail);
    int number = 1;
    for (char *line = bytes, *next; fine && *line; line = next, number++) {
        size_t length = strcspn(line, "\n");
        next = line + length + (line[length] != '\0');
        if (length > 0 && line[length - 1] == '\r')
            length--;
        line[length] = '\0';
        bool title = number == 1 && !isdigit((unsigned char)*line);
        if (length > 0 && !title && !read_line(growth, line))
            fine = fail_at(fail, file, number, 1, "\"%.60s\" is no count: write 2026-12-01,raadhus.cpr,14",
                           line);
    }
    free(bytes);
    return fine;
}

static const struct growth_month *year_before(const struct growth *growth, const struct growth_month *month) {
    for (const struct growth_month *other = growth->months; other < month; other++)
        if (other->month == month->month - YEAR)
            return other;
    return NULL;
}

static const char *sum_text(const struct growth_sum *sum, char out[NUMBER_MAX]) {
    snprintf(out, NUMBER_MAX, "%lld%s", (long long)sum->shown, sum->more ? "+" : "");
    return out;
}

/* One number and that of a year before; "" where there is none. */
static void print_pair(const char *now, const char *before, bool csv) {
    char both[2 * NUMBER_MAX + 4];
    if (csv) {
        printf(",%s,%s", now, before);
        return;
    }
    snprintf(both, sizeof both, "%s (%s)", *now ? now : "-", *before ? before : "-");
    printf("  %18s", both);
}

static void print_month(const struct growth *growth, const struct growth_month *month, bool csv) {
    const struct growth_month *before = year_before(growth, month);
    const struct growth_sum *sums[] = {&month->visits, &month->foreign, &month->codes};
    const struct growth_sum *earlier[] = {before ? &before->visits : NULL, before ? &before->foreign : NULL,
                                          before ? &before->codes : NULL};
    char now[NUMBER_MAX] = "", then[NUMBER_MAX] = "";
    printf("%04d-%02d", month->month / YEAR, month->month % YEAR + 1);
    for (size_t i = 0; i < LENGTH(sums); i++)
        print_pair(sum_text(sums[i], now), earlier[i] ? sum_text(earlier[i], then) : "", csv);
    snprintf(now, sizeof now, month->web_known ? "%lld" : "", (long long)month->web);
    snprintf(then, sizeof then, before && before->web_known ? "%lld" : "",
             before ? (long long)before->web : 0);
    print_pair(now, then, csv);
    putchar('\n');
}

void growth_print(const struct growth *growth, bool csv) {
    char foreign[60];
    snprintf(foreign, sizeof foreign, "not in %.20s", growth->local);
    if (csv)
        puts("month,visits,visits_year_before,other_languages,other_languages_year_before,codes,codes_year_"
             "before,"
             "web,web_year_before");
    else
        printf("%-7s  %18s  %18s  %18s  %18s\n", "month", "visits", foreign, "codes shown", "came by a code");
    for (int i = 0; i < growth->count; i++)
        print_month(growth, &growth->months[i], csv);
    if (!csv)
        puts("\nIn brackets the same month a year before. + a day's number from 1 to 4 is left out. Who came "
             "by a code is "
             "counted by the web server.");
}
