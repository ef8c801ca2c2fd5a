//! [`Table`]: tables of references.

use windlass_codegen::types::{TableType, ValType};

use crate::api::error::{Result, bail};
use crate::api::val::Ref;
use crate::instances::segments::range;
use crate::instances::segments::table_copy;
use crate::instances::table_data::TableData;
use crate::store::limiter::allow_table;
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};

/// A table in a store.
///
/// Every method panics if the table belongs to another store.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Engine, Func, Ref, RefType, Store, Table, TableType};
///
/// let mut store = Store::new(&Engine::default(), ());
/// let table = Table::new(&mut store, TableType::new(RefType::FUNCREF, 2, None), Ref::Func(None))?;
/// let func = Func::wrap(&mut store, || {});
/// table.set(&mut store, 1, func.into())?;
/// assert!(table.get(&store, 0).unwrap().is_null() && !table.get(&store, 1).unwrap().is_null());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    store: StoreId,
    index: u32,
}

impl Table {
    /// Creates a table of the minimum size of `ty`, filled with `init`.
    ///
    /// # Errors
    /// Fails if it is too large, or if `init` has another type than the elements or belongs to another store; if `ty` refers to a function
    /// type that is not in use.
    pub fn new(mut store: impl AsContextMut, ty: TableType, init: Ref) -> Result<Table> {
        let (store, limiter) = store.as_context_mut().0.opaque_and_limiter();
        if ty.limits.max.is_some_and(|max| max < ty.limits.min) {
            bail!("a table's minimum of {} elements exceeds its maximum", ty.limits.min);
        }
        store.keep_type(ValType::Ref(ty.element))?;
        let init = element(store, ty, init)?;
        if let Some(limiter) = limiter {
            allow_table(store, limiter, &ty)?;
        }
        store.tables.push(TableData::new(ty, init)?);
        Ok(Table { store: store.id(), index: store.tables.len() as u32 - 1 })
    }

    pub(crate) fn from_index(store: StoreId, index: u32) -> Table {
        Table { store, index }
    }

    /// The type that the table was created with.
    pub fn ty(&self, store: impl AsContext) -> TableType {
        self.data(store.as_context().opaque()).ty()
    }

    /// The number of elements.
    pub fn size(&self, store: impl AsContext) -> u64 {
        self.data(store.as_context().opaque()).len()
    }

    /// Element `index`, or `None` if it is out of bounds.
    pub fn get(&self, store: impl AsContext, index: u64) -> Option<Ref> {
        let store = store.as_context().opaque();
        let data = self.data(store);
        let raw = *data.elements().get(usize::try_from(index).ok()?)?;
        // SAFETY: the elements are references of the table's type that belong to the store.
        Some(unsafe { Ref::from_raw(raw, data.ty().element, store) })
    }

    /// Sets element `index`.
    ///
    /// # Errors
    /// Fails if `index` is out of bounds, or if `value` has another type or belongs to another store.
    pub fn set(&self, mut store: impl AsContextMut, index: u64, value: Ref) -> Result<()> {
        let store = &mut store.as_context_mut().0.opaque;
        let raw = element(store, self.data(store).ty(), value)?;
        let elements = self.data_mut(store).elements_mut();
        let len = elements.len();
        match usize::try_from(index).ok().and_then(|i| elements.get_mut(i)) {
            Some(element) => *element = raw,
            None => bail!("element {index} is outside of a table of {len}"),
        }
        Ok(())
    }

    /// Grows the table by `delta` elements, each `init`. Returns the previous size.
    ///
    /// # Errors
    /// Fails if the table's type, the store's limiter or the system does not allow it, or if `init` has another type or
    /// belongs to another store.
    pub fn grow(&self, mut store: impl AsContextMut, delta: u64, init: Ref) -> Result<u64> {
        let (store, limiter) = store.as_context_mut().0.opaque_and_limiter();
        let init = element(store, self.data(store).ty(), init)?;
        match store.grow_table(self.index, delta, init, limiter)? {
            Some(old) => Ok(old),
            None => bail!("cannot grow a table of {} elements by {delta}", self.data(store).len()),
        }
    }

