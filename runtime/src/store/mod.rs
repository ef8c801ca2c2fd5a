//! [`Store`]: owns instances and everything that belongs to them.

mod context;
mod epoch;
pub(crate) mod exceptions;
mod gc;
pub(crate) mod host_values;
pub(crate) mod limiter;
mod opaque;
mod released;

pub use context::{AsContext, AsContextMut, StoreContext, StoreContextMut};
pub use epoch::UpdateDeadline;
pub(crate) use opaque::{StoreId, StoreOpaque};

use alloc::boxed::Box;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Range;
#[cfg(feature = "std")]
use core::time::Duration;

use crate::api::engine::Engine;
use crate::api::error::Result;
use crate::api::interrupt_handle::InterruptHandle;
use crate::api::limits::ResourceLimiter;
use crate::guest::stop::INTERRUPT;

/// Owns instances, with their memories, tables, globals and functions, and data of the embedder.
///
/// Everything in a store lives until the store is dropped, except the values behind [`ExternRef`](crate::ExternRef): see
/// [`Store::gc`]. Handles such as [`Instance`](crate::Instance) or
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
    /// The callback for the epoch deadline, if any.
    epoch_callback: Option<epoch::EpochCallback<T>>,
    /// Host functions require exactly this `T`, not a subtype.
    invariant: PhantomData<fn(T) -> T>,
}

impl<T> Store<T> {
    /// Creates an empty store.
    pub fn new(engine: &Engine, data: T) -> Store<T> {
        let opaque = StoreOpaque::new(engine.clone());
        Store {
            inner: Box::new(StoreInner { opaque, data, limiter: None, epoch_callback: None, invariant: PhantomData }),
        }
    }

    /// The store's data.
    pub fn data(&self) -> &T {
        &self.inner.data
    }

