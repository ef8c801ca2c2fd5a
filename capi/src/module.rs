//! Modules compiled ahead of time.

use alloc::boxed::Box;
use core::ffi::c_void;
use core::ptr::NonNull;

use windlass::{Engine, Error, Module, Result};

use crate::engine::windlass_engine_t;
use crate::error::{give, given, windlass_error_t};

/// A compiled module.
pub(crate) struct windlass_module_t(pub(crate) Module);

/// Loads a module with `load`.
unsafe fn deserialize(
    engine: *mut windlass_engine_t,
    bytes: *const c_void,
    size: usize,
    module: *mut *mut windlass_module_t,
    load: impl FnOnce(&Engine, NonNull<[u8]>) -> Result<Module>,
) -> *mut windlass_error_t {
    let load = || {
        // SAFETY: guaranteed by the caller.
        let (engine, module) = unsafe { (given(engine)?, given(module)?) };
        let start = NonNull::new(bytes.cast_mut().cast()).ok_or_else(|| Error::msg("an argument is NULL"))?;
        let loaded = load(&engine.0, NonNull::slice_from_raw_parts(start, size))?;
        *module = Box::into_raw(Box::new(windlass_module_t(loaded)));
        Ok(())
    };
    give(load())
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_module_deserialize(
    engine: *mut windlass_engine_t,
    bytes: *const c_void,
    size: usize,
    module: *mut *mut windlass_module_t,
) -> *mut windlass_error_t {
    // SAFETY: guaranteed by the caller.
    unsafe { deserialize(engine, bytes, size, module, |engine, bytes| Module::deserialize(engine, bytes.as_ref())) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_module_deserialize_raw(
    engine: *mut windlass_engine_t,
    bytes: *const c_void,
    size: usize,
    module: *mut *mut windlass_module_t,
) -> *mut windlass_error_t {
    // SAFETY: guaranteed by the caller.
    #[cfg(not(feature = "std"))]
    return unsafe { deserialize(engine, bytes, size, module, |engine, bytes| Module::deserialize_raw(engine, bytes)) };
    // SAFETY: as above.
    #[cfg(feature = "std")]
    return unsafe { windlass_module_deserialize(engine, bytes, size, module) };
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_module_delete(module: *mut windlass_module_t) {
    if !module.is_null() {
        // SAFETY: it came from `Box::into_raw`, and the caller does not use it again.
        drop(unsafe { Box::from_raw(module) });
    }
}
