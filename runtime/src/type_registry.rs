//! Identifiers of function types, so that generated code compares types by comparing numbers.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use windlass_codegen::types::FuncType;

use crate::sorted_map::SortedMap;
use crate::sync::Mutex;

/// The function types of an engine that anything uses at present.
#[derive(Debug, Default)]
pub(crate) struct TypeRegistry(Mutex<Types>);

#[derive(Debug, Default)]
struct Types {
    ids: SortedMap<Arc<FuncType>, u32>,
    /// By identifier.
    entries: Vec<Entry>,
    free: Vec<u32>,
}

#[derive(Debug)]
struct Entry {
    ty: Arc<FuncType>,
    users: usize,
}

/// Function types that are in use as long as this exists.
pub(crate) struct RegisteredTypes {
    registry: Arc<TypeRegistry>,
    ids: Box<[u32]>,
}

impl TypeRegistry {
    /// Gives each of `types` its identifier: equal ones for equal types.
    pub(crate) fn register(self: &Arc<Self>, types: &[FuncType]) -> RegisteredTypes {
        let mut all = self.0.lock();
        let ids = types.iter().map(|ty| all.add(ty)).collect();
        RegisteredTypes { registry: self.clone(), ids }
    }

    /// The type with identifier `id`.
    ///
    /// # Panics
    /// Where nothing uses it.
    pub(crate) fn get(&self, id: u32) -> Arc<FuncType> {
        self.0.lock().entries[id as usize].ty.clone()
    }
}

impl Types {
    fn add(&mut self, ty: &FuncType) -> u32 {
        if let Some(&id) = self.ids.get(ty) {
            self.entries[id as usize].users += 1;
            return id;
        }
        let ty = Arc::new(ty.clone());
        let entry = Entry { ty: ty.clone(), users: 1 };
        let id = match self.free.pop() {
            Some(id) => {
                self.entries[id as usize] = entry;
                id
            }
            None => {
                self.entries.push(entry);
                self.entries.len() as u32 - 1
            }
        };
        self.ids.insert(ty, id);
        id
    }

    fn remove(&mut self, id: u32) {
        let entry = &mut self.entries[id as usize];
        entry.users -= 1;
        if entry.users == 0 {
            self.ids.remove(&entry.ty);
            self.free.push(id);
        }
    }
}

impl RegisteredTypes {
    /// The identifiers, in the order of the types.
    pub(crate) fn ids(&self) -> &[u32] {
        &self.ids
    }
}

impl Drop for RegisteredTypes {
    fn drop(&mut self) {
        let mut all = self.registry.0.lock();
        for &id in &self.ids {
            all.remove(id);
        }
    }
}

impl fmt::Debug for RegisteredTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RegisteredTypes").field(&self.ids).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use windlass_codegen::types::ValType;

    #[test]
    fn equal_types_have_equal_identifiers() {
        let registry = Arc::new(TypeRegistry::default());
        let a = FuncType::new([ValType::I32], []);
        let b = FuncType::new([], [ValType::I32]);
        let first = registry.register(&[a.clone(), b.clone(), a.clone()]);
        assert_eq!(first.ids()[0], first.ids()[2]);
        assert_ne!(first.ids()[0], first.ids()[1]);
        let second = registry.register(core::slice::from_ref(&b));
        assert_eq!(second.ids()[0], first.ids()[1]);
        assert_eq!(*registry.get(second.ids()[0]), b);
    }

    #[test]
    fn types_are_forgotten_with_their_last_user() {
        let registry = Arc::new(TypeRegistry::default());
        for n in 0..10 {
            registry.register(&[FuncType::new(vec![ValType::I64; n], [])]);
        }
        let types = registry.0.lock();
        assert_eq!((types.entries.len(), types.ids.iter().count()), (1, 0));
    }
}
