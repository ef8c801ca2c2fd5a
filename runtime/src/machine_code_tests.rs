//! Tests of the runtime without the compiler: a module whose machine code is written by hand.

use alloc::string::ToString;
use alloc::vec::Vec;
use std::sync::atomic::{AtomicUsize, Ordering};

use windlass_codegen::module::{Export, ExportKind, Import, ImportType, ModuleInfo};
use windlass_codegen::{Artifact, ContextLayout, FunctionEntry};
use windlass_masm::TrapCode;
use windlass_masm::vm::VMContextHeader;

use crate::api::module::{Code, CompileFacts};
use crate::code::module_bytes::ModuleBytes;
use crate::platform::Mapping;
use crate::*;

#[cfg(target_arch = "aarch64")]
#[path = "machine_code_tests/aarch64.rs"]
mod guest;
#[cfg(target_arch = "x86_64")]
#[path = "machine_code_tests/x86_64.rs"]
mod guest;

// The context: the header, the memory's fields in it, type identifiers (two words), then the import.
const IMPORT: usize = size_of::<VMContextHeader>() + 8;

unsafe extern "C" {
    static windlass_test_guest: u8;
    static windlass_test_guest_end: u8;
    static windlass_test_guest_offsets: [u32; 8];
}

const NAMES: [&str; 7] = ["add", "trap", "recurse", "divide", "call", "load", "elsewhere"];

fn module(engine: &Engine) -> Module {
    // SAFETY: the symbols are defined above.
    let (code, offsets) = unsafe {
        let start = &raw const windlass_test_guest;
        let len = (&raw const windlass_test_guest_end).addr() - start.addr();
        (core::slice::from_raw_parts(start, len), windlass_test_guest_offsets)
    };
    let mut mapping = Mapping::allocate(code.len()).unwrap();
    // SAFETY: the mapping is large enough.
    unsafe { mapping.base().copy_from_nonoverlapping(code.as_ptr(), code.len()) };
    mapping.make_executable(false).unwrap();
    crate::machine::flush_instruction_cache(mapping.base(), code.len());
    let info = ModuleInfo {
        types: vec![FuncType::new([ValType::I32, ValType::I32], [ValType::I32])],
        imports: vec![Import { module: "host".into(), name: "f".into(), ty: ImportType::Func(0) }],
        functions: vec![0; 8].into(),
        imported_functions: 1,
        memories: vec![MemoryType::new(1, None)],
        exports: NAMES
            .iter()
            .zip(1..)
            .map(|(name, index)| Export { name: (*name).into(), kind: ExportKind::Func, index })
            .chain([Export { name: "memory".into(), kind: ExportKind::Memory, index: 0 }])
            .collect(),
        escaping: (1..8).collect(),
        function_names: [(2, "trapper")].into_iter().collect(),
        ..ModuleInfo::default()
    };
    assert_eq!(ContextLayout::new(&info).import(0) as usize, IMPORT);
    let functions = offsets
        .windows(2)
        .zip(guest::FRAMES)
        .map(|(w, frame_size)| FunctionEntry { start: w[0], end: w[1], frame_size, ..FunctionEntry::default() })
        .collect();
    let mut exports_by_name: Vec<u32> = (0..info.exports.len() as u32).collect();
    exports_by_name.sort_by_key(|&i| info.exports[i as usize].name.clone());
    let exports_by_name = exports_by_name.into();
    let artifact =
        Artifact { module: info.into(), code_len: code.len(), functions, exports_by_name, ..Artifact::default() };
    // SAFETY: the code was written for this artifact.
    unsafe {
        Module::from_artifact(engine, artifact, Code::Complete(mapping), ModuleBytes::none(), CompileFacts::default())
    }
}

/// An instance whose import is `host`.
fn instance<P, R>(host: impl IntoFunc<u32, P, R>) -> (Store<u32>, Instance) {
    let engine = Engine::default();
    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "f", host).unwrap();
    let mut store = Store::new(&engine, 0);
    let instance = linker.instantiate(&mut store, &module(&engine)).unwrap();
    (store, instance)
}

fn call(store: &mut Store<u32>, instance: Instance, name: &str, a: i32, b: i32) -> Result<i32> {
    let func = instance.get_typed_func::<(i32, i32), i32>(&mut *store, name)?;
    func.call(store, (a, b))
}

fn trap(error: &Error) -> Option<Trap> {
    error.downcast_ref().copied()
}

