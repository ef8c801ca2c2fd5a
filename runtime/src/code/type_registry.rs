//! Identifiers of function types, so that generated code can compare types as integers.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use windlass_codegen::types::{FuncType, TypeIndex};

use crate::hash_map::{HashMap, hash_of};
use crate::platform::sync::Mutex;

/// The function types of an engine that are in use. The identifier of a type is its position in the map.
///
/// Types refer to each other by identifier, so that comparing two takes as long as they are, whatever they refer to. What a type in use
/// refers to is in use. A type that refers to itself ([`TypeIndex::Itself`]) is equal to others that do so in the same places
/// (WebAssembly specification, section 3.1, "Types": each type is a recursive group of one).
///
/// A module may have a million types while other threads load and drop modules: the lock is held for one lookup at a
/// time.
#[derive(Debug, Default)]
pub(crate) struct TypeRegistry(Mutex<Types>);

/// The number of registrations of a type, and of references from others.
type Users = usize;

type Types = HashMap<Arc<FuncType>, Users>;

/// Keeps function types registered as long as it exists.
pub(crate) struct RegisteredTypes {
    registry: Arc<TypeRegistry>,
    ids: Box<[u32]>,
}

impl TypeRegistry {
    /// Registers the types of a module, which refer to each other by index, and assigns equal identifiers to equal types.
    pub(crate) fn register(self: &Arc<Self>, types: &[FuncType]) -> RegisteredTypes {
        let mut ids: Vec<u32> = Vec::with_capacity(types.len());
        for ty in types {
            // A type refers to itself and to those before it.
            let number = |index| match index {
                TypeIndex::Module(index) => {
                    Some(ids.get(index as usize).map_or(TypeIndex::Itself, |&id| TypeIndex::Engine(id)))
                }
                _ => None,
            };
            let id = match ty.type_indices().next().and_then(|_| ty.renumbered(number)) {
                Some(ty) => self.add(&ty),
                None => self.add(ty),
            };
            ids.push(id);
        }
        RegisteredTypes { registry: self.clone(), ids: ids.into() }
    }

    /// Registers a type that refers to others by identifier already. `None` if one of those is not in use.
    pub(crate) fn register_one(self: &Arc<Self>, ty: &FuncType) -> Option<RegisteredTypes> {
        let mut kept = Vec::new();
        for index in ty.type_indices() {
            match index {
                TypeIndex::Engine(id) => kept.push(self.keep(id)?),
                TypeIndex::Itself => {}
                _ => return None,
            }
        }
        Some(RegisteredTypes { registry: self.clone(), ids: [self.add(ty)].into() })
    }

    /// Registers the type with identifier `id` once more. `None` if it is not in use.
    pub(crate) fn keep(self: &Arc<Self>, id: u32) -> Option<RegisteredTypes> {
        *self.0.lock().get_value_mut(id)? += 1;
        Some(RegisteredTypes { registry: self.clone(), ids: [id].into() })
    }

    /// Adds a type, all that it refers to being in use.
    fn add(&self, ty: &FuncType) -> u32 {
        let hash = hash_of(ty);
        let use_known = |types: &mut Types| {
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
        use_known(&mut types).unwrap_or_else(|| {
            for id in identifiers(ty) {
                *types.value_mut(id) += 1;
            }
            types.add(hash, new, 1)
        })
    }

    fn remove(&self, id: u32) {
        let (mut lost, mut unused) = (vec![id], Vec::new());
        let mut types = self.0.lock();
        while let Some(id) = lost.pop() {
            let users = types.value_mut(id);
            *users -= 1;
            if *users == 0
                && let Some((ty, _)) = types.remove(id)
            {
                lost.extend(identifiers(&ty));
                unused.push(ty);
            }
        }
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

/// The types that a registered type refers to, with repetitions.
fn identifiers(ty: &FuncType) -> impl Iterator<Item = u32> + '_ {
    ty.type_indices().filter_map(|index| match index {
        TypeIndex::Engine(id) => Some(id),
        _ => None,
    })
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
    use windlass_codegen::types::{HeapType, RefType, ValType};

    /// A function with references of these types as parameters.
    fn of_references(indices: &[TypeIndex]) -> FuncType {
        FuncType::new(indices.iter().map(|&index| ValType::Ref(RefType::new(false, HeapType::ConcreteFunc(index)))), [])
    }

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

    #[test]
    fn types_are_equal_if_they_refer_to_equal_types() {
        use TypeIndex::Module;
        let registry = Arc::new(TypeRegistry::default());
        let number = |ty| FuncType::new([ty], []);
        let first = [number(ValType::I32), of_references(&[Module(0)]), of_references(&[Module(1), Module(0)])];
        let second = [number(ValType::I64), first[0].clone(), of_references(&[Module(1)]), of_references(&[Module(0)])];
        let (first, second) = (registry.register(&first), registry.register(&second));
        assert_eq!(first.ids()[..2], second.ids()[1..3]);
        assert!(!first.ids().contains(&second.ids()[3]));
        let again = registry.register_one(&registry.get(first.ids()[2])).unwrap();
        assert_eq!(again.ids()[0], first.ids()[2]);
        // What a type refers to is in use as long as it is.
        drop(first);
        drop(second);
        assert_eq!(registry.0.lock().iter().count(), 3);
        drop(again);
        assert_eq!(registry.0.lock().iter().count(), 0);
    }

    #[test]
    fn recursive_types_are_equal_if_they_refer_to_themselves_alike() {
        use TypeIndex::Module;
        let registry = Arc::new(TypeRegistry::default());
        let recursive = |index| of_references(&[Module(index)]);
        let types = registry.register(&[recursive(0), recursive(1), recursive(0)]);
        let [a, b, unrolled] = *types.ids() else { panic!("three types") };
        assert_eq!(a, b);
        assert_ne!(a, unrolled, "a type outside of the recursive group is another");
        let again = registry.register_one(&registry.get(a)).unwrap();
        assert_eq!(again.ids(), [a]);
    }

    #[test]
    fn comparing_types_takes_no_time_for_what_they_refer_to() {
        let registry = Arc::new(TypeRegistry::default());
        // Written out, the last has 2^1000 parameters.
        let types: Vec<FuncType> = (0..1000u32)
            .map(|n| match n.checked_sub(1) {
                Some(last) => of_references(&[TypeIndex::Module(last); 2]),
                None => FuncType::new([], []),
            })
            .collect();
        let (first, second) = (registry.register(&types), registry.register(&types));
        assert_eq!(first.ids(), second.ids());
        drop(first);
        drop(second);
        assert_eq!(registry.0.lock().iter().count(), 0);
    }

    #[test]
    fn types_that_are_not_in_use_are_not_referred_to() {
        let registry = Arc::new(TypeRegistry::default());
        assert!(registry.keep(0).is_none());
        assert!(registry.register_one(&of_references(&[TypeIndex::Engine(7)])).is_none());
        assert!(registry.register_one(&of_references(&[TypeIndex::Module(0)])).is_none());
        assert_eq!(registry.0.lock().iter().count(), 0);
    }
}
