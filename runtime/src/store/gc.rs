//! Collecting host values that nothing refers to.
//!
//! Tables and globals are known by their types. Guest stacks are scanned conservatively: every word that may be a
//! reference is taken for one, so that generated code needs no maps of its frames. A word that is not, or a reference that
//! is not needed any more, keeps a value until the next collection. Generated code holds references nowhere else: a host
//! function is called with all callee-saved registers on the guest's stack.

use windlass_codegen::types::{HeapType, ValType};

use super::StoreOpaque;
use super::host_values::Marks;
use crate::api::global::read_global;
use crate::instances::instance_data::InstanceData;

impl StoreOpaque {
    /// Drops the host values that no table, no global, no guest stack and no handle of the embedder refers to. None while an
    /// interrupt is answered: the registers of the guest may be in a signal frame then.
    pub(crate) fn gc(&mut self) {
        // SAFETY: the state lives as long as the store, and guest code is not running.
        if unsafe { (*self.vm().as_ptr()).answers_interrupt } {
            return;
        }
        let mut marks = self.host_values.marks();
        for table in self.tables.iter().filter(|table| table.ty().element.heap_type == HeapType::Extern) {
            table.elements().iter().for_each(|&element| marks.mark(element));
        }
        for instance in &self.instances {
            mark_globals(instance, &mut marks);
        }
        for (ty, global) in self.globals.iter().filter(|(ty, _)| *ty == ValType::EXTERNREF) {
            // SAFETY: a global of this type, which no guest code writes to now.
            marks.mark(unsafe { read_global(global.address(), *ty) } as u64);
        }
        // SAFETY: it is valid as long as the store, and no guest code of it is running.
        unsafe { self.vm().as_ref() }.for_each_stack_word(|word| marks.mark(word));
        drop(self.host_values.sweep(&marks));
    }
}

/// Marks what the globals of an instance refer to.
fn mark_globals(instance: &InstanceData, marks: &mut Marks) {
    let globals = &instance.module.inner().info().globals;
    for (index, global) in globals.iter().enumerate().filter(|(_, global)| global.content == ValType::EXTERNREF) {
        // SAFETY: the address is that of a global of this type, which no guest code writes to now.
        marks.mark(unsafe { read_global(instance.global(index as u32), global.content) } as u64);
    }
}
