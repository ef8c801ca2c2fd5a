//! Stores, and the contexts that give access to them.

use alloc::boxed::Box;
use core::ffi::c_void;
use core::mem::transmute;
use core::ptr;

use windlass::{AsContextMut, Caller, Error, Result, Store, StoreContextMut};

use crate::engine::windlass_engine_t;

/// The embedder's pointer.
pub(crate) struct Data(*mut c_void);

// SAFETY: `windlass.h` requires that the pointer may be used on every thread that uses the store.
unsafe impl Send for Data {}
// SAFETY: as above.
unsafe impl Sync for Data {}

/// A store.
pub(crate) struct windlass_store_t(Store<Data>);

/// Access to a store: the content of a [`StoreContextMut`].
pub(crate) struct windlass_context_t(());

/// The instance that called a host function.
pub(crate) struct windlass_caller_t<'a>(pub(crate) Caller<'a, Data>);

/// Passes the context to C.
fn give(context: StoreContextMut<'_, Data>) -> *mut windlass_context_t {
    // SAFETY: the structure is transparent and contains a pointer.
    unsafe { transmute(context) }
}

/// Takes a context from C.
///
/// # Errors
/// Fails if the pointer is null.
///
/// # Safety
/// Unless null, its store must exist, and nothing else may access the store during `'a`.
pub(crate) unsafe fn context<'a>(context: *mut windlass_context_t) -> Result<StoreContextMut<'a, Data>> {
    if context.is_null() {
        return Err(Error::msg("the context is NULL"));
    }
    // SAFETY: made by `give`.
    Ok(unsafe { transmute::<*mut windlass_context_t, StoreContextMut<'a, Data>>(context) })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_store_new(engine: *mut windlass_engine_t, data: *mut c_void) -> *mut windlass_store_t {
    // SAFETY: guaranteed by the caller.
    match unsafe { engine.as_ref() } {
        Some(engine) => Box::into_raw(Box::new(windlass_store_t(Store::new(&engine.0, Data(data))))),
        None => ptr::null_mut(),
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_store_context(store: *mut windlass_store_t) -> *mut windlass_context_t {
    // SAFETY: guaranteed by the caller.
    unsafe { store.as_mut() }.map_or(ptr::null_mut(), |store| give(store.0.as_context_mut()))
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_caller_context(caller: *mut windlass_caller_t<'_>) -> *mut windlass_context_t {
    // SAFETY: guaranteed by the caller.
    unsafe { caller.as_mut() }.map_or(ptr::null_mut(), |caller| give(caller.0.as_context_mut()))
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_context_data(context: *mut windlass_context_t) -> *mut c_void {
    // SAFETY: guaranteed by the caller.
    unsafe { self::context(context) }.map_or(ptr::null_mut(), |context| context.data().0)
}

#[unsafe(no_mangle)]
unsafe extern "C" fn windlass_store_delete(store: *mut windlass_store_t) {
    if !store.is_null() {
        // SAFETY: it came from `Box::into_raw`, and the caller does not use it again.
        drop(unsafe { Box::from_raw(store) });
    }
}
