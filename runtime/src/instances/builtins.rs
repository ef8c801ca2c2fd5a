//! The operators that the runtime implements.

#[cfg(feature = "threads")]
use core::time::Duration;

use windlass_codegen::Builtin;
use windlass_codegen::builtin::AtomicPlace;
use windlass_masm::TrapCode;
use windlass_masm::vm::{CallRegs, VMContextHeader};

use crate::api::error::{Error, Result};
use crate::api::module::damaged;
#[cfg(feature = "threads")]
use crate::guest::activation;
use crate::guest::activation::{Pending, StoreVm};
use crate::guest::call_values::CallValues;
use crate::guest::raise::Exception;
use crate::instances::bulk::Waiting;
use crate::instances::instance_data::ContextMemory;
use crate::instances::segments::aligned;
#[cfg(feature = "threads")]
use crate::instances::shared_bytes::Expected;
use crate::platform::panics;
use crate::store::StoreOpaque;
use windlass_codegen::types::ValType;
use windlass_masm::vm::Place;

/// Called by the trampoline of builtins: see `VMStoreContext::builtin`.
///
/// # Safety
/// Only the trampoline may call this, for generated code of an instance.
pub(crate) unsafe extern "C" fn call_builtin(context: *mut VMContextHeader, index: u32, regs: *mut CallRegs) -> usize {
    // SAFETY: the context belongs to an instance. The innermost entry borrowed its store, does not use it meanwhile, and
    // `StoreOpaque` is the first field of the store. The registers are valid.
    unsafe {
        let vm = (*context).store.cast::<StoreVm>();
        (*vm).record_exit(regs, 0);
        if !StoreVm::take_fuel(vm, regs) {
            return 1;
        }
        let store = (*vm).store.cast::<StoreOpaque>();
        let instance = ContextMemory::instance_of(context);
        let values = CallValues::new(regs, core::ptr::null_mut());
        if index == Builtin::Throw as u32 || index == Builtin::ThrowRef as u32 {
            return throw(context, index, regs);
        }
        let args = [0, 1, 2, 3, 4].map(|i| values.get(Place::Int(i), ValType::I64) as u64);
        let do_it = || match Builtin::ALL.get(index as usize) {
            Some(Builtin::AtomicWait32) => wait(store, instance, false, args),
            Some(Builtin::AtomicWait64) => wait(store, instance, true, args),
            Some(&builtin) => run(Waiting::new(vm, store), instance, builtin, args),
            None => Err(Error::msg("internal error: generated code called an unknown operator")),
        };
        let outcome = panics::catch(do_it);
        // A limiter may have switched stacks.
        (*vm).return_to_guest();
        let pending = match outcome {
            Ok(Ok(result)) => {
                values.set(Place::Int(0), ValType::I64, result.into());
                (*vm).fuel.give_to(regs);
                return 0;
            }
            Ok(Err(error)) => Pending::Error(error),
            Err(payload) => Pending::Panic(payload),
        };
        StoreVm::set_pending(vm, pending);
        1
    }
}

/// `throw` and `throw_ref`. The trampoline raises the exception: it has all registers of the guest then.
///
/// # Safety
/// As for [`call_builtin`].
#[inline]
unsafe fn throw(context: *mut VMContextHeader, index: u32, regs: *mut CallRegs) -> usize {
    // SAFETY: as in `call_builtin`; the arguments are those of the builtin.
    unsafe {
        let vm = (*context).store.cast::<StoreVm>();
        let store = (*vm).store.cast::<StoreOpaque>();
        let [a, b, ..] = *CallRegs::int_of(regs);
        let pending = if index == Builtin::Throw as u32 {
            let instance = &(&(*store).instances)[ContextMemory::instance_of(context) as usize];
            match instance.tag(a as u32) {
                Some(tag) => {
                    Pending::Exception(Exception::New { tag, payload: core::ptr::with_exposed_provenance(b as usize) })
                }
                None => Pending::Error(damaged()),
            }
        } else if a == 0 {
            Pending::Error(TrapCode::NullReference.into())
        } else {
            Pending::Exception(Exception::Thrown { exn: (*store).exceptions.referred_to_by(a), error: None })
        };
        StoreVm::set_pending(vm, pending);
    }
    1
}

/// The result of a growth, which has 64 bits or 32, and the upper half of an `i32` is zero.
fn grown(old: Option<u64>, has_64_bits: bool) -> u64 {
    old.unwrap_or(if has_64_bits { u64::MAX } else { u32::MAX.into() })
}

