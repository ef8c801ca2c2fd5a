//! Which module an address of machine code belongs to.

use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::ops::Range;

use crate::api::module::ModuleInner;
use crate::platform::sync::Mutex;

/// Every module of the process, ascending. There is one entry for a module, whatever is in it.
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

/// The module with code at `pc`, and the offset in its code.
pub(crate) fn find(pc: usize) -> Option<(Arc<ModuleInner>, u32)> {
    let modules = MODULES.lock();
    let Entry { code, module } = modules.get(modules.partition_point(|entry| entry.code.end <= pc))?;
    let offset = u32::try_from(pc.checked_sub(code.start)?).ok()?;
    Some((module.upgrade()?, offset))
}
