//! The part of a store that is independent of its data type.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::num::NonZeroU64;
use core::ops::Range;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicU64, Ordering};
#[cfg(feature = "std")]
use core::time::Duration;

use windlass_masm::vm::{VMFuncRef, VMStoreContext};

use super::epoch::EpochCallbackOf;
use super::exceptions::Exceptions;
use super::host_values::HostValues;
use super::limiter::LimiterOf;
use crate::api::config::StackNeeds;
use crate::api::engine::Engine;
#[cfg(feature = "std")]
use crate::api::error::format_err;
use crate::api::error::{Error, Result, bail};
use crate::api::externs::Extern;
use crate::api::global::GlobalCell;
use crate::api::interrupt_handle::InterruptHandle;
use crate::api::memory::Memory;
#[cfg(feature = "threads")]
use crate::api::shared_memory::SharedMemory;
use crate::code::type_registry::RegisteredTypes;
#[cfg(feature = "std")]
use crate::guest::activation;
use crate::guest::activation::StoreVm;
#[cfg(feature = "std")]
use crate::guest::deadline;
use crate::guest::fuel::Fuel;
use crate::guest::host_func::{HostFunc, PlacedHostFunc};
use crate::guest::shared_vm::SharedVm;
use crate::guest::unwind_cache::UnwindCache;
use crate::hash_map::HashMap;
use crate::instances::builtins;
use crate::instances::instance_data::InstanceData;
use crate::instances::memory::AnyMemory;
use crate::instances::table_data::TableData;
use windlass_codegen::types::{TypeIndex, ValType};

/// Identifies a store, uniquely in the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct StoreId(NonZeroU64);

impl StoreId {
    fn allocate() -> StoreId {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        StoreId(NonZeroU64::new(NEXT.fetch_add(1, Ordering::Relaxed)).expect("2^64 stores"))
    }
}

/// The part of a store that is independent of its data type.
pub(crate) struct StoreOpaque {
    id: StoreId,
    stack_needs: StackNeeds,
    engine: Engine,
    /// In a separate allocation, because generated code modifies it while the store is borrowed.
    vm: NonNull<StoreVm>,
    /// Owns it, together with the handles that interrupt the store.
    shared: Arc<SharedVm>,
    // Contexts contain addresses that become dangling when the other fields are dropped, but only guest code uses them.
    pub(crate) instances: Vec<InstanceData>,
    /// The code of the instances, sorted by address. The signal handler reads it.
    #[cfg(feature = "std")]
    code: Vec<Range<usize>>,
    pub(crate) memories: Vec<AnyMemory>,
    pub(crate) tables: Vec<TableData>,
    /// The globals created by the embedder. Contexts and handles hold their addresses.
    pub(super) globals: Vec<(ValType, Box<GlobalCell>)>,
    /// The function types that tables and globals of the embedder refer to.
    types: Vec<RegisteredTypes>,
    /// By the address of the function they were created from, so that instances share them.
    host_funcs: HashMap<*const HostFunc, Box<PlacedHostFunc>>,
    pub(crate) host_values: HostValues,
    pub(crate) exceptions: Exceptions,
    /// What is known of frames that exceptions have passed.
    pub(crate) unwind_cache: UnwindCache,
    /// Returns the limiter of the store, if there is one.
    pub(super) limiter_of: Option<LimiterOf>,
    /// Asks the embedder what to do when the epoch reaches the deadline of the store.
    pub(super) epoch_callback_of: Option<EpochCallbackOf>,
    #[cfg(feature = "std")]
    deadline: Option<deadline::Key>,
}

// SAFETY: the pointers are to objects that the store owns, and every access goes through the borrowed store. The
// embedder's values and closures in it are `Send + Sync`.
unsafe impl Send for StoreOpaque {}
// SAFETY: as above; a shared borrow only reads.
unsafe impl Sync for StoreOpaque {}

impl StoreOpaque {
    pub(crate) fn new(engine: Engine) -> StoreOpaque {
        #[cfg(feature = "lazy")]
        let resolver = crate::code::resolver::resolve as *const () as usize;
        #[cfg(not(feature = "lazy"))]
        let resolver = 0;
        let builtin = builtins::call_builtin as *const () as usize;
        let vm = StoreVm::new(builtin, resolver, engine.config().consumes_fuel());
        let shared = Arc::new(SharedVm::new(vm, engine.epochs().map(|epochs| epochs.current().clone())));
        let store = StoreOpaque {
            id: StoreId::allocate(),
            stack_needs: engine.config().stack_needs(),
            engine,
            vm: shared.get(),
            shared,
            instances: Vec::new(),
            #[cfg(feature = "std")]
            code: Vec::new(),
            memories: Vec::new(),
            tables: Vec::new(),
            globals: Vec::new(),
            types: Vec::new(),
            host_funcs: HashMap::new(),
            host_values: HostValues::new(),
            exceptions: Exceptions::new(),
            unwind_cache: UnwindCache::new(),
            limiter_of: None,
            epoch_callback_of: None,
            #[cfg(feature = "std")]
            deadline: None,
        };
        if let Some(epochs) = store.engine.epochs() {
            store.shared.stop().make_interruptible();
            store.let_signals_preempt();
            epochs.add(&store.shared);
        }
        store
    }

