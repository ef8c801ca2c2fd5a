//! [`Func`]: guest and host functions.

use alloc::sync::Arc;
use alloc::vec;
use core::ptr::NonNull;

use windlass_codegen::types::{FuncType, HeapType, ValType};
use windlass_masm::vm::{Assignment, CallRegs, VMFuncRef};

use crate::api::caller::Caller;
use crate::api::error::{Result, bail};
use crate::api::typed_func::{Arguments, TypedFunc};
use crate::api::val::Val;
use crate::api::wasm_ty::{WasmParams, WasmResults};
use crate::guest::activation;
use crate::guest::call_values::{CallValues, place_of, stack_words};
use crate::guest::host_func::{HostFunc, IntoFunc};
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};

/// A function in a store, of an instance or of the host.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Engine, Func, FuncType, Store, Val, ValType};
///
/// let mut store = Store::new(&Engine::default(), ());
/// // The closure's signature determines the type...
/// let add = Func::wrap(&mut store, |a: i32, b: i32| a + b);
/// assert_eq!(add.typed::<(i32, i32), i32>(&store)?.call(&mut store, (2, 3))?, 5);
/// // ...or a value does, for functions whose type is not known when the host is compiled.
/// let ty = FuncType::new([ValType::I64], [ValType::I64]);
/// let negate = Func::new(&mut store, ty, |_, params, results| {
///     results[0] = Val::I64(-params[0].unwrap_i64());
///     Ok(())
/// });
/// let mut results = [Val::I64(0)];
/// negate.call(&mut store, &[Val::I64(4)], &mut results)?;
/// assert_eq!(results[0].unwrap_i64(), -4);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Func {
    store: StoreId,
    /// Valid as long as the store.
    func_ref: NonNull<VMFuncRef>,
}

// SAFETY: the pointer is only dereferenced while the store is borrowed.
unsafe impl Send for Func {}
// SAFETY: as above.
unsafe impl Sync for Func {}

impl Func {
    /// # Safety
    /// `func_ref` must be valid as long as the store with this identifier.
    pub(crate) unsafe fn from_ref(store: StoreId, func_ref: NonNull<VMFuncRef>) -> Func {
        Func { store, func_ref }
    }

    /// Creates a host function of type `ty`. The closure gets arguments of the types in `ty`, and sets the results,
    /// which are initially zero or null.
    ///
    /// A panic of the closure continues in the caller of the guest. An error ends the guest, and is returned to that
    /// caller.
    ///
    /// # Panics
    /// Panics if `ty` refers to a function type that is not in use in the engine of the store.
    pub fn new<T>(
        mut store: impl AsContextMut<Data = T>,
        ty: FuncType,
        closure: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Func {
        let store = store.as_context_mut().0;
        let host = HostFunc::new(store.opaque.engine(), ty, closure).unwrap_or_else(|error| panic!("{error}"));
        let host = Arc::new(host);
        Func::from_host(&mut store.opaque, &host)
    }

    /// Creates a host function from a closure, whose signature determines the type: see [`IntoFunc`].
    ///
    /// A panic of the closure continues in the caller of the guest. An error ends the guest, and is returned to that
    /// caller.
    pub fn wrap<T, P, R>(mut store: impl AsContextMut<Data = T>, closure: impl IntoFunc<T, P, R>) -> Func {
        let store = store.as_context_mut().0;
        let host = Arc::new(HostFunc::wrap(store.opaque.engine(), closure));
        Func::from_host(&mut store.opaque, &host)
    }

    /// Adds a host function to a store with the data type that the function was created for.
    pub(crate) fn from_host(store: &mut StoreOpaque, host: &Arc<HostFunc>) -> Func {
        Func { store: store.id(), func_ref: store.add_host_func(host) }
    }

    /// The type of the function.
    pub fn ty(&self, store: impl AsContext) -> FuncType {
        let store = store.as_context().opaque();
        FuncType::clone(&self.ty_in(store))
    }

    /// Whether functions of type `ty` can be replaced by this one.
    ///
    /// # Panics
    /// Panics if the function belongs to another store.
    pub fn matches_ty(&self, store: impl AsContext, ty: &FuncType) -> bool {
        self.ty_in(store.as_context().opaque()).matches(ty)
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> Arc<FuncType> {
        store.engine().types().get(self.in_store(store).type_id)
    }

    /// Calls the function.
    ///
    /// # Errors
    /// Fails if the arguments or the number of `results` do not match the function's type; on a trap, which
    /// [`downcast_ref::<Trap>()`](crate::Error::downcast_ref) returns; and with the error of a host function that the
    /// function called.
    ///
    /// # Panics
    /// Panics if the function belongs to another store, or if a host function that it called panicked.
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
            saved: [0; _],
        };
        let values = CallValues::new(&mut regs, words.as_mut_ptr());
        let mut places = Assignment::arguments();
        for (i, (param, &ty)) in params.iter().zip(ty.params()).enumerate() {
            if !param.is_of(&store.opaque, &ty, Some(func_ref.type_id)) {
                bail!("argument {i} is of type {}, not {ty}", param.ty());
            }
            let raw = param.to_raw(&store.opaque)?;
            // SAFETY: `words` has room for the assigned locations.
            unsafe { values.set(place_of(&mut places, ty), ty, raw) };
        }
        // SAFETY: the function belongs to the store, and the arguments match its type.
        unsafe { activation::enter(store, &func_ref, &mut regs)? };
        let values = CallValues::new(&mut regs, words.as_mut_ptr());
        let mut places = Assignment::results();
        for (result, &ty) in results.iter_mut().zip(ty.results()) {
            // SAFETY: the function returned, so results of its type are present.
            *result = unsafe { Val::from_raw(values.get(place_of(&mut places, ty), ty), ty, &store.opaque) };
        }
        Ok(())
    }

