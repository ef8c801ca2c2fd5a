//! Threads of a program (wasi-threads): each has a store and an instance of its own, and all of them share a memory and the state of WASI.

use crate::functions::{Function, PREVIEW1, Param};
use crate::guest_memory::GuestMemory;
use crate::linker::{ExportedMemory, exported_memory, run};
use crate::{I32Exit, WasiCtx};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use windlass::{
    Caller, Error, ExternType, FuncType, InterruptHandle, Linker, Module, Result, SharedMemory, Store, Val, ValType,
};

/// Threads have the numbers from 1 on. The upper bits are the program's own.
const LAST: u32 = (1 << 29) - 1;

/// The number of the thread that the embedder calls.
const MAIN: u32 = 0;

/// The state of WASI for all threads of a program, and these threads. A clone is the same.
///
/// A trap in one thread, or `proc_exit`, ends all of them: see [`WasiThreads::finish`].
///
/// # Example
///
/// ```
/// use windlass::{Engine, Linker, Module, Result, Store};
/// use windlass_wasi::{WasiCtxBuilder, WasiThreads, add_threads_to_linker};
///
/// # fn main() -> Result<()> {
/// # let program = r#"(module
/// #   (import "env" "memory" (memory 1 1 shared)) (export "memory" (memory 0))
/// #   (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
/// #   (func (export "wasi_thread_start") (param i32 i32)
/// #     (i32.atomic.store (i32.const 0) (local.get 1))
/// #     (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
/// #   (func (export "_start")
/// #     (if (i32.le_s (call $spawn (i32.const 7)) (i32.const 0)) (then (unreachable)))
/// #     (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))))"#;
/// #[derive(Clone)]
/// struct Data {
///     wasi: WasiThreads<Data>,
/// }
///
/// let engine = Engine::default();
/// let module = Module::new(&engine, program)?;
/// let wasi = WasiThreads::new(WasiCtxBuilder::new().inherit_stdio().build()?);
/// let mut linker = Linker::new(&engine);
/// add_threads_to_linker(&mut linker, |data: &mut Data| &data.wasi)?;
/// let mut store = Store::new(&engine, Data { wasi: wasi.clone() });
/// wasi.begin(&store, &mut linker, &module, move |data| Store::new(&engine, data.clone()))?;
/// let instance = linker.instantiate(&mut store, &module)?;
/// let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
/// wasi.finish(start.call(&mut store, ()))?;
/// # Ok(())
/// # }
/// ```
pub struct WasiThreads<T: 'static> {
    group: Arc<Group<T>>,
}

impl<T> Clone for WasiThreads<T> {
    fn clone(&self) -> WasiThreads<T> {
        WasiThreads { group: self.group.clone() }
    }
}

impl<T> std::fmt::Debug for WasiThreads<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WasiThreads").finish_non_exhaustive()
    }
}

struct Group<T: 'static> {
    ctx: Mutex<WasiCtx>,
    program: OnceLock<Program<T>>,
    state: Mutex<State>,
    /// A thread has ended.
    ended: Condvar,
}

/// Makes the store of a new thread from the data of the one that begins it.
type Fork<T> = dyn Fn(&T) -> Store<T> + Send + Sync;

/// What threads run.
struct Program<T: 'static> {
    module: Module,
    linker: Linker<T>,
    store: Box<Fork<T>>,
}

