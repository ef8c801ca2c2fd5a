//! Finds the module of a machine code address.

use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::ops::Range;

use crate::api::module::ModuleInner;
use crate::platform::sync::Mutex;

/// All modules of the process, sorted by address, one entry per module.
static MODULES: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

struct Entry {
    code: Range<usize>,
    module: Weak<ModuleInner>,
}

/// Adds a module whose code is at `range`.
pub(crate) fn add(range: Range<usize>, module: Weak<ModuleInner>) {
    if !range.is_empty() {
        let mut modules = MODULES.lock();
        let at = modules.partition_point(|entry| entry.code.end < range.end);
        modules.insert(at, Entry { code: range, module });
    }
}

/// Removes the module whose code is at `range`.
pub(crate) fn remove(range: Range<usize>) {
    if !range.is_empty() {
        let mut modules = MODULES.lock();
        if let Ok(at) = modules.binary_search_by_key(&range.end, |entry| entry.code.end) {
            modules.remove(at);
        }
    }
}

/// The module with the call that returns to `return_address`, and the code offset of its last byte: the address may be the end of the
/// function, and of the code.
pub(crate) fn find_call(return_address: usize) -> Option<(Arc<ModuleInner>, u32)> {
    find(return_address.checked_sub(1)?)
}

/// The module with code at `pc`, and the code offset.
pub(crate) fn find(pc: usize) -> Option<(Arc<ModuleInner>, u32)> {
    let modules = MODULES.lock();
    let Entry { code, module } = modules.get(modules.partition_point(|entry| entry.code.end <= pc))?;
    let offset = u32::try_from(pc.checked_sub(code.start)?).ok()?;
    Some((module.upgrade()?, offset))
}
