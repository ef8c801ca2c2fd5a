//! [`Func`]: functions of guests and of the host.

use alloc::sync::Arc;
use alloc::vec;
use core::ptr::NonNull;

use windlass_codegen::types::FuncType;
use windlass_masm::vm::{Assignment, CallRegs, VMFuncRef};

use crate::api::caller::Caller;
use crate::api::error::{Result, bail};
use crate::api::typed_func::TypedFunc;
use crate::api::val::Val;
use crate::api::wasm_ty::{WasmParams, WasmResults};
use crate::guest::activation;
use crate::guest::call_values::{CallValues, place_of, stack_words};
use crate::guest::host_func::{HostFunc, IntoFunc};
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};

/// A function of a store: one of an instance, or one of the host.
#[derive(Clone, Copy, Debug)]
pub struct Func {
    store: StoreId,
    /// Valid as long as the store.
    func_ref: NonNull<VMFuncRef>,
}

// SAFETY: the pointer is only followed while the store is borrowed.
unsafe impl Send for Func {}
// SAFETY: as above.
unsafe impl Sync for Func {}

impl Func {
    /// # Safety
    /// `func_ref` must be valid as long as the store that has the identifier.
    pub(crate) unsafe fn from_ref(store: StoreId, func_ref: NonNull<VMFuncRef>) -> Func {
        Func { store, func_ref }
    }

    /// A host function of type `ty`. The closure gets the arguments, which are of the types that `ty` says, and sets
    /// the results, which are zero or null before.
    ///
    /// A panic of the closure reaches whoever called into the guest; an error ends the guest and is returned there.
    pub fn new<T>(
        mut store: impl AsContextMut<Data = T>,
        ty: FuncType,
        closure: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Func {
        let store = store.as_context_mut().0;
        let host = Arc::new(HostFunc::new(store.opaque.engine(), ty, closure));
        Func::from_host(&mut store.opaque, &host)
    }

    /// A host function of the type that the closure has: see [`IntoFunc`].
    ///
    /// A panic of the closure reaches whoever called into the guest; an error ends the guest and is returned there.
    pub fn wrap<T, P, R>(mut store: impl AsContextMut<Data = T>, closure: impl IntoFunc<T, P, R>) -> Func {
        let store = store.as_context_mut().0;
        let host = Arc::new(HostFunc::wrap(store.opaque.engine(), closure));
        Func::from_host(&mut store.opaque, &host)
    }

    /// Puts a host function in a store whose data is of the type that the function was made for.
    pub(crate) fn from_host(store: &mut StoreOpaque, host: &Arc<HostFunc>) -> Func {
        Func { store: store.id(), func_ref: store.add_host_func(host) }
    }

    /// The type of the function.
    pub fn ty(&self, store: impl AsContext) -> FuncType {
        let store = store.as_context().opaque();
        FuncType::clone(&self.ty_in(store))
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> Arc<FuncType> {
        store.engine().types().get(self.in_store(store).type_id)
    }

    /// Calls the function.
    ///
    /// # Errors
    /// Where the number or a type of the arguments, or the number of `results`, is not what the function's type says; a
    /// trap; the error of a host function that the function called. Traps are found with
    /// [`downcast_ref::<Trap>()`](crate::Error::downcast_ref).
    ///
    /// # Panics
    /// Where the function is of another store, or where a host function that it called panicked.
    pub fn call(&self, mut store: impl AsContextMut, params: &[Val], results: &mut [Val]) -> Result<()> {
        let store = store.as_context_mut().0;
        let func_ref = *self.in_store(&store.opaque);
        let ty = store.opaque.engine().types().get(func_ref.type_id);
        if params.len() != ty.params().len() {
            bail!("expected {} arguments, got {}", ty.params().len(), params.len());
        }
        if results.len() != ty.results().len() {
            bail!("expected room for {} results, got {}", ty.results().len(), results.len());
        }
        let arg_words = stack_words(Assignment::arguments(), ty.params());
        let result_words = stack_words(Assignment::results(), ty.results());
        let mut words = vec![0u64; arg_words.max(result_words)];
        let mut regs = CallRegs {
            int: [0; _],
            stack_words: words.as_mut_ptr(),
            float: [[0; 16]; _],
            stack_args: arg_words,
            stack_results: result_words,
            saved: [0; 2],
        };
        let values = CallValues::new(&mut regs, words.as_mut_ptr());
        let mut places = Assignment::arguments();
        for (i, (param, &ty)) in params.iter().zip(ty.params()).enumerate() {
            if param.ty() != ty {
                bail!("argument {i} is of type {}, not {ty}", param.ty());
            }
            let raw = param.to_raw(&store.opaque)?;
            // SAFETY: `words` has as many words as the places say.
            unsafe { values.set(place_of(&mut places, ty), ty, raw) };
        }
        // SAFETY: the function is of the store, and the arguments are what its type says.
        unsafe { activation::enter(store, &func_ref, &mut regs)? };
        let values = CallValues::new(&mut regs, words.as_mut_ptr());
        let mut places = Assignment::results();
        for (result, &ty) in results.iter_mut().zip(ty.results()) {
            // SAFETY: the function returned, so results of its type are there.
            *result = unsafe { Val::from_raw(values.get(place_of(&mut places, ty), ty), ty, store.opaque.id()) };
        }
        Ok(())
    }

    /// The same function with its type known to Rust, to be called without checks.
    ///
    /// # Errors
    /// Where the function is of another type.
    ///
    /// # Panics
    /// Where the function is of another store.
    pub fn typed<P: WasmParams, R: WasmResults>(&self, store: impl AsContext) -> Result<TypedFunc<P, R>> {
        let ty = self.ty_in(store.as_context().opaque());
        if ty.params() != P::TYPES || ty.results() != R::TYPES {
            let wanted = FuncType::new(P::TYPES.iter().copied(), R::TYPES.iter().copied());
            bail!("the function is of type {ty}, not {wanted}");
        }
        // SAFETY: the types were just compared.
        Ok(unsafe { TypedFunc::new(*self) })
    }

    /// The reference to the function, as generated code has it.
    ///
    /// # Panics
    /// Where the function is of another store.
    #[inline]
    pub(crate) fn in_store<'a>(&self, store: &'a StoreOpaque) -> &'a VMFuncRef {
        store.check(self.store);
        // SAFETY: it is valid as long as the store.
        unsafe { self.func_ref.as_ref() }
    }

    pub(crate) fn store_id(&self) -> StoreId {
        self.store
    }

    pub(crate) fn to_raw(self, store: &StoreOpaque) -> Result<u64> {
        store.try_check(self.store)?;
        Ok(self.func_ref.as_ptr().expose_provenance() as u64)
    }

    /// # Safety
    /// `raw` must be what generated code of the store has as a `funcref`.
    pub(crate) unsafe fn from_raw(raw: u64, store: StoreId) -> Option<Func> {
        let func_ref = NonNull::new(core::ptr::with_exposed_provenance_mut(raw as usize))?;
        Some(Func { store, func_ref })
    }
}
