/* FNV-1a (Fowler, Noll, Vo): tells things apart that nobody forges. Start with FNV32 or FNV64 and mix in what
 * counts. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define FNV32 UINT32_C(2166136261)
#define FNV64 UINT64_C(14695981039346656037)

static inline uint32_t fnv32(uint32_t hash, const void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const uint8_t *)bytes)[i]) * UINT32_C(16777619);
    return hash;
}

static inline uint64_t fnv64(uint64_t hash, const void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const uint8_t *)bytes)[i]) * UINT64_C(1099511628211);
    return hash;
}
