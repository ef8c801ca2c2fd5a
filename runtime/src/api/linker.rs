//! [`Linker`]: resolves imports by name.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::marker::PhantomData;

use windlass_codegen::types::FuncType;

use crate::api::caller::Caller;
use crate::api::engine::Engine;
use crate::api::error::{Result, bail, format_err};
use crate::api::externs::{Extern, ExternType};
use crate::api::func::Func;
use crate::api::imports::{self, ImportName};
use crate::api::instance::Instance;
use crate::api::module::Module;
use crate::api::val::Val;
use crate::guest::host_func::{HostFunc, IntoFunc};
use crate::hash_map::HashMap;
use crate::store::{AsContext, AsContextMut, StoreOpaque};

/// Definitions by module name and name, for stores with data of type `T`.
///
/// Host functions defined here can be used in any number of stores; all other items belong to one store.
pub struct Linker<T> {
    engine: Engine,
    /// By module name, then by name.
    modules: HashMap<Box<str>, HashMap<Box<str>, Definition>>,
    allow_shadowing: bool,
    /// Host functions require exactly this `T`.
    data: PhantomData<fn(T) -> T>,
}

#[derive(Clone)]
enum Definition {
    Extern(Extern),
    Host(Arc<HostFunc>),
}

impl<T> Clone for Linker<T> {
    fn clone(&self) -> Self {
        Linker {
            engine: self.engine.clone(),
            modules: self.modules.clone(),
            allow_shadowing: self.allow_shadowing,
            data: PhantomData,
        }
    }
}