fn functions(error: &Error) -> Vec<u32> {
    error.backtrace().unwrap().frames().iter().map(FrameInfo::func_index).collect()
}

#[test]
fn a_call_passes_arguments_and_results() {
    let (mut store, instance) = instance(|a: i32, b: i32| a * b);
    assert_eq!(call(&mut store, instance, "add", 40, -2).unwrap(), 38);
    assert_eq!(call(&mut store, instance, "call", 6, 7).unwrap(), 42);
    let add = instance.get_func(&store, "add").unwrap();
    let mut results = [Val::I32(0)];
    add.call(&mut store, &[Val::I32(1), Val::I32(2)], &mut results).unwrap();
    assert_eq!(results[0].unwrap_i32(), 3);
    assert!(add.call(&mut store, &[Val::I32(1)], &mut results).is_err());
    assert!(add.call(&mut store, &[Val::I32(1), Val::I64(2)], &mut results).is_err());
    assert!(add.call(&mut store, &[Val::I32(1), Val::I32(2)], &mut []).is_err());
    let error = add.typed::<i32, i32>(&store).unwrap_err().to_string();
    assert_eq!(error, "the function is of type (i32, i32) -> (i32), not (i32) -> (i32)");
}

#[test]
fn a_host_function_sees_the_store_and_the_instance() {
    let (mut store, instance) = instance(|mut caller: Caller<'_, u32>, a: i32, _b: i32| {
        *caller.data_mut() += 1;
        let memory = caller.get_export("memory").unwrap().into_memory().unwrap();
        memory.write(&mut caller, 5, &[a as u8]).unwrap();
        a
    });
    call(&mut store, instance, "call", 77, 0).unwrap();
    assert_eq!(*store.data(), 1);
    assert_eq!(instance.get_memory(&store, "memory").unwrap().data(&store)[5], 77);
    assert_eq!(call(&mut store, instance, "load", 2, 3).unwrap(), 77);
}

#[test]
fn traps_have_a_code_and_a_backtrace() {
    let (mut store, instance) = instance(|_: i32, _: i32| 0);
    let error = call(&mut store, instance, "trap", 0, 0).unwrap_err();
    assert_eq!(trap(&error), Some(Trap::UnreachableCodeReached));
    assert_eq!(functions(&error), [2]);
    assert_eq!(error.backtrace().unwrap().frames()[0].func_name(), Some("trapper"));
    assert!(alloc::format!("{error:?}").contains("<unknown>!trapper"), "{error:?}");

    let error = call(&mut store, instance, "divide", 1, 0).unwrap_err();
    assert_eq!(trap(&error), Some(Trap::IntegerDivisionByZero));
    let error = call(&mut store, instance, "divide", i32::MIN, -1).unwrap_err();
    assert_eq!(trap(&error), Some(Trap::IntegerOverflow));
    assert_eq!(functions(&error), [4]);
    let error = call(&mut store, instance, "load", 0, -4).unwrap_err();
    assert_eq!(trap(&error), Some(Trap::MemoryOutOfBounds));
    assert_eq!(call(&mut store, instance, "divide", 7, 2).unwrap(), 3, "the store is still usable");
}

#[test]
fn running_out_of_stack_is_a_trap_on_every_thread() {
    let check = || {
        let (mut store, instance) = instance(|_: i32, _: i32| 0);
        for _ in 0..3 {
            let error = call(&mut store, instance, "recurse", 0, 0).unwrap_err();
            assert_eq!(trap(&error), Some(Trap::StackOverflow));
            assert_eq!(functions(&error), [3; 64]);
        }
    };
    check();
    let threads = [(); 4].map(|()| std::thread::spawn(check));
    for thread in threads {
        thread.join().unwrap();
    }
}

#[test]
fn a_thread_without_a_signal_stack_is_given_one() {
    extern "C" fn body(_: *mut core::ffi::c_void) -> *mut core::ffi::c_void {
        let (mut store, instance) = instance(|_: i32, _: i32| 0);
        let error = call(&mut store, instance, "recurse", 0, 0).unwrap_err();
        core::ptr::without_provenance_mut(usize::from(trap(&error) == Some(Trap::StackOverflow)))
    }
    let mut result = core::ptr::null_mut();
    // SAFETY: plain calls of the C library; the function does not unwind where the test passes.
    unsafe {
        let mut thread = core::mem::zeroed();
        assert_eq!(libc::pthread_create(&mut thread, core::ptr::null(), body, core::ptr::null_mut()), 0);
        assert_eq!(libc::pthread_join(thread, &mut result), 0);
    }
    assert_eq!(result.addr(), 1);
}

