//! [`ExnRef`]: references to exceptions.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::hash::{Hash, Hasher};

use windlass_codegen::types::ValType;

use crate::api::error::{Result, bail, format_err};
use crate::api::tag::Tag;
use crate::api::val::Val;
use crate::store::exceptions::{Exn, ExnId, payload_words};
use crate::store::{AsContext, AsContextMut, StoreOpaque};

/// A reference to an exception: a tag, and the values that it carries, which never change.
///
/// The exception lives at least as long as an `ExnRef` to it, a table, a global, a local of the guest or another exception refers to
/// it, but not longer than the store. Cloning is cheap, and the clone refers to the same exception.
#[derive(Clone, Debug)]
pub struct ExnRef(Arc<ExnId>);

impl PartialEq for ExnRef {
    /// Whether both refer to the same exception in the same store.
    fn eq(&self, other: &ExnRef) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for ExnRef {}

impl Hash for ExnRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

impl ExnRef {
    /// Makes an exception of `tag` that carries the values `fields`. [`Store::throw`](crate::Store::throw) throws it.
    ///
    /// # Errors
    /// Fails if the values have other types than the tag's parameters, or belong to another store; if the exceptions of the store
    /// take as much memory as [`Config::gc_heap_max`](crate::Config::gc_heap_max) or the store's limiter allows.
    ///
    /// # Panics
    /// Panics if the tag belongs to another store.
    ///
    /// ```
    /// use windlass::{Engine, ExnRef, FuncType, Result, Store, Tag, TagType, Val, ValType};
    ///
    /// # fn main() -> Result<()> {
    /// let mut store = Store::new(&Engine::default(), ());
    /// let tag = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32], [])))?;
    /// let exception = ExnRef::new(&mut store, &tag, &[Val::I32(42)])?;
    /// assert_eq!(exception.field(&store, 0)?.i32(), Some(42));
    /// assert!(Tag::eq(&exception.tag(&store)?, &tag, &store));
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(mut store: impl AsContextMut, tag: &Tag, fields: &[Val]) -> Result<ExnRef> {
        let (store, limiter) = store.as_context_mut().0.opaque_and_limiter();
        let types = tag.data(store).ty().params();
        if types.len() != fields.len() {
            bail!("an exception of this tag carries {} values, not {}", types.len(), fields.len());
        }
        let mut payload = Vec::with_capacity(fields.len());
        for (i, (field, &ty)) in fields.iter().zip(types).enumerate() {
            if !field.is_of(store, &ty, None) {
                bail!("value {i} of the exception is of type {}, not {ty}", field.ty());
            }
            let raw = field.to_raw(store)?;
            payload.push(raw as u64);
            if ty == ValType::V128 {
                payload.push((raw >> 64) as u64);
            }
        }
        // SAFETY: the types were just compared, and `fields` keeps what its references refer to.
        let exn = unsafe { store.new_exception(tag.index(), payload.as_ptr(), 0, limiter)? };
        Ok(ExnRef::of(exn, store))
    }

    /// A reference to an exception of the store.
    pub(crate) fn of(exn: Exn, store: &StoreOpaque) -> ExnRef {
        ExnRef(store.exceptions.name(store.id(), exn))
    }

    /// The tag of the exception.
    ///
    /// # Errors
    /// Fails if the reference belongs to another store.
    pub fn tag(&self, store: impl AsContext) -> Result<Tag> {
        let store = store.as_context().opaque();
        let exn = self.exn(store)?;
        Ok(Tag::from_index(store.id(), store.exceptions.tag_of(exn)))
    }

    /// The values that the exception carries.
    ///
    /// # Errors
    /// Fails if the reference belongs to another store.
    pub fn fields(&self, store: impl AsContext) -> Result<impl ExactSizeIterator<Item = Val>> {
        let store = store.as_context().opaque();
        let exn = self.exn(store)?;
        let tag = store.exceptions.tag(store.exceptions.tag_of(exn));
        let mut at = store.exceptions.payload(exn);
        let mut field = |&ty: &ValType| {
            // SAFETY: the payload consists of values of these types that belong to the store.
            unsafe {
                let raw = match ty {
                    ValType::V128 => at.cast::<u128>().read_unaligned(),
                    _ => u128::from(at.read()),
                };
                at = at.add(payload_words(ty));
                Val::from_raw(raw, ty, store)
            }
        };
        Ok(tag.ty().params().iter().map(&mut field).collect::<Vec<Val>>().into_iter())
    }

    /// Value `index` of those that the exception carries.
    ///
    /// # Errors
    /// Fails if it carries fewer, or if the reference belongs to another store.
    pub fn field(&self, store: impl AsContext, index: usize) -> Result<Val> {
        let mut fields = self.fields(store)?;
        let count = fields.len();
        fields.nth(index).ok_or_else(|| format_err!("the exception carries {count} values: there is no value {index}"))
    }

    /// The exception, in its store.
    pub(crate) fn exn(&self, store: &StoreOpaque) -> Result<Exn> {
        store.try_check(self.0.store)?;
        Ok(self.0.exn())
    }

    /// The exception, in its store.
    ///
    /// # Panics
    /// Panics if it belongs to another store.
    pub(crate) fn exn_of(&self, store: &StoreOpaque) -> Exn {
        store.check(self.0.store);
        self.0.exn()
    }

    pub(crate) fn to_raw(&self, store: &StoreOpaque) -> Result<u64> {
        Ok(self.exn(store)?.to_raw())
    }

    /// The reference that generated code of the store represents as `raw`.
    pub(crate) fn from_raw(raw: u64, store: &StoreOpaque) -> Option<ExnRef> {
        (raw != 0).then(|| ExnRef::of(store.exceptions.referred_to_by(raw), store))
    }
}
