//! Limits on modules, in every compile mode. Messages name the limit.

#![cfg(feature = "wat")]

use windlass::{CompileMode, Config, Engine, Linker, Module, Store};

/// Sets a limit.
type Limit = fn(&mut Config, usize) -> &mut Config;

/// The error of compiling `text`, or else of calling its export `f`.
fn error(config: &Config, text: &str) -> Option<String> {
    let engine = Engine::new(config).unwrap();
    let module = match Module::new(&engine, text) {
        Ok(module) => module,
        Err(error) => return Some(error.to_string()),
    };
    let mut store = Store::new(&engine, ());
    let instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
    let f = instance.get_typed_func::<(), ()>(&mut store, "f").unwrap();
    f.call(&mut store, ()).err().map(|error| error.to_string())
}

#[test]
fn what_a_module_declares_is_limited() {
    let text = "(module (type (func)) (type (func (param i32 i64))) (type (func (result i32 i64 f32)))
        (table 1 funcref) (table 1 funcref) (memory 1) (func (export \"f\")) (func))";
    let cases: [(Limit, usize, &str); 5] = [
        (
            |config, n| config.max_module_functions(n),
            2,
            "2 functions, more than the 1 that `Config::max_module_functions`",
        ),
        (|config, n| config.max_module_types(n), 3, "3 types, more than the 2 that `Config::max_module_types`"),
        (
            |config, n| config.max_function_params(n),
            3,
            "3 results of a function, more than the 2 that `Config::max_function_params`",
        ),
        (
            |config, n| config.max_tables_per_module(n),
            2,
            "2 tables, more than the 1 that `Config::max_tables_per_module`",
        ),
        (
            |config, n| config.max_memories_per_module(n),
            1,
            "1 memories, more than the 0 that `Config::max_memories_per_module`",
        ),
    ];
    for (limit, count, message) in cases {
        let mut config = Config::new();
        assert_eq!(error(limit(&mut config, count), text), None);
        let error = error(limit(&mut config, count - 1), text).unwrap();
        assert!(error.starts_with("too large: ") && error.contains(message), "{error}");
    }
}

#[test]
fn the_code_of_a_module_is_limited() {
    // 1,000 functions of a thousand bytes and one that calls all of them; one function of a million bytes.
    let add = "(global.set 0 (i32.add (global.get 0) (i32.const 1000)))";
    let many = format!(
        "(module (global (mut i32) (i32.const 0)) (func (export \"f\") {}) {})",
        (1..1001).map(|i| format!("(call {i})")).collect::<String>(),
        format!("(func {})", add.repeat(50)).repeat(1000)
    );
    let one = format!("(module (global (mut i32) (i32.const 0)) (func (export \"f\") {}))", add.repeat(50_000));
    for mode in [CompileMode::Eager, CompileMode::Parallel, CompileMode::Lazy] {
        for text in [&many, &one] {
            let mut config = Config::new();
            config.compile_mode(mode).compile_threads(2);
            assert_eq!(error(&config, text), None);
            let error_with = |config: &Config| error(config, text).unwrap();
            let message = error_with(config.max_module_code(100_000));
            assert!(message.contains("more than the 100000 bytes that `Config::max_module_code` allows"), "{message}");
            assert!(message.contains("(at byte 0x"), "{message}");
        }
    }
}

#[test]
fn code_grows_in_proportion_to_the_module() {
    // 3 bytes per call with a thousand arguments.
    let params = "i32 ".repeat(1000);
    let text = format!(
        "(module (func $g (param {params}) (result {params}) unreachable) (func (export \"f\") {} {} {}))",
        "(i32.const 1)".repeat(1000),
        "call $g ".repeat(4000),
        "drop ".repeat(1000)
    );
    for mode in [CompileMode::Eager, CompileMode::Parallel, CompileMode::Lazy] {
        let mut config = Config::new();
        config.compile_mode(mode).max_code_expansion(1);
        let message = error(&config, &text).unwrap();
        // If such calls are short enough, the result is the trap.
        assert!(
            message.contains("`Config::max_code_expansion` allows") || message.contains("unreachable"),
            "{message}"
        );
    }
}