#[test]
fn a_fault_outside_of_the_memories_is_not_taken_for_a_trap() {
    let (mut store, instance) = instance(|_: i32, _: i32| 0);
    // Code of a memory that is not there any more.
    let memory = instance.get_memory(&store, "memory").unwrap().data_ptr(&store);
    let stray = Mapping::reserve(1 << 20).unwrap();
    // SAFETY: the context is that of the instance; the base is put back.
    unsafe {
        let func = instance.get_func(&store, "load").unwrap();
        let context = func.in_store(&store.as_context().0.opaque).context;
        (*context).memory_base = stray.base();
        let error = call(&mut store, instance, "load", 0, 0).unwrap_err();
        assert_eq!(trap(&error), None::<TrapCode>);
        (*context).memory_base = memory;
    }
    assert_eq!(call(&mut store, instance, "load", 0, 0).unwrap(), 0);
}

#[test]
fn recursion_through_the_host_is_a_trap() {
    static DEPTH: AtomicUsize = AtomicUsize::new(0);
    let (mut store, instance) = instance(|mut caller: Caller<'_, u32>, a: i32, b: i32| -> Result<i32> {
        DEPTH.fetch_add(1, Ordering::Relaxed);
        let again = caller.get_export("call").unwrap().into_func().unwrap();
        again.typed::<(i32, i32), i32>(&caller)?.call(&mut caller, (a, b))
    });
    let error = call(&mut store, instance, "call", 0, 0).unwrap_err();
    assert_eq!(trap(&error), Some(Trap::StackOverflow));
    assert!(DEPTH.load(Ordering::Relaxed) > 100);
    assert_eq!(functions(&error), [5; 64]);
    assert_eq!(call(&mut store, instance, "add", 1, 1).unwrap(), 2);
}

#[test]
fn an_error_of_a_host_function_is_returned() {
    let (mut store, instance) = instance(|_: i32, _: i32| -> Result<i32> { Err(Error::new(core::fmt::Error)) });
    let error = call(&mut store, instance, "call", 0, 0).unwrap_err();
    assert!(error.is::<core::fmt::Error>());
    assert_eq!(functions(&error), [5]);
}

#[test]
fn a_trap_below_a_host_function_shows_all_frames() {
    let (mut store, instance) = instance(|mut caller: Caller<'_, u32>, a: i32, b: i32| -> Result<i32> {
        let trap = caller.get_export("trap").unwrap().into_func().unwrap();
        trap.typed::<(i32, i32), i32>(&caller)?.call(&mut caller, (a, b))
    });
    let error = call(&mut store, instance, "call", 0, 0).unwrap_err();
    assert_eq!(trap(&error), Some(Trap::UnreachableCodeReached));
    assert_eq!(functions(&error), [2, 5]);
}

#[test]
fn a_backtrace_crosses_stores() {
    let (mut store, outer) = instance(|_: i32, _: i32| -> Result<i32> {
        let (mut store, inner) =
            instance(|caller: Caller<'_, u32>, _: i32, _: i32| WasmBacktrace::capture(&caller).frames().len() as i32);
        call(&mut store, inner, "call", 0, 0)
    });
    assert_eq!(call(&mut store, outer, "call", 0, 0).unwrap(), 2);
}

#[test]
fn a_panic_of_a_host_function_reaches_the_caller() {
    let (mut store, instance) = instance(|_: i32, b: i32| -> i32 {
        if b == 0 {
            std::panic::panic_any("out of cheese");
        }
        b
    });
    let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = call(&mut store, instance, "call", 0, 0);
    }))
    .unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"out of cheese"));
    assert_eq!(call(&mut store, instance, "call", 0, 5).unwrap(), 5, "the store is still usable");
}

#[test]
fn an_unexpected_fault_is_not_taken_for_a_trap() {
    let (mut store, instance) = instance(|_: i32, _: i32| 0);
    let error = call(&mut store, instance, "elsewhere", 0x1_0000, 0).unwrap_err();
    assert_eq!(trap(&error), None::<TrapCode>);
    assert!(error.to_string().starts_with("internal error: unexpected fault"), "{error}");
}

