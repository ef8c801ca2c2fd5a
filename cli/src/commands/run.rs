//! `windlass run`: runs a program.

use std::ffi::{OsStr, OsString};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
#[cfg(feature = "cache")]
use std::time::Duration;

use windlass::{FuncType, Linker, Module, Store, Trap, ValType};

use self::limits::{Limits, limits_help};
use self::linking::{Linking, linking_help};
use self::load::ModuleFile;
use super::guest_error;
use crate::arguments::{Argument, Arguments, Usage};
#[cfg(feature = "cache")]
use crate::cache::{self, Cache, Identity, filler};
use crate::engine_options::{EngineOptions, engine_options_help};
use crate::failure::{Failure, complain};
#[cfg(feature = "sandbox")]
use crate::sandbox::{self, Reachable};
#[cfg(feature = "cache")]
use crate::source;
use crate::standalone::Tail;
use crate::wasi_options::{self, WasiOptions, wasi_options_help};

mod imports;
mod limits;
mod linking;
mod load;
mod stop;

/// The part of the help about calling one function.
#[cfg(feature = "invoke")]
macro_rules! invoke_help {
    () => {
        "  --invoke EXPORT           Call this function instead of '_start', with ARGS as its arguments,
                            and print its results, one a line
"
    };
}
/// The part of the help about calling one function.
#[cfg(not(feature = "invoke"))]
macro_rules! invoke_help {
    () => {
        ""
    };
}

/// The part of the help about options in Wasmtime's style.
macro_rules! wasmtime_help {
    () => {
        "  -O, -C, -S KEY[=VALUE]    Options of Wasmtime, where Windlass has what they are about: -O
                            opt-level, signals-based-traps; -C cache, parallel-compilation; -S
                            cli, inherit-env, listenfd, preview2=n. -W also takes fuel,
                            max-wasm-stack, timeout, max-memory-size, max-table-elements,
                            max-instances, relaxed-simd-deterministic, unknown-imports-trap and
                            unknown-imports-default
"
    };
}

/// The part of the help about the sandbox.
#[cfg(feature = "sandbox")]
macro_rules! sandbox_help {
    () => {
        "  --sandbox                 Before the program starts, drop access to all other paths and to the
                            system calls that no program needs; fail if the kernel cannot do
                            both (default: do what the kernel supports)
  --no-sandbox              Do not confine this process, for debuggers and tracers inside it
"
    };
}
/// The part of the help about the sandbox.
#[cfg(not(feature = "sandbox"))]
macro_rules! sandbox_help {
    () => {
        ""
    };
}

/// The part of the help about the cache.
#[cfg(feature = "cache")]
macro_rules! cache_help {
    () => {
        "  --cache[=DIR]             Cache compiled modules in DIR (default: 'windlass' in the user's
                            cache directory). A large module is compiled for the cache by a
                            background process, if the program runs long enough
  --cache-only[=MS]         Compile FILE into the cache without running it; with MS, only if
                            standard input is still open after that many milliseconds
  --cache-size SIZE         Evict the least recently used modules if the cache exceeds SIZE: bytes,
                            or with a suffix k, m or g (default: 512m)
"
    };
}
/// The part of the help about the cache.
#[cfg(not(feature = "cache"))]
macro_rules! cache_help {
    () => {
        ""
    };
}

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass run --help",
    help: concat!(
        "\
Runs a WebAssembly program with WASI preview 1.

Usage: windlass run [OPTIONS] FILE [ARGS]...

FILE is a module in the binary or the text format, or '-' for standard input, or a file written
by 'windlass compile' (with --allow-precompiled). Arguments after FILE go to the program.

Options:
",
        wasi_options_help!(),
        limits_help!(),
        sandbox_help!(),
        "  --allow-precompiled       Accept a file written by 'windlass compile'. It is machine code: if
                            someone tampered with it, it can do whatever this process can
  --skip-checksum           Do not verify the checksum of such a file, which reads all of it
",
        cache_help!(),
        invoke_help!(),
        linking_help!(),
        engine_options_help!(),
        wasmtime_help!(),
        "  -h, --help                Show this help

Exit status: that of the program; 134 after a trap, an exception or a timeout; 130 after SIGINT;
1 if FILE cannot be loaded; 2 for a usage error."
    ),
};

