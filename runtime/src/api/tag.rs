//! [`Tag`] and [`TagType`]: what exceptions are of.

use core::fmt;

use windlass_codegen::types::{FuncType, ValType};

use crate::api::error::{Result, bail};
use crate::store::exceptions::TagData;
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};

/// The type of a [`Tag`]: a function type without results, whose parameters are the values that an exception carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TagType {
    ty: FuncType,
}

impl TagType {
    /// The type with the parameters of `ty`.
    pub fn new(ty: FuncType) -> TagType {
        TagType { ty }
    }

    /// The function type with the tag's parameters.
    pub fn ty(&self) -> &FuncType {
        &self.ty
    }
}

impl fmt::Display for TagType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tag {}", Params(self.ty.params()))
    }
}

/// Values that an exception carries, as in the text format.
pub(crate) struct Params<'a>(pub(crate) &'a [ValType]);

impl fmt::Display for Params<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(param")?;
        self.0.iter().try_for_each(|ty| write!(f, " {ty}"))?;
        f.write_str(")")
    }
}

/// A tag in a store. An exception has a tag, and a handler catches the exceptions of its tag. Tags are compared by identity:
/// two tags of the same type are different.
///
/// Every method panics if the tag belongs to another store.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    store: StoreId,
    index: u32,
}

impl Tag {
    /// Creates a tag.
    ///
    /// # Errors
    /// Fails if `ty` has results, or more parameters than an exception can carry, or refers to a function type that is not in use.
    pub fn new(mut store: impl AsContextMut, ty: &TagType) -> Result<Tag> {
        let store = &mut store.as_context_mut().0.opaque;
        if !ty.ty.results().is_empty() {
            bail!("a tag has no results, and its type is {}", ty.ty);
        }
        let tag = TagData::new(&ty.ty)?;
        ty.ty.params().iter().try_for_each(|&ty| store.keep_type(ty))?;
        Ok(Tag { store: store.id(), index: store.exceptions.add_tag(tag) })
    }

    pub(crate) fn from_index(store: StoreId, index: u32) -> Tag {
        Tag { store, index }
    }

    /// Its type.
    pub fn ty(&self, store: impl AsContext) -> TagType {
        self.ty_in(store.as_context().opaque())
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> TagType {
        TagType::new(self.data(store).ty().clone())
    }

    /// Whether both are the same tag.
    pub fn eq(a: &Tag, b: &Tag, store: impl AsContext) -> bool {
        let store = store.as_context().opaque();
        store.check(a.store);
        store.check(b.store);
        a.index == b.index
    }

    pub(crate) fn data<'a>(&self, store: &'a StoreOpaque) -> &'a TagData {
        store.check(self.store);
        store.exceptions.tag(self.index)
    }

    /// Its position in the store.
    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    pub(crate) fn store_id(&self) -> StoreId {
        self.store
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Store};
    use alloc::string::ToString;

    #[test]
    fn a_tag_is_equal_to_itself_only() {
        let mut store = Store::new(&Engine::default(), ());
        let ty = TagType::new(FuncType::new([ValType::I32, ValType::EXNREF], []));
        assert_eq!(ty.to_string(), "tag (param i32 exnref)");
        let (a, b) = (Tag::new(&mut store, &ty).unwrap(), Tag::new(&mut store, &ty).unwrap());
        assert!(Tag::eq(&a, &a, &store) && !Tag::eq(&a, &b, &store));
        assert_eq!(a.ty(&store), ty);
    }

    #[test]
    fn a_tag_has_no_results_and_fits_in_an_exception() {
        let mut store = Store::new(&Engine::default(), ());
        let new = |store: &mut Store<()>, ty| Tag::new(store, &TagType::new(ty));
        assert!(new(&mut store, FuncType::new([], [ValType::I32])).is_err());
        assert!(new(&mut store, FuncType::new([ValType::V128; 1000], [])).is_ok());
        assert!(new(&mut store, FuncType::new([ValType::V128; 2000], [])).is_err());
    }
}
