/* What a port supplies to the Windlass runtime that is built without the standard library (cargo build -p windlass-capi
 * --no-default-features --profile min): these functions, and memcpy, memmove, memset and memcmp as C has them.
 * docs/PORTING.md tells more. */

#ifndef WINDLASS_PLATFORM_H
#define WINDLASS_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* `size` bytes, more than none, that nobody else uses, at a multiple of `alignment`, a power of two up to 4096. What is in them
 * does not matter. NULL where there are not as many. Linear memories, the stack of the guest and copies of code come with an
 * alignment of 4096, everything else with 16 at most. */
void *windlass_platform_allocate(size_t size, size_t alignment);

/* Takes back what `windlass_platform_allocate` returned for the same `size` and `alignment`. */
void windlass_platform_free(void *memory, size_t size, size_t alignment);

/* Sees to it that the `size` bytes at `code` can be executed, and read. They are either memory that was allocated with an
 * alignment of 4096 and is never written to again before it is freed, or a part of what windlass_module_deserialize_raw was
 * given. The runtime itself maintains the caches. `false` where they cannot be executed: what was given is then copied to memory
 * that is allocated, and the question asked again. */
bool windlass_platform_make_executable(void *code, size_t size);

/* A pointer of each thread, NULL at first. Where there is one thread, a variable. */
void *windlass_platform_thread_pointer(void);
void windlass_platform_set_thread_pointer(void *pointer);

/* Ends the program, or whatever the runtime is a part of: there is a defect, in the runtime or in how it is used, such as a
 * handle that is used with another store than its own, or there is no memory for something small. Does not return. */
void windlass_platform_abort(void);

#ifdef __cplusplus
}
#endif

#endif