    /// The store's data.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.inner.data
    }

    pub(crate) fn opaque(&self) -> &StoreOpaque {
        &self.inner.opaque
    }

    pub(crate) fn opaque_mut(&mut self) -> &mut StoreOpaque {
        &mut self.inner.opaque
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

    /// Drops the values behind [`ExternRef`](crate::ExternRef), and the exceptions behind [`ExnRef`](crate::ExnRef), that are no
    /// longer reachable from a table, a global, an exception, a guest function that waits for a host function, or an `ExternRef`
    /// or `ExnRef` of the embedder. The store does this automatically before their number doubles; call it to drop them now. The
    /// time is linear in the number of values, the elements of tables of references to them, and the size of the guest's stack.
    /// A dropped value may own the last `ExternRef` to another value, which is then dropped, too. Values that own each other in a
    /// cycle live as long as the store.
    ///
    /// The amount of garbage that a store keeps before it collects grows with the words that a collection scans: a guest with large
    /// tables of references keeps more. Limit [table elements](crate::StoreLimitsBuilder::table_elements) if guests let the host create
    /// large values.
    ///
    /// Has no effect in the callback of [`Store::epoch_deadline_callback`].
    ///
    /// ```
    /// use std::sync::Arc;
    /// use windlass::{Engine, ExternRef, Store};
    ///
    /// # fn main() -> windlass::Result<()> {
    /// let mut store = Store::new(&Engine::default(), ());
    /// let value = Arc::new(());
    /// let reference = ExternRef::new(&mut store, value.clone())?;
    /// store.gc();
    /// assert_eq!(Arc::strong_count(&value), 2);
    /// drop(reference);
    /// store.gc();
    /// assert_eq!(Arc::strong_count(&value), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn gc(&mut self) {
        self.inner.opaque.gc();
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

    /// Creates a handle that interrupts guest code of this store from any thread.
    ///
    /// An interrupt sends the signal [`Config::interrupt_signal`] to the thread that runs the store, and ends guest code at
    /// any instruction. Generated code needs no checks for this. The first handle of a process installs the signal's
    /// handler, and the thread that runs the store unblocks the signal. The trap has a backtrace, and the store stays
    /// usable.
    ///
    /// [Without signals](crate::Config::signals_based_traps), guest code only ends when it is entered, and when it calls a
    /// host function or an operator that the runtime implements, such as `memory.grow`: **a loop without calls is never
    /// interrupted**.
    ///
    /// The signal also interrupts blocking system calls of host functions that are never restarted, such as `poll`.
    ///
    /// # Errors
    /// Fails if the signal handler cannot be installed.
    ///
    /// ```
    /// use std::time::Duration;
    /// use windlass::{Engine, Instance, Module, Store, Trap};
    ///
    /// # fn main() -> windlass::Result<()> {
    /// let engine = Engine::default();
    /// let module = Module::new(&engine, r#"(module (func (export "spin") (loop (br 0))))"#)?;
    /// let mut store = Store::new(&engine, ());
    /// let spin = Instance::new(&mut store, &module, &[])?.get_typed_func::<(), ()>(&mut store, "spin")?;
    ///
    /// let handle = store.interrupt_handle()?;
    /// let watchdog = std::thread::spawn(move || {
    ///     std::thread::sleep(Duration::from_millis(10));
    ///     handle.interrupt()
    /// });
    /// let error = spin.call(&mut store, ()).unwrap_err();
    /// assert_eq!(error.downcast_ref(), Some(&Trap::Interrupt));
    /// # watchdog.join().unwrap();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`Config::interrupt_signal`]: crate::Config::interrupt_signal
    /// [`Config::signals_based_traps`]: crate::Config::signals_based_traps
    pub fn interrupt_handle(&self) -> Result<InterruptHandle> {
        self.inner.opaque.interrupt_handle()
    }

    /// Clears a pending interrupt, which may have arrived just after a call returned.
    pub fn clear_interrupt(&mut self) {
        self.inner.opaque.shared().take_back(INTERRUPT);
    }

    /// Whether guest code of the store must end: because of an interrupt, the deadline, or an epoch deadline without a
    /// callback. A host function that waits can poll this and return early; the guest then ends.
    pub fn is_interrupted(&self) -> bool {
        self.inner.opaque.is_interrupted()
    }

    /// Sets the deadline of the store to `after` from now, replacing the previous one. When it passes, guest code traps with
    /// [`Trap::Interrupt`](crate::Trap::Interrupt) and a message about the deadline. Later calls trap at once, until another
    /// deadline is set or the deadline is [cleared](Store::clear_deadline). A thread of the process watches all deadlines,
    /// and ends guest code by an [interrupt](Store::interrupt_handle).
    ///
    /// # Errors
    /// Fails if the thread cannot be created, or the signal handler cannot be installed.
    ///
    /// ```
    /// use std::time::Duration;
    /// use windlass::{Engine, Instance, Module, Store, Trap};
    ///
    /// # fn main() -> windlass::Result<()> {
    /// let engine = Engine::default();
    /// let module = Module::new(&engine, r#"(module (func (export "spin") (loop (br 0))))"#)?;
    /// let mut store = Store::new(&engine, ());
    /// let spin = Instance::new(&mut store, &module, &[])?.get_typed_func::<(), ()>(&mut store, "spin")?;
    /// store.set_deadline(Duration::from_millis(10))?;
    /// let error = spin.call(&mut store, ()).unwrap_err();
    /// assert_eq!(error.to_string(), "the deadline of the store has passed: interrupt");
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "std")]
    pub fn set_deadline(&mut self, after: Duration) -> Result<()> {
        self.inner.opaque.set_deadline(Some(after))
    }

    /// Clears the deadline.
    #[cfg(feature = "std")]
    pub fn clear_deadline(&mut self) {
        // Only setting a deadline can fail.
        let _ = self.inner.opaque.set_deadline(None);
    }

    /// Sets the epoch deadline of the store to this many epochs from now. When the epoch reaches it, guest code ends or the
    /// [callback](Store::epoch_deadline_callback) decides. The deadline of a new store is already reached: set one before
    /// the store runs. Has no effect without [`Config::epoch_interruption`](crate::Config::epoch_interruption).
    ///
    /// ```
    /// use windlass::{Config, Engine, Instance, Module, Store, Trap, UpdateDeadline};
    ///
    /// # fn main() -> windlass::Result<()> {
    /// let engine = Engine::new(Config::new().epoch_interruption(true))?;
    /// let module = Module::new(&engine, r#"(module (func (export "spin") (loop (br 0))))"#)?;
    /// let mut store = Store::new(&engine, 0);
    /// store.set_epoch_deadline(1);
    /// let spin = Instance::new(&mut store, &module, &[])?.get_typed_func::<(), ()>(&mut store, "spin")?;
    /// // Continues twice.
    /// store.epoch_deadline_callback(|mut store| {
    ///     *store.data_mut() += 1;
    ///     Ok(if *store.data() == 3 { UpdateDeadline::Interrupt } else { UpdateDeadline::Continue(1) })
    /// });
    /// # let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    /// let ticks = std::thread::spawn({
    ///     let engine = engine.clone();
    /// #   let stop = stop.clone();
    ///     move || loop {
    ///         std::thread::sleep(std::time::Duration::from_millis(1));
    ///         engine.increment_epoch();
    /// #       if stop.load(std::sync::atomic::Ordering::Relaxed) { break }
    ///     }
    /// });
    /// assert_eq!(spin.call(&mut store, ()).unwrap_err().downcast_ref(), Some(&Trap::Interrupt));
    /// assert_eq!(*store.data(), 3);
    /// # stop.store(true, std::sync::atomic::Ordering::Relaxed);
    /// # ticks.join().unwrap();
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_epoch_deadline(&mut self, ticks_beyond_current: u64) {
        self.inner.opaque.set_epoch_deadline(ticks_beyond_current);
    }

    /// Makes guest code trap with [`Trap::Interrupt`](crate::Trap::Interrupt) when the epoch reaches the deadline. This is
    /// the default.
    pub fn epoch_deadline_trap(&mut self) {
        self.inner.epoch_callback = None;
        self.inner.opaque.set_epoch_callback(None);
    }

    /// Makes `callback` decide whether guest code continues when the epoch reaches the deadline. An error of the callback
    /// also ends guest code. The callback may run between any two instructions of guest code; during it, tables and memories
    /// with explicit bounds checks cannot grow. Guest code that it calls ends at the deadline without another callback.
    pub fn epoch_deadline_callback(
        &mut self,
        callback: impl FnMut(StoreContextMut<'_, T>) -> Result<UpdateDeadline> + Send + Sync + 'static,
    ) where
        T: 'static,
    {
        self.inner.epoch_callback = Some(Box::new(callback));
        self.inner.opaque.set_epoch_callback(Some(epoch::epoch_callback_of::<T>));
    }

    /// Sets what is left of the store's fuel, which its guest code [consumes](crate::Config::consume_fuel): as much as `fuel`, whatever was
    /// left. A new store has none.
    ///
    /// # Errors
    /// Fails if code of the engine does not consume fuel.
    ///
    /// ```
    /// use windlass::{Config, Engine, Instance, Module, Store, Trap};
    ///
    /// # fn main() -> windlass::Result<()> {
    /// let engine = Engine::new(Config::new().consume_fuel(true))?;
    /// let module = Module::new(&engine, r#"(module (func (export "spin") (loop (br 0))))"#)?;
    /// let mut store = Store::new(&engine, ());
    /// store.set_fuel(10_000)?;
    /// let spin = Instance::new(&mut store, &module, &[])?.get_typed_func::<(), ()>(&mut store, "spin")?;
    /// assert_eq!(spin.call(&mut store, ()).unwrap_err().downcast_ref(), Some(&Trap::OutOfFuel));
    /// assert_eq!(store.get_fuel()?, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_fuel(&mut self, fuel: u64) -> Result<()> {
        self.inner.opaque.set_fuel(fuel)
    }

    /// What is left of the store's fuel.
    ///
    /// # Errors
    /// Fails if code of the engine does not consume fuel.
    pub fn get_fuel(&self) -> Result<u64> {
        self.inner.opaque.get_fuel()
    }

    /// Sets the host stack on which this store's guest code is called, if it is not the thread's own: for a coroutine, the
    /// range of its stack without the guard. A call on any other stack fails, since Windlass must know how much stack is
    /// left for host functions: see [`Config::host_stack_reserve`](crate::Config::host_stack_reserve). The default is
    /// `None`.
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
