#include "intake/film_sound.h"

enum {
    TAG_STREAM = 3,
    TAG_DECODER = 4,
    TAG_SPECIFIC = 5,
    FLAGS_NONE = 0,
    AAC = 0x40,       /* ISO/IEC 14496-1, Table 5 */
    AUDIO = 5,        /* the same, Table 6 */
    AAC_LC = 2,       /* ISO/IEC 14496-3, Table 1.17 */
    HZ_48000 = 3,     /* Table 1.18 */
    CHANNELS_TWO = 2, /* Table 1.19 */
    SYNC_SBR = 0x2B7, /* §1.6.5 */
    OBJECT_SBR = 5,
};

/* The body of the descriptor that comes next (ISO/IEC 14496-1 §8.3.3). */
static struct stretch descriptor(struct stretch *from, uint8_t tag) {
    size_t size = 0;
    uint8_t byte = 0x80;
    if (stretch_u8(from) != tag)
        from->cut = true;
    for (int i = 0; i < 4 && byte & 0x80; i++) {
        byte = stretch_u8(from);
        size = size << 7 | (byte & 0x7F);
    }
    return stretch_take(from, size);
}

static bool specific_read(struct stretch config, struct fail *fail) {
    uint16_t word = stretch_u16(&config);
    if (config.cut)
        return film_broken(fail, "esds");
    if (word >> 11 != AAC_LC)
        return film_refuse(fail, "the film's sound is not AAC-LC");
    if ((word >> 7 & 15) != HZ_48000)
        return film_refuse(fail, "the film's sound has not 48000 samples a second");
    if ((word >> 3 & 15) != CHANNELS_TWO)
        return film_refuse(fail, "the film's sound has not two channels");
    if (word & 7)
        return film_refuse(fail, "the film's sound has frames of another length than 1024 samples");
    if (config.size == 0)
        return true;
    word = stretch_u16(&config); /* is there more of it, for who can hear more? Only "no" is taken */
    if (config.cut || word >> 5 != SYNC_SBR || (word & 31) != OBJECT_SBR || stretch_u8(&config) & 0x80)
        return film_refuse(fail, "the film's sound is not AAC-LC");
    return (!config.cut && config.size == 0) || film_broken(fail, "esds");
}

bool film_sound_read(struct stretch esds, struct fail *fail) {
    uint32_t flags;
    (void)stretch_version(&esds, &flags);
    struct stretch stream = descriptor(&esds, TAG_STREAM);
    (void)stretch_u16(&stream);
    if (stretch_u8(&stream) != FLAGS_NONE) /* it needs no other stream, and comes from no address */
        stream.cut = true;
    struct stretch decoder = descriptor(&stream, TAG_DECODER);
    uint8_t object = stretch_u8(&decoder), kind = stretch_u8(&decoder);
    (void)stretch_take(&decoder, 3 + 4 + 4); /* of a buffer, and rates */
    struct stretch specific = descriptor(&decoder, TAG_SPECIFIC);
    if (esds.cut || stream.cut || decoder.cut || specific.cut)
        return film_broken(fail, "esds");
    if (object != AAC || kind >> 2 != AUDIO)
        return film_refuse(fail, "the film's sound is not AAC");
    return specific_read(specific, fail);
}