#[derive(Default)]
struct State {
    /// What stops each thread, by its number. `None` before it has a store.
    threads: BTreeMap<u32, Option<InterruptHandle>>,
    last: u32,
    /// Why all of them end, if a thread other than the first is the reason.
    reason: Option<Error>,
    is_ending: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> WasiThreads<T> {
    /// The state of a program that has not begun.
    pub fn new(ctx: WasiCtx) -> WasiThreads<T> {
        let (program, state) = (OnceLock::new(), Mutex::new(State::default()));
        WasiThreads { group: Arc::new(Group { ctx: Mutex::new(ctx), program, state, ended: Condvar::new() }) }
    }

    /// The state of WASI. Functions of the program wait for it meanwhile.
    pub fn with_ctx<R>(&self, f: impl FnOnce(&mut WasiCtx) -> R) -> R {
        f(&mut lock(&self.group.ctx))
    }

    /// Says which program the threads run: `module`, linked by `linker`, in which shared memories that it imports are defined. Each thread
    /// has the store that `fork` makes, given the data of the one that begins it. `store` is that of the first.
    ///
    /// # Errors
    ///
    /// If a memory cannot be made, or if this was called before.
    pub fn begin(
        &self,
        store: &Store<T>,
        linker: &mut Linker<T>,
        module: &Module,
        fork: impl Fn(&T) -> Store<T> + Send + Sync + 'static,
    ) -> Result<()> {
        for import in module.imports() {
            if let ExternType::Memory(ty) = import.ty()
                && ty.is_shared()
            {
                let memory = SharedMemory::new(store.engine(), ty)?;
                linker.define(store, import.module(), import.name(), memory)?;
            }
        }
        lock(&self.group.state).threads.insert(MAIN, Some(store.interrupt_handle()?));
        let program = Program { module: module.clone(), linker: linker.clone(), store: Box::new(fork) };
        self.group.program.set(program).map_err(|_| Error::msg("the threads run a program already"))
    }

    /// Ends all other threads, and waits for that. Returns `result`, what became of the first thread, unless the end of another was the
    /// reason for that: a trap, with its backtrace, or [`I32Exit`].
    ///
    /// # Errors
    ///
    /// Those of the thread that ended first.
    pub fn finish<R>(&self, result: Result<R>) -> Result<R> {
        let result = self.end(result);
        let mut state = lock(&self.group.state);
        while state.threads.keys().any(|&thread| thread != MAIN) {
            state = self.group.ended.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        result
    }

    /// As [`WasiThreads::finish`], without waiting: for a process that exits.
    ///
    /// # Errors
    ///
    /// As [`WasiThreads::finish`].
    pub fn end<R>(&self, result: Result<R>) -> Result<R> {
        let mut state = lock(&self.group.state);
        let reason = state.reason.take();
        state.end();
        reason.map_or(result, Err)
    }
}

impl State {
    /// Ends all threads.
    fn end(&mut self) {
        self.is_ending = true;
        self.threads.values().flatten().for_each(|handle| _ = handle.interrupt());
    }
}

impl<T: Send> WasiThreads<T> {
    /// `wasi.thread-spawn`: begins a thread, and returns its number, or a negative one where that is not possible.
    fn spawn(&self, data: &T, argument: i32) -> i32 {
        let Some(program) = self.group.program.get() else { return -1 };
        let Some(number) = self.reserve() else { return -1 };
        let (store, threads) = ((program.store)(data), self.clone());
        let thread = thread::Builder::new().name(format!("wasi-thread-{number}"));
        let spawned = thread.spawn(move || {
            let run = AssertUnwindSafe(|| threads.run(store, number, argument));
            let outcome = catch_unwind(run).unwrap_or_else(|_| Err(Error::msg("a host function panicked in a thread")));
            threads.leave(number, outcome.err());
        });
        match spawned {
            Ok(_) => number.cast_signed(),
            Err(_) => {
                self.leave(number, None);
                -1
            }
        }
    }

    /// A number that no thread has.
    fn reserve(&self) -> Option<u32> {
        let mut state = lock(&self.group.state);
        if state.is_ending {
            return None;
        }
        let (before, after) = (1..=state.last, state.last + 1..=LAST);
        let number = after.chain(before).find(|number| !state.threads.contains_key(number))?;
        state.last = number;
        state.threads.insert(number, None);
        Some(number)
    }

    /// What a thread does.
    fn run(&self, mut store: Store<T>, number: u32, argument: i32) -> Result<()> {
        let program = self.group.program.get().ok_or_else(|| Error::msg("there is no program"))?;
        let handle = store.interrupt_handle()?;
        {
            let mut state = lock(&self.group.state);
            if state.is_ending {
                return Ok(());
            }
            state.threads.insert(number, Some(handle));
        }
        let instance = program.linker.instantiate(&mut store, &program.module)?;
        let start = instance.get_typed_func::<(i32, i32), ()>(&mut store, "wasi_thread_start")?;
        start.call(&mut store, (number.cast_signed(), argument))
    }

    /// Says that a thread has ended, by an error or not.
    fn leave(&self, number: u32, error: Option<Error>) {
        let mut state = lock(&self.group.state);
        state.threads.remove(&number);
        if let Some(error) = error
            && !state.is_ending
        {
            state.reason = Some(error);
            state.end();
        }
        drop(state);
        self.group.ended.notify_all();
    }
}

/// Defines the functions of [`add_to_linker`](crate::add_to_linker), of `wasi_snapshot_preview1` only, for programs with threads, and
/// `thread-spawn` of `wasi`. `get` finds the state in the data of a store.
///
/// A function that waits, of what the kernel can wait for, lets other threads call meanwhile. Streams of the embedder do not.
///
/// # Errors
///
/// If one of the functions is defined already and the linker does not allow shadowing.
pub fn add_threads_to_linker<T: Send + 'static>(
    linker: &mut Linker<T>,
    get: impl Fn(&mut T) -> &WasiThreads<T> + Send + Sync + Copy + 'static,
) -> Result<()> {
    for function in PREVIEW1 {
        define(linker, "wasi_snapshot_preview1", function, get)?;
    }
    linker.func_wrap("wasi_snapshot_preview1", "proc_exit", |status: i32| -> Result<()> {
        Err(Error::new(I32Exit(status)))
    })?;
    linker.func_wrap("wasi", "thread-spawn", move |mut caller: Caller<'_, T>, argument: i32| -> i32 {
        let threads = get(caller.data_mut()).clone();
        threads.spawn(caller.data(), argument)
    })?;
    Ok(())
}

fn define<T: Send + 'static>(
    linker: &mut Linker<T>,
    module: &str,
    function: &'static Function,
    get: impl Fn(&mut T) -> &WasiThreads<T> + Send + Sync + Copy + 'static,
) -> Result<()> {
    let params = function.params.iter().map(|param| match param {
        Param::I32 => ValType::I32,
        Param::I64 => ValType::I64,
    });
    let ty = FuncType::new(params, [ValType::I32]);
    linker.func_new(module, function.name, ty, move |mut caller, params, results| {
        let memory = exported_memory(&mut caller, function)?;
        let handle = caller.interrupt_handle();
        let threads = get(caller.data_mut()).clone();
        let mut started = None;
        loop {
            let mut ctx = lock(&threads.group.ctx);
            ctx.watch.begin_try(handle.clone(), started);
            let result = match &memory {
                ExportedMemory::Own(own) => {
                    run(function, &mut ctx, &mut GuestMemory::new(own.data_mut(&mut caller)), params)
                }
                ExportedMemory::Shared(shared) => run(function, &mut ctx, &mut GuestMemory::shared(shared), params),
            };
            let (wait, since) = ctx.watch.end_try();
            drop(ctx);
            let Some(wait) = wait else {
                results[0] = Val::I32(result);
                return Ok(());
            };
            started = since;
            wait.wait();
        }
    })?;
    Ok(())
}
