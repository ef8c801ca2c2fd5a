//! The operators that the runtime implements.

use windlass_codegen::Builtin;
use windlass_codegen::builtin::AtomicPlace;
use windlass_masm::TrapCode;
use windlass_masm::vm::{CallRegs, VMContextHeader};

use crate::api::error::{Error, Result};
use crate::api::module::damaged;
use crate::guest::activation::{Pending, StoreVm};
use crate::guest::call_values::CallValues;
use crate::guest::raise::Exception;
use crate::instances::instance_data::ContextMemory;
use crate::instances::segments::{self, range};
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
        let store = (*vm).store.cast::<StoreOpaque>();
        let instance = ContextMemory::instance_of(context);
        let values = CallValues::new(regs, core::ptr::null_mut());
        if index == Builtin::Throw as u32 || index == Builtin::ThrowRef as u32 {
            return throw(context, index, regs);
        }
        let args = [0, 1, 2, 3, 4].map(|i| values.get(Place::Int(i), ValType::I64) as u64);
        let pending = match panics::catch(|| run(&mut *store, instance, index, args)) {
            Ok(Ok(result)) => {
                values.set(Place::Int(0), ValType::I64, result.into());
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

fn run(store: &mut StoreOpaque, instance: u32, index: u32, args: [u64; 5]) -> Result<u64> {
    let Some(&builtin) = Builtin::ALL.get(index as usize) else {
        return Err(Error::msg("internal error: generated code called an unknown operator"));
    };
    let [a, b, c, d, _] = args;
    let (low, high) = (a as u32, (a >> 32) as u32);
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
            return Ok(grown(old, store.tables[table as usize].ty().table64));
        }
        Builtin::MemoryCopy => {
            let (to, from) = (memory(low), memory(high));
            memory_copy(store, to, from, (b, c, d))?;
        }
        Builtin::MemoryFill => {
            let bytes = store.memories[memory(low)].bytes_mut();
            let range = range(b, d, bytes.len()).ok_or(TrapCode::MemoryOutOfBounds)?;
            bytes[range].fill(c as u8);
        }
        Builtin::MemoryInit => segments::memory_init(store, instance, low, high, (b, c, d))?,
        Builtin::DataDrop => data.dropped_data.insert(low),
        Builtin::TableFill => {
            let elements = store.tables[table(low)].elements_mut();
            let range = range(b, d, elements.len()).ok_or(TrapCode::TableOutOfBounds)?;
            elements[range].fill(c);
        }
        Builtin::TableCopy => {
            let (to, from) = (table(low), table(high));
            table_copy(store, to, from, (b, c, d))?;
        }
        Builtin::TableInit => segments::table_init(store, instance, low, high, (b, c, d))?,
        Builtin::ElemDrop => data.dropped_elements.insert(low),
        Builtin::Throw | Builtin::ThrowRef => return Err(Error::msg("internal error: a `throw` that is called")),
        // Nobody waits in a memory that is not shared.
        Builtin::AtomicNotify => _ = atomic_address(store, instance, (a, b), 4)?,
        Builtin::AtomicWait32 | Builtin::AtomicWait64 => {
            atomic_address(store, instance, (a, b), if builtin == Builtin::AtomicWait32 { 4 } else { 8 })?;
            return Err(TrapCode::AtomicWaitNonSharedMemory.into());
        }
    }
    Ok(0)
}

/// Where an atomic operator accesses `bytes` bytes: the position of the memory in the store, and the offset in it. `place` is an
/// [`AtomicPlace`], and what is added to its offset.
///
/// # Errors
/// Traps where that is not a multiple of the number of bytes, or not in the memory.
fn atomic_address(store: &StoreOpaque, instance: u32, place: (u64, u64), bytes: u64) -> Result<(usize, usize)> {
    let AtomicPlace { memory, offset } = AtomicPlace::from_bits(place.0);
    let memory = store.instances[instance as usize].memories[memory as usize] as usize;
    let address = place.1.checked_add(offset).ok_or(TrapCode::MemoryOutOfBounds)?;
    if !address.is_multiple_of(bytes) {
        return Err(TrapCode::HeapMisaligned.into());
    }
    let range = range(address, bytes, store.memories[memory].len()).ok_or(TrapCode::MemoryOutOfBounds)?;
    Ok((memory, range.start))
}

fn memory_copy(store: &mut StoreOpaque, to: usize, from: usize, (dst, src, len): (u64, u64, u64)) -> Result<()> {
    let source = range(src, len, store.memories[from].len()).ok_or(TrapCode::MemoryOutOfBounds)?;
    let target = range(dst, len, store.memories[to].len()).ok_or(TrapCode::MemoryOutOfBounds)?;
    match store.memories.get_disjoint_mut([to, from]) {
        Ok([to, from]) => to.bytes_mut()[target].copy_from_slice(&from.bytes()[source]),
        // The same memory.
        Err(_) => store.memories[to].bytes_mut().copy_within(source, target.start),
    }
    Ok(())
}

/// `table.copy` between two tables of the store, given by position.
///
/// # Errors
/// Traps if either range is out of bounds; nothing is copied then.
pub(crate) fn table_copy(
    store: &mut StoreOpaque,
    to: usize,
    from: usize,
    (dst, src, len): (u64, u64, u64),
) -> Result<()> {
    let source = range(src, len, store.tables[from].elements().len()).ok_or(TrapCode::TableOutOfBounds)?;
    let target = range(dst, len, store.tables[to].elements().len()).ok_or(TrapCode::TableOutOfBounds)?;
    match store.tables.get_disjoint_mut([to, from]) {
        Ok([to, from]) => to.elements_mut()[target].copy_from_slice(&from.elements()[source]),
        // The same table.
        Err(_) => store.tables[to].elements_mut().copy_within(source, target.start),
    }
    Ok(())
}
