/* The Windlass WebAssembly engine: runs modules that were compiled ahead of time, with `windlass compile FILE -o OUT`.
 *
 * Names and ways are those of wasm.h and wasmtime.h where these fit.
 *
 * - What a function with `new` in its name returns, or puts in a place whose type is a pointer to a pointer, is the caller's, to be
 *   given back by the function with `delete`. NULL may be deleted.
 * - A function that can fail returns an error, which is the caller's; NULL says that all went well.
 * - NULL where something is needed is an error, or makes the answer NULL, 0 or false. Other pointers must be right.
 * - Handles, instances, functions and memories, are small values that can be copied. They belong to a store, are valid as long as
 *   it, and may only be used with its context.
 * - One thread at a time uses a store. Engines and modules may be used by several.
 */

#ifndef WINDLASS_H
#define WINDLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How an engine runs modules. */
typedef struct windlass_config windlass_config_t;
/* What modules and stores have in common. */
typedef struct windlass_engine windlass_engine_t;
/* A compiled module. */
typedef struct windlass_module windlass_module_t;
/* A collection of instances, and of all that belongs to them. */
typedef struct windlass_store windlass_store_t;
/* A store that is being used: by its owner, or by a host function. */
typedef struct windlass_context windlass_context_t;
/* The instance that calls a host function. */
typedef struct windlass_caller windlass_caller_t;
/* Host functions, by name. */
typedef struct windlass_linker windlass_linker_t;
/* Why something failed. */
typedef struct windlass_error windlass_error_t;

/* Handles. What is in them is the library's. */
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

/* Why guest code stopped. */
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

/* An error with this message, for a host function to return. */
windlass_error_t *windlass_error_new(const char *message);
/* Copies the message, as far as there is room for it in `size` bytes, and a zero to `buffer`. Returns the length of the whole
 * message. */
size_t windlass_error_message(const windlass_error_t *error, char *buffer, size_t size);
/* The trap that the error is; WINDLASS_TRAP_NONE if it is none. */
int windlass_error_trap_code(const windlass_error_t *error);
/* A function of the guest that was being executed, the newest with `index` 0: its index in its module, and the offset in the
 * module of its operator, UINT32_MAX where that is not known. Either place may be NULL. `false` where there are not as many. */
bool windlass_error_frame(const windlass_error_t *error, size_t index, uint32_t *func_index, uint32_t *module_offset);
void windlass_error_delete(windlass_error_t *error);

/* Engines. */

windlass_config_t *windlass_config_new(void);
/* Bytes of stack that guest code may use; at least 64 KiB. */
void windlass_config_max_wasm_stack_set(windlass_config_t *config, size_t size);
/* Whether traps are signals: the default where the library was built with the standard library, and otherwise impossible. A module
 * must have been compiled for the way that is used: see `windlass compile --signals-based-traps`. */
void windlass_config_signals_based_traps_set(windlass_config_t *config, bool enable);
void windlass_config_delete(windlass_config_t *config);

/* Takes `config`, which may be NULL for the defaults. NULL where the configuration is not possible. */
windlass_engine_t *windlass_engine_new(windlass_config_t *config);
/* What was made with the engine may still be used. */
void windlass_engine_delete(windlass_engine_t *engine);

/* Modules. Loading one is safe whatever the bytes are, but not what it does when it is run: the bytes must be what Windlass made,
 * unchanged. */

/* Loads a compiled module from a copy of `bytes`. */
windlass_error_t *windlass_module_deserialize(windlass_engine_t *engine, const void *bytes, size_t size,
                                              windlass_module_t **module);
/* The same without a copy, where the library was built without the standard library: the bytes must be aligned to 16, and stay as
 * they are as long as anything of the module is used. Code is executed where it is, if the platform says that it can be. */
windlass_error_t *windlass_module_deserialize_raw(windlass_engine_t *engine, const void *bytes, size_t size,
                                                  windlass_module_t **module);
void windlass_module_delete(windlass_module_t *module);

/* Stores. */

/* An empty store, with a pointer that is the embedder's. */
windlass_store_t *windlass_store_new(windlass_engine_t *engine, void *data);
/* What functions use the store by. Valid as long as the store, but not to be used while a function that was given it runs. */
windlass_context_t *windlass_store_context(windlass_store_t *store);
/* The embedder's pointer. */
void *windlass_context_data(windlass_context_t *context);
void windlass_store_delete(windlass_store_t *store);

/* Host functions. */

/* A host function. There are as many arguments and results as its type says; results are zeroes of their types, to be
 * replaced by values of the same types. Returns NULL, or an error, which is taken, ends the guest and is returned by whatever called
 * into it. It must not leave by longjmp or an exception. */
typedef windlass_error_t *(*windlass_func_callback_t)(void *env, windlass_caller_t *caller, const wasm_val_t *args,
                                                      size_t nargs, wasm_val_t *results, size_t nresults);

windlass_linker_t *windlass_linker_new(windlass_engine_t *engine);
/* Defines what modules import as `module` and `field`. `env` is what the function is given, as long as stores that use it exist. */
windlass_error_t *windlass_linker_define_func(windlass_linker_t *linker, const char *module, const char *field,
                                              const wasm_valkind_t *params, size_t nparams,
                                              const wasm_valkind_t *results, size_t nresults,
                                              windlass_func_callback_t function, void *env);
/* Instantiates a module, and calls its start function. */
windlass_error_t *windlass_linker_instantiate(windlass_linker_t *linker, windlass_context_t *context,
                                              windlass_module_t *module, windlass_instance_t *instance);
void windlass_linker_delete(windlass_linker_t *linker);

/* For a host function: the store of the instance that calls, and a memory that this exports. */
windlass_context_t *windlass_caller_context(windlass_caller_t *caller);
bool windlass_caller_get_memory(windlass_caller_t *caller, const char *field, windlass_memory_t *memory);

/* Instances. */

/* What an instance exports as `field`; `false` where there is nothing of that name, or something else. */
bool windlass_instance_get_func(windlass_context_t *context, const windlass_instance_t *instance, const char *field,
                                windlass_func_t *func);
bool windlass_instance_get_memory(windlass_context_t *context, const windlass_instance_t *instance, const char *field,
                                  windlass_memory_t *memory);

/* Calls a function. The numbers of arguments and results, and the types of the arguments, must be those of its type. */
windlass_error_t *windlass_func_call(windlass_context_t *context, const windlass_func_t *func, const wasm_val_t *args,
                                     size_t nargs, wasm_val_t *results, size_t nresults);

/* The bytes of a memory, and how many they are. They may move whenever guest code runs. */
uint8_t *windlass_memory_data(windlass_context_t *context, const windlass_memory_t *memory);
size_t windlass_memory_data_size(windlass_context_t *context, const windlass_memory_t *memory);

#ifdef __cplusplus
}
#endif

#endif
