//! [`Instance`]: instances of modules.

use alloc::vec::Vec;
use core::mem::MaybeUninit;

use windlass_codegen::DisplayName;
use windlass_codegen::module;
use windlass_masm::vm::CallRegs;

use crate::api::error::{Result, format_err};
use crate::api::externs::{Export, Extern};
use crate::api::func::Func;
use crate::api::global::Global;
use crate::api::memory::Memory;
use crate::api::module::Module;
#[cfg(feature = "threads")]
use crate::api::shared_memory::SharedMemory;
use crate::api::table::Table;
use crate::api::tag::Tag;
use crate::api::typed_func::TypedFunc;
use crate::api::wasm_ty::{WasmParams, WasmResults};
use crate::guest::activation;
use crate::instances::instance_data::InstanceData;
use crate::instances::instantiate;
use crate::store::limiter::allow_instance;
use crate::store::{AsContext, AsContextMut, StoreId, StoreOpaque};

/// An instance of a module in a store.
///
/// Every method panics if the instance belongs to another store.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Engine, Func, Instance, Module, Store};
///
/// let engine = Engine::default();
/// let module = Module::new(
///     &engine,
///     r#"(module (import "host" "f" (func $f (result i32))) (func (export "g") (result i32) (call $f)))"#,
/// )?;
/// let mut store = Store::new(&engine, 7);
/// let f = Func::wrap(&mut store, |caller: windlass::Caller<'_, i32>| *caller.data());
/// let instance = Instance::new(&mut store, &module, &[f.into()])?;
/// assert_eq!(instance.get_typed_func::<(), i32>(&mut store, "g")?.call(&mut store, ())?, 7);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Instance {
    store: StoreId,
    index: u32,
}

impl Instance {
    /// Instantiates a module: allocates what it declares, copies its active segments and calls its start function.
    /// `imports` are in the order of [`Module::imports`]; a [`Linker`](crate::Linker) finds them by name.
    ///
    /// # Errors
    /// Fails if an import is missing or does not match; if a memory or table cannot be allocated, or the store's
    /// limiter denies it; and on a trap of an active segment that is out of bounds or of the start function.
    ///
    /// # Panics
    /// Panics if a host function that the start function called panicked.
    pub fn new(mut store: impl AsContextMut, module: &Module, imports: &[Extern]) -> Result<Instance> {
        let store = store.as_context_mut().0;
        if let (opaque, Some(limiter)) = store.opaque_and_limiter() {
            allow_instance(opaque, limiter, module)?;
        }
        let index = instantiate::allocate(&mut store.opaque, module, imports)?;
        instantiate::initialize(&mut store.opaque, index)?;
        if let Some(start) = module.inner().info().start {
            // SAFETY: function references live as long as the store.
            let func_ref = unsafe { store.opaque.instances[index as usize].func_ref(start).read() };
            let mut regs = MaybeUninit::<CallRegs>::uninit();
            let regs = regs.as_mut_ptr();
            // SAFETY: the start function has no parameters and no results, so only the word counts are used.
            unsafe {
                (*regs).stack_words = core::ptr::null_mut();
                (*regs).stack_args = 0;
                (*regs).stack_results = 0;
                activation::enter(store, &func_ref, regs)?;
            }
        }
        Ok(Instance { store: store.opaque.id(), index })
    }

    pub(crate) fn from_index(store: StoreId, index: u32) -> Instance {
        Instance { store, index }
    }

    fn data<'a>(&self, store: &'a StoreOpaque) -> &'a InstanceData {
        store.check(self.store);
        &store.instances[self.index as usize]
    }

    /// The instantiated module.
    pub fn module<'a, T: 'a>(&self, store: impl Into<crate::StoreContext<'a, T>>) -> &'a Module {
        &self.data(store.into().opaque()).module
    }

    /// The export `name`, if there is one.
    pub fn get_export(&self, store: impl AsContext, name: &str) -> Option<Extern> {
        let store = store.as_context();
        let data = self.data(store.opaque());
        let export = data.module.inner().export(name)?;
        Some(data.item(store.opaque(), export.kind, export.index))
    }

    /// The exported function `name`, if there is one.
    pub fn get_func(&self, store: impl AsContext, name: &str) -> Option<Func> {
        self.get_export(store, name)?.into_func()
    }

    /// The exported function `name` with a static type.
    ///
    /// # Errors
    /// Fails if there is no such function or it has another type.
    pub fn get_typed_func<P: WasmParams, R: WasmResults>(
        &self,
        store: impl AsContext,
        name: &str,
    ) -> Result<TypedFunc<P, R>> {
        let func = self
            .get_func(&store, name)
            .ok_or_else(|| format_err!("the instance exports no function `{}`", DisplayName::new(name)))?;
        func.typed(store).map_err(|e| e.context(format_args!("export `{}`", DisplayName::new(name))))
    }

    /// The exported memory `name`, if there is one that is not shared.
    pub fn get_memory(&self, store: impl AsContext, name: &str) -> Option<Memory> {
        self.get_export(store, name)?.into_memory()
    }

    /// The exported shared memory `name`, if there is one.
    #[cfg(feature = "threads")]
    pub fn get_shared_memory(&self, store: impl AsContext, name: &str) -> Option<SharedMemory> {
        self.get_export(store, name)?.into_shared_memory()
    }

    /// The exported table `name`, if there is one.
    pub fn get_table(&self, store: impl AsContext, name: &str) -> Option<Table> {
        self.get_export(store, name)?.into_table()
    }

    /// The exported global `name`, if there is one.
    pub fn get_global(&self, store: impl AsContext, name: &str) -> Option<Global> {
        self.get_export(store, name)?.into_global()
    }

    /// The exported tag `name`, if there is one.
    pub fn get_tag(&self, store: impl AsContext, name: &str) -> Option<Tag> {
        self.get_export(store, name)?.into_tag()
    }

    /// All exports of the instance, in the order of the module.
    pub fn exports(&self, store: impl AsContext) -> Vec<Export> {
        let store = store.as_context();
        let data = self.data(store.opaque());
        let exports = &data.module.inner().info().exports;
        let item = |e: &module::Export| data.item(store.opaque(), e.kind, e.index);
        let export = |e: &module::Export| Export { name: e.name.clone(), item: item(e) };
        exports.iter().map(export).collect()
    }
}
