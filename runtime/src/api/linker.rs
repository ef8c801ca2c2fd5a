//! [`Linker`]: resolves imports by name.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::marker::PhantomData;

use windlass_codegen::module::Import;
use windlass_codegen::types::{FuncType, ValType};

use crate::api::caller::Caller;
use crate::api::engine::Engine;
use crate::api::error::{Result, bail, format_err};
use crate::api::externs::{Extern, ExternType, ImportType};
use crate::api::func::Func;
use crate::api::global::Global;
use crate::api::imports::{self, ImportName};
use crate::api::instance::Instance;
use crate::api::instance_pre::InstancePre;
use crate::api::memory::Memory;
use crate::api::module::Module;
#[cfg(feature = "threads")]
use crate::api::shared_memory::SharedMemory;
use crate::api::table::Table;
use crate::api::tag::Tag;
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

/// What an import may become.
#[derive(Clone)]
pub(crate) enum Definition {
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

    /// Defines every import of `module` that is not defined yet: functions that do nothing and return zeros and null references,
    /// globals of zero or null, and memories and tables of their least size. Items other than functions belong to `store`.
    ///
    /// ```
    /// # fn main() -> windlass::Result<()> {
    /// use windlass::{Engine, Linker, Module, Store};
    ///
    /// let engine = Engine::default();
    /// let module = Module::new(&engine, r#"(module
    ///     (import "env" "memory" (memory 1))
    ///     (func (export "f") (import "env" "f") (param i64) (result i32)))"#)?;
    /// let (mut linker, mut store) = (Linker::new(&engine), Store::new(&engine, ()));
    /// linker.define_unknown_imports_as_default_values(&mut store, &module)?;
    /// let f = linker.instantiate(&mut store, &module)?.get_typed_func::<i64, i32>(&mut store, "f")?;
    /// assert_eq!(f.call(&mut store, 7)?, 0);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Fails if a memory or table cannot be allocated, or if a value has a type without a default: a reference that is not null.
    pub fn define_unknown_imports_as_default_values(
        &mut self,
        mut store: impl AsContextMut<Data = T>,
        module: &Module,
    ) -> Result<()> {
        for import in module.imports() {
            if self.find(import.module, import.name).is_some() {
                continue;
            }
            let name = ImportName { module: import.module, name: import.name };
            let default = |ty: ValType| match ty {
                ValType::Ref(ty) if !ty.nullable => Err(format_err!("{name} has a type without a default value, {ty}")),
                ty => Ok(Val::default_for(ty)),
            };
            let item: Extern = match &import.ty {
                ExternType::Func(ty) => {
                    ty.results().iter().try_for_each(|ty| default(*ty).map(|_| ()))?;
                    let results = ty.clone();
                    self.func_new(import.module, import.name, ty.clone(), move |_, _, values| {
                        values.iter_mut().zip(results.results()).for_each(|(value, ty)| *value = Val::default_for(*ty));
                        Ok(())
                    })?;
                    continue;
                }
                ExternType::Global(ty) => Global::new(&mut store, *ty, default(ty.content)?)?.into(),
                ExternType::Table(ty) => match default(ValType::Ref(ty.element))?.ref_() {
                    Some(null) => Table::new(&mut store, *ty, null)?.into(),
                    None => bail!("{name} has a type without a default value"),
                },
                #[cfg(feature = "threads")]
                ExternType::Memory(ty) if ty.is_shared() => SharedMemory::new(&self.engine, *ty)?.into(),
                ExternType::Memory(ty) => Memory::new(&mut store, *ty)?.into(),
                ExternType::Tag(ty) => Tag::new(&mut store, ty)?.into(),
            };
            self.insert(import.module, import.name, Definition::Extern(item))?;
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

    /// The definition of an import, in a store. Does not check that it matches.
    ///
    /// # Panics
    /// Panics if it belongs to another store.
    pub fn get_by_import(&self, store: impl AsContextMut<Data = T>, import: &ImportType<'_>) -> Option<Extern> {
        self.get(store, import.module, import.name)
    }

    /// The function that `module` is run by: the one without a name, or else `_start`, or else one that does nothing.
    ///
    /// ```
    /// # fn main() -> windlass::Result<()> {
    /// use windlass::{Engine, Linker, Module, Store};
    ///
    /// let engine = Engine::default();
    /// let (mut linker, mut store) = (Linker::new(&engine), Store::new(&engine, ()));
    /// linker.module(&mut store, "program", &Module::new(&engine, r#"(module (func (export "_start")))"#)?)?;
    /// linker.get_default(&mut store, "program")?.typed::<(), ()>(&store)?.call(&mut store, ())?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Fails if the one without a name, or `_start`, is no function.
    ///
    /// # Panics
    /// Panics if it belongs to another store.
    pub fn get_default(&self, mut store: impl AsContextMut<Data = T>, module: &str) -> Result<Func> {
        for name in ["", "_start"] {
            if let Some(item) = self.get(&mut store, module, name) {
                let func = item.into_func();
                return func.ok_or_else(|| format_err!("{} is not a function", ImportName { module, name }));
            }
        }
        Ok(Func::wrap(store, || {}))
    }

    /// All definitions, in a store: module name, name and item, in no particular order.
    ///
    /// # Panics
    /// Panics if one belongs to another store.
    pub fn iter(&self, mut store: impl AsContextMut<Data = T>) -> impl ExactSizeIterator<Item = (&str, &str, Extern)> {
        let store = &mut store.as_context_mut().0.opaque;
        let names =
            self.modules.iter().flat_map(|(module, names)| names.iter().map(move |(name, d)| (module, name, d)));
        let items = names.map(|(module, name, definition)| {
            let item = definition.place(store);
            store.check_item(&item);
            (&**module, &**name, item)
        });
        items.collect::<Vec<_>>().into_iter()
    }

    /// Instantiates a module with the definitions in this linker: see [`Instance::new`].
    ///
    /// # Errors
    /// Fails if imports of the module are not defined, all of which the error names, or do not match; otherwise same as [`Instance::new`].
    ///
    /// # Panics
    /// Same as [`Instance::new`].
    pub fn instantiate(&self, mut store: impl AsContextMut<Data = T>, module: &Module) -> Result<Instance> {
        let opaque = &mut store.as_context_mut().0.opaque;
        if !Engine::same(&self.engine, opaque.engine()) {
            bail!("the linker belongs to another engine than the store");
        }
        let definitions = self.resolve(module)?;
        let items: Vec<Extern> = definitions.into_iter().map(|definition| definition.place(opaque)).collect();
        Instance::new(store, module, &items)
    }

    /// Looks up the imports of a module once, for instances in any number of stores.
    ///
    /// ```
    /// # fn main() -> windlass::Result<()> {
    /// use windlass::{Engine, Linker, Module, Store};
    ///
    /// let engine = Engine::default();
    /// let mut linker = Linker::new(&engine);
    /// linker.func_wrap("host", "next", |x: i32| x + 1)?;
    /// let module = Module::new(&engine, r#"(module (func (export "f") (import "host" "next") (param i32) (result i32)))"#)?;
    /// let pre = linker.instantiate_pre(&module)?;
    /// for request in 0..3 {
    ///     let mut store = Store::new(&engine, ());
    ///     let f = pre.instantiate(&mut store)?.get_typed_func::<i32, i32>(&mut store, "f")?;
    ///     assert_eq!(f.call(&mut store, request)?, request + 1);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Fails if imports of the module are not defined. Whether they match is checked by [`InstancePre::instantiate`], which also fails if
    /// one belongs to another store.
    pub fn instantiate_pre(&self, module: &Module) -> Result<InstancePre<T>> {
        if !Engine::same(&self.engine, module.engine()) {
            bail!("the linker belongs to another engine than the module");
        }
        Ok(InstancePre::new(module, self.resolve(module)?.into_iter().cloned().collect()))
    }

    /// The definitions of the imports of `module`, in order.
    fn resolve(&self, module: &Module) -> Result<Vec<&Definition>> {
        let imports = &module.inner().info().imports;
        let definition = |import: &Import| self.find(&import.module, &import.name);
        let definitions: Vec<&Definition> = imports.iter().filter_map(definition).collect();
        if definitions.len() < imports.len() {
            let missing: Vec<&Import> = imports.iter().filter(|import| definition(import).is_none()).collect();
            return Err(imports::missing(module, &missing));
        }
        Ok(definitions)
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
    pub(crate) fn place(&self, store: &mut StoreOpaque) -> Extern {
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
