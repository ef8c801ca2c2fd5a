//! Defines the functions in a linker.
//!
//! All functions share one closure that looks up the table, so that a linker costs code once, not once per function and
//! per store data type.

use crate::errno::Errno;
use crate::functions::{Function, PREVIEW1, Param, unstable};
use crate::guest_memory::GuestMemory;
#[cfg(feature = "threads")]
use crate::guest_memory::RacingBytes;
use crate::{I32Exit, WasiCtx};
use windlass::{Caller, Error, Extern, FuncType, Linker, Result, Val, ValType};

/// Defines `wasi_snapshot_preview1`, all of it, and `wasi_unstable`, in `linker`. `get` finds the context in the data of
/// the store.
///
/// A module that calls these functions must export its memory as `memory`. When it calls `proc_exit`, the call into
/// the guest ends with an [`I32Exit`] as its error.
///
/// # Example
///
/// ```
/// use windlass::{Engine, Linker, Module, Result, Store};
/// use windlass_wasi::{DirPerms, FilePerms, I32Exit, MemoryOutputPipe, WasiCtx, WasiCtxBuilder, add_to_linker};
///
/// # fn main() -> Result<()> {
/// # let program = r#"(module
/// #   (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
/// #   (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
/// #   (memory (export "memory") 1)
/// #   (data (i32.const 0) "\08\00\00\00\05\00\00\00hello")
/// #   (func (export "_start")
/// #     (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))
/// #     (call $exit (i32.const 3))))"#;
/// let stdout = MemoryOutputPipe::new(1 << 20);
/// let mut builder = WasiCtxBuilder::new();
/// builder.arg("program").env("LANG", "C").stdout(stdout.clone()).inherit_stderr();
/// builder.preopened_dir("src", "/data", DirPerms::READ, FilePerms::READ)?;
///
/// let engine = Engine::default();
/// let mut linker = Linker::new(&engine);
/// add_to_linker(&mut linker, |ctx: &mut WasiCtx| ctx)?;
/// let mut store = Store::new(&engine, builder.build()?);
/// let instance = linker.instantiate(&mut store, &Module::new(&engine, program)?)?;
/// let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
/// let status = match start.call(&mut store, ()) {
///     Ok(()) => 0,
///     Err(error) => error.downcast_ref::<I32Exit>().map_or(134, |exit| exit.0),
/// };
/// assert_eq!((status, stdout.contents()), (3, b"hello".to_vec()));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// If one of the functions is defined already and the linker does not allow shadowing.
pub fn add_to_linker<T: 'static>(
    linker: &mut Linker<T>,
    get: impl Fn(&mut T) -> &mut WasiCtx + Send + Sync + Copy + 'static,
) -> Result<()> {
    for function in PREVIEW1 {
        define(linker, "wasi_snapshot_preview1", function, get)?;
    }
    for function in unstable() {
        define(linker, "wasi_unstable", function, get)?;
    }
    for module in ["wasi_snapshot_preview1", "wasi_unstable"] {
        linker.func_wrap(module, "proc_exit", |status: i32| -> Result<()> { Err(Error::new(I32Exit(status))) })?;
    }
    Ok(())
}

fn define<T: 'static>(
    linker: &mut Linker<T>,
    module: &str,
    function: &'static Function,
    get: impl Fn(&mut T) -> &mut WasiCtx + Send + Sync + Copy + 'static,
) -> Result<()> {
    let params = function.params.iter().map(|param| match param {
        Param::I32 => ValType::I32,
        Param::I64 => ValType::I64,
    });
    let ty = FuncType::new(params, [ValType::I32]);
    let waits = WAITS.contains(&function.name);
    linker.func_new(module, function.name, ty, move |mut caller, params, results| {
        let memory = exported_memory(&mut caller, function)?;
        let handle = if waits { caller.interrupt_handle() } else { None };
        match memory {
            ExportedMemory::Own(memory) => {
                let (bytes, data) = memory.data_and_store_mut(&mut caller);
                let ctx = get(data);
                ctx.watch.handle = handle;
                results[0] = Val::I32(run(function, ctx, &mut GuestMemory::new(bytes), params));
            }
            #[cfg(feature = "threads")]
            ExportedMemory::Shared(memory) => {
                let ctx = get(caller.data_mut());
                ctx.watch.handle = handle;
                results[0] = Val::I32(run(function, ctx, &mut GuestMemory::shared(&memory), params));
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// The functions that may block, and must return when the store is interrupted.
const WAITS: [&str; 8] =
    ["fd_pread", "fd_pwrite", "fd_read", "fd_write", "poll_oneoff", "sock_accept", "sock_recv", "sock_send"];

/// The memory of a module.
pub(crate) enum ExportedMemory {
    /// The store alone has it.
    Own(windlass::Memory),
    /// Other threads may have it, too.
    #[cfg(feature = "threads")]
    Shared(Shared),
}

/// A shared memory, as the functions see it.
#[cfg(feature = "threads")]
pub(crate) struct Shared(windlass::SharedMemory);

#[cfg(feature = "threads")]
impl RacingBytes for Shared {
    fn len(&self) -> usize {
        self.0.data_size()
    }

    fn read(&self, offset: usize, to: &mut [u8]) {
        self.0.read(offset, to).expect("bytes of the memory");
    }

    fn write(&self, offset: usize, from: &[u8]) {
        self.0.write(offset, from).expect("bytes of the memory");
    }
}

/// The memory of the calling module.
pub(crate) fn exported_memory<T>(caller: &mut Caller<'_, T>, function: &Function) -> Result<ExportedMemory> {
    match caller.get_export("memory") {
        Some(Extern::Memory(memory)) => Ok(ExportedMemory::Own(memory)),
        #[cfg(feature = "threads")]
        Some(Extern::SharedMemory(memory)) => Ok(ExportedMemory::Shared(Shared(memory))),
        _ => Err(Error::msg(format!(
            "`{}` of WASI was called by a module that exports no memory named `memory`",
            function.name
        ))),
    }
}

/// Calls a function with WebAssembly values, and returns the error number.
pub(crate) fn run(function: &Function, ctx: &mut WasiCtx, memory: &mut GuestMemory<'_>, params: &[Val]) -> i32 {
    // No function has more parameters.
    let mut arguments = [0; 9];
    let arguments = &mut arguments[..params.len()];
    for (argument, param) in arguments.iter_mut().zip(params) {
        *argument = match param {
            Val::I32(value) => u64::from(value.cast_unsigned()),
            Val::I64(value) => value.cast_unsigned(),
            // Impossible with the types that the functions are defined with.
            _ => 0,
        };
    }
    let errno = function.call(ctx, memory, arguments).err().unwrap_or(Errno::Success);
    i32::from(errno as u16)
}
