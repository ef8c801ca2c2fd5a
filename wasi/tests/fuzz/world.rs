//! A guest with descriptors of every kind, and an instance that calls all functions through the engine, as programs do.

use std::fs;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener, UnixStream};
use std::path::Path;

use rustix::fs::{OFlags, fcntl_setfl};
use windlass::{Engine, Func, Instance, Linker, Memory, Module, Store, Val};
use windlass_wasi::{
    DirPerms, Errno, FilePerms, Function, I32Exit, MemoryInputPipe, MemoryOutputPipe, PREVIEW1, Param, WasiCtx,
    WasiCtxBuilder, add_to_linker, unstable,
};

use super::arguments::FUNCTIONS;
use super::numbers::Numbers;

/// The names that the interface and its older generation are imported by.
pub(crate) const MODULES: [&str; 2] = ["wasi_snapshot_preview1", "wasi_unstable"];

/// The state shared by all worlds.
pub(crate) struct Engines {
    engine: Engine,
    module: Module,
    linker: Linker<WasiCtx>,
}

impl Engines {
    pub(crate) fn new() -> Engines {
        let engine = Engine::default();
        let module = Module::new(&engine, callers()).unwrap();
        let mut linker = Linker::new(&engine);
        add_to_linker(&mut linker, |ctx: &mut WasiCtx| ctx).unwrap();
        Engines { engine, module, linker }
    }
}

/// A module with a function for each function of both interfaces, which calls it.
fn callers() -> String {
    let (mut imports, mut exports) = (String::new(), String::new());
    let mut add = |module: &str, name: &str, params: &[Param], result: &str| {
        let types: String = params.iter().map(|param| if *param == Param::I32 { " i32" } else { " i64" }).collect();
        let values: String = (0..params.len()).map(|index| format!(" (local.get {index})")).collect();
        let id = format!("${module}.{name}");
        imports += &format!("(import \"{module}\" \"{name}\" (func {id} (param{types}) {result}))\n");
        exports += &format!("(func (export \"{module}.{name}\") (param{types}) {result} (call {id}{values}))\n");
    };
    let list = |function: &'static Function| (function.name, function.params);
    for (module, functions) in
        MODULES.into_iter().zip([PREVIEW1.iter().map(list).collect::<Vec<_>>(), unstable().map(list).collect()])
    {
        functions.iter().for_each(|(name, params)| add(module, name, params, "(result i32)"));
        add(module, "proc_exit", &[Param::I32], "");
    }
    format!("(module\n{imports}(memory (export \"memory\") 1 1)\n{exports})")
}

/// The outcome of a call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Errno(u16),
    Exit,
}

pub(crate) struct World {
    store: Store<WasiCtx>,
    memory: Memory,
    /// By version of the interface, in the order of [`FUNCTIONS`]. The older version has no `sock_accept`.
    functions: [Vec<Option<Func>>; 2],
    pub(crate) host_clock: bool,
    /// The other ends of the guest's pipes and sockets.
    _peers: Vec<OwnedFd>,
}

impl World {
    pub(crate) fn new(engines: &Engines, root: &Path, numbers: &mut Numbers) -> World {
        furnish(&root.join("inside"));
        let host_clock = numbers.one_in(8);
        let (ctx, peers) = context(root, numbers, host_clock);
        let mut store = Store::new(&engines.engine, ctx);
        let instance: Instance = engines.linker.instantiate(&mut store, &engines.module).unwrap();
        let memory = instance.get_memory(&mut store, "memory").unwrap();
        let functions = MODULES.map(|module| {
            FUNCTIONS.iter().map(|(name, _)| instance.get_func(&mut store, &format!("{module}.{name}"))).collect()
        });
        World { store, memory, functions, host_clock, _peers: peers }
    }

    pub(crate) fn memory(&mut self) -> &mut [u8] {
        self.memory.data_mut(&mut self.store)
    }

