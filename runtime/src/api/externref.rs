//! [`ExternRef`]: references to host values.

use alloc::boxed::Box;
use core::any::Any;

use crate::api::error::{Result, format_err};
use crate::store::{AsContext, AsContextMut, StoreContext, StoreId, StoreOpaque};

/// A reference to a host value, which guest code can store and pass on but not inspect.
///
/// The value lives as long as the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExternRef {
    store: StoreId,
    index: u32,
}

impl ExternRef {
    /// Moves `value` into the store and returns a reference to it.
    ///
    /// # Errors
    /// Fails if the store already holds 2^32 values.
    pub fn new(mut store: impl AsContextMut, value: impl Any + Send + Sync) -> Result<ExternRef> {
        let store = store.as_context_mut().0;
        let index = store.opaque.add_extern(Box::new(value))?;
        Ok(ExternRef { store: store.opaque.id(), index })
    }

    /// The value.
    ///
    /// # Errors
    /// Fails if the reference belongs to another store.
    pub fn data<'a, T: 'a>(&self, store: impl Into<StoreContext<'a, T>>) -> Result<&'a (dyn Any + Send + Sync)> {
        let store = store.into().opaque();
        store.try_check(self.store)?;
        Ok(store.extern_value(self.index))
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
        store.as_context().opaque().check(a.store);
        a == b
    }

    pub(crate) fn to_raw(self, store: &StoreOpaque) -> Result<u64> {
        store.try_check(self.store)?;
        Ok(u64::from(self.index) + 1)
    }

    pub(crate) fn from_raw(raw: u64, store: StoreId) -> Option<ExternRef> {
        let index = raw.checked_sub(1)? as u32;
        Some(ExternRef { store, index })
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
