/* The Windlass WebAssembly engine. Runs modules compiled ahead of time with `windlass compile FILE -o OUT`.
 *
 * Names and conventions follow wasm.h and wasmtime.h where possible.
 *
 * - Ownership: the caller owns what a `new` function returns, and what a function stores through a pointer to a pointer. Free it with
 *   the matching `delete` function. Deleting NULL does nothing.
 * - Errors: a function that can fail returns an error, which the caller owns, or NULL on success.
 * - NULL arguments: passing NULL for a required argument is an error, or returns NULL, 0 or false. Other pointers must be valid.
 * - Handles (instances, functions, memories) are small values that can be copied. A handle belongs to a store: it is valid as long as
 *   the store, and may only be used with that store's context.
 * - Threads: only one thread at a time may use a store. Several threads may share engines and modules.
 */

#ifndef WINDLASS_H
#define WINDLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Settings for an engine. */
typedef struct windlass_config windlass_config_t;
/* Settings and state that modules and stores share. */
typedef struct windlass_engine windlass_engine_t;
/* A compiled module. */
typedef struct windlass_module windlass_module_t;
/* Owns instances and everything that belongs to them. */
typedef struct windlass_store windlass_store_t;
/* Access to a store, for its owner or a host function. */
typedef struct windlass_context windlass_context_t;
/* The instance that called a host function. */
typedef struct windlass_caller windlass_caller_t;
/* Host functions, by import name. */
typedef struct windlass_linker windlass_linker_t;
/* Why something failed. */
typedef struct windlass_error windlass_error_t;

/* Handles. Their content is private to the library. */
typedef struct { uint64_t words[2]; } windlass_instance_t;
typedef struct { uint64_t words[2]; } windlass_func_t;
typedef struct { uint64_t words[2]; } windlass_memory_t;

/* The type of a value. */
typedef uint8_t wasm_valkind_t;
enum wasm_valkind_enum { WASM_I32, WASM_I64, WASM_F32, WASM_F64 };

/* A value. */
typedef struct {
    wasm_valkind_t kind;
    union {
        int32_t i32;
        int64_t i64;
        float f32;
        double f64;
    } of;
} wasm_val_t;

#define WASM_I32_VAL(x) {.kind = WASM_I32, .of = {.i32 = (x)}}
#define WASM_I64_VAL(x) {.kind = WASM_I64, .of = {.i64 = (x)}}
#define WASM_F32_VAL(x) {.kind = WASM_F32, .of = {.f32 = (x)}}
#define WASM_F64_VAL(x) {.kind = WASM_F64, .of = {.f64 = (x)}}

/* Trap codes. */
typedef enum {
    WINDLASS_TRAP_NONE = 0,
    WINDLASS_TRAP_STACK_OVERFLOW = 1,
    WINDLASS_TRAP_MEMORY_OUT_OF_BOUNDS = 2,
    WINDLASS_TRAP_TABLE_OUT_OF_BOUNDS = 3,
    WINDLASS_TRAP_INDIRECT_CALL_TO_NULL = 4,
    WINDLASS_TRAP_BAD_SIGNATURE = 5,
    WINDLASS_TRAP_INTEGER_OVERFLOW = 6,
    WINDLASS_TRAP_INTEGER_DIVISION_BY_ZERO = 7,
    WINDLASS_TRAP_BAD_CONVERSION_TO_INTEGER = 8,
    WINDLASS_TRAP_UNREACHABLE_CODE_REACHED = 9,
    WINDLASS_TRAP_NULL_REFERENCE = 10,
    WINDLASS_TRAP_INTERRUPT = 11,
} windlass_trap_code_t;

/* Errors. */

/* Creates an error with this message, for a host function to return. */
windlass_error_t *windlass_error_new(const char *message);
/* Copies the message to `buffer`, truncated to `size` bytes including the terminating NUL. Returns the length of the whole message,
 * without the NUL. */
size_t windlass_error_message(const windlass_error_t *error, char *buffer, size_t size);
/* The error's trap code, or WINDLASS_TRAP_NONE if it is not a trap. */
int windlass_error_trap_code(const windlass_error_t *error);
/* A frame of the error's backtrace; index 0 is the innermost. Stores the function's index in its module and the module offset of the
 * operator, or UINT32_MAX if the offset is unknown. Either pointer may be NULL. Returns false if there is no such frame. */
bool windlass_error_frame(const windlass_error_t *error, size_t index, uint32_t *func_index, uint32_t *module_offset);
void windlass_error_delete(windlass_error_t *error);

/* Engines. */

