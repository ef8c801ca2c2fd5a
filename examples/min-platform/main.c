/* Runs a compiled module on a minimal platform: no threads, signals, files or virtual memory. */

#include <stdio.h>
#include <stdlib.h>

#include "windlass.h"

extern const unsigned char guest_module[], guest_module_end[];

/* Prints an error with its backtrace. */
static void show(const char *what, windlass_error_t *error) {
    char message[200];
    windlass_error_message(error, message, sizeof message);
    printf("%s: %s (trap code %d)\n", what, message, windlass_error_trap_code(error));
    uint32_t function, offset;
    for (size_t i = 0; i < 3 && windlass_error_frame(error, i, &function, &offset); i++) {
        printf("  in function %u at %#x\n", (unsigned)function, (unsigned)offset);
    }
    windlass_error_delete(error);
}

/* Exits if a call that should not fail did. */
static void check(const char *what, windlass_error_t *error) {
    if (error) {
        show(what, error);
        exit(1);
    }
}

/* host.print: prints bytes of the guest's memory. */
static windlass_error_t *print(void *env, windlass_caller_t *caller, const wasm_val_t *args, size_t nargs,
                               wasm_val_t *results, size_t nresults) {
    (void)env, (void)nargs, (void)results, (void)nresults;
    windlass_memory_t memory;
    if (!windlass_caller_get_memory(caller, "memory", &memory)) {
        return windlass_error_new("the guest has no memory");
    }
    windlass_context_t *context = windlass_caller_context(caller);
    size_t size = windlass_memory_data_size(context, &memory);
    uint32_t at = (uint32_t)args[0].of.i32, len = (uint32_t)args[1].of.i32;
    if (at > size || len > size - at) {
        return windlass_error_new("the text is not in the guest's memory");
    }
    printf("%.*s\n", (int)len, (const char *)windlass_memory_data(context, &memory) + at);
    return NULL;
}

/* host.add: adds two integers, and counts its calls in `*env`. */
static windlass_error_t *add(void *env, windlass_caller_t *caller, const wasm_val_t *args, size_t nargs,
                             wasm_val_t *results, size_t nresults) {
    (void)caller, (void)nargs, (void)nresults;
    ++*(unsigned *)env;
    results[0].of.i64 = args[0].of.i64 + args[1].of.i64;
    return NULL;
}

static windlass_context_t *context;
static windlass_instance_t instance;

/* Calls an exported function. */
static windlass_error_t *call(const char *name, const wasm_val_t *args, size_t nargs, wasm_val_t *results,
                              size_t nresults) {
    windlass_func_t function;
    if (!windlass_instance_get_func(context, &instance, name, &function)) {
        return windlass_error_new("no such function");
    }
    return windlass_func_call(context, &function, args, nargs, results, nresults);
}

/* Calls an exported function that must fail, and prints the error. */
static void call_to_trap(const char *name, const wasm_val_t *args, size_t nargs, size_t nresults) {
    wasm_val_t result;
    windlass_error_t *error = call(name, args, nargs, &result, nresults);
    if (!error) {
        printf("%s: there should have been a trap\n", name);
        exit(1);
    }
    show(name, error);
}

int main(void) {
    /* Signals are unsupported here anyway. With the library for Linux, this turns them off. */
    windlass_config_t *config = windlass_config_new();
    windlass_config_signals_based_traps_set(config, false);
    windlass_config_max_wasm_stack_set(config, 64 << 10);
    windlass_engine_t *engine = windlass_engine_new(config);
    windlass_module_t *module = NULL;
    check("load", windlass_module_deserialize_raw(engine, guest_module, (size_t)(guest_module_end - guest_module), &module));

    unsigned calls = 0;
    windlass_linker_t *linker = windlass_linker_new(engine);
    const wasm_valkind_t i32s[] = {WASM_I32, WASM_I32}, i64s[] = {WASM_I64, WASM_I64};
    check("define", windlass_linker_define_func(linker, "host", "print", i32s, 2, NULL, 0, print, NULL));
    check("define", windlass_linker_define_func(linker, "host", "add", i64s, 2, i64s, 1, add, &calls));

    windlass_store_t *store = windlass_store_new(engine, NULL);
    context = windlass_store_context(store);
    check("instantiate", windlass_linker_instantiate(linker, context, module, &instance));

    check("hello", call("hello", NULL, 0, NULL, 0));
    wasm_val_t result, n = WASM_I64_VAL(10), pages = WASM_I32_VAL(2);
    check("squares", call("squares", &n, 1, &result, 1));
    printf("the squares below 10 add up to %lld, after %u calls of the host\n", (long long)result.of.i64, calls);
    check("grow", call("grow", &pages, 1, &result, 1));
    printf("there were %d pages of memory before 2 were added\n", (int)result.of.i32);

    wasm_val_t by_zero[] = {WASM_I32_VAL(1), WASM_I32_VAL(0)}, overflow[] = {WASM_I32_VAL(INT32_MIN), WASM_I32_VAL(-1)};
    wasm_val_t far = WASM_I32_VAL(-8), null = WASM_I32_VAL(1), outside = WASM_I32_VAL(2), zero = WASM_I32_VAL(0);
    call_to_trap("divide", by_zero, 2, 1);
    call_to_trap("divide", overflow, 2, 1);
    call_to_trap("load", &far, 1, 1);
    call_to_trap("call", &null, 1, 0);
    call_to_trap("call", &outside, 1, 0);
    call_to_trap("recurse", &zero, 1, 1);
    call_to_trap("unreachable", NULL, 0, 0);

    /* Misuse is an error, too. */
    wasm_val_t wrong[] = {WASM_I64_VAL(1), WASM_I64_VAL(2)};
    call_to_trap("no such function", NULL, 0, 0);
    call_to_trap("divide", wrong, 2, 1);
    show("nothing", windlass_func_call(NULL, NULL, NULL, 0, NULL, 0));
    show("no module", windlass_module_deserialize(engine, "\177ELF", 4, &module));
    check("hello", call("hello", NULL, 0, NULL, 0));

    windlass_store_delete(store);
    windlass_linker_delete(linker);
    windlass_module_delete(module);
    windlass_engine_delete(engine);
    return 0;
}
