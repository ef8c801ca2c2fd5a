//! Interprets the directives of a script.

use std::collections::HashMap;

use wast::token::Id;
use wast::{QuoteWat, WastDirective, WastExecute, WastInvoke, WastRet, Wat};
use windlass::{
    CompileError, Config, DisplayName, Engine, Instance, Linker, Module, Proposal, SharedMemory, Store,
    ThrownException, Trap, Val,
};

use super::{spectest, traps, values};

/// The outcome of an action.
enum Outcome {
    Returned(Vec<Val>),
    Stopped(windlass::Error),
}

/// Why a directive did not pass.
pub(super) enum Problem {
    /// It failed for this reason.
    Failed(String),
    /// Its module needs an unsupported proposal.
    Missing(&'static Proposal),
}

impl From<String> for Problem {
    fn from(why: String) -> Problem {
        Problem::Failed(why)
    }
}

impl From<&str> for Problem {
    fn from(why: &str) -> Problem {
        Problem::Failed(why.into())
    }
}

/// A module or instance, or the unsupported proposal that prevents it.
type Possible<T> = Result<T, &'static Proposal>;

/// The state of a script.
pub(super) struct Interpreter {
    engine: Engine,
    store: Store<()>,
    linker: Linker<()>,
    /// The current instance, used by directives that name none. None if the last module failed.
    current: Option<Possible<Instance>>,
    instances: HashMap<String, Possible<Instance>>,
    /// The last module that was defined without instantiating it.
    current_definition: Option<Possible<Module>>,
    definitions: HashMap<String, Possible<Module>>,
    /// Names registered for instances that an unsupported proposal prevents.
    missing: HashMap<String, &'static Proposal>,
    /// In a thread: the instance of another whose shared memories it has, and these.
    shared: Option<(String, Vec<(String, SharedMemory)>)>,
}

impl Interpreter {
    /// The initial state.
    pub(super) fn new(config: &Config) -> Result<Interpreter, String> {
        Interpreter::of(&Engine::new(config).map_err(|e| e.to_string())?)
    }

    fn of(engine: &Engine) -> Result<Interpreter, String> {
        let mut store = Store::new(engine, ());
        let mut linker = Linker::new(engine);
        // A script may register a name twice.
        linker.allow_shadowing(true);
        spectest::define(&mut linker, &mut store).map_err(|e| format!("the module spectest: {e}"))?;
        Ok(Interpreter {
            engine: engine.clone(),
            store,
            linker,
            current: None,
            instances: HashMap::new(),
            current_definition: None,
            definitions: HashMap::new(),
            missing: HashMap::new(),
            shared: None,
        })
    }

    /// The initial state of a thread, which shares the memories of an instance.
    pub(super) fn for_thread(&self, shared: Option<Id<'_>>) -> Result<Interpreter, Problem> {
        let mut theirs = Interpreter::of(&self.engine)?;
        if let Some(id) = shared {
            let exports = self.instance(Some(id))?.exports(&self.store).into_iter();
            let memories = exports.filter_map(|export| {
                let name = export.name().to_owned();
                Some((name, export.into_extern().into_shared_memory()?))
            });
            theirs.shared = Some((id.name().into(), memories.collect()));
        }
        Ok(theirs)
    }

    /// Registers what a thread shares with others, if `module` is what they call it.
    fn register_shared(&mut self, name: &str, module: Option<Id<'_>>) -> Result<bool, Problem> {
        let (Some(id), Some((shared, memories))) = (module, &self.shared) else { return Ok(false) };
        if id.name() != shared || self.instances.contains_key(id.name()) {
            return Ok(false);
        }
        for (field, memory) in memories {
            self.linker.define(&self.store, name, field, memory.clone()).map_err(|e| e.to_string())?;
        }
        Ok(true)
    }

