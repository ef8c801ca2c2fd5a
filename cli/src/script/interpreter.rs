//! Interprets the directives of a script.

use std::collections::HashMap;

use wast::token::Id;
use wast::{QuoteWat, WastDirective, WastExecute, WastInvoke, WastRet, Wat};
use windlass::{Config, DisplayName, Engine, Instance, Linker, Module, Store, Trap, Val};

use super::{spectest, traps, values};

/// The outcome of an action.
enum Outcome {
    Returned(Vec<Val>),
    Stopped(windlass::Error),
}

/// The state of a script.
pub(super) struct Interpreter {
    engine: Engine,
    store: Store<()>,
    linker: Linker<()>,
    /// The current instance, used by directives that name none. None if the last module failed.
    current: Option<Instance>,
    instances: HashMap<String, Instance>,
    /// The last module that was defined without instantiating it.
    current_definition: Option<Module>,
    definitions: HashMap<String, Module>,
}

impl Interpreter {
    /// The initial state.
    pub(super) fn new(config: &Config) -> Result<Interpreter, String> {
        let engine = Engine::new(config).map_err(|e| e.to_string())?;
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        // A script may register a name twice.
        linker.allow_shadowing(true);
        spectest::define(&mut linker, &mut store).map_err(|e| format!("the module spectest: {e}"))?;
        Ok(Interpreter {
            engine,
            store,
            linker,
            current: None,
            instances: HashMap::new(),
            current_definition: None,
            definitions: HashMap::new(),
        })
    }

    /// Executes a directive.
    ///
    /// # Errors
    /// Returns why the directive failed.
    pub(super) fn directive(&mut self, directive: WastDirective<'_>) -> Result<(), String> {
        match directive {
            WastDirective::Module(module) => self.module(module),
            WastDirective::ModuleDefinition(module) => self.module_definition(module),
            WastDirective::ModuleInstance { instance, module, .. } => self.module_instance(instance, module),
            WastDirective::Register { name, module, .. } => {
                let instance = self.instance(module)?;
                self.linker.instance(&mut self.store, name, instance).map_err(|e| e.to_string()).map(|_| ())
            }
            WastDirective::Invoke(invoke) => match self.invoke(&invoke)? {
                Outcome::Returned(_) => Ok(()),
                Outcome::Stopped(e) => Err(format!("'{}': {e}", DisplayName::new(invoke.name))),
            },
            WastDirective::AssertReturn { exec, results, .. } => {
                let outcome = self.execute(exec)?;
                self.assert_returned(&outcome, &results)
            }
            WastDirective::AssertTrap { exec, message, .. } => assert_trapped(&self.execute(exec)?, message),
            WastDirective::AssertExhaustion { call, message, .. } => assert_trapped(&self.invoke(&call)?, message),
            WastDirective::AssertInvalid { module, message, .. }
            | WastDirective::AssertMalformed { module, message, .. }
            | WastDirective::AssertInvalidCustom { module, message, .. }
            | WastDirective::AssertMalformedCustom { module, message, .. } => self.assert_rejected(module, message),
            WastDirective::AssertUnlinkable { module, message, .. } => self.assert_unlinkable(module, message),
            WastDirective::AssertException { .. } => Err("exceptions are not supported".into()),
            WastDirective::AssertSuspension { .. } => Err("stack switching is not supported".into()),
            WastDirective::Thread(_) | WastDirective::Wait { .. } => Err("threads are not supported".into()),
        }
    }

    fn module(&mut self, mut module: QuoteWat<'_>) -> Result<(), String> {
        // If the module fails, later directives must not refer to an earlier one.
        self.current = None;
        let name = module.name();
        let module = self.compile(&mut module)?;
        let instance = self.instantiate(&module).map_err(|e| format!("the module cannot be instantiated: {e}"))?;
        self.enter(name, instance);
        Ok(())
    }

    fn module_definition(&mut self, mut module: QuoteWat<'_>) -> Result<(), String> {
        self.current_definition = None;
        let name = module.name();
        let module = self.compile(&mut module)?;
        if let Some(name) = name {
            self.definitions.insert(name.name().into(), module.clone());
        }
        self.current_definition = Some(module);
        Ok(())
    }

    fn module_instance(&mut self, instance: Option<Id<'_>>, module: Option<Id<'_>>) -> Result<(), String> {
        self.current = None;
        let definition = match module {
            Some(id) => self.definitions.get(id.name()),
            None => self.current_definition.as_ref(),
        };
        let module = definition.ok_or("the module was not defined")?.clone();
        let made = self.instantiate(&module).map_err(|e| format!("the module cannot be instantiated: {e}"))?;
        self.enter(instance, made);
        Ok(())
    }