fn run(mut waiting: Waiting, instance: u32, builtin: Builtin, args: [u64; 5]) -> Result<u64> {
    let [a, b, c, d, _] = args;
    let (low, high) = (a as u32, (a >> 32) as u32);
    let store = waiting.store();
    store.fuel_mut().consume(elements(builtin, &args))?;
    let data = &mut store.instances[instance as usize];
    let memory = |index: u32| data.memories[index as usize] as usize;
    let table = |index: u32| data.tables[index as usize] as usize;
    match builtin {
        Builtin::MemoryGrow => {
            let memory = data.memories[low as usize];
            // SAFETY: called by guest code, and nothing else here uses the store's data.
            let limiter = unsafe { store.limiter_in_guest() };
            let old = store.grow_memory(memory, b, limiter)?;
            return Ok(grown(old, store.memories[memory as usize].ty().memory64));
        }
        Builtin::TableGrow => {
            let table = data.tables[low as usize];
            // SAFETY: as above.
            let limiter = unsafe { store.limiter_in_guest() };
            let old = store.grow_table(table, c, b, limiter)?;
            // A growth that fails is free.
            store.fuel_mut().consume(if old.is_some() { c } else { 0 })?;
            return Ok(grown(old, store.tables[table as usize].ty().table64));
        }
        Builtin::MemoryCopy => {
            let (to, from) = (memory(low), memory(high));
            waiting.memory_copy(to, from, (b, c, d))?;
        }
        Builtin::MemoryFill => {
            let memory = memory(low);
            waiting.memory_fill(memory, (b, c as u8, d))?;
        }
        Builtin::MemoryInit => waiting.memory_init(instance, low, high, (b, c, d))?,
        Builtin::DataDrop => data.dropped_data.insert(low),
        Builtin::TableFill => {
            let table = table(low);
            waiting.table_fill(table, (b, c, d))?;
        }
        Builtin::TableCopy => {
            let (to, from) = (table(low), table(high));
            waiting.table_copy(to, from, (b, c, d))?;
        }
        Builtin::TableInit => waiting.table_init(instance, low, high, (b, c, d))?,
        Builtin::ElemDrop => data.dropped_elements.insert(low),
        Builtin::AtomicNotify => return notify(store, instance, (a, b), c as u32),
        Builtin::Throw | Builtin::ThrowRef | Builtin::AtomicWait32 | Builtin::AtomicWait64 => {
            return Err(Error::msg("internal error: the caller does this operator itself"));
        }
    }
    Ok(0)
}

/// Which memory an atomic operator accesses, its position in the store, and at which address. `place` is an [`AtomicPlace`], and what is
/// added to its offset.
///
/// # Errors
/// Traps where no memory has such an address.
fn atomic_address(store: &StoreOpaque, instance: u32, place: (u64, u64)) -> Result<(usize, u64)> {
    let AtomicPlace { memory, offset } = AtomicPlace::from_bits(place.0);
    let memory = store.instances[instance as usize].memories[memory as usize] as usize;
    Ok((memory, place.1.checked_add(offset).ok_or(TrapCode::MemoryOutOfBounds)?))
}

/// `memory.atomic.notify`. Nobody waits in a memory that is not shared.
fn notify(store: &StoreOpaque, instance: u32, place: (u64, u64), count: u32) -> Result<u64> {
    let (memory, address) = atomic_address(store, instance, place)?;
    let memory = &store.memories[memory];
    #[cfg(feature = "threads")]
    if let Some(memory) = memory.shared() {
        return Ok(memory.notify(address, count)?.into());
    }
    let _ = count;
    aligned(address, 4, memory.len())?;
    Ok(0)
}

/// `memory.atomic.wait32` and `memory.atomic.wait64`: blocks the thread, until another notifies, or the guest has to end.
///
/// # Safety
/// Guest code of the store must have called the runtime and be waiting. Nothing else may use the store meanwhile.
unsafe fn wait(store: *mut StoreOpaque, instance: u32, is_64: bool, args: [u64; 5]) -> Result<u64> {
    let [a, b, expected, timeout, _] = args;
    // SAFETY: guaranteed by the caller; not used once the thread waits.
    let opaque = unsafe { &*store };
    let (memory, address) = atomic_address(opaque, instance, (a, b))?;
    let memory = &opaque.memories[memory];
    #[cfg(feature = "threads")]
    if let Some(memory) = memory.shared().cloned() {
        let vm = opaque.shared().clone();
        let expected = if is_64 { Expected::I64(expected) } else { Expected::I32(expected as u32) };
        // A negative one is none.
        let timeout = u64::try_from(timeout as i64).ok().map(Duration::from_nanos);
        let result = memory.wait(address, expected, timeout, &vm.stop().parker, || {
            // SAFETY: as above. A callback that lets the guest go on leaves it waiting.
            unsafe { activation::poll(vm.get().as_ptr()) }.map(|()| false)
        });
        return result.map(|result| result as u64);
    }
    let _ = (expected, timeout);
    aligned(address, if is_64 { 8 } else { 4 }, memory.len())?;
    Err(TrapCode::AtomicWaitNonSharedMemory.into())
}

/// How many bytes or elements an operator goes over, each of which costs fuel.
fn elements(builtin: Builtin, args: &[u64; 5]) -> u64 {
    match builtin {
        Builtin::MemoryCopy | Builtin::MemoryFill | Builtin::MemoryInit => args[3],
        Builtin::TableCopy | Builtin::TableFill | Builtin::TableInit => args[3],
        _ => 0,
    }
}
