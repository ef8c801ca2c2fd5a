//! Guest code called on stacks other than the thread's.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use windlass::{Engine, Linker, Module, Store, Trap};

use crate::{function, trap_in_every_way};

/// A function on its own stack, which can be suspended and resumed.
struct Coroutine {
    shared: Rc<Shared>,
    stack: Stack,
}

/// The body of a coroutine.
type Body = Box<dyn FnOnce(&Shared)>;

struct Shared {
    inside: RefCell<libc::ucontext_t>,
    outside: RefCell<libc::ucontext_t>,
    body: Cell<Option<Body>>,
    done: Cell<bool>,
}

/// Memory for a stack, above a guard.
struct Stack {
    start: usize,
    len: usize,
}

const GUARD: usize = 4096 * 16;

impl Stack {
    /// Anywhere, or near an address.
    fn new(len: usize, near: usize) -> Stack {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let near = std::ptr::without_provenance_mut(near & !0xffff);
        // SAFETY: the mapping is new; its lowest part is made inaccessible.
        unsafe {
            let start = libc::mmap(near, GUARD + len, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
            assert_ne!(start, libc::MAP_FAILED);
            assert_eq!(libc::mprotect(start, GUARD, libc::PROT_NONE), 0);
            Stack { start: start as usize, len: GUARD + len }
        }
    }

    fn usable(&self) -> Range<usize> {
        self.start + GUARD..self.start + self.len
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: nothing is running on it.
        unsafe { libc::munmap(std::ptr::with_exposed_provenance_mut(self.start), self.len) };
    }
}

thread_local! {
    static STARTING: Cell<*const Shared> = const { Cell::new(std::ptr::null()) };
}

extern "C" fn start() {
    // SAFETY: the code that switched here keeps it alive until this returns.
    let shared = unsafe { &*STARTING.get() };
    shared.body.take().unwrap()(shared);
    shared.done.set(true);
    shared.leave();
}

impl Shared {
    /// Suspends the coroutine until it is resumed.
    fn leave(&self) {
        // SAFETY: both contexts are initialised: this was switched to.
        unsafe { libc::swapcontext(self.inside.as_ptr(), self.outside.as_ptr()) };
    }
}

impl Coroutine {
    fn new(stack: Stack, body: impl FnOnce(&Shared) + 'static) -> Coroutine {
        // SAFETY: the structures are plain, and initialised by the calls; the stack lives as long as the coroutine.
        unsafe {
            let shared = Rc::new(Shared {
                inside: RefCell::new(std::mem::zeroed()),
                outside: RefCell::new(std::mem::zeroed()),
                body: Cell::new(Some(Box::new(body))),
                done: Cell::new(false),
            });
            let inside = shared.inside.as_ptr();
            assert_eq!(libc::getcontext(inside), 0);
            (*inside).uc_stack.ss_sp = std::ptr::with_exposed_provenance_mut(stack.usable().start);
            (*inside).uc_stack.ss_size = stack.usable().len();
            libc::makecontext(inside, start, 0);
            Coroutine { shared, stack }
        }
    }

