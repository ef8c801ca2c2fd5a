//! The embedder's floating-point settings are preserved, and guests compute as specified.

use windlass::{CompileMode, Config, Engine, Instance, Linker, Module, Store};

/// The register with this thread's floating-point settings.
#[cfg(target_arch = "x86_64")]
mod control {
    pub(crate) const USUAL: u64 = 0x1f80;
    /// Flush-to-zero, rounding upwards.
    pub(crate) const UNUSUAL: u64 = 0x1f80 | 1 << 15 | 1 << 6 | 2 << 13;
    /// Rounding towards zero.
    pub(crate) const OTHER: u64 = 0x1f80 | 3 << 13;
    /// Inexact results raise a signal.
    pub(crate) const SIGNALS: u64 = 0x1f80 & !(1 << 12);

    pub(crate) fn get() -> u64 {
        let mut register = 0u32;
        // SAFETY: the instruction writes four bytes there, and nothing else.
        unsafe { std::arch::asm!("stmxcsr [{}]", in(reg) &mut register, options(nostack)) };
        u64::from(register & !0x3f)
    }

    pub(crate) fn set(value: u64) {
        let value = value as u32;
        // SAFETY: no reserved bit is set. Computations of this test meanwhile do not matter.
        unsafe { std::arch::asm!("ldmxcsr [{}]", in(reg) &value, options(nostack)) };
    }
}

/// The register with this thread's floating-point settings.
#[cfg(target_arch = "aarch64")]
mod control {
    pub(crate) const USUAL: u64 = 0;
    /// Flush-to-zero, rounding upwards.
    pub(crate) const UNUSUAL: u64 = 1 << 24 | 1 << 22;
    /// Rounding towards zero.
    pub(crate) const OTHER: u64 = 3 << 22;
    /// The CPU may not support exceptions, so use default NaNs.
    pub(crate) const SIGNALS: u64 = 1 << 25;

    pub(crate) fn get() -> u64 {
        let register: u64;
        // SAFETY: reading a register has no effect.
        unsafe { std::arch::asm!("mrs {}, fpcr", out(reg) register, options(nostack)) };
        register
    }

    pub(crate) fn set(value: u64) {
        // SAFETY: no reserved bit is set. Computations of this test meanwhile do not matter.
        unsafe { std::arch::asm!("msr fpcr, {}", in(reg) value, options(nostack)) };
    }
}

const TEXT: &str = r#"(module
    (import "" "look" (func $look))
    (import "" "change" (func $change))
    (import "" "fail" (func $fail))
    (memory 1)
    (func $small (export "small") (param f32 f32) (result f32) (f32.mul (local.get 0) (local.get 1)))
    (func $third (export "third") (param f64 f64) (result f64) (f64.div (local.get 0) (local.get 1)))
    (func (export "vector") (param f32 f32) (result f32)
      (f32x4.extract_lane 2 (f32x4.mul (f32x4.splat (local.get 0)) (f32x4.splat (local.get 1)))))
    (func (export "looked") (param f64 f64) (result f64) (call $look) (call $third (local.get 0) (local.get 1)))
    (func (export "changed") (param f64 f64) (result f64) (call $change) (call $third (local.get 0) (local.get 1)))
    (func (export "failed") (param f64 f64) (result f64) (call $fail) (call $third (local.get 0) (local.get 1)))
    (func (export "trapped") (param f64 f64) (result f64)
      (drop (i32.load (i32.const -4))) (call $third (local.get 0) (local.get 1))))"#;

fn instance(mode: CompileMode) -> (Store<Vec<u64>>, Instance) {
    let engine = Engine::new(Config::new().compile_mode(mode)).unwrap();
    let mut linker = Linker::new(&engine);
    linker
        .func_wrap("", "look", |mut caller: windlass::Caller<'_, Vec<u64>>| {
            let seen = control::get();
            caller.data_mut().push(seen);
        })
        .unwrap();
    linker.func_wrap("", "change", || control::set(control::OTHER)).unwrap();
    linker
        .func_wrap("", "fail", || -> windlass::Result<()> {
            control::set(control::OTHER);
            Err(windlass::Error::msg("failed"))
        })
        .unwrap();
    let mut store = Store::new(&engine, Vec::new());
    let instance = linker.instantiate(&mut store, &Module::new(&engine, TEXT).unwrap()).unwrap();
    (store, instance)
}

/// Calls a function with the register set to `set`. Returns the bits of the result and the register's value after the
/// call.
fn call64(store: &mut Store<Vec<u64>>, instance: &Instance, name: &str, set: u64) -> (Option<u64>, u64) {
    let function = instance.get_typed_func::<(f64, f64), f64>(&mut *store, name).unwrap();
    control::set(set);
    let result = function.call(store, (1.0, 3.0));
    let behind = control::get();
    control::set(control::USUAL);
    (result.ok().map(f64::to_bits), behind)
}

fn call32(store: &mut Store<Vec<u64>>, instance: &Instance, name: &str, set: u64) -> (Option<u32>, u64) {
    let function = instance.get_typed_func::<(f32, f32), f32>(&mut *store, name).unwrap();
    control::set(set);
    let result = function.call(store, (1e-38, 0.001));
    let behind = control::get();
    control::set(control::USUAL);
    (result.ok().map(f32::to_bits), behind)
}

#[test]
fn guests_compute_as_specified_and_hosts_as_they_set() {
    const THIRD: u64 = 0x3fd5_5555_5555_5555;
    for mode in [CompileMode::Eager, CompileMode::Lazy] {
        let (mut store, instance) = instance(mode);
        for set in [control::USUAL, control::UNUSUAL, control::OTHER, control::SIGNALS] {
            // An emulator may not implement all bits.
            control::set(set);
            let set = control::get();
            control::set(control::USUAL);
            for name in ["small", "vector"] {
                assert_eq!(call32(&mut store, &instance, name, set), (Some(7136), set), "{name} {set:#x}");
            }
            assert_eq!(call64(&mut store, &instance, "third", set), (Some(THIRD), set), "{set:#x}");
            assert_eq!(call64(&mut store, &instance, "trapped", set), (None, set), "{set:#x}");
            assert_eq!(call64(&mut store, &instance, "looked", set), (Some(THIRD), set), "{set:#x}");
            assert_eq!(store.data_mut().pop(), Some(set), "the host function has what its thread had");
            if set == control::USUAL {
                // By the platform's calling convention, functions preserve the register.
                continue;
            }
            // If the thread had other settings anyway, those of the host function apply to the host.
            assert_eq!(call64(&mut store, &instance, "changed", set), (Some(THIRD), control::OTHER), "{set:#x}");
            assert_eq!(call64(&mut store, &instance, "failed", set), (None, control::OTHER), "{set:#x}");
        }
    }
}
