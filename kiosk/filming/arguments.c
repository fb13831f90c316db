#include "filming/arguments.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void put(struct arguments *out, const char *format, ...) PRINTF_LIKE(2, 3);
static void put(struct arguments *out, const char *format, ...) {
    size_t room = sizeof out->text - out->used;
    if (out->count == ARGUMENTS_MAX || room < 2)
        return;
    va_list values;
    va_start(values, format);
    int length = vsnprintf(out->text + out->used, room, format, values);
    va_end(values);
    out->argv[out->count++] = out->text + out->used;
    out->used += length > 0 && (size_t)length < room ? (size_t)length + 1 : room;
}

/* Words that are parted by single spaces. */
static void put_all(struct arguments *out, const char *words) {
    for (size_t length; *words; words += length + (words[length] == ' ')) {
        length = strcspn(words, " ");
        put(out, "%.*s", (int)length, words);
    }
}

static void begin(struct arguments *out, const char *program) {
    out->count = out->used = 0;
    memset(out->argv, 0, sizeof out->argv);
    put_all(out, program);
}

/* No address is followed, no format guessed, nothing decoded that is too large. */
static void put_bounds(const char *container, struct arguments *out) {
    put(out, "-f");
    put(out, "%s", container);
    put_all(out, "-protocol_whitelist file -max_streams 60 -max_pixels");
    put(out, "%d", PLAN_PIXELS_MAX);
}

/* A picture that changes its size, or its colours, on the way: the filters are not begun anew for it, as they
 * would count from frame 0 again. The first of them that minds is scale, which takes what comes. */
static void put_steady(struct arguments *out) {
    put_all(out, "-reinit_filter 0");
}

static void put_input(const char *container, struct arguments *out) {
    put_bounds(container, out);
    put(out, "-t");
    put(out, "%d", FILM_SECONDS_MAX + 1); /* longer ones are found to be so */
    put_all(out, "-i file:" ARGUMENTS_FILE);
}

static void begin_ffmpeg(struct arguments *out) {
    begin(out, "ffmpeg -hide_banner -nostdin -y -nostats -progress pipe:1 -loglevel level+info");
}

/* Only passed by. Where time stamps jump (MPEG), ffmpeg begins to count at the first of the tracks that are
 * used: so that picture and sound begin at the same time, each stage uses both. */
static void put_beside(int input, int track, struct arguments *out) {
    put(out, "-map");
    put(out, "%d:%d", input, track);
    put_all(out, "-c copy -f null -");
}

void arguments_probe(const char *container, struct arguments *out) {
    begin(out, "ffprobe -hide_banner -loglevel error");
    put_bounds(container, out);
    put_all(out, "-count_packets -of json -show_entries");
    put(out, "program_version=version:format=duration:stream_disposition=attached_pic:stream_tags=language:"
             "stream_side_data=side_data_type,rotation,dv_profile:stream=index,codec_name,codec_type,"
             "codec_tag_string,pix_fmt,color_transfer,color_space,color_range,field_order,width,height,"
             "sample_aspect_ratio,r_frame_rate,avg_frame_rate,duration,nb_read_packets,channels,sample_rate");
    put(out, "file:" ARGUMENTS_FILE);
}

/* As it will be heard: stereo, from the picture's beginning. */
#define SOUND_FIRST "aresample=48000:async=1:first_pts=0,aformat=sample_rates=48000:channel_layouts=stereo"
#define SOUND_LEVEL "loudnorm=I=-23:TP=-1:LRA=20"

void arguments_measure(const char *container, const struct plan *plan, struct arguments *out) {
    begin_ffmpeg(out);
    put_steady(out);
    put_input(container, out);
    put(out, "-map");
    put(out, "0:%d", plan->picture);
    put(out, "-vf");
    put(out, "fps=fps=%d/%d:start_time=0,scale=8:8:flags=area,format=gray", plan->fps_num, plan->fps_den);
    put_all(out, "-fps_mode passthrough -c:v rawvideo -f rawvideo " ARGUMENTS_GREYS);
    if (plan->sound < 0)
        return;
    put(out, "-map");
    put(out, "0:%d", plan->sound);
    put_all(out, "-af " SOUND_FIRST "," SOUND_LEVEL ":print_format=json -f null -");
}