    /// Calls the function at this position of [`FUNCTIONS`], which must exist in this version of the interface.
    pub(crate) fn call(&mut self, generation: usize, index: usize, arguments: &[u64]) -> Outcome {
        let func = self.functions[generation][index].expect("the function is there");
        let ty = func.ty(&self.store);
        let params: Vec<Val> = arguments
            .iter()
            .zip(ty.params())
            .map(|(&argument, ty)| match ty {
                windlass::ValType::I64 => Val::I64(argument.cast_signed()),
                _ => Val::I32((argument as u32).cast_signed()),
            })
            .collect();
        assert_eq!(params.len(), ty.params().len(), "arguments of {}", FUNCTIONS[index].0);
        let mut results = [Val::I32(0)];
        match func.call(&mut self.store, &params, &mut results[..ty.results().len()]) {
            Ok(()) => match results[0] {
                Val::I32(errno) => Outcome::Errno(u16::try_from(errno).unwrap()),
                _ => unreachable!("functions of WASI give an i32"),
            },
            Err(error) if error.downcast_ref::<I32Exit>().is_some() => Outcome::Exit,
            Err(error) => panic!("{error:?}"),
        }
    }
}

/// Resets the directory that the guest may modify to its initial content.
fn furnish(inside: &Path) {
    for entry in fs::read_dir(inside).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            fs::remove_dir_all(entry.path()).unwrap();
        } else {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    for dir in ["a/b", "c", "sub/a"] {
        fs::create_dir_all(inside.join(dir)).unwrap();
    }
    for file in ["file", "a/file", "sub/file"] {
        fs::write(inside.join(file), "the guest's own").unwrap();
    }
    for (target, link) in [("../outside", "link-out"), ("..", "link-up"), ("link-loop", "link-loop"), ("a", "d")] {
        symlink(target, inside.join(link)).unwrap();
    }
}

fn context(root: &Path, numbers: &mut Numbers, host_clock: bool) -> (WasiCtx, Vec<OwnedFd>) {
    let mut builder = WasiCtxBuilder::new();
    let mut peers: Vec<OwnedFd> = Vec::new();
    builder.args(&["program", "argument"]).env("NAME", "value");
    // Most worlds are reproducible; those with the host's clock and random bytes are not.
    if !host_clock {
        builder.random_seed(numbers.next()).fixed_clock(numbers.next());
    }
    // Nothing that is handed over waits, unless the guest waits for it in `poll_oneoff`.
    if numbers.one_in(2) {
        builder.stdin(MemoryInputPipe::new("input")).stdout(MemoryOutputPipe::new(1000));
    } else {
        let (input, mut input_peer) = std::io::pipe().unwrap();
        let (output_peer, output) = std::io::pipe().unwrap();
        input_peer.write_all(b"input").unwrap();
        fcntl_setfl(&input, OFlags::NONBLOCK).unwrap();
        fcntl_setfl(&output, OFlags::NONBLOCK).unwrap();
        builder.stdin_file(input).unwrap().stdout_file(output).unwrap();
        peers.extend([input_peer.into(), output_peer.into()]);
    }
    let inside = root.join("inside");
    builder.preopened_dir(&inside, "/", DirPerms::all(), FilePerms::all()).unwrap();
    builder.preopened_dir(root.join("locked"), "/locked", DirPerms::READ, FilePerms::READ).unwrap();
    builder.preopened_dir(inside.join("sub"), "sub", DirPerms::all(), FilePerms::READ).unwrap();
    let (socket, peer) = UnixStream::pair().unwrap();
    (&peer).write_all(b"hello").unwrap();
    socket.set_nonblocking(true).unwrap();
    let (datagrams, datagram_peer) = UnixDatagram::pair().unwrap();
    datagram_peer.send(b"a datagram").unwrap();
    datagrams.set_nonblocking(true).unwrap();
    let address =
        SocketAddr::from_abstract_name(format!("windlass-{}-{}", std::process::id(), numbers.next())).unwrap();
    let listener = UnixListener::bind_addr(&address).unwrap();
    listener.set_nonblocking(true).unwrap();
    // The connections are already closed when they are accepted, since an open one could block the guest.
    (0..2).for_each(|_| drop(UnixStream::connect_addr(&address).unwrap()));
    builder.preopened_socket(socket).unwrap().preopened_socket(listener).unwrap().preopened_socket(datagrams).unwrap();
    peers.extend([OwnedFd::from(peer), datagram_peer.into()]);
    (builder.build().unwrap(), peers)
}

/// The greatest error number.
pub(crate) const ERRNO_MAX: u16 = Errno::NotCapable as u16;
