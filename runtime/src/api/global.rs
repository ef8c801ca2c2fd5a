//! [`Global`]: global variables.

use alloc::boxed::Box;
use core::cell::UnsafeCell;
use core::ptr::NonNull;

use windlass_codegen::types::{GlobalType, ValType};

use crate::api::error::{Result, bail};
use crate::api::val::Val;
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};

/// A global variable in a store.
///
/// Every method panics if the global belongs to another store.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Engine, Global, GlobalType, Mutability, Store, Val, ValType};
///
/// let mut store = Store::new(&Engine::default(), ());
/// let global = Global::new(&mut store, GlobalType::new(ValType::I32, Mutability::Var), Val::I32(1))?;
/// global.set(&mut store, Val::I32(2))?;
/// assert_eq!(global.get(&store).unwrap_i32(), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Global {
    store: StoreId,
    ty: GlobalType,
    /// Valid as long as the store.
    value: NonNull<u8>,
}

// SAFETY: the pointer is only dereferenced while the store is borrowed.
unsafe impl Send for Global {}
// SAFETY: as above.
unsafe impl Sync for Global {}

impl Global {
    /// Creates a global with an initial value.
    ///
    /// # Errors
    /// Fails if the value does not have the type in `ty`, or belongs to another store; if `ty` refers to a function type that is not in use.
    pub fn new(mut store: impl AsContextMut, ty: GlobalType, value: Val) -> Result<Global> {
        let store = &mut store.as_context_mut().0.opaque;
        store.keep_type(ty.content)?;
        let raw = raw_value(store, ty, value)?;
        Ok(Global { store: store.id(), ty, value: store.add_global(ty.content, raw) })
    }

    /// # Safety
    /// `value` must be the address of a global of this type, valid as long as the store with this identifier.
    pub(crate) unsafe fn from_address(store: StoreId, value: NonNull<u8>, ty: GlobalType) -> Global {
        Global { store, ty, value }
    }

    /// The type of the global.
    pub fn ty(&self, store: impl AsContext) -> GlobalType {
        self.ty_in(store.as_context().opaque())
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> GlobalType {
        store.check(self.store);
        self.ty
    }

    /// The value.
    pub fn get(&self, store: impl AsContext) -> Val {
        let store = store.as_context().opaque();
        let raw = self.raw(store);
        // SAFETY: references in globals belong to the store.
        unsafe { Val::from_raw(raw, self.ty.content, store) }
    }

    /// Sets the value.
    ///
    /// # Errors
    /// Fails if the global is immutable, or if the value has another type or belongs to another store.
    pub fn set(&self, mut store: impl AsContextMut, value: Val) -> Result<()> {
        let store = &mut store.as_context_mut().0.opaque;
        store.check(self.store);
        if !self.ty.mutable {
            bail!("the global is not mutable");
        }
        let raw = raw_value(store, self.ty, value)?;
        // SAFETY: the global is valid as long as the store, which is borrowed.
        unsafe { write_global(self.value, self.ty.content, raw) };
        Ok(())
    }

    /// The value, as generated code represents it.
    pub(crate) fn raw(&self, store: &StoreOpaque) -> u128 {
        store.check(self.store);
        // SAFETY: the global is valid as long as the store, which is borrowed.
        unsafe { read_global(self.value, self.ty.content) }
    }

    pub(crate) fn address(&self) -> NonNull<u8> {
        self.value
    }

    pub(crate) fn store_id(&self) -> StoreId {
        self.store
    }
}

fn raw_value(store: &StoreOpaque, ty: GlobalType, value: Val) -> Result<u128> {
    if !value.is_of(store, &ty.content, None) {
        bail!("cannot store a value of type {} in a global of type {}", value.ty(), ty.content);
    }
    value.to_raw(store)
}

/// Reads the value of a global of type `ty`.
///
/// # Safety
/// `address` must be that of a global of this type.
pub(crate) unsafe fn read_global(address: NonNull<u8>, ty: ValType) -> u128 {
    // SAFETY: vectors take 16 bytes, everything else 8.
    unsafe {
        match ty {
            ValType::V128 => address.cast::<u128>().read(),
            _ => u128::from(address.cast::<u64>().read()),
        }
    }
}

/// Writes the value of a global of type `ty`.
///
/// # Safety
/// `address` must be that of a global of this type.
pub(crate) unsafe fn write_global(address: NonNull<u8>, ty: ValType, value: u128) {
    // SAFETY: vectors take 16 bytes, everything else 8.
    unsafe {
        match ty {
            ValType::V128 => address.cast::<u128>().write(value),
            _ => address.cast::<u64>().write(value as u64),
        }
    }
}

/// The value of a global created by the embedder.
#[repr(C, align(16))]
pub(crate) struct GlobalCell(UnsafeCell<u128>);

impl GlobalCell {
    pub(crate) fn new(value: u128) -> Box<GlobalCell> {
        Box::new(GlobalCell(UnsafeCell::new(value)))
    }

    pub(crate) fn address(&self) -> NonNull<u8> {
        NonNull::from(&self.0).cast()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Store};

    #[test]
    fn only_mutable_globals_are_set() {
        let mut store = Store::new(&Engine::default(), ());
        let ty = GlobalType { content: ValType::I64, mutable: true };
        let global = Global::new(&mut store, ty, Val::I64(-1)).unwrap();
        global.set(&mut store, Val::I64(5)).unwrap();
        assert_eq!(global.get(&store).i64(), Some(5));
        assert!(global.set(&mut store, Val::I32(5)).is_err());
        let constant = Global::new(&mut store, GlobalType { mutable: false, ..ty }, Val::I64(1)).unwrap();
        assert!(constant.set(&mut store, Val::I64(5)).is_err());
        assert!(Global::new(&mut store, ty, Val::F32(0)).is_err());
        let vector = GlobalType { content: ValType::V128, mutable: true };
        let vector = Global::new(&mut store, vector, Val::from(u128::MAX)).unwrap();
        assert_eq!(vector.get(&store).unwrap_v128().as_u128(), u128::MAX);
    }
}