/* Ticks a second: a frame takes a whole number of them, and players expect more than a few. */
static int time_scale(const struct plan *plan) {
    return plan->fps_den == 1 ? plan->fps_num * 1000 : plan->fps_num;
}

void arguments_encode(const char *container, const struct plan *plan, long part, struct arguments *out) {
    long frames = (long)ARGUMENTS_PART_S * plan->gop;
    double second = (double)plan->fps_den / plan->fps_num;
    begin_ffmpeg(out);
    put_steady(out);
    put_input(container, out);
    put(out, "-map");
    put(out, "0:%d", plan->picture);
    put(out, "-vf");
    put(out, "%s,trim=start_frame=%ld,setpts=PTS-STARTPTS", plan->filter, part * frames);
    put_all(out, "-fps_mode passthrough -c:v libx264 -preset medium -profile:v high -level:v 4.0 -crf 21 "
                 "-bf 2 -refs 3 -b-pyramid none -sc_threshold 0 -flags +cgop+bitexact -pix_fmt yuv420p "
                 "-color_primaries "
                 "bt709 -color_trc bt709 -colorspace bt709 -color_range tv -coder");
    put(out, "%s", plan->light ? "vlc" : "ac");
    put_all(out, "-maxrate");
    put(out, "%dk", plan->kbit * 13 / 16); /* what is left of the buffer may come besides */
    put(out, "-bufsize");
    put(out, "%dk", plan->kbit * 3 / 16);
    put(out, "-g");
    put(out, "%d", plan->gop);
    put(out, "-keyint_min");
    put(out, "%d", plan->gop);
    put_all(out, "-map_metadata -1 -map_chapters -1 -f segment -segment_format mp4 -reset_timestamps 1 "
                 "-segment_list_type csv -segment_time");
    put(out, "%.6f", (double)frames * second);
    put(out, "-segment_time_delta");
    put(out, "%.6f", second / 2);
    put(out, "-segment_format_options");
    put(out, "video_track_timescale=%d", time_scale(plan));
    put(out, "-segment_list");
    put(out, "parts-%ld.csv", part);
    put(out, "-segment_start_number");
    put(out, "%ld", part);
    put(out, "part-%%04d.mp4");
    if (plan->sound >= 0)
        put_beside(0, plan->sound, out);
}

static void put_sound(const struct plan *plan, const struct measured *measured, int64_t frames,
                      struct arguments *out) {
    const struct film film = {.fps_num = plan->fps_num, .fps_den = plan->fps_den};
    put_all(out, "-map");
    put(out, "1:%d", plan->sound);
    put(out, "-af");
    put(out,
        SOUND_FIRST "," SOUND_LEVEL ":linear=true:measured_I=%s:measured_TP=%s:measured_LRA=%s:"
                    "measured_thresh=%s:offset=%s,aresample=48000,apad,atrim=end_sample=%" PRId64,
        measured->loudness, measured->peak, measured->range, measured->threshold, measured->offset,
        film_frame_sample(&film, frames));
    put_all(out, "-c:a aac -profile:a aac_low -ar 48000 -ac 2 -b:a");
    put(out, "%dk", PLAN_SOUND_KBIT);
}

void arguments_join(const char *container, const struct plan *plan, const struct measured *measured,
                    int64_t frames, struct arguments *out) {
    begin_ffmpeg(out);
    put_all(out, "-f concat -safe 1 -protocol_whitelist file -i file:" ARGUMENTS_LIST);
    if (measured)
        put_input(container, out);
    put_all(out, "-map 0:0 -c:v copy");
    if (measured)
        put_sound(plan, measured, frames, out);
    put_all(out, "-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags +bitexact -movflags +faststart "
                 "-video_track_timescale");
    put(out, "%d", time_scale(plan));
    put_all(out, "-f mp4 " ARGUMENTS_FILM " -map 0:0 -frames:v 1 -vf scale=in_color_matrix=bt709:in_range="
                 "limited:flags=accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24 -c:v png -f image2 "
                 "-update 1 " ARGUMENTS_POSTER);
    if (measured)
        put_beside(1, plan->picture, out);
}

void arguments_words(const char *container, int track, struct arguments *out) {
    begin_ffmpeg(out);
    put_input(container, out);
    put(out, "-map");
    put(out, "0:%d", track);
    put_all(out, "-c:s webvtt -f webvtt " ARGUMENTS_WORDS);
}