windlass_config_t *windlass_config_new(void);
/* Sets how many bytes of stack guest code may use. At least 64 KiB. */
void windlass_config_max_wasm_stack_set(windlass_config_t *config, size_t size);
/* Sets whether traps use signals. Enabled by default if the library was built with the Rust standard library; otherwise
 * unsupported. Modules must be compiled with the same setting: see `windlass compile --signals-based-traps`. */
void windlass_config_signals_based_traps_set(windlass_config_t *config, bool enable);
void windlass_config_delete(windlass_config_t *config);

/* Takes ownership of `config`; NULL selects the defaults. Returns NULL if the configuration is unsupported. */
windlass_engine_t *windlass_engine_new(windlass_config_t *config);
/* Modules, stores and linkers of the engine stay valid. */
void windlass_engine_delete(windlass_engine_t *engine);

/* Modules. Loading is safe for any bytes, but running is not: the bytes must be the unmodified output of Windlass. */

/* Loads a compiled module from a copy of `bytes`. */
windlass_error_t *windlass_module_deserialize(windlass_engine_t *engine, const void *bytes, size_t size,
                                              windlass_module_t **module);
/* The same, without a copy if the library was built without the Rust standard library. The bytes must be aligned to 16 and stay
 * unchanged while anything of the module is in use. Code is executed in place if the platform allows it. */
windlass_error_t *windlass_module_deserialize_raw(windlass_engine_t *engine, const void *bytes, size_t size,
                                                  windlass_module_t **module);
void windlass_module_delete(windlass_module_t *module);

/* Stores. */

/* Creates an empty store. `data` is for the embedder: see windlass_context_data. */
windlass_store_t *windlass_store_new(windlass_engine_t *engine, void *data);
/* The store's context, to pass to other functions. Valid as long as the store. Must not be used while a call that it was passed to
 * is running. */
windlass_context_t *windlass_store_context(windlass_store_t *store);
/* The `data` passed to windlass_store_new. */
void *windlass_context_data(windlass_context_t *context);
void windlass_store_delete(windlass_store_t *store);

/* Host functions. */

/* A host function. `nargs` and `nresults` match its type. `results` are initialised to zeroes of their types; replace them by values of
 * the same types. Returns NULL on success. If it returns an error, the library takes ownership, guest code stops, and the call that
 * entered the guest returns the error. It must not leave by longjmp or an exception. */
typedef windlass_error_t *(*windlass_func_callback_t)(void *env, windlass_caller_t *caller, const wasm_val_t *args,
                                                      size_t nargs, wasm_val_t *results, size_t nresults);

windlass_linker_t *windlass_linker_new(windlass_engine_t *engine);
/* Defines the function that modules import as `module` and `field`. `env` is passed to each call, and must be valid as long as any store
 * that uses the function. */
windlass_error_t *windlass_linker_define_func(windlass_linker_t *linker, const char *module, const char *field,
                                              const wasm_valkind_t *params, size_t nparams,
                                              const wasm_valkind_t *results, size_t nresults,
                                              windlass_func_callback_t function, void *env);
/* Instantiates a module and calls its start function. */
windlass_error_t *windlass_linker_instantiate(windlass_linker_t *linker, windlass_context_t *context,
                                              windlass_module_t *module, windlass_instance_t *instance);
void windlass_linker_delete(windlass_linker_t *linker);

/* For a host function: the context of the caller's store, and a memory that the caller exports as `field`. */
windlass_context_t *windlass_caller_context(windlass_caller_t *caller);
bool windlass_caller_get_memory(windlass_caller_t *caller, const char *field, windlass_memory_t *memory);

/* Instances. */

/* Look up an export. Return false if there is none of that name and kind. */
bool windlass_instance_get_func(windlass_context_t *context, const windlass_instance_t *instance, const char *field,
                                windlass_func_t *func);
bool windlass_instance_get_memory(windlass_context_t *context, const windlass_instance_t *instance, const char *field,
                                  windlass_memory_t *memory);

/* Calls a function. `nargs`, `nresults` and the argument types must match its type. */
windlass_error_t *windlass_func_call(windlass_context_t *context, const windlass_func_t *func, const wasm_val_t *args,
                                     size_t nargs, wasm_val_t *results, size_t nresults);

/* The address and size of a memory. Both may change whenever guest code runs. */
uint8_t *windlass_memory_data(windlass_context_t *context, const windlass_memory_t *memory);
size_t windlass_memory_data_size(windlass_context_t *context, const windlass_memory_t *memory);

#ifdef __cplusplus
}
#endif

#endif
