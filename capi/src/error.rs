//! Errors and traps.

use alloc::boxed::Box;
use alloc::string::ToString;
use core::ffi::{c_char, c_int};
use core::ptr;

use windlass::{Error, Result, Trap};

use crate::text;

/// An error.
pub(crate) struct windlass_error_t(pub(crate) Error);

/// Passes the error to C, or null for `Ok`.
pub(crate) fn give(result: Result<()>) -> *mut windlass_error_t {
    match result {
        Ok(()) => ptr::null_mut(),
        Err(error) => Box::into_raw(Box::new(windlass_error_t(error))),
    }
}

/// Dereferences a pointer from C.
///
/// # Errors
/// Fails if the pointer is null.
///
/// # Safety
/// Unless null, the pointer must be valid, and nothing else may access the value during `'a`.
pub(crate) unsafe fn given<'a, T>(pointer: *mut T) -> Result<&'a mut T> {
    // SAFETY: guaranteed by the caller.
    unsafe { pointer.as_mut() }.ok_or_else(|| Error::msg("an argument is NULL"))
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_error_new(message: *const c_char) -> *mut windlass_error_t {
    // SAFETY: guaranteed by the caller.
    give(Err(Error::msg(unsafe { text::message(message) })))
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_error_message(error: *const windlass_error_t, buffer: *mut c_char, size: usize) -> usize {
    // SAFETY: guaranteed by the caller.
    unsafe {
        match error.as_ref() {
            Some(error) => text::copy(&error.0.to_string(), buffer, size),
            None => text::copy("", buffer, size),
        }
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_error_trap_code(error: *const windlass_error_t) -> c_int {
    // SAFETY: guaranteed by the caller.
    let trap = unsafe { error.as_ref() }.and_then(|error| error.0.downcast_ref::<Trap>());
    trap.map_or(0, |&trap| trap as c_int)
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_error_frame(
    error: *const windlass_error_t,
    index: usize,
    func_index: *mut u32,
    module_offset: *mut u32,
) -> bool {
    // SAFETY: guaranteed by the caller.
    unsafe {
        let backtrace = error.as_ref().and_then(|error| error.0.backtrace());
        let Some(frame) = backtrace.and_then(|backtrace| backtrace.frames().get(index)) else { return false };
        if let Some(func_index) = func_index.as_mut() {
            *func_index = frame.func_index();
        }
        if let Some(module_offset) = module_offset.as_mut() {
            *module_offset = frame.module_offset().map_or(u32::MAX, |offset| offset as u32);
        }
    }
    true
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_error_delete(error: *mut windlass_error_t) {
    if !error.is_null() {
        // SAFETY: made by `give`, and the caller does not use it again.
        drop(unsafe { Box::from_raw(error) });
    }
}