    /// Executes a directive.
    ///
    /// # Errors
    /// Returns why the directive did not pass.
    pub(super) fn directive(&mut self, directive: WastDirective<'_>) -> Result<(), Problem> {
        match directive {
            WastDirective::Module(module) => self.module(module),
            WastDirective::ModuleDefinition(module) => self.module_definition(module),
            WastDirective::ModuleInstance { instance, module, .. } => self.module_instance(instance, module),
            WastDirective::Register { name, module, .. } => {
                self.missing.remove(name);
                if self.register_shared(name, module)? {
                    return Ok(());
                }
                match self.instance(module) {
                    Ok(instance) => {
                        self.linker.instance(&mut self.store, name, instance).map_err(|e| e.to_string())?;
                        Ok(())
                    }
                    Err(Problem::Missing(proposal)) => {
                        self.missing.insert(name.into(), proposal);
                        Err(Problem::Missing(proposal))
                    }
                    Err(problem) => Err(problem),
                }
            }
            WastDirective::Invoke(invoke) => match self.invoke(&invoke)? {
                Outcome::Returned(_) => Ok(()),
                Outcome::Stopped(e) => Err(format!("'{}': {e}", DisplayName::new(invoke.name)).into()),
            },
            WastDirective::AssertReturn { exec, results, .. } => {
                let outcome = self.execute(exec)?;
                Ok(self.assert_returned(&outcome, &results)?)
            }
            WastDirective::AssertTrap { exec, message, .. } => Ok(assert_trapped(&self.execute(exec)?, message)?),
            WastDirective::AssertExhaustion { call, message, .. } => Ok(assert_trapped(&self.invoke(&call)?, message)?),
            WastDirective::AssertInvalid { module, message, .. }
            | WastDirective::AssertMalformed { module, message, .. }
            | WastDirective::AssertInvalidCustom { module, message, .. }
            | WastDirective::AssertMalformedCustom { module, message, .. } => self.assert_rejected(module, message),
            WastDirective::AssertUnlinkable { module, message, .. } => self.assert_unlinkable(module, message),
            WastDirective::AssertException { exec, .. } => match self.execute(exec)? {
                Outcome::Returned(values) => {
                    Err(format!("expected an exception, got {}", values::show(&values)).into())
                }
                Outcome::Stopped(e) if e.is::<ThrownException>() => Ok(()),
                Outcome::Stopped(e) => Err(format!("expected an exception, got: {e}").into()),
            },
            WastDirective::AssertSuspension { .. } => Err(missing("stack-switching")),
            WastDirective::Thread(_) | WastDirective::Wait { .. } => Err("threads are run elsewhere".into()),
        }
    }

    fn module(&mut self, mut module: QuoteWat<'_>) -> Result<(), Problem> {
        // If the module fails, later directives must not refer to an earlier one.
        self.current = None;
        let name = module.name();
        let instance = self.compile(&mut module).and_then(|module| self.instance_of(&module));
        self.enter(name, instance)
    }

    /// Instantiates a module that must not fail.
    fn instance_of(&mut self, module: &Module) -> Result<Instance, Problem> {
        match self.instantiate(module)? {
            Ok(instance) => Ok(instance),
            Err(e) => Err(format!("the module cannot be instantiated: {e}").into()),
        }
    }

    fn module_definition(&mut self, mut module: QuoteWat<'_>) -> Result<(), Problem> {
        self.current_definition = None;
        let name = module.name();
        let compiled = self.compile(&mut module);
        let module = possible(&compiled);
        if let (Some(name), Some(module)) = (name, &module) {
            self.definitions.insert(name.name().into(), module.clone());
        }
        self.current_definition = module;
        compiled.map(|_| ())
    }

    fn module_instance(&mut self, instance: Option<Id<'_>>, module: Option<Id<'_>>) -> Result<(), Problem> {
        self.current = None;
        let definition = match module {
            Some(id) => self.definitions.get(id.name()),
            None => self.current_definition.as_ref(),
        };
        let module = definition.ok_or("the module was not defined")?.clone();
        let made = module.map_err(Problem::Missing).and_then(|module| self.instance_of(&module));
        self.enter(instance, made)
    }