    /// Makes `instance` current, and records its name if it has one.
    fn enter(&mut self, name: Option<Id<'_>>, instance: Instance) {
        if let Some(name) = name {
            self.instances.insert(name.name().into(), instance);
        }
        self.current = Some(instance);
    }

    /// The instance with this name, or the current one.
    fn instance(&self, name: Option<Id<'_>>) -> Result<Instance, String> {
        match name {
            Some(id) => self
                .instances
                .get(id.name())
                .copied()
                .ok_or(format!("there is no instance ${}", DisplayName::new(id.name()))),
            None => self.current.ok_or("there is no instance".into()),
        }
    }

    fn compile(&mut self, module: &mut QuoteWat<'_>) -> Result<Module, String> {
        let binary = module.encode().map_err(|e| format!("the text of the module is malformed: {}", e.message()))?;
        Module::new(&self.engine, &binary).map_err(|e| e.to_string())
    }

    fn instantiate(&mut self, module: &Module) -> windlass::Result<Instance> {
        self.linker.instantiate(&mut self.store, module)
    }

    fn execute(&mut self, execute: WastExecute<'_>) -> Result<Outcome, String> {
        match execute {
            WastExecute::Invoke(invoke) => self.invoke(&invoke),
            WastExecute::Wat(module) => {
                let module = self.compile(&mut QuoteWat::Wat(module))?;
                Ok(match self.instantiate(&module) {
                    Ok(_) => Outcome::Returned(Vec::new()),
                    Err(e) => Outcome::Stopped(e),
                })
            }
            WastExecute::Get { module, global: name, .. } => {
                let instance = self.instance(module)?;
                let global = instance
                    .get_global(&mut self.store, name)
                    .ok_or(format!("there is no global '{}'", DisplayName::new(name)))?;
                Ok(Outcome::Returned(vec![global.get(&mut self.store)]))
            }
        }
    }

    fn invoke(&mut self, invoke: &WastInvoke<'_>) -> Result<Outcome, String> {
        let instance = self.instance(invoke.module)?;
        let name = invoke.name;
        let func = instance
            .get_func(&mut self.store, name)
            .ok_or(format!("there is no function '{}'", DisplayName::new(name)))?;
        let mut params = Vec::with_capacity(invoke.args.len());
        for arg in &invoke.args {
            params.push(values::argument(&mut self.store, arg)?);
        }
        let mut results = vec![Val::I32(0); func.ty(&self.store).results().len()];
        Ok(match func.call(&mut self.store, &params, &mut results) {
            Ok(()) => Outcome::Returned(results),
            Err(e) => Outcome::Stopped(e),
        })
    }

    fn assert_returned(&self, outcome: &Outcome, wanted: &[WastRet<'_>]) -> Result<(), String> {
        let returned = match outcome {
            Outcome::Returned(values) => values,
            Outcome::Stopped(e) => return Err(format!("expected {}, got: {e}", values::show_patterns(wanted))),
        };
        let mut same = returned.len() == wanted.len();
        for (value, pattern) in returned.iter().zip(wanted) {
            same &= values::matches(&self.store, value, pattern)?;
        }
        if same {
            return Ok(());
        }
        Err(format!("expected {}, got {}", values::show_patterns(wanted), values::show(returned)))
    }

    fn assert_rejected(&mut self, mut module: QuoteWat<'_>, message: &str) -> Result<(), String> {
        match self.compile(&mut module) {
            Ok(_) => Err(format!("the module was accepted, expected: {message}")),
            Err(_) => Ok(()),
        }
    }

    fn assert_unlinkable(&mut self, module: Wat<'_>, message: &str) -> Result<(), String> {
        let module = self.compile(&mut QuoteWat::Wat(module))?;
        match self.instantiate(&module) {
            Ok(_) => Err(format!("the module was linked, expected: {message}")),
            Err(e) if e.downcast_ref::<Trap>().is_some() => Err(format!("the module was linked, then trapped: {e}")),
            Err(_) => Ok(()),
        }
    }
}

/// Checks for the trap that the script describes as `message`.
fn assert_trapped(outcome: &Outcome, message: &str) -> Result<(), String> {
    match outcome {
        Outcome::Returned(values) => Err(format!("expected the trap '{message}', got {}", values::show(values))),
        Outcome::Stopped(e) => match e.downcast_ref::<Trap>() {
            Some(trap) if traps::is_meant(message, trap) => Ok(()),
            _ => Err(format!("expected the trap '{message}', got: {e}")),
        },
    }
}
