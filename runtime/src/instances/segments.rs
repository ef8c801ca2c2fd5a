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
    operands: (u64, u64, u64),
) -> Result<()> {
    let ranges = ranges_of_init(store, instance, table, segment, operands)?;
    init_elements(store, instance, table, segment, ranges)
}

/// The elements that a `table.init` writes, and those of the segment that it reads.
///
/// # Errors
/// Traps if either range is out of bounds.
pub(crate) fn ranges_of_init(
    store: &StoreOpaque,
    instance: u32,
    table: u32,
    segment: u32,
    (dst, src, len): (u64, u64, u64),
) -> Result<(Range<usize>, Range<usize>)> {
    let instance = &store.instances[instance as usize];
    let items = &instance.module.inner().info().elements[segment as usize].items;
    let items_len = if instance.dropped_elements.contains(segment) { 0 } else { items.len() };
    let table = store.tables[instance.tables[table as usize] as usize].elements();
    let (Some(target), Some(source)) = (range(dst, len, table.len()), range(src, len, items_len)) else {
        return Err(TrapCode::TableOutOfBounds.into());
    };
    Ok((target, source))
}

/// Writes elements of a segment to a table of an instance.
///
/// # Errors
/// Fails if an element cannot be evaluated.
pub(crate) fn init_elements(
    store: &mut StoreOpaque,
    instance: u32,
    table: u32,
    segment: u32,
    (target, source): (Range<usize>, Range<usize>),
) -> Result<()> {
    let instance = &store.instances[instance as usize];
    let items = &instance.module.inner().info().elements[segment as usize].items;
    let table = store.tables[instance.tables[table as usize] as usize].elements_mut();
    match items {
        ElementItems::Functions(functions) => {
            for (element, &function) in table[target].iter_mut().zip(&functions[source]) {
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
            for (element, expression) in table[target].iter_mut().zip(&expressions[source]) {
                *element = const_expr::evaluate(expression, instance)? as u64;
            }
        }
    }
    Ok(())
}

/// `table.copy` between two tables of the store, given by position.
///
/// # Errors
/// Traps if either range is out of bounds; nothing is copied then.
pub(crate) fn table_copy(store: &mut StoreOpaque, to: usize, from: usize, operands: (u64, u64, u64)) -> Result<()> {
    let (source, target) = ranges_of_copy(store, to, from, operands)?;
    copy_elements(store, to, from, source, target);
    Ok(())
}

/// Copies elements between two tables of the store, or within one. Both ranges are within bounds.
pub(crate) fn copy_elements(
    store: &mut StoreOpaque,
    to: usize,
    from: usize,
    source: Range<usize>,
    target: Range<usize>,
) {
    match store.tables.get_disjoint_mut([to, from]) {
        Ok([to, from]) => to.elements_mut()[target].copy_from_slice(&from.elements()[source]),
        // The same table.
        Err(_) => store.tables[to].elements_mut().copy_within(source, target.start),
    }
}

/// The elements that a `table.copy` reads, and those that it writes.
///
/// # Errors
/// Traps if either range is out of bounds.
pub(crate) fn ranges_of_copy(
    store: &StoreOpaque,
    to: usize,
    from: usize,
    (dst, src, len): (u64, u64, u64),
) -> Result<(Range<usize>, Range<usize>)> {
    let elements = |table: usize| store.tables[table].elements().len();
    let source = range(src, len, elements(from)).ok_or(TrapCode::TableOutOfBounds)?;
    let target = range(dst, len, elements(to)).ok_or(TrapCode::TableOutOfBounds)?;
    Ok((source, target))
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
