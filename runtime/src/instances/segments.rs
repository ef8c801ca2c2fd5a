//! Copies segments to tables and memories.

use core::ops::Range;

use windlass_codegen::module::ElementItems;
use windlass_masm::TrapCode;

use crate::api::error::Result;
use crate::instances::const_expr;
use crate::instances::memory::AnyMemory;
use crate::store::StoreOpaque;

/// `start..start + len`, if that is within `limit`.
pub(crate) fn range(start: u64, len: u64, limit: usize) -> Option<Range<usize>> {
    let end = start.checked_add(len)?;
    (end <= limit as u64).then_some(start as usize..end as usize)
}

/// Where a number of `bytes` bytes is that is accessed atomically, in a memory of `len` bytes.
///
/// # Errors
/// Traps unless the address is a multiple of the size, and in the memory.
pub(crate) fn aligned(address: u64, bytes: u64, len: usize) -> Result<usize, TrapCode> {
    if !address.is_multiple_of(bytes) {
        return Err(TrapCode::HeapMisaligned);
    }
    Ok(range(address, bytes, len).ok_or(TrapCode::MemoryOutOfBounds)?.start)
}

/// `memory.init`: copies `len` bytes of data segment `segment`, starting at `src`, to `dst` in memory `memory` of the
/// instance.
///
/// # Errors
/// Traps if either range is out of bounds; nothing is copied then.
pub(crate) fn memory_init(
    store: &mut StoreOpaque,
    instance: u32,
    memory: u32,
    segment: u32,
    (dst, src, len): (u64, u64, u64),
) -> Result<()> {
    let instance = &store.instances[instance as usize];
    let module = instance.module.inner();
    let bytes = match module.info().data.passive(segment) {
        Some(range) if !instance.dropped_data.contains(segment) => range,
        _ => 0..0,
    };
    let Some(from) = range(src, len, bytes.len()) else { return Err(TrapCode::MemoryOutOfBounds.into()) };
    let memory = &mut store.memories[instance.memories[memory as usize] as usize];
    let from = bytes.start + from.start..bytes.start + from.end;
    copy_to_memory(memory, dst, from, |from, to| module.bytes().copy_to(from, to))
}

/// Copies the bytes at `from` of a module to `dst` in `memory`, using `copy`.
///
/// # Errors
/// Traps if the target is out of bounds; nothing is copied then. Also returns the errors of `copy`.
pub(crate) fn copy_to_memory(
    memory: &mut AnyMemory,
    dst: u64,
    from: Range<usize>,
    mut copy: impl FnMut(Range<usize>, &mut [u8]) -> Result<()>,
) -> Result<()> {
    let to = range(dst, from.len() as u64, memory.len()).ok_or(TrapCode::MemoryOutOfBounds)?;
    memory.write_with(to, |part, to| copy(from.start + part.start..from.start + part.end, to))
}

/// `table.init`: copies `len` elements of element segment `segment`, starting at `src`, to `dst` in table `table` of
/// the instance.
///
/// # Errors
/// Traps if either range is out of bounds; nothing is copied then.
pub(crate) fn table_init(
    store: &mut StoreOpaque,
    instance: u32,
    table: u32,
    segment: u32,
    (dst, src, len): (u64, u64, u64),
) -> Result<()> {
    let instance = &store.instances[instance as usize];
    let items = &instance.module.inner().info().elements[segment as usize].items;
    let items_len = if instance.dropped_elements.contains(segment) { 0 } else { items.len() };
    let table = store.tables[instance.tables[table as usize] as usize].elements_mut();
    let (Some(from), Some(to)) = (range(src, len, items_len), range(dst, len, table.len())) else {
        return Err(TrapCode::TableOutOfBounds.into());
    };
    match items {
        ElementItems::Functions(functions) => {
            for (element, &function) in table[to].iter_mut().zip(&functions[from]) {
                let value = match function {
                    ElementItems::NULL => 0,
                    function => instance.try_func_ref(function)?.as_ptr().expose_provenance() as u64,
                };
                // Do not write nulls over nulls, which would allocate their page.
                if value != *element {
                    *element = value;
                }
            }
        }
        ElementItems::Expressions(expressions) => {
            for (element, expression) in table[to].iter_mut().zip(&expressions[from]) {
                *element = const_expr::evaluate(expression, instance)? as u64;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn a_range_ends_within_the_limit() {
        assert_eq!(range(1, 2, 3), Some(1..3));
        assert_eq!(range(3, 0, 3), Some(3..3));
        assert_eq!(range(4, 0, 3), None);
        assert_eq!(range(2, 2, 3), None);
        assert_eq!(range(u64::MAX, 2, 3), None);
    }
}
