/* A complete port: memory is an array, code is where the linker put it, and there is one thread. */

#include <stdint.h>
#include <stdlib.h>

#include "windlass_platform.h"

/* All memory of the runtime. */
static _Alignas(4096) unsigned char arena[1 << 20];

/* Free blocks, linked by headers at their start. */
struct block {
    size_t size;
    struct block *next;
};

static struct block *free_blocks;
static size_t used;

/* Block sizes are multiples of this. */
enum { UNIT = 16 };

static size_t round_up(size_t n, size_t to) { return (n + to - 1) & ~(to - 1); }

static void put_back(unsigned char *start, size_t size) {
    if (size == 0) {
        return;
    }
    struct block *block = (struct block *)start;
    block->size = size;
    block->next = free_blocks;
    free_blocks = block;
}

void *windlass_platform_allocate(size_t size, size_t alignment) {
    if (alignment < UNIT) {
        alignment = UNIT;
    }
    if (size > sizeof arena) {
        return NULL;
    }
    size = round_up(size, UNIT);
    for (struct block **link = &free_blocks; *link; link = &(*link)->next) {
        struct block *block = *link;
        unsigned char *start = (unsigned char *)block, *end = start + block->size;
        unsigned char *at = (unsigned char *)round_up((uintptr_t)start, alignment);
        if (at <= end && (size_t)(end - at) >= size) {
            *link = block->next;
            put_back(start, (size_t)(at - start));
            put_back(at + size, (size_t)(end - at) - size);
            return at;
        }
    }
    size_t at = round_up(used, alignment);
    if (at > sizeof arena || sizeof arena - at < size) {
        return NULL;
    }
    put_back(arena + used, at - used);
    used = at + size;
    return arena + at;
}

void windlass_platform_free(void *memory, size_t size, size_t alignment) {
    (void)alignment;
    put_back(memory, round_up(size, UNIT));
}

/* The module is part of this program's code (see module.S). The arena is not executable. */
bool windlass_platform_make_executable(void *code, size_t size) {
    unsigned char *start = code;
    (void)size;
    return start < arena || start >= arena + sizeof arena;
}

static void *thread_pointer;

void *windlass_platform_thread_pointer(void) { return thread_pointer; }
void windlass_platform_set_thread_pointer(void *pointer) { thread_pointer = pointer; }

void windlass_platform_abort(void) { abort(); }
