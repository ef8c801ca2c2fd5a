//! [`Caller`]: the caller of a host function.

use windlass_masm::vm::VMContextHeader;

use crate::api::engine::Engine;
use crate::api::error::Result;
use crate::api::exnref::ExnRef;
use crate::api::externs::Extern;
use crate::api::instance::Instance;
use crate::api::interrupt_handle::InterruptHandle;
use crate::api::thrown_exception::ThrownException;
use crate::instances::instance_data::ContextMemory;
use crate::store::{AsContext, AsContextMut, StoreContext, StoreContextMut};

/// The caller of a host function, passed as its optional first argument: the store and the calling instance.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Caller, Engine, Extern, Linker, Module, Store, format_err};
///
/// let engine = Engine::default();
/// let mut linker = Linker::new(&engine);
/// // Reads a string of the guest, and keeps it in the data of the store.
/// linker.func_wrap("host", "say", |mut caller: Caller<'_, String>, at: u32, len: u32| -> windlass::Result<()> {
///     let memory = caller.get_export("memory").and_then(Extern::into_memory);
///     let memory = memory.ok_or_else(|| format_err!("no memory"))?;
///     let (bytes, said) = memory.data_and_store_mut(&mut caller);
///     let range = at as usize..at as usize + len as usize;
///     *said = String::from_utf8_lossy(bytes.get(range).ok_or_else(|| format_err!("out of bounds"))?).into_owned();
///     Ok(())
/// })?;
/// let module = Module::new(
///     &engine,
///     r#"(module (import "host" "say" (func $say (param i32 i32))) (memory (export "memory") 1)
///         (data (i32.const 8) "hello") (func (export "run") (call $say (i32.const 8) (i32.const 5))))"#,
/// )?;
/// let mut store = Store::new(&engine, String::new());
/// let run = linker.instantiate(&mut store, &module)?.get_typed_func::<(), ()>(&mut store, "run")?;
/// run.call(&mut store, ())?;
/// assert_eq!(store.data(), "hello");
/// # Ok(())
/// # }
/// ```
pub struct Caller<'a, T> {
    store: StoreContextMut<'a, T>,
    /// The context of the calling instance, or null if the embedder called the host function.
    context: *mut VMContextHeader,
}

// SAFETY: the pointer is only used to read an index that never changes, in an instance that lives as long as the store,
// which the value borrows.
unsafe impl<T: Send> Send for Caller<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Caller<'_, T> {}

impl<'a, T> Caller<'a, T> {
    /// # Safety
    /// `context` must be null or that of an instance of the store.
    #[inline(always)]
    pub(crate) unsafe fn new(store: StoreContextMut<'a, T>, context: *mut VMContextHeader) -> Caller<'a, T> {
        Caller { store, context }
    }

    /// The export `name` of the calling instance. `None` if there is no such export, or if the embedder called the host
    /// function.
    pub fn get_export(&mut self, name: &str) -> Option<Extern> {
        self.instance()?.get_export(&mut self.store, name)
    }

    /// The calling instance. `None` if the embedder called the host function.
    pub fn instance(&self) -> Option<Instance> {
        if self.context.is_null() {
            return None;
        }
        // SAFETY: required by `new`.
        let index = unsafe { ContextMemory::instance_of(self.context) };
        Some(Instance::from_index(self.store.0.opaque.id(), index))
    }

    /// The handle that interrupts the store, for host functions that wait. `None` if neither a
    /// [handle](crate::Store::interrupt_handle) nor a deadline of the store was ever created.
    pub fn interrupt_handle(&self) -> Option<InterruptHandle> {
        self.store.0.opaque.handle_if_interruptible()
    }

    /// See [`Store::is_interrupted`](crate::Store::is_interrupted).
    pub fn is_interrupted(&self) -> bool {
        self.store.0.opaque.is_interrupted()
    }

    /// What is left of the store's fuel after the call: see [`Store::get_fuel`](crate::Store::get_fuel).
    ///
    /// # Errors
    /// As there.
    pub fn get_fuel(&self) -> Result<u64> {
        self.store.get_fuel()
    }

    /// Sets what is left when the host function returns: see [`Store::set_fuel`](crate::Store::set_fuel).
    ///
    /// # Errors
    /// As there.
    pub fn set_fuel(&mut self, fuel: u64) -> Result<()> {
        self.store.set_fuel(fuel)
    }

    /// The store's data.
    pub fn data(&self) -> &T {
        self.store.data()
    }

    /// The store's data.
    pub fn data_mut(&mut self) -> &mut T {
        self.store.data_mut()
    }

    /// The store's engine.
    pub fn engine(&self) -> &Engine {
        self.store.engine()
    }

    /// Throws an exception: returns the error with which the host function throws it in its caller, by returning it. See
    /// [`Store::throw`](crate::Store::throw).
    ///
    /// # Errors
    /// Always.
    ///
    /// # Panics
    /// Panics if the exception belongs to another store.
    pub fn throw<R>(&mut self, exception: ExnRef) -> Result<R, ThrownException> {
        self.store.throw(exception)
    }

    /// See [`Store::take_pending_exception`](crate::Store::take_pending_exception).
    pub fn take_pending_exception(&mut self) -> Option<ExnRef> {
        self.store.take_pending_exception()
    }

    /// See [`Store::has_pending_exception`](crate::Store::has_pending_exception).
    pub fn has_pending_exception(&self) -> bool {
        self.store.has_pending_exception()
    }

    /// Drops the values behind [`ExternRef`](crate::ExternRef) that nothing refers to: see [`Store::gc`](crate::Store::gc).
    pub fn gc(&mut self) {
        self.store.gc();
    }
}

impl<T> AsContext for Caller<'_, T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        self.store.as_context()
    }
}

impl<T> AsContextMut for Caller<'_, T> {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        self.store.as_context_mut()
    }
}