/// The parsed command line.
struct Request {
    module: ModuleFile,
    /// The program's `argv[0]`.
    program: OsString,
    args: Vec<OsString>,
    invoke: Option<String>,
    linking: Linking,
    allow_precompiled: bool,
    /// Whether to confine the process; `None` means as far as the kernel supports it.
    #[cfg(feature = "sandbox")]
    sandbox: Option<bool>,
    /// The cache, if one is used, and its directory, if one is given.
    #[cfg(feature = "cache")]
    cache: Option<Option<PathBuf>>,
    #[cfg(feature = "cache")]
    cache_size: Option<u64>,
    /// Set to fill the cache only, after this many milliseconds.
    #[cfg(feature = "cache")]
    cache_only: Option<u64>,
    /// All arguments after the command.
    #[cfg(feature = "cache")]
    words: Vec<OsString>,
    wasi: WasiOptions,
    limits: Limits,
    engine: EngineOptions,
}

/// The data of a program's store.
struct Program {
    wasi: wasi_options::State,
    limits: Limits,
}

impl Request {
    /// Checks that every option has an effect.
    ///
    /// # Errors
    /// Fails if an option needs another one that is missing, or if it only affects compilation and the module is compiled
    /// already.
    fn check(&self) -> Result<(), Failure> {
        #[cfg(feature = "cache")]
        if self.cache_size.is_some() && self.cache.is_none() {
            return Err(USAGE.error("'--cache-size' needs '--cache'"));
        }
        #[cfg(feature = "cache")]
        if self.cache_only.is_some() && self.cache.is_none() {
            return Err(USAGE.error("'--cache-only' needs '--cache'"));
        }
        let option = self.engine.only_for_compiling();
        #[cfg(feature = "cache")]
        let option = self.cache.as_ref().map(|_| "--cache").or(option);
        match (option, &self.module) {
            (Some(option), ModuleFile::Named(file)) if self.allow_precompiled && load::is_precompiled(file) => {
                Err(USAGE.error(format_args!(
                    "'{option}' only affects compilation, and {} is already compiled",
                    file.display()
                )))
            }
            _ => Ok(()),
        }
    }
}

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    match parse(args)? {
        Some(request) => run(request),
        None => super::show(&USAGE),
    }
}

/// Parses the command line. Returns `None` for `--help`.
fn parse(args: &mut dyn Iterator<Item = OsString>) -> Result<Option<Request>, Failure> {
    #[cfg(feature = "cache")]
    let words: Vec<OsString> = args.collect();
    #[cfg(feature = "cache")]
    let args = words.iter().cloned();
    let mut args = Arguments::new(args, &USAGE);
    let mut request = Request {
        module: ModuleFile::Named(PathBuf::new()),
        program: OsString::new(),
        args: Vec::new(),
        invoke: None,
        linking: Linking::default(),
        allow_precompiled: false,
        #[cfg(feature = "sandbox")]
        sandbox: None,
        #[cfg(feature = "cache")]
        cache: None,
        #[cfg(feature = "cache")]
        cache_size: None,
        #[cfg(feature = "cache")]
        cache_only: None,
        #[cfg(feature = "cache")]
        words: words.clone(),
        wasi: WasiOptions::default(),
        limits: Limits::default(),
        #[cfg(feature = "compiler")]
        engine: EngineOptions::with_mode(windlass::CompileMode::Auto),
        #[cfg(not(feature = "compiler"))]
        engine: EngineOptions::default(),
    };
    request.engine.config_mut().verify_precompiled(true);
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(ref name) => match name.as_str() {
                "-h" | "--help" => return Ok(None),
                "--allow-precompiled" => request.allow_precompiled = true,
                "--skip-checksum" => _ = request.engine.config_mut().verify_precompiled(false),
                #[cfg(feature = "sandbox")]
                "--sandbox" => request.sandbox = Some(true),
                #[cfg(feature = "sandbox")]
                "--no-sandbox" => request.sandbox = Some(false),
                #[cfg(feature = "cache")]
                "--cache" => request.cache = Some(args.optional_value().map(PathBuf::from)),
                #[cfg(feature = "cache")]
                "--cache-size" => request.cache_size = Some(args.size()? as u64),
                #[cfg(feature = "cache")]
                "--cache-only" => request.cache_only = Some(milliseconds(&mut args)?),
                #[cfg(feature = "invoke")]
                "--invoke" => request.invoke = Some(args.text()?),
                "--fuel-report" => {
                    request.limits.fuel_report = true;
                    request.engine.config_mut().consume_fuel(true);
                }
                name if request.wasi.accept(name, &mut args)?
                    || request.limits.accept(name, &mut args)?
                    || request.linking.accept(name, &mut args)?
                    || request.engine.accept(name, &mut args)? => {}
                _ => return Err(args.unexpected(&argument)),
            },
            Argument::Value(file) => {
                let file = PathBuf::from(file);
                request.program = file.file_name().unwrap_or(OsStr::new("-")).into();
                request.args = args.rest()?;
                request.module = ModuleFile::Named(file);
                request.check()?;
                return Ok(Some(request));
            }
        }
    }
    Err(USAGE.error("a file is needed"))
}

