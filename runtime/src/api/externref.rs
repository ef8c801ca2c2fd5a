//! [`ExternRef`]: references to host values.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::any::Any;
use core::hash::{Hash, Hasher};

use crate::api::error::{Result, format_err};
use crate::store::host_values::HostValueId;
use crate::store::{AsContext, AsContextMut, StoreContext, StoreOpaque};

/// A reference to a host value, which guest code can store and pass on but not inspect.
///
/// The value lives at least as long as an `ExternRef` to it, a table, a global or a local of the guest refers to it, but
/// not longer than the store. It is dropped when [`Store::gc`](crate::Store::gc) finds that nothing does, which
/// [`ExternRef::new`] calls before the number of values doubles. Values that own an `ExternRef` to themselves, or to each other
/// in a circle, live as long as the store.
///
/// Cloning is cheap, and the clone refers to the same value.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Engine, ExternRef, Store};
///
/// let mut store = Store::new(&Engine::default(), ());
/// let reference = ExternRef::new(&mut store, "hello")?;
/// let value = reference.data(&store)?.downcast_ref::<&str>();
/// assert_eq!(value, Some(&"hello"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ExternRef(Arc<HostValueId>);

impl Drop for ExternRef {
    fn drop(&mut self) {
        HostValueId::release(&self.0);
    }
}

impl PartialEq for ExternRef {
    /// Whether both refer to the same value in the same store.
    fn eq(&self, other: &ExternRef) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for ExternRef {}

impl Hash for ExternRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

impl ExternRef {
    /// Moves `value` into the store and returns a reference to it.
    ///
    /// # Errors
    /// Fails if the store already holds 2^32 values.
    pub fn new(mut store: impl AsContextMut, value: impl Any + Send + Sync) -> Result<ExternRef> {
        let store = store.as_context_mut().0;
        let value = Box::new(value);
        if store.opaque.host_values.should_collect() {
            store.opaque.gc();
        }
        let id = store.opaque.id();
        Ok(ExternRef(store.opaque.host_values.add(id, value)?))
    }

    /// The value.
    ///
    /// # Errors
    /// Fails if the reference belongs to another store.
    pub fn data<'a, T: 'a>(&self, store: impl Into<StoreContext<'a, T>>) -> Result<&'a (dyn Any + Send + Sync)> {
        let store = store.into().opaque();
        store.try_check(self.0.store)?;
        Ok(store.host_values.get(&self.0))
    }

    /// The value, as a `D`.
    ///
    /// # Errors
    /// Fails if it has another type, or if the reference belongs to another store.
    pub fn downcast<'a, D: Any, T: 'a>(&self, store: impl Into<StoreContext<'a, T>>) -> Result<&'a D> {
        self.data(store)?
            .downcast_ref()
            .ok_or_else(|| format_err!("the external value is not a `{}`", core::any::type_name::<D>()))
    }

    /// Whether both refer to the same value in the same store.
    pub fn ref_eq(store: impl AsContext, a: &ExternRef, b: &ExternRef) -> bool {
        store.as_context().opaque().check(a.0.store);
        a == b
    }

    pub(crate) fn to_raw(&self, store: &StoreOpaque) -> Result<u64> {
        store.try_check(self.0.store)?;
        Ok(self.0.to_raw())
    }

    /// The reference that generated code of the store represents as `raw`.
    pub(crate) fn from_raw(raw: u64, store: &StoreOpaque) -> Option<ExternRef> {
        (raw != 0).then(|| ExternRef(store.host_values.id(raw)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Store};
    use alloc::string::ToString;

    #[test]
    fn the_value_is_found_in_its_store_only() {
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let one = ExternRef::new(&mut store, 1u8).unwrap();
        let two = ExternRef::new(&mut store, "two").unwrap();
        assert_eq!(one.downcast::<u8, _>(&store).unwrap(), &1);
        assert_eq!(two.data(&store).unwrap().downcast_ref(), Some(&"two"));
        assert!(two.downcast::<u8, _>(&store).unwrap_err().to_string().contains("u8"));
        assert!(ExternRef::ref_eq(&store, &one, &one) && !ExternRef::ref_eq(&store, &one, &two));
        let other = Store::new(&engine, ());
        assert!(one.data(&other).is_err());
    }
}