    /// Resumes the coroutine until it suspends or ends. Returns whether it has ended.
    fn resume(&self) -> bool {
        STARTING.set(Rc::as_ptr(&self.shared));
        // SAFETY: both contexts are initialised, and nothing else runs on the stack.
        unsafe { libc::swapcontext(self.shared.outside.as_ptr(), self.shared.inside.as_ptr()) };
        self.shared.done.get()
    }
}

impl Drop for Coroutine {
    fn drop(&mut self) {
        assert!(self.shared.done.get() || std::thread::panicking());
        let _ = &self.stack;
    }
}

/// Runs `f` on a new stack near an address.
fn on_a_stack(near: usize, len: usize, f: impl FnOnce(Range<usize>) + 'static) {
    let stack = Stack::new(len, near);
    let bounds = stack.usable();
    assert!(Coroutine::new(stack, move |_| f(bounds)).resume());
}

/// Addresses below and above this thread's stack.
fn places() -> [usize; 3] {
    let local = 0u8;
    let here = &raw const local as usize;
    [0, here - (1 << 30), here + (1 << 30)]
}

#[test]
fn a_stack_that_nobody_told_of_is_an_error_that_says_so() {
    for near in places() {
        on_a_stack(near, 1 << 20, |_| {
            let (mut store, f) = function(&Engine::default(), r#"(module (func (export "f")))"#, "f", || ());
            let error = f.call(&mut store, ()).unwrap_err();
            assert!(error.to_string().contains("`Store::set_host_stack`"), "{error}");
            assert!(error.downcast_ref::<Trap>().is_none(), "{error}");
        });
    }
}

/// Recursion through guest and host.
fn recurse(bounds: Range<usize>) -> windlass::Error {
    let engine = Engine::default();
    let mut linker = Linker::new(&engine);
    linker
        .func_wrap("", "f", |mut caller: windlass::Caller<'_, ()>| -> windlass::Result<()> {
            let g = caller.get_export("g").and_then(windlass::Extern::into_func).unwrap();
            g.typed::<(), ()>(&caller)?.call(&mut caller, ())
        })
        .unwrap();
    let text = r#"(module (import "" "f" (func $f)) (func (export "g") (call $f)))"#;
    let mut store = Store::new(&engine, ());
    let instance = linker.instantiate(&mut store, &Module::new(&engine, text).unwrap()).unwrap();
    // SAFETY: the bounds are those of the stack that this runs on.
    unsafe { store.set_host_stack(Some(bounds)) };
    instance.get_typed_func::<(), ()>(&store, "g").unwrap().call(&mut store, ()).unwrap_err()
}

#[test]
fn a_stack_whose_bounds_are_known_is_as_good_as_that_of_a_thread() {
    for near in places() {
        on_a_stack(near, 1 << 20, |bounds| {
            for (name, trap) in crate::TRAP_NAMES {
                let (mut store, function) = function(&Engine::default(), crate::TRAPS, name, || ());
                // SAFETY: the bounds are those of the stack that this runs on.
                unsafe { store.set_host_stack(Some(bounds.clone())) };
                let error = function.call(&mut store, ()).unwrap_err();
                assert_eq!(error.downcast_ref(), Some(&trap), "{name}: {error:?}");
            }
            let error = recurse(bounds);
            assert_eq!(error.downcast_ref(), Some(&Trap::StackOverflow), "{error:?}");
        });
    }
}

#[test]
fn a_store_with_a_stack_is_still_called_on_that_of_the_thread() {
    let (mut store, f) = function(&Engine::default(), r#"(module (func (export "f")))"#, "f", || ());
    // SAFETY: nothing runs there.
    unsafe { store.set_host_stack(Some(4096..1 << 20)) };
    f.call(&mut store, ()).unwrap();
}

/// A guest that adds the results of a host function, which suspends each time, and then traps or returns.
const WAITING: &str = r#"(module
    (import "" "next" (func $next (param i32) (result i32)))
    (memory 1)
    (func $sum (export "sum") (param $n i32) (param $depth i32) (result i32) (local $i i32) (local $sum i32)
      (if (local.get $depth)
        (then (return (i32.add (i32.const 1) (call $sum (local.get $n) (i32.sub (local.get $depth) (i32.const 1)))))))
      (loop
        (local.set $sum (i32.add (local.get $sum) (call $next (local.get $i))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if 0 (i32.lt_u (local.get $i) (local.get $n))))
      (local.get $sum))
    (func (export "sum_and_trap") (param $n i32) (param $depth i32) (result i32)
      (i32.load (i32.sub (i32.const -1) (call $sum (local.get $n) (local.get $depth))))))"#;

thread_local! {
    /// The coroutine that is running, for host functions to suspend.
    static RUNNING: Cell<*const Shared> = const { Cell::new(std::ptr::null()) };
}

/// A coroutine that calls `function` with its own store and stores the outcome in `outcome`.
fn waiting(engine: &Engine, function: &'static str, n: i32, nested: bool) -> (Coroutine, Rc<RefCell<String>>) {
    let outcome = Rc::new(RefCell::new(String::new()));
    let stack = Stack::new(1 << 20, 0);
    let bounds = stack.usable();
    let (engine, told) = (engine.clone(), outcome.clone());
    let coroutine = Coroutine::new(stack, move |shared| {
        let mut linker = Linker::new(&engine);
        linker
            .func_wrap("", "next", move |mut caller: windlass::Caller<'_, ()>, i: i32| -> windlass::Result<i32> {
                RUNNING.with(|running| {
                    // SAFETY: the code that resumes a coroutine sets it, and keeps it alive.
                    unsafe { (*running.get()).leave() }
                });
                if nested && i == 4 {
                    // Calls the guest again after other entries have come and gone, with smaller numbers each time.
                    let sum = caller.get_export("sum").and_then(windlass::Extern::into_func).unwrap();
                    let sum = sum.typed::<(i32, i32), i32>(&caller)?;
                    return Ok(sum.call(&mut caller, (3, 2))? - 5 + i);
                }
                Ok(i)
            })
            .unwrap();
        let mut store = Store::new(&engine, ());
        // SAFETY: the bounds are those of the stack that this runs on.
        unsafe { store.set_host_stack(Some(bounds)) };
        let module = Module::new(&engine, WAITING).unwrap();
        let instance = linker.instantiate(&mut store, &module).unwrap();
        let function = instance.get_typed_func::<(i32, i32), i32>(&store, function).unwrap();
        let result = function.call(&mut store, (n, 5));
        *told.borrow_mut() = match result {
            Ok(sum) => sum.to_string(),
            Err(error) => format!("{:?}", error.downcast_ref::<Trap>()),
        };
        let _ = shared;
    });
    (coroutine, outcome)
}

#[test]
fn host_functions_that_wait_on_stacks_of_their_own_do_not_disturb_each_other() {
    let engine = Engine::default();
    // They end in no particular order. Meanwhile the thread calls guest code itself, and some calls trap.
    let lengths = [7, 1, 30, 12, 3, 19, 25, 2];
    let mut coroutines: Vec<_> = lengths
        .iter()
        .enumerate()
        .map(|(i, &n)| {
            let function = if i % 2 == 0 { "sum" } else { "sum_and_trap" };
            (waiting(&engine, function, n, i % 4 == 2), function, n)
        })
        .collect();
    let mut round = 0usize;
    while !coroutines.is_empty() {
        round += 1;
        let i = (round * 7) % coroutines.len();
        let ((coroutine, outcome), function, n) = &coroutines[i];
        RUNNING.set(Rc::as_ptr(&coroutine.shared));
        if coroutine.resume() {
            let sum = n * (n - 1) / 2 + 5;
            let expected = if *function == "sum" { sum.to_string() } else { "Some(MemoryOutOfBounds)".into() };
            assert_eq!(*outcome.borrow(), expected, "{function} {n}");
            drop(coroutines.swap_remove(i));
        }
        if round.is_multiple_of(5) {
            trap_in_every_way(&engine);
        }
    }
    trap_in_every_way(&engine);
}
