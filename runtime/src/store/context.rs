//! Borrowed stores.

use super::{Store, StoreInner, StoreOpaque};
use crate::api::engine::Engine;
use crate::api::error::Result;

/// A borrowed store.
pub struct StoreContext<'a, T>(pub(crate) &'a StoreInner<T>);

/// A mutably borrowed store. It consists of the address of the store.
#[repr(transparent)]
pub struct StoreContextMut<'a, T>(pub(crate) &'a mut StoreInner<T>);

/// Types that a store can be borrowed from: a store, a borrowed store, or the [`Caller`](crate::Caller) of a host
/// function.
pub trait AsContext {
    /// The type of the store's data.
    type Data;

    /// Borrows the store.
    fn as_context(&self) -> StoreContext<'_, Self::Data>;
}

/// Types that a store can be mutably borrowed from.
pub trait AsContextMut: AsContext {
    /// Mutably borrows the store.
    fn as_context_mut(&mut self) -> StoreContextMut<'_, Self::Data>;
}

impl<'a, T> StoreContext<'a, T> {
    /// The store's data.
    pub fn data(&self) -> &'a T {
        &self.0.data
    }

    /// The store's engine.
    pub fn engine(&self) -> &'a Engine {
        self.0.opaque.engine()
    }

    /// See [`Store::is_interrupted`].
    pub fn is_interrupted(&self) -> bool {
        self.0.opaque.is_interrupted()
    }

    /// As [`Store::get_fuel`].
    ///
    /// # Errors
    /// As there.
    pub fn get_fuel(&self) -> Result<u64> {
        self.0.opaque.get_fuel()
    }

    pub(crate) fn opaque(&self) -> &'a StoreOpaque {
        &self.0.opaque
    }
}

impl<'a, T> StoreContextMut<'a, T> {
    /// The store's data.
    pub fn data(&self) -> &T {
        &self.0.data
    }

    /// The store's data.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.0.data
    }

    /// The store's engine.
    pub fn engine(&self) -> &Engine {
        self.0.opaque.engine()
    }

    /// Drops the values behind [`ExternRef`](crate::ExternRef) that nothing refers to: see [`Store::gc`].
    pub fn gc(&mut self) {
        self.0.opaque.gc();
    }
}

impl<T> StoreContextMut<'_, T> {
    /// See [`Store::set_epoch_deadline`].
    pub fn set_epoch_deadline(&mut self, ticks_beyond_current: u64) {
        self.0.opaque.set_epoch_deadline(ticks_beyond_current);
    }

    /// As [`Store::set_fuel`].
    ///
    /// # Errors
    /// As there.
    pub fn set_fuel(&mut self, fuel: u64) -> Result<()> {
        self.0.opaque.set_fuel(fuel)
    }

    /// As [`Store::get_fuel`].
    ///
    /// # Errors
    /// As there.
    pub fn get_fuel(&self) -> Result<u64> {
        self.0.opaque.get_fuel()
    }
}

impl<T> AsContext for Store<T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(&self.inner)
    }
}

impl<T> AsContextMut for Store<T> {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        StoreContextMut(&mut self.inner)
    }
}

impl<T> AsContext for StoreContext<'_, T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(self.0)
    }
}

impl<T> AsContext for StoreContextMut<'_, T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(self.0)
    }
}

impl<T> AsContextMut for StoreContextMut<'_, T> {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        StoreContextMut(self.0)
    }
}

impl<C: AsContext> AsContext for &C {
    type Data = C::Data;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, C::Data> {
        C::as_context(self)
    }
}

impl<C: AsContext> AsContext for &mut C {
    type Data = C::Data;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, C::Data> {
        C::as_context(self)
    }
}

impl<C: AsContextMut> AsContextMut for &mut C {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, C::Data> {
        C::as_context_mut(self)
    }
}

impl<'a, T, C: AsContext<Data = T>> From<&'a C> for StoreContext<'a, T> {
    fn from(context: &'a C) -> StoreContext<'a, T> {
        context.as_context()
    }
}

impl<'a, T, C: AsContext<Data = T>> From<&'a mut C> for StoreContext<'a, T> {
    fn from(context: &'a mut C) -> StoreContext<'a, T> {
        C::as_context(context)
    }
}

impl<'a, T> From<StoreContextMut<'a, T>> for StoreContext<'a, T> {
    fn from(context: StoreContextMut<'a, T>) -> StoreContext<'a, T> {
        StoreContext(context.0)
    }
}

impl<'a, T, C: AsContextMut<Data = T>> From<&'a mut C> for StoreContextMut<'a, T> {
    fn from(context: &'a mut C) -> StoreContextMut<'a, T> {
        context.as_context_mut()
    }
}