/// The value of `--cache-only`, or 0 if it has none.
#[cfg(feature = "cache")]
fn milliseconds(args: &mut Arguments) -> Result<u64, Failure> {
    match args.optional_value() {
        None => Ok(0),
        Some(value) => {
            let number = value.to_str().and_then(|text| text.parse().ok());
            number.ok_or_else(|| args.bad_value(value.display(), "expected a number of milliseconds"))
        }
    }
}

/// Fills the cache instead of running the program.
#[cfg(feature = "cache")]
fn fill_cache(request: Request, milliseconds: u64) -> Result<i32, Failure> {
    let Request { module: ModuleFile::Named(file), mut engine, cache, cache_size, wasi, .. } = request else {
        return Ok(0);
    };
    let size = cache_size.unwrap_or(cache::DEFAULT_LIMIT);
    let opened = Cache::open(cache.flatten(), size, &engine, wasi.writable_directories());
    let cache = opened.map_err(|e| Failure::load(format_args!("cannot use the cache: {e}")))?;
    if milliseconds > 0 {
        if !filler::is_awaited(Duration::from_millis(milliseconds)) {
            return Ok(0);
        }
        filler::stand_back();
        engine.config_mut().compile_threads(1);
    }
    let in_file = |e: windlass::Error| Failure::load(format_args!("{}: {e}", source::name(&file)));
    let open = source::open_binary(&file, load::LARGE);
    let before = open.as_ref().and_then(|open| Identity::settled(open).ok().flatten());
    let wasm = source::read_module(&file).map_err(Failure::load)?;
    // Record the identity only if the file did not change while it was read.
    let after = source::open_binary(&file, load::LARGE).and_then(|open| Identity::of(&open).ok());
    let identity = before.filter(|before| Some(before) == after.as_ref());
    cache.fill(&engine.engine()?, &wasm, identity.as_ref()).map(|()| 0).map_err(in_file)
}

/// Runs the module appended to this executable.
pub(super) fn run_standalone(args: &mut dyn Iterator<Item = OsString>, tail: Tail) -> Result<i32, Failure> {
    let Tail { file, start, len, mut options } = tail;
    options.extend(["--skip-checksum".into(), "-".into()]);
    let Some(mut request) = parse(&mut options.into_iter())? else { return Ok(0) };
    request.program = args.next().unwrap_or_default();
    request.args = args.collect();
    request.module = ModuleFile::Part { file, start, len };
    run(request)
}