    /// Sets `len` elements starting at `start` to `value`.
    ///
    /// # Errors
    /// Fails if the range is out of bounds, or if `value` has another type or belongs to another store; the table is
    /// then unchanged.
    pub fn fill(&self, mut store: impl AsContextMut, start: u64, value: Ref, len: u64) -> Result<()> {
        let store = &mut store.as_context_mut().0.opaque;
        let raw = element(store, self.data(store).ty(), value)?;
        let elements = self.data_mut(store).elements_mut();
        let Some(range) = range(start, len, elements.len()) else {
            bail!("{len} elements from {start} on are outside of a table of {}", elements.len());
        };
        elements[range].fill(raw);
        Ok(())
    }

    /// Copies `len` elements of `src` starting at `src_index` to `dst` starting at `dst_index`.
    ///
    /// # Errors
    /// Fails if either range is out of bounds, or if not every element of `src` is one of the type of `dst`; `dst` is then unchanged.
    pub fn copy(
        mut store: impl AsContextMut,
        dst: &Table,
        dst_index: u64,
        src: &Table,
        src_index: u64,
        len: u64,
    ) -> Result<()> {
        let store = &mut store.as_context_mut().0.opaque;
        let (to, from) = (dst.data(store).ty().element, src.data(store).ty().element);
        if !from.matches(&to) {
            bail!("elements of type {from} cannot be copied to a table of {to}");
        }
        table_copy(store, dst.index as usize, src.index as usize, (dst_index, src_index, len))
    }

    pub(crate) fn data<'a>(&self, store: &'a StoreOpaque) -> &'a TableData {
        store.check(self.store);
        &store.tables[self.index as usize]
    }

    fn data_mut<'a>(&self, store: &'a mut StoreOpaque) -> &'a mut TableData {
        store.check(self.store);
        &mut store.tables[self.index as usize]
    }

    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    pub(crate) fn store_id(&self) -> StoreId {
        self.store
    }
}

/// Converts `value` to an element of a table of type `ty`.
fn element(store: &StoreOpaque, ty: TableType, value: Ref) -> Result<u64> {
    if !value.is_of(store, &ty.element) {
        bail!("cannot store a value of type {} in a table of {}", value.ty(), ty.element);
    }
    value.to_raw(store)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, ExternRef, Func, Store};
    use windlass_codegen::types::RefType;

    fn ty(element: RefType, min: u64, max: Option<u64>) -> TableType {
        TableType::new(element, min, max)
    }

    #[test]
    fn elements_are_set_and_found() {
        let mut store = Store::new(&Engine::default(), ());
        let table = Table::new(&mut store, ty(RefType::EXTERNREF, 2, Some(3)), Ref::Extern(None)).unwrap();
        let value = ExternRef::new(&mut store, 7).unwrap();
        table.set(&mut store, 1, value.clone().into()).unwrap();
        assert!(table.get(&store, 0).unwrap().is_null());
        assert_eq!(table.get(&store, 1).unwrap().as_extern(), Some(Some(value.clone())));
        assert!(table.get(&store, 2).is_none());
        assert!(table.set(&mut store, 2, value.clone().into()).is_err());
        assert_eq!(table.grow(&mut store, 1, value.clone().into()).unwrap(), 2);
        assert!(table.grow(&mut store, 1, value.clone().into()).is_err());
        Table::copy(&mut store, &table, 0, &table, 1, 2).unwrap();
        assert_eq!(table.get(&store, 0).unwrap().as_extern(), Some(Some(value.clone())));
        assert!(Table::copy(&mut store, &table, 1, &table, 0, 3).is_err());
    }

    #[test]
    fn elements_have_the_type_and_the_store_of_the_table() {
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let table = Table::new(&mut store, ty(RefType::FUNCREF, 1, None), Ref::Func(None)).unwrap();
        let error = table.set(&mut store, 0, Ref::Extern(None)).unwrap_err();
        assert_eq!(error.to_string(), "cannot store a value of type externref in a table of funcref");
        let stranger = Func::wrap(&mut Store::new(&engine, ()), || {});
        assert!(table.set(&mut store, 0, stranger.into()).is_err());
    }
}