    /// The function with a static type, for calls without run-time checks. Only that arguments are functions of a certain type, if the
    /// function wants that, is checked when it is called.
    ///
    /// # Errors
    /// Fails if the function has another type.
    ///
    /// # Panics
    /// Panics if the function belongs to another store.
    pub fn typed<P: WasmParams, R: WasmResults>(&self, store: impl AsContext) -> Result<TypedFunc<P, R>> {
        let ty = self.ty_in(store.as_context().opaque());
        let mut arguments = Arguments::AsTheirTypes;
        let mut takes = |param: &ValType, given: &ValType| {
            let is_checked = is_checked_when_called(param, given);
            if is_checked {
                arguments = Arguments::Checked;
            }
            is_checked || given.matches(param)
        };
        let params = ty.params().len() == P::TYPES.len() && ty.params().iter().zip(P::TYPES).all(|(a, b)| takes(a, b));
        let results =
            ty.results().len() == R::TYPES.len() && ty.results().iter().zip(R::TYPES).all(|(a, b)| a.matches(b));
        if !params || !results {
            let wanted = FuncType::new(P::TYPES.iter().copied(), R::TYPES.iter().copied());
            bail!("the function is of type {ty}, not {wanted}");
        }
        // SAFETY: the types were just compared.
        Ok(unsafe { TypedFunc::new(*self, arguments) })
    }

    /// The function reference, as generated code represents it.
    ///
    /// # Panics
    /// Panics if the function belongs to another store.
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
    /// `raw` must be a `funcref` as represented by generated code of the store.
    pub(crate) unsafe fn from_raw(raw: u64, store: StoreId) -> Option<Func> {
        let func_ref = NonNull::new(core::ptr::with_exposed_provenance_mut(raw as usize))?;
        Some(Func { store, func_ref })
    }
}

/// Whether functions of type `given`, as Rust knows it, may be of the type of a parameter that wants certain ones, which shows when they
/// are given.
fn is_checked_when_called(param: &ValType, given: &ValType) -> bool {
    let (Some(param), Some(given)) = (param.as_ref(), given.as_ref()) else { return false };
    let is_concrete = matches!(param.heap_type, HeapType::ConcreteFunc(_));
    is_concrete && given.heap_type == HeapType::Func && (param.nullable || !given.nullable)
}