/// Runs the program. Returns its exit status.
fn run(request: Request) -> Result<i32, Failure> {
    #[cfg(feature = "cache")]
    if let Some(milliseconds) = request.cache_only {
        return fill_cache(request, milliseconds);
    }
    #[cfg(feature = "cache")]
    let words = request.words;
    #[cfg(feature = "cache")]
    let cache = request.cache.and_then(|directory| {
        let writable = request.wasi.writable_directories();
        let cache =
            Cache::open(directory, request.cache_size.unwrap_or(cache::DEFAULT_LIMIT), &request.engine, writable);
        cache.inspect_err(|e| complain(&format!("note: running without a cache: {e}"))).ok()
    });
    #[cfg(feature = "sandbox")]
    let sandbox = request.sandbox;
    let Request { module, program, args, invoke, linking, allow_precompiled, wasi, limits, engine, .. } = request;
    let hint = match module {
        ModuleFile::Named(_) => forgotten_directory(&wasi, &args),
        ModuleFile::Part { .. } => None,
    };
    let fuel = engine.fuel().or(limits.fuel_report.then_some(u64::MAX));
    let engine = engine.engine()?;
    // The process exits when the program ends, so nothing needs to be dropped.
    let file = module.name();
    #[cfg(feature = "cache")]
    let cached = cache.as_ref().map(|cache| module.load_cached(&engine, cache, &words)).transpose()?.flatten();
    #[cfg(not(feature = "cache"))]
    let cached = None;
    let module = match cached {
        Some(module) => module,
        None => module.load(&engine, allow_precompiled)?,
    };
    let module = ManuallyDrop::new(module);
    let preloads = ManuallyDrop::new(linking.load(&engine, allow_precompiled)?);
    let wasi = wasi.open(&program, if invoke.is_none() { &args } else { &[] }, &USAGE)?;
    let timeout = limits.timeout;
    let mut store = ManuallyDrop::new(Store::new(&engine, Program { wasi, limits }));
    let (module, store) = (&*module, &mut *store);
    if store.data().limits.limit_resources() {
        store.limiter(|program| &mut program.limits);
    }
    let mut linker = ManuallyDrop::new(Linker::new(&engine));
    wasi_options::define(&mut linker, |program: &mut Program| &mut program.wasi)
        .map_err(|e| Failure::load(format_args!("{file}: {e}")))?;
    stop::watch(store, timeout)?;
    #[cfg(feature = "sandbox")]
    confine(sandbox, &wasi_options::reachable(&store.data().wasi))?;
    if let Some(fuel) = fuel {
        store.set_fuel(fuel).map_err(Failure::load)?;
    }
    let outcome = match linking.define(&mut linker, store, &preloads, module, &file) {
        Ok(()) => call(store, module, &linker, invoke.as_deref(), &args, &file),
        Err(outcome) => outcome,
    };
    let left = store.get_fuel().unwrap_or_default();
    if let Some(fuel) = fuel.filter(|_| store.data().limits.fuel_report) {
        complain(&format!("fuel consumed: {}", fuel - left));
    }
    if let Some(hint) = hint.filter(|_| invoke.is_none() && !matches!(outcome, Ok(0))) {
        complain(&hint);
    }
    let note = || store.data().limits.note();
    match outcome {
        Ok(0) => Ok(0),
        Ok(status) => {
            note().iter().for_each(|note| complain(note));
            Ok(status)
        }
        Err(failure) => {
            let fuel = fuel.filter(|_| left == 0);
            let fuel =
                fuel.map(|n| format!("note: the program consumed all {n} units of its fuel; '--fuel' sets this limit"));
            Err(failure.with_note(fuel.or_else(note)))
        }
    }
}

/// The exit status, or why there is none, of a program that ended with `error`.
fn ended(error: &windlass::Error, file: &str) -> Result<i32, Failure> {
    stop::unwatch();
    let outcome = guest_error::status(error, file);
    // The program may have trapped by itself at that moment.
    let is_interrupt = error.downcast_ref() == Some(&Trap::Interrupt);
    match stop::reason() {
        Some(stop::Reason::Interrupt) if is_interrupt => outcome.map_err(Failure::interrupted),
        _ => outcome,
    }
}

/// Instantiates the program and calls its function. Returns the exit status.
fn call(
    store: &mut Store<Program>,
    module: &Module,
    linker: &Linker<Program>,
    invoke: Option<&str>,
    args: &[OsString],
    file: &str,
) -> Result<i32, Failure> {
    let instance = match linker.instantiate(&mut *store, module) {
        Ok(instance) => instance,
        Err(e) => return ended(&e, file).map_err(|failure| failure.with_hint(imports::hint(module))),
    };
    #[cfg(feature = "invoke")]
    if let Some(export) = invoke {
        // A reactor must be initialised before any other export is called.
        if let Some(initialize) = instance.get_func(&mut *store, "_initialize")
            && export != "_initialize"
        {
            check_takes_nothing("_initialize", &initialize.ty(&*store), file)?;
            if let Err(e) = initialize.call(&mut *store, &[], &mut []) {
                return ended(&e, file);
            }
        }
        return super::invoke::invoke(store, module, &instance, (export, args), &USAGE, file, |returned| {
            stop::unwatch();
            returned.err().map(|e| ended(&e, file))
        });
    }
    #[cfg(not(feature = "invoke"))]
    let None = invoke else { return Ok(0) };
    let Some(start) = instance.get_func(&mut *store, "_start") else {
        let hint = match misplaced_option(args) {
            Some(option) => format!("; '{option}' follows FILE, so it was passed to the program: put it before FILE"),
            None => other_functions(module),
        };
        return Err(Failure::load(format_args!("{file}: no function '_start' is exported{hint}")));
    };
    check_takes_nothing("_start", &start.ty(&*store), file)?;
    match start.call(&mut *store, &[], &mut []) {
        Ok(()) => Ok(0),
        Err(e) => ended(&e, file),
    }
}