    #[inline]
    pub(crate) fn id(&self) -> StoreId {
        self.id
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The stack requirements of its guest code.
    #[inline]
    pub(crate) fn stack_needs(&self) -> &StackNeeds {
        &self.stack_needs
    }

    #[inline]
    pub(crate) fn vm(&self) -> NonNull<StoreVm> {
        self.vm
    }

    /// What is left of its fuel.
    fn fuel(&self) -> &Fuel {
        // SAFETY: the state is valid, and generated code, which could modify it, is not running while the store is borrowed.
        unsafe { &(*self.vm.as_ptr()).fuel }
    }

    /// What is left of its fuel.
    pub(crate) fn fuel_mut(&mut self) -> &mut Fuel {
        // SAFETY: as above.
        unsafe { &mut (*self.vm.as_ptr()).fuel }
    }

    /// See [`Store::get_fuel`](crate::Store::get_fuel).
    pub(crate) fn get_fuel(&self) -> Result<u64> {
        let fuel = self.fuel();
        if fuel.is_consumed() { Ok(fuel.get()) } else { Err(no_fuel()) }
    }

    /// See [`Store::set_fuel`](crate::Store::set_fuel).
    pub(crate) fn set_fuel(&mut self, amount: u64) -> Result<()> {
        let fuel = self.fuel_mut();
        if !fuel.is_consumed() {
            return Err(no_fuel());
        }
        fuel.set(amount);
        Ok(())
    }

    /// The target of the pointers in the contexts' headers.
    pub(crate) fn vm_context(&self) -> *mut VMStoreContext {
        self.vm.as_ptr().cast()
    }

    /// Checks that a handle belongs to this store.
    ///
    /// # Panics
    /// Panics if it does not.
    #[inline]
    pub(crate) fn check(&self, id: StoreId) {
        if id != self.id {
            wrong_store();
        }
    }

    /// Checks that an item can be used in this store.
    ///
    /// # Panics
    /// Panics if it cannot.
    #[track_caller]
    pub(crate) fn check_item(&self, item: &Extern) {
        if !item.is_for(self) {
            wrong_store();
        }
    }

    /// The memory at a position, as an item.
    pub(crate) fn memory_item(&self, index: u32) -> Extern {
        #[cfg(feature = "threads")]
        if let Some(memory) = self.memories[index as usize].shared() {
            return SharedMemory::of(&self.engine, memory).into();
        }
        Memory::from_index(self.id, index).into()
    }

    /// The position of a memory that is imported. A shared memory gets one, unless it has.
    pub(crate) fn memory_index(&mut self, item: &Extern) -> Option<u32> {
        match item {
            Extern::Memory(memory) => Some(memory.index()),
            #[cfg(feature = "threads")]
            Extern::SharedMemory(memory) => {
                let is_it = |known: &AnyMemory| known.shared().is_some_and(|known| Arc::ptr_eq(known, memory.bytes()));
                let known = self.memories.iter().position(is_it);
                let index = known.unwrap_or_else(|| {
                    self.memories.push(AnyMemory::Shared(memory.bytes().clone()));
                    self.memories.len() - 1
                });
                Some(index as u32)
            }
            _ => None,
        }
    }

    /// Like [`StoreOpaque::check`], but returns an error, for values.
    pub(crate) fn try_check(&self, id: StoreId) -> Result<()> {
        if id != self.id {
            bail!("a value belongs to another store");
        }
        Ok(())
    }

    /// Adds an instance.
    pub(crate) fn add_instance(&mut self, instance: InstanceData) {
        #[cfg(feature = "std")]
        self.add_code(instance.module.inner().code_range());
        self.instances.push(instance);
    }

    /// Adds the code of an instance. Instances of a module share it.
    #[cfg(feature = "std")]
    fn add_code(&mut self, code: Range<usize>) {
        let at = self.code.partition_point(|known| known.start < code.start);
        if self.code.get(at).is_none_or(|known| known.start != code.start) {
            self.code.insert(at, code);
        }
    }

    /// Whether `pc` is in the code of one of its instances, or in the space reserved for lazily compiled code. May be called
    /// in a signal handler while guest code of the store runs, since nothing modifies the store then.
    #[cfg(feature = "std")]
    pub(crate) fn has_code(&self, pc: usize) -> bool {
        let next = self.code.partition_point(|code| code.start <= pc);
        next.checked_sub(1).and_then(|newest| self.code.get(newest)).is_some_and(|code| code.contains(&pc))
    }

    /// The state that handles share.
    pub(crate) fn shared(&self) -> &Arc<SharedVm> {
        &self.shared
    }

    /// Lets other threads interrupt guest code of the store, by signals if its engine uses them.
    ///
    /// # Errors
    /// Fails if the system does not allow a handler for the signal.
    pub(crate) fn make_interruptible(&self) -> Result<()> {
        #[cfg(feature = "std")]
        if let Some(signal) = self.engine.config().signal_for_interrupts() {
            activation::install_interrupt_handler(signal)?;
        }
        self.shared.stop().make_interruptible();
        self.let_signals_preempt();
        Ok(())
    }

    /// [`StoreOpaque::make_interruptible`] where the signal has a handler.
    fn let_signals_preempt(&self) {
        #[cfg(feature = "std")]
        if let Some(signal) = self.engine.config().signal_for_interrupts() {
            self.shared.stop().set_signal(signal);
        }
    }

    /// A handle, if the store can be interrupted.
    pub(crate) fn handle_if_interruptible(&self) -> Option<InterruptHandle> {
        self.shared.stop().can_be_interrupted().then(|| InterruptHandle::new(self.shared.clone()))
    }

    /// Whether guest code of the store must end, disregarding the epoch callback.
    pub(crate) fn is_interrupted(&self) -> bool {
        self.shared.must_end()
    }

    /// Sets or clears the deadline of the store.
    ///
    /// # Errors
    /// Fails if the thread for deadlines or the signal handler cannot be created.
    #[cfg(feature = "std")]
    pub(crate) fn set_deadline(&mut self, after: Option<Duration>) -> Result<()> {
        if let Some(key) = self.deadline.take() {
            deadline::clear(&self.shared, key);
        }
        if let Some(after) = after {
            self.make_interruptible()?;
            let set = deadline::set(&self.shared, after);
            self.deadline = Some(set.map_err(|e| format_err!("cannot start the thread that keeps deadlines: {e}"))?);
        }
        Ok(())
    }

    /// Whether memories and tables must not move, because a preempted guest may hold an address in them. Otherwise, guest
    /// code is waiting for a call or not running.
    pub(super) fn is_preempted(&self) -> bool {
        // SAFETY: the state lives as long as the store, and guest code is not running.
        unsafe { (*self.vm.as_ptr()).nothing_moves }
    }

    /// A handle that interrupts guest code of the store.
    ///
    /// # Errors
    /// Same as [`StoreOpaque::make_interruptible`].
    pub(crate) fn interrupt_handle(&self) -> Result<InterruptHandle> {
        self.make_interruptible()?;
        Ok(InterruptHandle::new(self.shared.clone()))
    }

    /// Sets the stack on which guest code of the store is called.
    pub(crate) fn set_host_stack(&mut self, bounds: Option<Range<usize>>) {
        self.stack_needs.host_stack = bounds.map(|bounds| (bounds.start, bounds.end));
    }

    /// Keeps the function type that a table or a global of the embedder refers to in use, as long as the store exists.
    ///
    /// # Errors
    /// Fails if it is not in use.
    pub(crate) fn keep_type(&mut self, ty: ValType) -> Result<()> {
        let kept = match ty.type_index() {
            None => return Ok(()),
            Some(TypeIndex::Engine(id)) => self.engine.types().keep(id),
            Some(_) => None,
        };
        let Some(kept) = kept else {
            bail!("the type {ty} refers to a function type that is not in use in the engine")
        };
        self.types.push(kept);
        Ok(())
    }

    /// Adds a global created by the embedder.
    pub(crate) fn add_global(&mut self, ty: ValType, value: u128) -> NonNull<u8> {
        let global = GlobalCell::new(value);
        let address = global.address();
        self.globals.push((ty, global));
        address
    }

    /// Adds a host function, unless it is present, and returns a reference to it.
    pub(crate) fn add_host_func(&mut self, func: &Arc<HostFunc>) -> NonNull<VMFuncRef> {
        let vm = self.vm_context();
        let placed = self.host_funcs.get_or_insert_with(Arc::as_ptr(func), || PlacedHostFunc::new(func.clone(), vm));
        placed.func_ref()
    }
}

impl Drop for StoreOpaque {
    fn drop(&mut self) {
        self.shared.abandon();
        if let Some(epochs) = self.engine.epochs() {
            epochs.remove(&self.shared);
        }
        #[cfg(feature = "std")]
        if let Some(key) = self.deadline {
            deadline::clear(&self.shared, key);
        }
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn wrong_store() -> ! {
    panic!("a handle was used with a store that it does not belong to");
}

fn no_fuel() -> Error {
    Error::msg("code of this engine does not consume fuel: see `Config::consume_fuel`")
}
