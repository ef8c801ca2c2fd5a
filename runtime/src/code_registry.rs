//! Which module an address of machine code belongs to.

use alloc::sync::{Arc, Weak};
use core::ops::Range;

use crate::module::ModuleInner;
use crate::sorted_map::SortedMap;
use crate::sync::Mutex;

/// Every module of the process, by the address behind its code, with the address of its code.
static MODULES: Mutex<SortedMap<usize, (usize, Weak<ModuleInner>)>> = Mutex::new(SortedMap::new());

/// Adds a module whose code is at `range`.
pub(crate) fn add(range: Range<usize>, module: Weak<ModuleInner>) {
    if !range.is_empty() {
        MODULES.lock().insert(range.end, (range.start, module));
    }
}

/// Removes the module whose code is at `range`.
pub(crate) fn remove(range: Range<usize>) {
    if !range.is_empty() {
        MODULES.lock().remove(&range.end);
    }
}

/// The module with code at `pc`, and the offset in its code.
pub(crate) fn find(pc: usize) -> Option<(Arc<ModuleInner>, u32)> {
    let modules = MODULES.lock();
    let (_, (start, module)) = modules.first_above(&pc)?;
    let offset = u32::try_from(pc.checked_sub(*start)?).ok()?;
    Some((module.upgrade()?, offset))
}