/// Enters the sandbox. The host opens nothing else from here on.
#[cfg(feature = "sandbox")]
fn confine(wanted: Option<bool>, reachable: &[Reachable<'_>]) -> Result<(), Failure> {
    if wanted == Some(false) {
        return Ok(());
    }
    let status = sandbox::enter(reachable);
    if wanted == Some(true) && !status.is_whole() {
        let missing = match (status.paths, status.system_calls) {
            (false, true) => "Landlock, which confines paths",
            (true, false) => "seccomp, which confines system calls",
            _ => "Landlock and seccomp",
        };
        return Err(Failure::load(format_args!("'--sandbox' needs {missing}, which the kernel does not support")));
    }
    Ok(())
}

/// A hint for a module without `_start`: the functions that it does export.
#[cfg(feature = "invoke")]
fn other_functions(module: &Module) -> String {
    format!("; use --invoke to call another function{}", super::invoke::list_of_functions(module))
}

/// No hint: without `--invoke`, no other function can be called.
#[cfg(not(feature = "invoke"))]
fn other_functions(_: &Module) -> String {
    String::new()
}

/// The first of the program's arguments that looks like an option of `run`.
fn misplaced_option(args: &[OsString]) -> Option<&'static str> {
    let names = args.iter().filter_map(|arg| arg.to_str()?.split('=').next());
    names.filter(|name| *name != "--help").find_map(|name| USAGE.options().find(|option| *option == name))
}

/// Checks that an entry point has neither parameters nor results.
///
/// # Errors
/// Fails if it has any.
fn check_takes_nothing(name: &str, ty: &FuncType, file: &str) -> Result<(), Failure> {
    let list = |types: &[ValType]| types.iter().map(ValType::to_string).collect::<Vec<_>>().join(" ");
    let (params, results) = (list(ty.params()), list(ty.results()));
    let wrong = match (params.is_empty(), results.is_empty()) {
        (true, true) => return Ok(()),
        (false, true) => format!("parameters ({params})"),
        (true, false) => format!("results ({results})"),
        (false, false) => format!("parameters ({params}) and results ({results})"),
    };
    Err(Failure::load(format_args!("{file}: '{name}' must have no parameters or results, but has {wrong}")))
}

/// A note for a program that fails without access to any directory, if the user seems to have meant one: `--dir` follows
/// FILE, or an argument names an existing file.
fn forgotten_directory(wasi: &WasiOptions, args: &[OsString]) -> Option<String> {
    if wasi.has_directories() {
        return None;
    }
    if args.iter().any(|arg| arg.as_encoded_bytes().starts_with(b"--dir")) {
        return Some("note: '--dir' follows FILE, so it was passed to the program; put it before FILE".into());
    }
    let file = Path::new(args.iter().find(|arg| Path::new(arg).exists())?);
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(format!(
        "note: '{}' exists, but the program has no access to a directory; to pass it, put '--dir {}' before FILE",
        file.display(),
        parent.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(words: &[&str]) -> Result<Option<Request>, Failure> {
        parse(&mut words.iter().map(OsString::from))
    }

    #[test]
    fn options_end_at_the_file() {
        let r = request(&["--env", "N=V", "--inherit-env", "x.wasm", "--dir", "d"]).unwrap().unwrap();
        assert!(!r.wasi.has_directories());
        assert!(matches!(r.module, ModuleFile::Named(file) if file == Path::new("x.wasm")));
        assert_eq!(r.args, ["--dir", "d"]);
        assert!(request(&["--dir", "d", "x.wasm"]).unwrap().unwrap().wasi.has_directories());
    }

    #[test]
    fn wrong_usage() {
        for words in [&[][..], &["--dir"], &["--nonsense", "x"], &["--env", "=v", "x"], &["--max-wasm-stack=x", "x"]] {
            assert!(request(words).is_err(), "{words:?}");
        }
        assert!(request(&["--help", "x"]).unwrap().is_none());
    }
}
