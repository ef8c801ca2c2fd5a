//! Compile time is linear in module size, for modules designed to break that: see `windlass_tests::bombs`.

use windlass::{CompileMode, Config, Engine, Linker, Module, Store};
use windlass_tests::bombs::{Family, families};

/// CPU time of this thread in nanoseconds, since other tests run in parallel.
fn time() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call only writes to the structure.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// Nanoseconds to compile, instantiate, register the exports, and drop.
fn load(engine: &Engine, wasm: &[u8]) -> u64 {
    let start = time();
    // A module that is rejected is timed, too.
    if let Ok(module) = Module::from_binary(engine, wasm) {
        let mut store = Store::new(engine, ());
        let mut linker = Linker::new(engine);
        if linker.define_unknown_imports_as_traps(&module).is_ok()
            && let Ok(instance) = linker.instantiate(&mut store, &module)
        {
            linker.instance(&store, "again", instance).unwrap();
        }
    }
    time() - start
}

/// The best ratio of the times for `4 * n` and `n`.
fn growth(engine: &Engine, family: &Family) -> f64 {
    let modules = [(family.make)(family.small), (family.make)(family.small * 4)];
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let [small, large] = modules.each_ref().map(|wasm| load(engine, wasm).min(load(engine, wasm)));
        best = best.min(large as f64 / small as f64);
        // 4 is linear, 16 quadratic.
        if best < 7.0 || large < 2_000_000 {
            break;
        }
    }
    best
}

#[test]
fn four_times_the_module_takes_four_times_as_long() {
    for mode in [CompileMode::Eager, CompileMode::Lazy] {
        let engine = Engine::new(Config::new().compile_mode(mode).compile_threads(1)).unwrap();
        let slow: Vec<_> = families()
            .iter()
            .map(|family| (family.name, growth(&engine, family)))
            .filter(|(_, growth)| *growth > 9.0)
            .collect();
        assert!(slow.is_empty(), "more than linear, {mode:?}: {slow:?}");
    }
}
