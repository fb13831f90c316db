#include "intake/film_avc.h"

#include <string.h>

enum {
    NAL_SPS = 7,
    NAL_PPS = 8,
    SPS_BYTES_MAX = 1024,
    BASELINE = 66,
    MAIN = 77,
    HIGH = 100,
    MACROBLOCK = 16,
    SCALING_LISTS = 8,
    SMALL_LISTS = 6,
    SAR_EXTENDED = 255,
    COLOUR_709 = 1,
    COLOUR_UNSAID = 2,
    PICTURE_ORDERS_MAX = 255,
    ENTROPY_ZEROS_MAX = 31,
    HRD_COUNT_MAX = 32,
};

/* Bits of a parameter set, its emulation bytes taken out (§7.4.1). Reading beyond the end gives 0. */
struct bits {
    uint8_t bytes[SPS_BYTES_MAX];
    size_t count, at; /* bits */
    bool cut;
};

static bool bits_init(struct bits *bits, struct stretch nal) {
    size_t size = 0, zeros = 0;
    bits->count = bits->at = 0;
    bits->cut = false;
    if (nal.cut || nal.size > SPS_BYTES_MAX)
        return false;
    for (size_t i = 0; i < nal.size; i++) {
        bool emulation = zeros >= 2 && nal.bytes[i] == 3;
        zeros = nal.bytes[i] == 0 ? zeros + 1 : 0;
        if (!emulation)
            bits->bytes[size++] = nal.bytes[i];
    }
    bits->count = size * 8;
    return true;
}

static uint32_t take(struct bits *bits, int count) {
    uint32_t value = 0;
    for (int i = 0; i < count; i++, bits->at++) {
        bool there = bits->at < bits->count;
        bits->cut = bits->cut || !there;
        value = value << 1 | (there ? bits->bytes[bits->at / 8] >> (7 - bits->at % 8) & 1u : 0);
    }
    return value;
}

/* ue(v), §9.1. */
static uint32_t take_ue(struct bits *bits) {
    int zeros = 0;
    while (!bits->cut && take(bits, 1) == 0)
        zeros++;
    if (bits->cut || zeros > ENTROPY_ZEROS_MAX) {
        bits->cut = true;
        return 0;
    }
    return (1u << zeros) - 1 + take(bits, zeros);
}

static void skip_ue(struct bits *bits, int count) {
    for (int i = 0; i < count; i++)
        (void)take_ue(bits);
}

/* se(v), §9.1.1. */
static int32_t take_se(struct bits *bits) {
    int64_t code = take_ue(bits);
    return (int32_t)(code % 2 ? (code + 1) / 2 : -(code / 2));
}

/* §7.3.2.1.1.1. */
static void skip_scaling_list(struct bits *bits, int size) {
    int last = 8, next = 8;
    for (int i = 0; i < size && !bits->cut; i++) {
        if (next != 0)
            next = (int)(((int64_t)last + take_se(bits) + 256) & 255);
        last = next == 0 ? last : next;
    }
}

/* What profiles from High on say of their samples. */
static bool read_samples(struct bits *bits, struct fail *fail) {
    uint32_t chroma = take_ue(bits);
    if (chroma != 1)
        return film_refuse(fail, "the film's colours are not stored as 4:2:0");
    uint32_t luma = take_ue(bits), colours = take_ue(bits);
    if (luma != 0 || colours != 0)
        return film_refuse(fail, "the film has %u bits a colour, and screens take 8", 8 + luma % 7);
    if (take(bits, 1))
        return film_refuse(fail, "the film is stored without loss");
    if (take(bits, 1))
        for (int i = 0; i < SCALING_LISTS; i++)
            if (take(bits, 1))
                skip_scaling_list(bits, i < SMALL_LISTS ? 16 : 64);
    return true;
}

static void skip_picture_order(struct bits *bits) {
    uint32_t type = take_ue(bits);
    if (type == 0) {
        skip_ue(bits, 1);
    } else if (type == 1) {
        (void)take(bits, 1);
        skip_ue(bits, 2);
        uint32_t count = take_ue(bits);
        bits->cut = bits->cut || count > PICTURE_ORDERS_MAX;
        for (uint32_t i = 0; i < count && !bits->cut; i++)
            skip_ue(bits, 1);
    } else if (type != 2) {
        bits->cut = true;
    }
}

static bool read_size(struct bits *bits, struct avc *avc, struct fail *fail) {
    uint32_t wide = take_ue(bits), high = take_ue(bits);
    if (wide >= UINT16_MAX / MACROBLOCK || high >= UINT16_MAX / MACROBLOCK)
        return film_refuse(fail, "the film's pictures are larger than any screen");
    if (!bits->cut && take(bits, 1) == 0)
        return film_refuse(fail, "the film is interlaced");
    (void)take(bits, 1);
    avc->width = (int)(wide + 1) * MACROBLOCK;
    avc->height = (int)(high + 1) * MACROBLOCK;
    if (!take(bits, 1))
        return true;
    uint32_t left = take_ue(bits), right = take_ue(bits), top = take_ue(bits), bottom = take_ue(bits);
    int64_t width = avc->width - 2 * ((int64_t)left + right);
    int64_t height = avc->height - 2 * ((int64_t)top + bottom);
    if (width <= 0 || height <= 0)
        return film_broken(fail, "avcC");
    avc->width = (int)width;
    avc->height = (int)height;
    return true;
}

