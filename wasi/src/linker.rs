//! Making the functions available to modules.
//!
//! All of them share one closure that is told by the table what to do, so that a linker costs code once, not per
//! function and per type of data.

use crate::errno::Errno;
use crate::functions::{Function, PREVIEW1, Param, unstable};
use crate::guest_memory::GuestMemory;
use crate::{I32Exit, WasiCtx};
use windlass::{Caller, Error, Extern, FuncType, Linker, Result, Val, ValType};

/// Defines `wasi_snapshot_preview1`, all of it, and `wasi_unstable`, in `linker`. `get` finds the context in the data of
/// the store.
///
/// A module that calls these functions must export its memory as `memory`. When it calls `proc_exit`, the call into
/// the guest ends with an [`I32Exit`] as its error.
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
    linker.func_new(module, function.name, ty, move |mut caller, params, results| {
        let memory = exported_memory(&mut caller, function)?;
        let (bytes, data) = memory.data_and_store_mut(&mut caller);
        results[0] = Val::I32(run(function, get(data), bytes, params));
        Ok(())
    })?;
    Ok(())
}

/// The memory of the module that calls.
fn exported_memory<T>(caller: &mut Caller<'_, T>, function: &Function) -> Result<windlass::Memory> {
    caller.get_export("memory").and_then(Extern::into_memory).ok_or_else(|| {
        Error::msg(format!("`{}` of WASI was called by a module that exports no memory named `memory`", function.name))
    })
}

/// Calls a function with wasm values, and gives the error number as one.
fn run(function: &Function, ctx: &mut WasiCtx, memory: &mut [u8], params: &[Val]) -> i32 {
    // No function has more.
    let mut arguments = [0; 9];
    let arguments = &mut arguments[..params.len()];
    for (argument, param) in arguments.iter_mut().zip(params) {
        *argument = match param {
            Val::I32(value) => u64::from(value.cast_unsigned()),
            Val::I64(value) => value.cast_unsigned(),
            // Not by the types that the functions are defined with.
            _ => 0,
        };
    }
    let errno = function.call(ctx, &mut GuestMemory::new(memory), arguments).err().unwrap_or(Errno::Success);
    i32::from(errno as u16)
}
