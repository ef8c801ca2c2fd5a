//! Collecting host values and exceptions that nothing refers to.
//!
//! Tables and globals are known by their types, and so are the references that an exception carries. Guest stacks are scanned
//! conservatively: every word that may be a reference is taken for one, so that generated code needs no maps of its frames. A word
//! that is not, or a reference that is not needed any more, keeps a value until the next collection. Generated code holds references
//! nowhere else: a host function is called, and an exception is thrown, with all callee-saved registers on the guest's stack.

use alloc::vec::Vec;

use windlass_codegen::types::{HeapType, RefType, ValType};

use super::StoreOpaque;
use super::exceptions::{Exceptions, Exn};
use super::host_values::Marks;
use crate::api::global::read_global;
use crate::instances::instance_data::InstanceData;

impl StoreOpaque {
    /// Drops the host values and exceptions that no table, no global, no guest stack and no handle of the embedder refers to. None
    /// while an interrupt is answered: see [`StoreOpaque::may_collect`].
    pub(crate) fn gc(&mut self) {
        if !self.may_collect() {
            return;
        }
        let vm = self.vm();
        let mut marks = Marker {
            host_values: self.host_values.marks(),
            exceptions: &mut self.exceptions,
            reached: Vec::new(),
            words: 0,
        };
        let mut roots = Vec::new();
        marks.exceptions.for_each_root(|word| roots.push(word));
        roots.into_iter().for_each(|word| marks.mark(word));
        for table in self.tables.iter().filter(|table| is_collected(table.ty().element)) {
            table.elements().iter().for_each(|&element| marks.mark(element));
        }
        for instance in &self.instances {
            mark_globals(instance, &mut marks);
        }
        for (ty, global) in self.globals.iter().filter(|(ty, _)| may_refer(*ty)) {
            // SAFETY: a global of this type, which no guest code writes to now.
            marks.mark(unsafe { read_global(global.address(), *ty) } as u64);
        }
        // SAFETY: it is valid as long as the store, and no guest code of it is running.
        unsafe { vm.as_ref() }.for_each_stack_word(|word| marks.mark(word));
        let roots = marks.words;
        marks.trace();
        let Marker { host_values, exceptions, words, .. } = marks;
        exceptions.sweep(roots);
        self.host_values.sweep(&host_values, words);
    }

    /// Whether references can be found: while an interrupt is answered, the registers of the guest may be in a signal frame.
    pub(super) fn may_collect(&self) -> bool {
        // SAFETY: the state lives as long as the store, and guest code is not running.
        !unsafe { (*self.vm().as_ptr()).answers_interrupt }
    }
}

/// What is reached from roots.
struct Marker<'a> {
    host_values: Marks,
    exceptions: &'a mut Exceptions,
    /// Those whose own references are still to be marked.
    reached: Vec<Exn>,
    /// How many words were looked at.
    words: usize,
}

impl Marker<'_> {
    /// Marks what `word` refers to, if it is a reference.
    fn mark(&mut self, word: u64) {
        self.words += 1;
        self.host_values.mark(word);
        self.reached.extend(self.exceptions.mark(word));
    }

    /// Marks what is reached from what is marked.
    fn trace(&mut self) {
        let mut references = Vec::new();
        while let Some(exn) = self.reached.pop() {
            self.exceptions.for_each_reference(exn, |word| references.push(word));
            references.drain(..).for_each(|word| self.mark(word));
        }
    }
}

/// Whether what references of this type refer to is collected.
fn is_collected(ty: RefType) -> bool {
    matches!(ty.heap_type, HeapType::Extern | HeapType::Exn)
}

/// Whether values of this type may refer to what is collected.
pub(super) fn may_refer(ty: ValType) -> bool {
    matches!(ty, ValType::Ref(ty) if is_collected(ty))
}

/// Marks what the globals of an instance refer to.
fn mark_globals(instance: &InstanceData, marks: &mut Marker<'_>) {
    let globals = &instance.module.inner().info().globals;
    marks.words += globals.len();
    for (index, global) in globals.iter().enumerate().filter(|(_, global)| may_refer(global.content)) {
        // SAFETY: the address is that of a global of this type, which no guest code writes to now.
        marks.mark(unsafe { read_global(instance.global(index as u32), global.content) } as u64);
    }
}
