//! Identifiers of function types, so that generated code can compare types as integers.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;

use windlass_codegen::types::FuncType;

use crate::hash_map::{HashMap, hash_of};
use crate::platform::sync::Mutex;

/// The function types of an engine that are in use. The identifier of a type is its position in the map.
///
/// A module may have a million types while other threads load and drop modules: the lock is held for one lookup at a
/// time.
#[derive(Debug, Default)]
pub(crate) struct TypeRegistry(Mutex<HashMap<Arc<FuncType>, Users>>);

/// The number of registrations of a type.
type Users = usize;

/// Keeps function types registered as long as it exists.
pub(crate) struct RegisteredTypes {
    registry: Arc<TypeRegistry>,
    ids: Box<[u32]>,
}

impl TypeRegistry {
    /// Registers `types`, and assigns equal identifiers to equal types.
    pub(crate) fn register(self: &Arc<Self>, types: &[FuncType]) -> RegisteredTypes {
        let ids = types.iter().map(|ty| self.add(ty)).collect();
        RegisteredTypes { registry: self.clone(), ids }
    }

    fn add(&self, ty: &FuncType) -> u32 {
        let hash = hash_of(ty);
        let use_known = |types: &mut HashMap<Arc<FuncType>, Users>| {
            let id = types.find(hash, ty)?;
            *types.value_mut(id) += 1;
            Some(id)
        };
        if let Some(id) = use_known(&mut self.0.lock()) {
            return id;
        }
        let new = Arc::new(ty.clone());
        let mut types = self.0.lock();
        // Another thread may have added it meanwhile.
        use_known(&mut types).unwrap_or_else(|| types.add(hash, new, 1))
    }

    fn remove(&self, id: u32) {
        let mut types = self.0.lock();
        let users = types.value_mut(id);
        *users -= 1;
        let unused = if *users == 0 { types.remove(id) } else { None };
        drop(types);
        drop(unused);
    }

    /// The type with identifier `id`.
    ///
    /// # Panics
    /// Panics if the type is not in use.
    pub(crate) fn get(&self, id: u32) -> Arc<FuncType> {
        self.0.lock().at(id).0.clone()
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
        for &id in &self.ids {
            self.registry.remove(id);
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
    fn a_type_has_one_identifier_whoever_registers_it_first() {
        let registry = Arc::new(TypeRegistry::default());
        let types: Vec<_> = (0..200).map(|n| FuncType::new(vec![ValType::I64; n], [])).collect();
        let registered: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| registry.register(&types))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(registered.iter().all(|types| types.ids() == registered[0].ids()));
        drop(registered);
        assert_eq!(registry.0.lock().iter().count(), 0);
    }

    #[test]
    fn types_are_forgotten_with_their_last_user() {
        let registry = Arc::new(TypeRegistry::default());
        for n in 0..10 {
            registry.register(&[FuncType::new(vec![ValType::I64; n], [])]);
        }
        let types = registry.0.lock();
        assert_eq!(types.iter().count(), 0);
    }
}
