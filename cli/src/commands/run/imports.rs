//! What to say where something that a module imports is not there: which system it was made for, where its imports tell.

use windlass::Module;

/// The interfaces that Windlass does not have, by the names of modules: what they begin with, what that is, and what there is to do.
const SYSTEMS: &[(&str, &str)] = &[
    ("wasi:", "it was made for WASI preview 2, and Windlass has preview 1: target wasm32-wasip1"),
    ("wasix_", "it was made for WASIX, and Windlass has WASI preview 1: target wasm32-wasip1"),
    ("wasi_ephemeral_", "it was made for a proposal to WASI that Windlass does not have"),
    ("wasi_nn", "it was made for a proposal to WASI, wasi-nn, that Windlass does not have"),
    ("gojs", "it was made by Go for JavaScript: GOOS=wasip1 makes it for WASI"),
    ("go", "it was made by Go for JavaScript: GOOS=wasip1 makes it for WASI"),
    ("wbg", "it was made for JavaScript by wasm-bindgen: target wasm32-wasip1 makes it for WASI"),
    ("__wbindgen", "it was made for JavaScript by wasm-bindgen: target wasm32-wasip1 makes it for WASI"),
];

/// The same, by the names of a module and of what a function in it begins with.
const FUNCTIONS: &[(&str, &str, &str)] = &[
    ("wasi", "thread-spawn", "it was made for wasi-threads, and Windlass does not have threads"),
    ("env", "emscripten_", "it was made by Emscripten for JavaScript: -sSTANDALONE_WASM makes it for WASI"),
    ("env", "__syscall_", "it was made by Emscripten for JavaScript: -sSTANDALONE_WASM makes it for WASI"),
    ("env", "invoke_", "it was made by Emscripten for JavaScript: -sSTANDALONE_WASM makes it for WASI"),
];

/// What to say of a module that could not be instantiated, if something imported tells.
pub(super) fn hint(module: &Module) -> Option<String> {
    let names: Vec<_> = module.imports().map(|import| (import.module(), import.name())).collect();
    names.iter().find_map(|(module, name)| hint_of(module, name)).map(str::to_owned)
}

/// What an import tells.
fn hint_of(module: &str, name: &str) -> Option<&'static str> {
    let is_system = |prefix: &str| match prefix {
        // A word that others may begin with.
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
    fn systems_are_told_by_their_names() {
        for (module, name, word) in [
            ("wasi:cli/environment@0.2.0", "get-arguments", "preview 2"),
            ("wasix_32v1", "fd_dup", "WASIX"),
            ("wasi_ephemeral_crypto_common", "f", "proposal"),
            ("gojs", "runtime.wasmExit", "GOOS=wasip1"),
            ("go", "debug", "GOOS=wasip1"),
            ("__wbindgen_placeholder__", "f", "wasm-bindgen"),
            ("wasi", "thread-spawn", "threads"),
            ("env", "emscripten_memcpy_js", "Emscripten"),
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