    /// Makes `instance` current, and records its name if it has one.
    fn enter(&mut self, name: Option<Id<'_>>, instance: Result<Instance, Problem>) -> Result<(), Problem> {
        let entered = possible(&instance);
        if let (Some(name), Some(entered)) = (name, entered) {
            self.instances.insert(name.name().into(), entered);
        }
        self.current = entered;
        instance.map(|_| ())
    }

    /// The instance with this name, or the current one.
    fn instance(&self, name: Option<Id<'_>>) -> Result<Instance, Problem> {
        let instance = match name {
            Some(id) => self
                .instances
                .get(id.name())
                .copied()
                .ok_or_else(|| format!("there is no instance ${}", DisplayName::new(id.name())))?,
            None => self.current.ok_or("there is no instance")?,
        };
        instance.map_err(Problem::Missing)
    }

    fn compile(&mut self, module: &mut QuoteWat<'_>) -> Result<Module, Problem> {
        let binary = module.encode().map_err(|e| format!("the text of the module is malformed: {}", e.message()))?;
        Module::new(&self.engine, &binary).map_err(|e| match e.downcast_ref::<CompileError>() {
            Some(CompileError::ProposalMissing { proposal, .. }) => Problem::Missing(proposal),
            _ => e.to_string().into(),
        })
    }

    /// Instantiates a module, unless it imports from an instance that an unsupported proposal prevents.
    fn instantiate(&mut self, module: &Module) -> Result<windlass::Result<Instance>, Problem> {
        if let Some(proposal) = module.imports().find_map(|import| self.missing.get(import.module())) {
            return Err(Problem::Missing(proposal));
        }
        Ok(self.linker.instantiate(&mut self.store, module))
    }

    fn execute(&mut self, execute: WastExecute<'_>) -> Result<Outcome, Problem> {
        match execute {
            WastExecute::Invoke(invoke) => self.invoke(&invoke),
            WastExecute::Wat(module) => {
                let module = self.compile(&mut QuoteWat::Wat(module))?;
                Ok(match self.instantiate(&module)? {
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

    fn invoke(&mut self, invoke: &WastInvoke<'_>) -> Result<Outcome, Problem> {
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

    fn assert_rejected(&mut self, mut module: QuoteWat<'_>, message: &str) -> Result<(), Problem> {
        match self.compile(&mut module) {
            Ok(_) => Err(format!("the module was accepted, expected: {message}").into()),
            Err(Problem::Failed(_)) => Ok(()),
            // A module may be rejected for an unsupported proposal, which proves nothing.
            Err(missing) => Err(missing),
        }
    }

    fn assert_unlinkable(&mut self, module: Wat<'_>, message: &str) -> Result<(), Problem> {
        let module = self.compile(&mut QuoteWat::Wat(module))?;
        match self.instantiate(&module)? {
            Ok(_) => Err(format!("the module was linked, expected: {message}").into()),
            Err(e) if e.downcast_ref::<Trap>().is_some() => {
                Err(format!("the module was linked, then trapped: {e}").into())
            }
            Err(_) => Ok(()),
        }
    }
}

/// The entry to record for a compiled module or an instance; none if it failed.
fn possible<T: Clone>(made: &Result<T, Problem>) -> Option<Possible<T>> {
    match made {
        Ok(made) => Some(Ok(made.clone())),
        Err(Problem::Missing(proposal)) => Some(Err(proposal)),
        Err(Problem::Failed(_)) => None,
    }
}

/// The problem that the proposal named `flag` for `-W` is not supported.
fn missing(flag: &str) -> Problem {
    match Proposal::find(flag) {
        Some(proposal) => Problem::Missing(proposal),
        None => Problem::Failed(format!("{flag} is not supported")),
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
