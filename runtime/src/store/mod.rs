//! [`Store`]: owns instances and everything that belongs to them.

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

/// Owns instances, with their memories, tables, globals and functions, and data of the embedder.
///
/// Everything in a store lives until the store is dropped. Handles such as [`Instance`](crate::Instance) or
/// [`Memory`](crate::Memory) are small values that are used together with their store. Using one with another store
/// panics.
///
/// One thread at a time uses a store. It may move between threads if `T` may.
pub struct Store<T> {
    inner: Box<StoreInner<T>>,
}

/// The content of a store. The first field has the same address as the whole, for every `T`.
#[repr(C)]
pub(crate) struct StoreInner<T> {
    /// The part that is independent of `T`.
    pub(crate) opaque: StoreOpaque,
    /// The store's data.
    pub(crate) data: T,
    /// The limiter, if any.
    limiter: Option<limiter::GetLimiter<T>>,
    /// Host functions require exactly this `T`, not a subtype.
    invariant: PhantomData<fn(T) -> T>,
}

impl<T> Store<T> {
    /// Creates an empty store.
    pub fn new(engine: &Engine, data: T) -> Store<T> {
        let opaque = StoreOpaque::new(engine.clone());
        Store { inner: Box::new(StoreInner { opaque, data, limiter: None, invariant: PhantomData }) }
    }

    /// The store's data.
    pub fn data(&self) -> &T {
        &self.inner.data
    }

    /// The store's data.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.inner.data
    }

    /// Drops everything except the store's data.
    pub fn into_data(self) -> T {
        let StoreInner { data, .. } = *self.inner;
        data
    }

    /// The store's engine.
    pub fn engine(&self) -> &Engine {
        self.inner.opaque.engine()
    }

    /// Limits the resources of the store from now on. `limiter` returns the [`ResourceLimiter`], such as
    /// [`StoreLimits`](crate::StoreLimits), in the store's data. Without a limiter, only the types of memories and
    /// tables limit them.
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

    /// Sets the stack on which this store's guest code is called, if that is not the thread's own: on a coroutine, the
    /// addresses that its code may use, without the guard. A call is an error if it is made neither on this stack nor
    /// on that of its thread, since Windlass must know how much is left for host functions: see
    /// [`Config::host_stack_reserve`](crate::Config::host_stack_reserve). The default is `None`.
    ///
    /// A host function may switch to another stack, and other stacks may then call guest code of their own stores. Each
    /// stack uses its own guest stack.
    ///
    /// # Safety
    /// While it is set, the memory must be a stack, above a guard that ends the process. A host function that switched
    /// away must be resumed on the same thread, and its stack must not be freed before the function has returned or was
    /// unwound.
    pub unsafe fn set_host_stack(&mut self, bounds: Option<Range<usize>>) {
        self.inner.opaque.set_host_stack(bounds);
    }
}

impl<T: Default> Default for Store<T> {
    /// An empty store with a new engine.
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
