//! [`Store`]: what instances, and everything they own, live in.

mod context;
pub(crate) mod limiter;
mod opaque;

pub use context::{AsContext, AsContextMut, StoreContext, StoreContextMut};
pub(crate) use opaque::{StoreId, StoreOpaque};

use alloc::boxed::Box;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Range;

use crate::api::engine::Engine;
use crate::api::limits::ResourceLimiter;

/// A collection of instances and of the memories, tables, globals and functions that belong to them, with a value of
/// the embedder's.
///
/// Everything in a store lives until the store is dropped. Handles such as [`Instance`](crate::Instance) or
/// [`Memory`](crate::Memory) are small copies that are used together with their store; using one with another store
/// panics.
///
/// A store is used by one thread at a time; it may move between threads if `T` may.
pub struct Store<T> {
    inner: Box<StoreInner<T>>,
}

/// What a store consists of. The first field is where the address of the whole is, whatever `T`.
#[repr(C)]
pub(crate) struct StoreInner<T> {
    /// What does not depend on `T`.
    pub(crate) opaque: StoreOpaque,
    /// The embedder's value.
    pub(crate) data: T,
    /// What limits the store, if anything does.
    limiter: Option<limiter::GetLimiter<T>>,
    /// Host functions were made for exactly this `T`, whatever its subtypes.
    invariant: PhantomData<fn(T) -> T>,
}

impl<T> Store<T> {
    /// An empty store.
    pub fn new(engine: &Engine, data: T) -> Store<T> {
        let opaque = StoreOpaque::new(engine.clone());
        Store { inner: Box::new(StoreInner { opaque, data, limiter: None, invariant: PhantomData }) }
    }

    /// The embedder's value.
    pub fn data(&self) -> &T {
        &self.inner.data
    }

    /// The embedder's value.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.inner.data
    }

    /// Drops everything but the embedder's value.
    pub fn into_data(self) -> T {
        let StoreInner { data, .. } = *self.inner;
        data
    }

    /// The engine that the store belongs to.
    pub fn engine(&self) -> &Engine {
        self.inner.opaque.engine()
    }

    /// Limits what the store takes from now on: `limiter` finds the [`ResourceLimiter`] in the embedder's value, such as
    /// [`StoreLimits`](crate::StoreLimits). Without it, types of memories and tables are the only limits.
    ///
    /// ```
    /// use windlass::{Engine, Store, StoreLimits, StoreLimitsBuilder};
    ///
    /// let limits = StoreLimitsBuilder::new().memory_size(64 << 20).instances(10).build();
    /// let mut store = Store::new(&Engine::default(), limits);
    /// store.limiter(|limits| limits);
    /// ```
    pub fn limiter(&mut self, limiter: impl (FnMut(&mut T) -> &mut dyn ResourceLimiter) + Send + Sync + 'static)
    where
        T: 'static,
    {
        self.inner.limiter = Some(Box::new(limiter));
        self.inner.opaque.limiter_of = Some(limiter::limiter_of::<T>);
    }

    /// Says on which stack guest code of this store is called, where that is not the stack of the thread: on a coroutine, the
    /// addresses that its code may use, without the guard. With `None`, the default, or where a call is made on neither this stack nor
    /// that of its thread, the call is an error: Windlass has to know how much is left for the host functions that are called
    /// back, see [`Config::host_stack_reserve`](crate::Config::host_stack_reserve).
    ///
    /// A host function may wait, by switching to another stack, while other stacks call guest code of their own stores. Every
    /// stack has a guest stack of its own then.
    ///
    /// # Safety
    /// The memory must be a stack for as long as it is set, with a guard that ends the process below. A host function that waits
    /// must go on on the thread that it waits on, and its stack must not be freed before the function returned or unwound.
    pub unsafe fn set_host_stack(&mut self, bounds: Option<Range<usize>>) {
        self.inner.opaque.set_host_stack(bounds);
    }
}

impl<T: Default> Default for Store<T> {
    /// An empty store of a new engine of its own.
    fn default() -> Store<T> {
        Store::new(&Engine::default(), T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Store<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("data", self.data()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_gives_its_data_back() {
        let mut store = Store::new(&Engine::default(), 1);
        *store.data_mut() += 1;
        assert_eq!(store.data(), &2);
        assert_eq!(store.into_data(), 2);
    }

    #[test]
    fn a_store_may_move_to_another_thread() {
        fn sendable<T: Send + Sync>() {}
        sendable::<Store<u32>>();
        sendable::<Engine>();
        sendable::<crate::Module>();
        sendable::<crate::Linker<u32>>();
        sendable::<crate::Error>();
    }
}