impl<T> Linker<T> {
    /// An empty linker.
    pub fn new(engine: &Engine) -> Linker<T> {
        Linker { engine: engine.clone(), modules: HashMap::new(), allow_shadowing: false, data: PhantomData }
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether a name may be redefined. By default that is an error.
    pub fn allow_shadowing(&mut self, allow: bool) -> &mut Self {
        self.allow_shadowing = allow;
        self
    }

    /// Defines `name` of `module` as an item of a store.
    ///
    /// # Errors
    /// Fails if the name is already defined.
    ///
    /// # Panics
    /// Panics if the item belongs to another store than `store`.
    pub fn define(
        &mut self,
        store: impl AsContext<Data = T>,
        module: &str,
        name: &str,
        item: impl Into<Extern>,
    ) -> Result<&mut Self> {
        let item = item.into();
        store.as_context().opaque().check_item(&item);
        self.insert(module, name, Definition::Extern(item))
    }

    /// Defines `name` of `module` as a host function. The closure's signature determines its type: see [`IntoFunc`].
    ///
    /// A panic of the closure continues in the caller of the guest. An error ends the guest, and is returned to that
    /// caller.
    ///
    /// # Errors
    /// Fails if the name is already defined.
    pub fn func_wrap<P, R>(&mut self, module: &str, name: &str, closure: impl IntoFunc<T, P, R>) -> Result<&mut Self> {
        let host = HostFunc::wrap(&self.engine, closure);
        self.insert(module, name, Definition::Host(Arc::new(host)))
    }

    /// Defines `name` of `module` as a host function of type `ty`: see [`Func::new`].
    ///
    /// # Errors
    /// Fails if the name is already defined, or if `ty` refers to a function type that is not in use in the engine.
    pub fn func_new(
        &mut self,
        module: &str,
        name: &str,
        ty: FuncType,
        closure: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Result<&mut Self> {
        let host = HostFunc::new(&self.engine, ty, closure)?;
        self.insert(module, name, Definition::Host(Arc::new(host)))
    }

    /// Defines every export of `instance` in `module`, under the export's name.
    ///
    /// # Errors
    /// Fails if one of the names is already defined.
    pub fn instance(&mut self, store: impl AsContext<Data = T>, module: &str, instance: Instance) -> Result<&mut Self> {
        for export in instance.exports(store) {
            self.insert(module, &export.name, Definition::Extern(export.item))?;
        }
        Ok(self)
    }

    /// Instantiates `module`, calls its export `_initialize` if that is a function without parameters and results, and
    /// defines its exports in module `name`, like [`Linker::instance`].
    ///
    /// # Errors
    /// Same as [`Linker::instantiate`] and [`Linker::instance`].
    pub fn module(&mut self, mut store: impl AsContextMut<Data = T>, name: &str, module: &Module) -> Result<&mut Self> {
        let instance = self.instantiate(&mut store, module)?;
        if let Ok(initialize) = instance.get_typed_func::<(), ()>(&store, "_initialize") {
            initialize.call(&mut store, ())?;
        }
        self.instance(&store, name, instance)
    }

    /// Defines `as_name` of `as_module` as an alias of `name` of `module`.
    ///
    /// # Errors
    /// Fails if the latter is not defined, or if the former already is.
    pub fn alias(&mut self, module: &str, name: &str, as_module: &str, as_name: &str) -> Result<&mut Self> {
        let Some(definition) = self.find(module, name).cloned() else {
            bail!("{} is not defined", ImportName { module, name });
        };
        self.insert(as_module, as_name, definition)
    }

    /// Defines an alias in `as_module` for every definition in `module`.
    ///
    /// # Errors
    /// Fails if one of the names is already defined there.
    pub fn alias_module(&mut self, module: &str, as_module: &str) -> Result<()> {
        let definitions: Vec<(Box<str>, Definition)> =
            self.modules.get(module).into_iter().flat_map(HashMap::iter).map(|(n, d)| (n.clone(), d.clone())).collect();
        for (name, definition) in definitions {
            self.insert(as_module, &name, definition)?;
        }
        Ok(())
    }

    /// Defines every function that `module` imports and that is not defined yet as one that fails with an error that
    /// names it.
    ///
    /// # Errors
    /// Currently none.
    pub fn define_unknown_imports_as_traps(&mut self, module: &Module) -> Result<()> {
        for import in module.imports() {
            let ExternType::Func(ty) = &import.ty else { continue };
            if self.find(import.module, import.name).is_none() {
                let name = ImportName { module: import.module, name: import.name };
                let message: String = alloc::format!("unknown import: {name} was called");
                self.func_new(import.module, import.name, ty.clone(), move |_, _, _| Err(format_err!("{message}")))?;
            }
        }
        Ok(())
    }

    /// The definition of `name` of `module`, in a store.
    ///
    /// # Panics
    /// Panics if it belongs to another store.
    pub fn get(&self, mut store: impl AsContextMut<Data = T>, module: &str, name: &str) -> Option<Extern> {
        let store = &mut store.as_context_mut().0.opaque;
        let item = self.find(module, name)?.place(store);
        store.check_item(&item);
        Some(item)
    }

    /// Instantiates a module with the definitions in this linker: see [`Instance::new`].
    ///
    /// # Errors
    /// Fails if an import of the module is not defined or does not match; otherwise same as [`Instance::new`].
    ///
    /// # Panics
    /// Same as [`Instance::new`].
    pub fn instantiate(&self, mut store: impl AsContextMut<Data = T>, module: &Module) -> Result<Instance> {
        let opaque = &mut store.as_context_mut().0.opaque;
        if !Engine::same(&self.engine, opaque.engine()) {
            bail!("the linker belongs to another engine than the store");
        }
        let imports = &module.inner().info().imports;
        let mut items = Vec::with_capacity(imports.len());
        for import in imports {
            let definition = self.find(&import.module, &import.name).ok_or_else(|| imports::missing(module, import))?;
            items.push(definition.place(opaque));
        }
        Instance::new(store, module, &items)
    }

    fn find(&self, module: &str, name: &str) -> Option<&Definition> {
        self.modules.get(module)?.get(name)
    }

    fn insert(&mut self, module: &str, name: &str, definition: Definition) -> Result<&mut Self> {
        if !self.allow_shadowing && self.find(module, name).is_some() {
            bail!("{} is defined twice", ImportName { module, name });
        }
        self.modules.get_or_insert_with(module.into(), HashMap::new).insert(name.into(), definition);
        Ok(self)
    }
}

impl Definition {
    /// The item in a store.
    fn place(&self, store: &mut StoreOpaque) -> Extern {
        match self {
            Definition::Extern(item) => item.clone(),
            Definition::Host(host) => Func::from_host(store, host).into(),
        }
    }
}

impl<T> core::fmt::Debug for Linker<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let names = self.modules.iter().flat_map(|(module, names)| names.iter().map(move |(name, _)| (module, name)));
        f.debug_set().entries(names).finish()
    }
}
