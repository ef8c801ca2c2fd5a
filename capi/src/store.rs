//! Stores, and what a store is to a function that uses it.

use alloc::boxed::Box;
use core::ffi::c_void;
use core::mem::transmute;
use core::ptr;

use windlass::{AsContextMut, Caller, Error, Result, Store, StoreContextMut};

use crate::engine::windlass_engine_t;

/// The value of the embedder's in a store.
pub(crate) struct Data(*mut c_void);

// SAFETY: `windlass.h` asks that the embedder moves a store between threads only if that is right for its value.
unsafe impl Send for Data {}
// SAFETY: as above.
unsafe impl Sync for Data {}

/// A store.
pub(crate) struct windlass_store_t(Store<Data>);

/// A store that is being used: what a [`StoreContextMut`] holds.
pub(crate) struct windlass_context_t(());

/// The instance that calls a host function.
pub(crate) struct windlass_caller_t<'a>(pub(crate) Caller<'a, Data>);

/// The context for C.
fn give(context: StoreContextMut<'_, Data>) -> *mut windlass_context_t {
    // SAFETY: the structure is transparent, and what is in it is a pointer.
    unsafe { transmute(context) }
}

/// The context that C was given.
///
/// # Errors
/// Where it is null.
///
/// # Safety
/// If it is not null, its store must exist, and nobody else use it meanwhile.
pub(crate) unsafe fn context<'a>(context: *mut windlass_context_t) -> Result<StoreContextMut<'a, Data>> {
    if context.is_null() {
        return Err(Error::msg("the context is NULL"));
    }
    // SAFETY: `give` made it.
    Ok(unsafe { transmute::<*mut windlass_context_t, StoreContextMut<'a, Data>>(context) })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_store_new(engine: *mut windlass_engine_t, data: *mut c_void) -> *mut windlass_store_t {
    // SAFETY: the caller says so.
    match unsafe { engine.as_ref() } {
        Some(engine) => Box::into_raw(Box::new(windlass_store_t(Store::new(&engine.0, Data(data))))),
        None => ptr::null_mut(),
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_store_context(store: *mut windlass_store_t) -> *mut windlass_context_t {
    // SAFETY: the caller says so.
    unsafe { store.as_mut() }.map_or(ptr::null_mut(), |store| give(store.0.as_context_mut()))
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_caller_context(caller: *mut windlass_caller_t<'_>) -> *mut windlass_context_t {
    // SAFETY: the caller says so.
    unsafe { caller.as_mut() }.map_or(ptr::null_mut(), |caller| give(caller.0.as_context_mut()))
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_context_data(context: *mut windlass_context_t) -> *mut c_void {
    // SAFETY: the caller says so.
    unsafe { self::context(context) }.map_or(ptr::null_mut(), |context| context.data().0)
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_store_delete(store: *mut windlass_store_t) {
    if !store.is_null() {
        // SAFETY: it came from a box, and the caller uses it no more.
        drop(unsafe { Box::from_raw(store) });
    }
}
