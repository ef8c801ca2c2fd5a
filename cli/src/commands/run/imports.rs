//! Hints for missing imports: recognizes the system that a module was made for by the names of its imports.

use windlass::Module;

/// Prefixes of the names of imported modules, each with a hint.
const SYSTEMS: &[(&str, &str)] = &[
    ("wasi:", "the module uses WASI preview 2, but Windlass has preview 1: build for wasm32-wasip1"),
    ("wasix_", "the module uses WASIX, but Windlass has WASI preview 1: build for wasm32-wasip1"),
    ("wasi_ephemeral_", "the module uses a proposal of WASI that Windlass does not have"),
    ("wasi_nn", "the module uses wasi-nn, a proposal of WASI that Windlass does not have"),
    ("gojs", "the module was built by Go for JavaScript: for WASI, build with GOOS=wasip1"),
    ("go", "the module was built by Go for JavaScript: for WASI, build with GOOS=wasip1"),
    ("wbg", "the module was built by wasm-bindgen for JavaScript: for WASI, build for wasm32-wasip1"),
    ("__wbindgen", "the module was built by wasm-bindgen for JavaScript: for WASI, build for wasm32-wasip1"),
];

/// The names of imported modules and prefixes of their functions, each with a hint.
const FUNCTIONS: &[(&str, &str, &str)] = &[
    ("wasi", "thread-spawn", "the module uses wasi-threads, but Windlass does not have threads"),
    ("env", "emscripten_", "the module was built by Emscripten for JavaScript: for WASI, build with -sSTANDALONE_WASM"),
    ("env", "__syscall_", "the module was built by Emscripten for JavaScript: for WASI, build with -sSTANDALONE_WASM"),
    (
        "env",
        "memory",
        "it was linked with --import-memory: link it without, or define its memory by '--preload env=FILE'",
    ),
    ("env", "invoke_", "the module was built by Emscripten for JavaScript: for WASI, build with -sSTANDALONE_WASM"),
];

/// The hint for a module that cannot be instantiated, if an import is recognized.
pub(super) fn hint(module: &Module) -> Option<String> {
    let names: Vec<_> = module.imports().map(|import| (import.module(), import.name())).collect();
    names.iter().find_map(|(module, name)| hint_of(module, name)).map(str::to_owned)
}

/// The hint for an import.
fn hint_of(module: &str, name: &str) -> Option<&'static str> {
    let is_system = |prefix: &str| match prefix {
        // Other names may start with this word.
        "go" => module == prefix,
        _ => module.starts_with(prefix),
    };
    let system = SYSTEMS.iter().find(|(prefix, _)| is_system(prefix)).map(|(_, hint)| *hint);
    system.or_else(|| {
        let function = FUNCTIONS.iter().find(|(of, prefix, _)| module == *of && name.starts_with(prefix));
        function.map(|(.., hint)| *hint)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_recognized_by_their_names() {
        for (module, name, word) in [
            ("wasi:cli/environment@0.2.0", "get-arguments", "preview 2"),
            ("wasix_32v1", "fd_dup", "WASIX"),
            ("wasi_ephemeral_crypto_common", "f", "proposal"),
            ("gojs", "runtime.wasmExit", "GOOS=wasip1"),
            ("go", "debug", "GOOS=wasip1"),
            ("__wbindgen_placeholder__", "f", "wasm-bindgen"),
            ("wasi", "thread-spawn", "threads"),
            ("env", "emscripten_memcpy_js", "Emscripten"),
            ("env", "memory", "--import-memory"),
        ] {
            assert!(hint_of(module, name).is_some_and(|hint| hint.contains(word)), "{module} {name}");
        }
        for (module, name) in
            [("env", "f"), ("google", "f"), ("other", "invoke_f"), ("wasi_snapshot_preview1", "sock_open")]
        {
            assert_eq!(hint_of(module, name), None, "{module} {name}");
        }
    }
}
