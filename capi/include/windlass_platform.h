/* The functions that a port supplies to the Windlass runtime built without the Rust standard library (cargo build -p windlass-capi
 * --no-default-features --profile min). It also supplies memcpy, memmove, memset and memcmp of the C standard.
 * See docs/PORTING.md. */

#ifndef WINDLASS_PLATFORM_H
#define WINDLASS_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Allocates `size` bytes (at least 1) at a multiple of `alignment` (a power of two, at most 4096). The content may be anything.
 * Returns NULL if out of memory. Linear memories, the guest stack and copies of code use alignment 4096, everything else 16 or
 * less. */
void *windlass_platform_allocate(size_t size, size_t alignment);

/* Frees memory that windlass_platform_allocate returned for the same `size` and `alignment`. */
void windlass_platform_free(void *memory, size_t size, size_t alignment);

/* Makes the `size` bytes at `code` executable and readable. They are either memory allocated with alignment 4096, which is not
 * written again before it is freed, or part of the bytes passed to windlass_module_deserialize_raw. The runtime maintains the
 * caches itself. Returns false if they cannot be made executable; the runtime then copies bytes of the caller's to allocated memory
 * and calls again. */
bool windlass_platform_make_executable(void *code, size_t size);

/* A thread-local pointer, initially NULL. With a single thread, a global variable will do. */
void *windlass_platform_thread_pointer(void);
void windlass_platform_set_thread_pointer(void *pointer);

/* Ends the program, or whatever the runtime is part of. Called on a bug in the runtime or its user, such as a handle used with the
 * wrong store, and when a small allocation fails. Must not return. */
void windlass_platform_abort(void);

#ifdef __cplusplus
}
#endif

#endif
