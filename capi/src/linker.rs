//! Host functions and instantiation.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::ffi::{c_char, c_void};
use core::ptr;

use windlass::{Caller, Error, FuncType, Linker, Result, Val};

use crate::engine::windlass_engine_t;
use crate::error::{give, given, windlass_error_t};
use crate::instance::windlass_instance_t;
use crate::module::windlass_module_t;
use crate::store::{Data, context, windlass_caller_t, windlass_context_t};
use crate::text::name;
use crate::value::{items, types, wasm_val_t};

/// The host functions that modules may import.
pub(crate) struct windlass_linker_t(Linker<Data>);

/// A host function.
type windlass_func_callback_t = unsafe extern "C" fn(
    env: *mut c_void,
    caller: *mut windlass_caller_t<'_>,
    args: *const wasm_val_t,
    nargs: usize,
    results: *mut wasm_val_t,
    nresults: usize,
) -> *mut windlass_error_t;

/// A host function and the `env` to pass to it.
struct Callback {
    function: windlass_func_callback_t,
    env: *mut c_void,
}

// SAFETY: `windlass.h` requires that `env` may be used on every thread that uses the store.
unsafe impl Send for Callback {}
// SAFETY: as above.
unsafe impl Sync for Callback {}

impl Callback {
    fn call(&self, caller: Caller<'_, Data>, params: &[Val], results: &mut [Val]) -> Result<()> {
        let params = params.iter().map(wasm_val_t::new).collect::<Result<Vec<_>>>()?;
        let mut values = vec![wasm_val_t::ZERO; results.len()];
        for (value, result) in values.iter_mut().zip(&*results) {
            *value = wasm_val_t::new(result)?;
        }
        let mut caller = windlass_caller_t(caller);
        let (args, nargs, nresults) = (params.as_ptr(), params.len(), values.len());
        // SAFETY: the pointers are valid during the call; whoever defined the function guarantees the rest.
        let error = unsafe { (self.function)(self.env, &mut caller, args, nargs, values.as_mut_ptr(), nresults) };
        if !error.is_null() {
            // SAFETY: the function transfers ownership of the error.
            return Err(unsafe { Box::from_raw(error) }.0);
        }
        for (result, value) in results.iter_mut().zip(&values) {
            *result = value.value()?;
        }
        Ok(())
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_linker_new(engine: *mut windlass_engine_t) -> *mut windlass_linker_t {
    // SAFETY: guaranteed by the caller.
    match unsafe { engine.as_ref() } {
        Some(engine) => Box::into_raw(Box::new(windlass_linker_t(Linker::new(&engine.0)))),
        None => ptr::null_mut(),
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_linker_define_func(
    linker: *mut windlass_linker_t,
    module: *const c_char,
    field: *const c_char,
    params: *const u8,
    nparams: usize,
    results: *const u8,
    nresults: usize,
    function: Option<windlass_func_callback_t>,
    env: *mut c_void,
) -> *mut windlass_error_t {
    let define = || {
        // SAFETY: guaranteed by the caller.
        let (linker, module, field, params, results) = unsafe {
            (given(linker)?, name(module)?, name(field)?, items(params, nparams)?, items(results, nresults)?)
        };
        let ty = FuncType::new(types(params)?, types(results)?);
        let function = function.ok_or_else(|| Error::msg("the function is NULL"))?;
        let callback = Callback { function, env };
        linker.0.func_new(module, field, ty, move |caller, params, results| callback.call(caller, params, results))?;
        Ok(())
    };
    give(define())
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_linker_instantiate(
    linker: *mut windlass_linker_t,
    context: *mut windlass_context_t,
    module: *mut windlass_module_t,
    instance: *mut windlass_instance_t,
) -> *mut windlass_error_t {
    let instantiate = || {
        // SAFETY: guaranteed by the caller.
        let (linker, context, module) = unsafe { (given(linker)?, self::context(context)?, given(module)?) };
        let instantiated = linker.0.instantiate(context, &module.0)?;
        // SAFETY: as above.
        unsafe { windlass_instance_t::put(instance, instantiated) };
        Ok(())
    };
    give(instantiate())
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_linker_delete(linker: *mut windlass_linker_t) {
    if !linker.is_null() {
        // SAFETY: it came from `Box::into_raw`, and the caller does not use it again.
        drop(unsafe { Box::from_raw(linker) });
    }
}