#[test]
fn host_functions_are_called_from_the_host() {
    let mut store = Store::new(&Engine::default(), 0u32);
    type Many = (i32, i64, f32, f64, i32, i32, i32, i64, f64);
    let many = Func::wrap(
        &mut store,
        |caller: Caller<'_, u32>, a: i32, b: i64, c: f32, d: f64, e: i32, f: i32, g: i32, h: i64, i: f64| {
            assert!(caller.instance().is_none());
            (i, h, g, f, e, d, c, b, a)
        },
    );
    let typed = many.typed::<Many, (f64, i64, i32, i32, i32, f64, f32, i64, i32)>(&store).unwrap();
    let out = typed.call(&mut store, (-1, -2, 3.5, 4.5, 5, 6, -7, i64::MIN, 9.0)).unwrap();
    assert_eq!(out, (9.0, i64::MIN, -7, 6, 5, 4.5, 3.5, -2, -1));

    let ty = FuncType::new([ValType::I32; 7], [ValType::F64, ValType::I64, ValType::I64, ValType::I64, ValType::I64]);
    let dynamic = Func::new(&mut store, ty, |_, params, results| {
        results[0] = Val::from(1.5);
        results[4] = Val::from(i64::from(params[6].unwrap_i32()));
        Ok(())
    });
    let mut results = [const { Val::I32(0) }; 5];
    dynamic.call(&mut store, &[const { Val::I32(-3) }; 7], &mut results).unwrap();
    assert_eq!((results[0].f64(), results[1].i64(), results[4].i64()), (Some(1.5), Some(0), Some(-3)));

    let wrong = Func::new(&mut store, FuncType::new([], [ValType::I32]), |_, _, results| {
        results[0] = Val::I64(1);
        Ok(())
    });
    let error = wrong.call(&mut store, &[], &mut [Val::I32(0)]).unwrap_err().to_string();
    assert_eq!(error, "a host function set result 0 to a value of type i64, not i32");
}

#[test]
fn references_pass_through_calls() {
    let mut store = Store::new(&Engine::default(), 0u32);
    let swap = Func::wrap(&mut store, |f: Option<Func>, e: Option<ExternRef>| (e, f));
    let swap = swap.typed::<(Option<Func>, Option<ExternRef>), (Option<ExternRef>, Option<Func>)>(&store).unwrap();
    let value = ExternRef::new(&mut store, 5i8).unwrap();
    let (e, f) = swap.call(&mut store, (Some(*swap.func()), Some(value))).unwrap();
    assert_eq!(e.unwrap().downcast::<i8, _>(&store).unwrap(), &5);
    assert_eq!(f.unwrap().ty(&store), swap.func().ty(&store));
    assert!(matches!(swap.call(&mut store, (None, None)), Ok((None, None))));

    let mut other = Store::new(store.engine(), 0u32);
    let stranger = ExternRef::new(&mut other, 5i8).unwrap();
    assert!(swap.call(&mut store, (None, Some(stranger.clone()))).is_err());
    let leak = Func::wrap(&mut store, move || Some(stranger.clone()));
    let error = leak.call(&mut store, &[], &mut [Val::I32(0)]).unwrap_err().to_string();
    assert_eq!(error, "a value belongs to another store");
}

#[test]
fn imports_are_named_in_errors() {
    let engine = Engine::default();
    let module = module(&engine);
    let mut store = Store::new(&engine, 0u32);
    let mut linker = Linker::new(&engine);
    let error = linker.instantiate(&mut store, &module).unwrap_err().to_string();
    assert_eq!(error, "unknown import: `f` of module `host`, a func (i32, i32) -> (i32), is not defined");
    linker.func_wrap("host", "f", |_: i32| {}).unwrap();
    let error = linker.instantiate(&mut store, &module).unwrap_err().to_string();
    let expected = "incompatible import type: `f` of module `host` must be a func (i32, i32) -> (i32), \
                    but is a func (i32) -> ()";
    assert_eq!(error, expected);
    assert!(linker.func_wrap("host", "f", || {}).is_err());
    linker.allow_shadowing(true).func_wrap("host", "f", |_: i32, _: i32| 0).unwrap();
    linker.instantiate(&mut store, &module).unwrap();
    let error = Instance::new(&mut Store::new(&Engine::default(), ()), &module, &[]).unwrap_err().to_string();
    assert_eq!(error, "the module was compiled for another engine than the store's");
}
