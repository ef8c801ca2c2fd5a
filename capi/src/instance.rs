//! Instances and their exports.

use alloc::vec;
use alloc::vec::Vec;
use core::ffi::c_char;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ptr;

use windlass::{Error, Func, Instance, Memory, Result, Val};

use crate::error::{give, given, windlass_error_t};
use crate::store::{context, windlass_caller_t, windlass_context_t};
use crate::text::name;
use crate::value::{items, wasm_val_t};

/// A handle into a store: a small value that C copies but does not inspect.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Handle<T> {
    words: [MaybeUninit<u64>; 2],
    of: PhantomData<T>,
}

/// An instance.
pub(crate) type windlass_instance_t = Handle<Instance>;
/// A function.
pub(crate) type windlass_func_t = Handle<Func>;
/// A linear memory.
pub(crate) type windlass_memory_t = Handle<Memory>;

impl<T: Copy> Handle<T> {
    const FITS: () = assert!(size_of::<T>() <= 16 && align_of::<T>() <= 8);

    /// Writes `value` to `place`, unless that is null.
    ///
    /// # Safety
    /// Unless null, `place` must be writable.
    pub(crate) unsafe fn put(place: *mut Handle<T>, value: T) {
        const { Handle::<T>::FITS };
        if !place.is_null() {
            // SAFETY: guaranteed by the caller; `FITS` checks size and alignment.
            unsafe { place.cast::<T>().write(value) };
        }
    }

    /// Reads the value at `place`.
    ///
    /// # Safety
    /// Unless `place` is null, [`Handle::put`] must have written it.
    unsafe fn get(place: *const Handle<T>) -> Result<T> {
        // SAFETY: guaranteed by the caller.
        unsafe { place.cast::<T>().as_ref() }.copied().ok_or_else(|| Error::msg("an argument is NULL"))
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_instance_get_func(
    context: *mut windlass_context_t,
    instance: *const windlass_instance_t,
    field: *const c_char,
    func: *mut windlass_func_t,
) -> bool {
    // SAFETY: guaranteed by the caller.
    unsafe {
        let (Ok(context), Ok(instance), Ok(field)) = (self::context(context), Handle::get(instance), name(field))
        else {
            return false;
        };
        instance.get_func(&context, field).inspect(|&found| Handle::put(func, found)).is_some()
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_instance_get_memory(
    context: *mut windlass_context_t,
    instance: *const windlass_instance_t,
    field: *const c_char,
    memory: *mut windlass_memory_t,
) -> bool {
    // SAFETY: guaranteed by the caller.
    unsafe {
        let (Ok(context), Ok(instance), Ok(field)) = (self::context(context), Handle::get(instance), name(field))
        else {
            return false;
        };
        instance.get_memory(&context, field).inspect(|&found| Handle::put(memory, found)).is_some()
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_caller_get_memory(
    caller: *mut windlass_caller_t<'_>,
    field: *const c_char,
    memory: *mut windlass_memory_t,
) -> bool {
    // SAFETY: guaranteed by the caller.
    unsafe {
        let (Ok(caller), Ok(field)) = (given(caller), name(field)) else { return false };
        let found = caller.0.get_export(field).and_then(|item| item.into_memory());
        found.inspect(|&found| Handle::put(memory, found)).is_some()
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_func_call(
    context: *mut windlass_context_t,
    func: *const windlass_func_t,
    args: *const wasm_val_t,
    nargs: usize,
    results: *mut wasm_val_t,
    nresults: usize,
) -> *mut windlass_error_t {
    let call = || {
        // SAFETY: guaranteed by the caller.
        let (context, func, args) = unsafe { (self::context(context)?, Handle::get(func)?, items(args, nargs)?) };
        if results.is_null() && nresults > 0 {
            return Err(Error::msg("an argument is NULL"));
        }
        let params = args.iter().map(wasm_val_t::value).collect::<Result<Vec<_>>>()?;
        let mut values = vec![Val::I32(0); nresults];
        func.call(context, &params, &mut values)?;
        for (i, value) in values.iter().enumerate() {
            // SAFETY: `results` has room for `nresults` values.
            unsafe { results.add(i).write(wasm_val_t::new(value)?) };
        }
        Ok(())
    };
    give(call())
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_memory_data(
    context: *mut windlass_context_t,
    memory: *const windlass_memory_t,
) -> *mut u8 {
    // SAFETY: guaranteed by the caller.
    unsafe {
        match (self::context(context), Handle::get(memory)) {
            (Ok(context), Ok(memory)) => memory.data_ptr(&context),
            _ => ptr::null_mut(),
        }
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_memory_data_size(
    context: *mut windlass_context_t,
    memory: *const windlass_memory_t,
) -> usize {
    // SAFETY: guaranteed by the caller.
    unsafe {
        match (self::context(context), Handle::get(memory)) {
            (Ok(context), Ok(memory)) => memory.data_size(&context),
            _ => 0,
        }
    }
}