static bool read_look(struct bits *bits, struct fail *fail) {
    if (take(bits, 1)) { /* Table E-1: 1 is square, 0 is not said */
        uint32_t aspect = take(bits, 8), across = 1, down = 1;
        if (aspect == SAR_EXTENDED) {
            across = take(bits, 16);
            down = take(bits, 16);
        }
        if (across != down || (aspect > 1 && aspect != SAR_EXTENDED))
            return film_refuse(fail, "the film's pixels are not square");
    }
    if (take(bits, 1))
        (void)take(bits, 1); /* overscan */
    if (!take(bits, 1))
        return true;
    (void)take(bits, 3);
    if (take(bits, 1))
        return film_refuse(fail, "the film's colours have the full range, and screens take the limited one");
    for (int i = take(bits, 1) ? 0 : 3; i < 3; i++) {
        uint32_t colour = take(bits, 8);
        if (colour != COLOUR_709 && colour != COLOUR_UNSAID)
            return film_refuse(fail, "the film's colours are not those of BT.709: is it HDR?");
    }
    return true;
}

/* §E.1.2. */
static void skip_hrd(struct bits *bits) {
    uint32_t count = take_ue(bits) + 1;
    bits->cut = bits->cut || count > HRD_COUNT_MAX;
    (void)take(bits, 8);
    for (uint32_t i = 0; i < count && !bits->cut; i++) {
        skip_ue(bits, 2);
        (void)take(bits, 1);
    }
    (void)take(bits, 20);
}

static bool read_usability(struct bits *bits, struct fail *fail) {
    if (!read_look(bits, fail))
        return false;
    if (take(bits, 1))
        skip_ue(bits, 2); /* where colours are sampled */
    if (take(bits, 1)) {  /* §E.2.1: the container's times count */
        (void)take(bits, 32);
        (void)take(bits, 32);
        (void)take(bits, 1);
    }
    bool nal = take(bits, 1);
    if (nal)
        skip_hrd(bits);
    bool vcl = take(bits, 1);
    if (vcl)
        skip_hrd(bits);
    (void)take(bits, nal || vcl ? 2 : 1);
    if (!take(bits, 1))
        return true;
    (void)take(bits, 1);
    skip_ue(bits, 5);
    return take_ue(bits) <= AVC_REFERENCES_MAX ||
           film_refuse(fail, "the film needs more than %d pictures in memory", AVC_REFERENCES_MAX);
}

static bool profile_valid(int profile, int level, struct fail *fail) {
    if (profile != HIGH && profile != MAIN && profile != BASELINE)
        return film_refuse(fail, "the film is H.264 of profile %d, and screens take High or a lower one",
                           profile);
    return level <= AVC_LEVEL_MAX ||
           film_refuse(fail, "the film is H.264 of level %d.%d, and screens take 4.0", level / 10,
                       level % 10);
}

static bool read_sps(struct stretch nal, struct avc *avc, struct fail *fail) {
    struct bits bits;
    if (!bits_init(&bits, nal) || take(&bits, 8) % 32 != NAL_SPS)
        return film_broken(fail, "avcC");
    avc->profile = (int)take(&bits, 8);
    (void)take(&bits, 8);
    avc->level = (int)take(&bits, 8);
    if (!profile_valid(avc->profile, avc->level, fail))
        return false;
    skip_ue(&bits, 1);
    if (avc->profile == HIGH && !read_samples(&bits, fail))
        return false;
    skip_ue(&bits, 1);
    skip_picture_order(&bits);
    uint32_t references = take_ue(&bits);
    if (references > AVC_REFERENCES_MAX)
        return film_refuse(fail, "the film's pictures refer to %u others, and screens keep %d", references,
                           AVC_REFERENCES_MAX);
    avc->references = (int)references;
    (void)take(&bits, 1);
    if (!read_size(&bits, avc, fail) || (take(&bits, 1) && !read_usability(&bits, fail)))
        return false;
    return !bits.cut || film_broken(fail, "avcC");
}

/* The parameter sets of a kind: exactly one SPS, at least one PPS. */
static bool take_sets(struct stretch *avcc, int count, uint8_t kind, struct stretch *first) {
    for (int i = 0; i < count; i++) {
        struct stretch nal = stretch_take(avcc, stretch_u16(avcc));
        if (avcc->cut || nal.size == 0 || nal.bytes[0] % 32 != kind)
            return false;
        if (i == 0)
            *first = nal;
    }
    return count > 0;
}

bool avc_read(struct stretch avcc, struct avc *out, struct fail *fail) {
    struct stretch sps = {0}, pps = {0};
    struct avc avc = {0};
    uint8_t version = stretch_u8(&avcc), profile = stretch_u8(&avcc);
    (void)stretch_u8(&avcc);
    uint8_t level = stretch_u8(&avcc), length = stretch_u8(&avcc), sets = stretch_u8(&avcc);
    if (avcc.cut || version != 1 || length % 4 != 3)
        return film_broken(fail, "avcC");
    if (!profile_valid(profile, level, fail))
        return false;
    if (sets % 32 != 1)
        return film_refuse(fail, "the film has %d descriptions of its pictures, and screens take one",
                           sets % 32);
    if (!take_sets(&avcc, 1, NAL_SPS, &sps) || !take_sets(&avcc, stretch_u8(&avcc), NAL_PPS, &pps))
        return film_broken(fail, "avcC");
    if (!read_sps(sps, &avc, fail))
        return false;
    if (avc.profile != profile || avc.level != level)
        return film_refuse(fail, "the film says two things about its profile and level");
    *out = avc;
    return true;
}
