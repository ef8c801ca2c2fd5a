//! Standard streams, waiting, sockets, clocks, random bytes, arguments.

mod guest;

use guest::{DATA, Guest, LIST, OUT, Open, Scratch};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::time::{Duration, Instant};
use windlass_wasi::{Errno, Function, GuestMemory, MemoryInputPipe, MemoryOutputPipe, WasiCtxBuilder, unstable};

/// A subscription of preview 1.
fn subscription(userdata: u64, tag: u8, fd_or_clock: u32, timeout: u64, absolute: bool) -> Vec<u8> {
    let mut record = vec![0; 48];
    record[0..8].copy_from_slice(&userdata.to_le_bytes());
    record[8] = tag;
    record[16..20].copy_from_slice(&fd_or_clock.to_le_bytes());
    record[24..32].copy_from_slice(&timeout.to_le_bytes());
    record[40] = absolute.into();
    record
}

/// Polls and gives (userdata, error, type) of what happened.
fn poll(guest: &mut Guest, subscriptions: &[Vec<u8>]) -> Result<Vec<(u64, u16, u8)>, Errno> {
    let [pointer, _] = guest.put(DATA, &subscriptions.concat());
    let events = DATA + 8192.max(subscriptions.len() as u32 * 48);
    let count = subscriptions.len() as u64;
    guest.call("poll_oneoff", &[pointer, events.into(), count, OUT.into()])?;
    let happened = guest.u32_at(OUT);
    Ok((0..happened)
        .map(|index| {
            let record = &guest.memory[(events + index * 32) as usize..][..32];
            (u64::from_le_bytes(record[..8].try_into().unwrap()), record[8].into(), record[10])
        })
        .collect())
}

#[test]
fn streams_in_memory() {
    let (out, err) = (MemoryOutputPipe::new(100), MemoryOutputPipe::new(3));
    let mut builder = WasiCtxBuilder::new();
    builder.stdin(MemoryInputPipe::new("input")).stdout(out.clone()).stderr(err.clone());
    let mut guest = Guest::new(builder.build().unwrap());
    assert_eq!(guest.read(0, 3).unwrap(), b"inp");
    assert_eq!(guest.read(0, 100).unwrap(), b"ut");
    assert_eq!(guest.read(0, 100).unwrap(), b"");
    assert_eq!(guest.write(1, b"a\0\xff"), Ok(3));
    assert_eq!(guest.write(2, b"abcdef"), Ok(3));
    assert_eq!(guest.write(2, b"abcdef"), Err(Errno::NoSpc));
    assert_eq!((out.contents(), err.contents()), (b"a\0\xff".to_vec(), b"abc".to_vec()));
    assert_eq!(guest.write(0, b"x"), Err(Errno::NotCapable));
    assert_eq!(guest.read(1, 1), Err(Errno::NotCapable));
    assert_eq!(guest.seek(1, 0, 1), Err(Errno::Spipe));
    assert_eq!(guest.call("fd_filestat_get", &[1, 128]), Ok(()));
    assert_eq!(guest.call("sock_shutdown", &[1, 1]), Err(Errno::NotSock));
    assert_eq!(guest.call("sock_shutdown", &[9, 1]), Err(Errno::Badf));
}

/// A stream that is interrupted in everything it does for the first time.
#[derive(Clone, Default)]
struct Interrupted {
    bytes: std::sync::Arc<std::sync::Mutex<Vec<u8>>>,
    calls: u32,
}

impl Interrupted {
    fn interrupted(&mut self) -> std::io::Result<()> {
        self.calls += 1;
        if self.calls.is_multiple_of(2) { Ok(()) } else { Err(std::io::ErrorKind::Interrupted.into()) }
    }
}

impl Write for Interrupted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.interrupted()?;
        self.bytes.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.interrupted()
    }
}

#[test]
fn what_is_interrupted_is_written_once() {
    let stream = Interrupted::default();
    let mut guest = Guest::new(WasiCtxBuilder::new().stdout(stream.clone()).build().unwrap());
    assert_eq!(guest.write(1, b"once"), Ok(4));
    assert_eq!(*stream.bytes.lock().unwrap(), b"once");
}

#[test]
fn what_is_given_to_be_read_is_not_changed() {
    let scratch = Scratch::new();
    let path = scratch.path().join("file");
    std::fs::write(&path, "content").unwrap();
    let mut builder = WasiCtxBuilder::new();
    builder.stdin_file(std::fs::File::open(&path).unwrap()).unwrap();
    let mut guest = Guest::new(builder.build().unwrap());
    assert_eq!(guest.read(0, 7).unwrap(), b"content");
    assert_eq!(guest.write(0, b"x"), Err(Errno::NotCapable));
    for (name, arguments, error) in [
        ("fd_filestat_set_times", &[0, 0, 0, 5][..], Errno::NotCapable),
        ("fd_filestat_set_size", &[0, 0], Errno::Inval),
        ("fd_allocate", &[0, 0, 100], Errno::Badf),
    ] {
        assert_eq!(guest.call(name, arguments), Err(error), "{name}");
    }
    assert!(std::fs::metadata(&path).unwrap().modified().unwrap() > std::time::UNIX_EPOCH);
}

#[test]
fn nothing_is_given_that_was_not_asked_for() {
    let mut guest = Guest::new(WasiCtxBuilder::new().build().unwrap());
    assert_eq!(guest.read(0, 3).unwrap(), b"");
    assert_eq!(guest.write(1, b"lost"), Ok(4));
    assert_eq!(guest.call("fd_prestat_get", &[3, OUT.into()]), Err(Errno::Badf));
    for name in ["args_sizes_get", "environ_sizes_get"] {
        assert_eq!(guest.call(name, &[OUT.into(), (OUT + 4).into()]), Ok(()));
        assert_eq!((guest.u32_at(OUT), guest.u32_at(OUT + 4)), (0, 0));
    }
}

#[test]
fn arguments_and_variables() {
    let mut builder = WasiCtxBuilder::new();
    builder.arg("program").args(&["a \"b\"", ""]).env("A", "1").env("B", "x=y").env("A", "2\n");
    let mut guest = Guest::new(builder.build().unwrap());
    assert_eq!(guest.call("args_sizes_get", &[OUT.into(), (OUT + 4).into()]), Ok(()));
    assert_eq!((guest.u32_at(OUT), guest.u32_at(OUT + 4)), (3, 15));
    assert_eq!(guest.call("args_get", &[LIST.into(), DATA.into()]), Ok(()));
    assert_eq!(&guest.memory[DATA as usize..][..15], b"program\0a \"b\"\0\0");
    assert_eq!([0, 4, 8].map(|at| guest.u32_at(LIST + at) - DATA), [0, 8, 14]);
    assert_eq!(guest.call("environ_get", &[LIST.into(), DATA.into()]), Ok(()));
    assert_eq!(&guest.memory[DATA as usize..][..11], b"A=2\n\0B=x=y\0");
    let mut guest = Guest::new(WasiCtxBuilder::new().inherit_args().build().unwrap());
    assert_eq!(guest.call("args_sizes_get", &[OUT.into(), (OUT + 4).into()]), Ok(()));
    assert_eq!(guest.u32_at(OUT) as usize, std::env::args().len());
    assert_eq!(WasiCtxBuilder::new().arg("a\0b").build().unwrap_err(), Errno::Inval);
    assert_eq!(WasiCtxBuilder::new().env("a=b", "c").build().unwrap_err(), Errno::Inval);
}

#[test]
fn waiting_for_a_time() {
    let mut guest = Guest::new(WasiCtxBuilder::new().build().unwrap());
    let start = Instant::now();
    let long = subscription(1, 0, 1, 60_000_000_000, false);
    let short = subscription(2, 0, 1, 30_000_000, false);
    assert_eq!(poll(&mut guest, &[long.clone(), short]), Ok(vec![(2, 0, 0)]));
    assert!(start.elapsed() >= Duration::from_millis(30));
    guest.call("clock_time_get", &[0, 0, OUT.into()]).unwrap();
    let point = guest.u64_at(OUT) + 30_000_000;
    assert_eq!(poll(&mut guest, &[long.clone(), subscription(3, 0, 0, point, true)]), Ok(vec![(3, 0, 0)]));
    guest.call("clock_time_get", &[0, 0, OUT.into()]).unwrap();
    assert!(guest.u64_at(OUT) >= point - 1_000_000);
    assert_eq!(poll(&mut guest, &[long.clone(), subscription(4, 0, 1, 0, true)]), Ok(vec![(4, 0, 0)]));
    // A descriptor that cannot be polled is reported, and ends the wait.
    let errors = [subscription(5, 0, 9, 5, false), subscription(6, 0, 2, 5, false), subscription(7, 1, 99, 0, false)];
    let told = vec![(5, Errno::Inval as u16, 0), (6, Errno::NotSup as u16, 0), (7, Errno::Badf as u16, 1)];
    assert_eq!(poll(&mut guest, &errors), Ok(told));
    assert_eq!(poll(&mut guest, &[subscription(1, 3, 0, 0, false)]), Err(Errno::Inval));
    assert_eq!(guest.call("poll_oneoff", &[0, 0, 0, OUT.into()]), Err(Errno::Inval));
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn waiting_for_descriptors() {
    let scratch = Scratch::new();
    std::fs::write(scratch.path().join("file"), "12345").unwrap();
    let (reader, mut writer) = std::io::pipe().unwrap();
    let mut builder = WasiCtxBuilder::new();
    builder.stdin_file(reader).unwrap().stdout(MemoryOutputPipe::new(10));
    builder
        .preopened_dir(scratch.path(), "/", windlass_wasi::DirPerms::all(), windlass_wasi::FilePerms::all())
        .unwrap();
    let mut guest = Guest::new(builder.build().unwrap());
    let timeout = subscription(9, 0, 1, 20_000_000, false);
    let input = subscription(1, 1, 0, 0, false);
    assert_eq!(poll(&mut guest, &[input.clone(), timeout.clone()]), Ok(vec![(9, 0, 0)]));
    writer.write_all(b"abc").unwrap();
    assert_eq!(poll(&mut guest, &[timeout.clone(), input.clone()]), Ok(vec![(1, 0, 1)]));
    assert_eq!(guest.u64_at(DATA + 8192 + 16), 3, "how much there is to read");
    assert_eq!(poll(&mut guest, &[subscription(2, 2, 1, 0, false)]), Ok(vec![(2, 0, 2)]));
    let file = guest.open(3, "file", Open::read()).unwrap();
    assert_eq!(poll(&mut guest, &[subscription(3, 1, file, 0, false), timeout]), Ok(vec![(3, 0, 1)]));
    assert_eq!(guest.u64_at(DATA + 8192 + 16), 5);
    // Not waiting is the guest's choice, and leaves the host's pipe as it is.
    assert_eq!(guest.read(0, 3).unwrap(), b"abc");
    assert_eq!(guest.call("fd_fdstat_set_flags", &[0, 4]), Ok(()));
    assert_eq!(guest.read(0, 3), Err(Errno::Again));
    drop(writer);
    assert_eq!(poll(&mut guest, &[input]), Ok(vec![(1, 0, 1)]));
    assert_eq!(guest.memory[(DATA + 8192 + 24) as usize], 1, "the other end is closed");
    assert_eq!(guest.read(0, 3).unwrap(), b"");
}

#[test]
fn every_subscription_has_an_event_of_its_own() {
    let (reader, mut writer) = std::io::pipe().unwrap();
    let mut builder = WasiCtxBuilder::new();
    builder.stdin_file(reader).unwrap();
    let mut guest = Guest::new(builder.build().unwrap());
    writer.write_all(b"abc").unwrap();
    // One descriptor many times, a closed one, and a timeout that does not expire.
    let mut list: Vec<_> = (0..500).map(|n| subscription(n, 1, if n == 77 { 99 } else { 0 }, 0, false)).collect();
    list.push(subscription(500, 0, 1, 3_600_000_000_000, false));
    // Until something is wrong with one of them, all that are ready are told.
    let mut events = poll(&mut guest, &list).unwrap();
    events.sort_unstable();
    let error = |n| if n == 77 { Errno::Badf as u16 } else { 0 };
    assert_eq!(events, (0..500).map(|n| (n, error(n), 1)).collect::<Vec<_>>());
}

#[test]
fn signals_end_no_call() {
    extern "C" fn nothing(_: libc::c_int) {}
    // SAFETY: the record is complete, and the handler does nothing. Without `SA_RESTART`, calls of the system end.
    let thread = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = nothing as *const () as usize;
        assert_eq!(libc::sigaction(libc::SIGUSR1, &action, std::ptr::null_mut()), 0);
        libc::pthread_self()
    };
    let (reader, mut writer) = std::io::pipe().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut builder = WasiCtxBuilder::new();
    builder.stdin_file(reader).unwrap().preopened_socket(listener).unwrap();
    let mut guest = Guest::new(builder.build().unwrap());
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(3));
                // SAFETY: the thread waits for this one.
                unsafe { libc::pthread_kill(thread, libc::SIGUSR1) };
            }
        });
        let start = Instant::now();
        assert_eq!(poll(&mut guest, &[subscription(1, 0, 1, 100_000_000, false)]), Ok(vec![(1, 0, 0)]));
        assert!(start.elapsed() >= Duration::from_millis(100));
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(50));
            writer.write_all(b"abc").unwrap();
            std::thread::sleep(Duration::from_millis(50));
            drop(TcpStream::connect(address).unwrap());
            std::thread::sleep(Duration::from_millis(50));
            writer.write_all(b"def").unwrap();
        });
        assert_eq!(guest.read(0, 3).unwrap(), b"abc");
        assert_eq!(guest.call("sock_accept", &[3, 0, OUT.into()]), Ok(()));
        let input = [subscription(2, 1, 0, 0, false), subscription(3, 0, 1, 60_000_000_000, false)];
        assert_eq!(poll(&mut guest, &input), Ok(vec![(2, 0, 1)]));
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_fixed_world_repeats_itself() {
    let run = || {
        let mut builder = WasiCtxBuilder::new();
        let mut guest = Guest::new(builder.random_seed(3).fixed_clock(1_000_000_000_000).build().unwrap());
        let start = Instant::now();
        assert_eq!(poll(&mut guest, &[subscription(1, 0, 1, 3_600_000_000_000, false)]), Ok(vec![(1, 0, 0)]));
        assert!(start.elapsed() < Duration::from_secs(5), "an hour passes at once");
        guest.call("clock_time_get", &[0, 0, OUT.into()]).unwrap();
        guest.call("random_get", &[DATA.into(), 32]).unwrap();
        (guest.u64_at(OUT), guest.memory[DATA as usize..][..32].to_vec())
    };
    let (time, random) = run();
    assert!(time > 1_000_000_000_000 + 3_600_000_000_000);
    assert_eq!((time, random), run());
}

#[test]
fn sockets() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut builder = WasiCtxBuilder::new();
    builder.preopened_socket(listener).unwrap();
    let mut guest = Guest::new(builder.build().unwrap());
    assert_eq!(guest.call("fd_prestat_get", &[3, OUT.into()]), Err(Errno::Badf));
    assert_eq!(guest.call("fd_fdstat_set_flags", &[3, 4]), Ok(()));
    assert_eq!(guest.call("sock_accept", &[3, 0, OUT.into()]), Err(Errno::Again));
    assert_eq!(guest.call("sock_accept", &[3, 1, OUT.into()]), Err(Errno::Inval));
    assert_eq!(guest.call("sock_accept", &[0, 0, OUT.into()]), Err(Errno::NotSock));
    let mut peer = TcpStream::connect(address).unwrap();
    assert_eq!(poll(&mut guest, &[subscription(1, 1, 3, 0, false)]), Ok(vec![(1, 0, 1)]));
    assert_eq!(guest.call("sock_accept", &[3, 4, OUT.into()]), Ok(()));
    let socket = guest.u32_at(OUT);
    assert_eq!(guest.call("sock_accept", &[socket.into(), 0, OUT.into()]), Err(Errno::Inval));
    let datagrams = UdpSocket::bind("127.0.0.1:0").unwrap();
    let mut builder = WasiCtxBuilder::new();
    builder.preopened_socket(datagrams).unwrap();
    let mut other = Guest::new(builder.build().unwrap());
    assert_eq!(other.call("sock_accept", &[3, 0, OUT.into()]), Err(Errno::NotSup));
    guest.put(LIST, &[DATA.to_le_bytes(), 5u32.to_le_bytes()].concat());
    let receive = [socket.into(), LIST.into(), 1, 0, OUT.into(), (OUT + 4).into()];
    assert_eq!(guest.call("sock_recv", &receive), Err(Errno::Again));
    peer.write_all(b"hello world").unwrap();
    assert_eq!(poll(&mut guest, &[subscription(1, 1, socket, 0, false)]), Ok(vec![(1, 0, 1)]));
    let peek = [socket.into(), LIST.into(), 1, 1, OUT.into(), (OUT + 4).into()];
    for arguments in [peek, receive] {
        assert_eq!(guest.call("sock_recv", &arguments), Ok(()));
        assert_eq!((guest.u32_at(OUT), guest.u32_at(OUT + 4) & 0xffff), (5, 0));
        assert_eq!(&guest.memory[DATA as usize..][..5], b"hello");
    }
    assert_eq!(guest.read(socket, 100).unwrap(), b" world");
    assert_eq!(guest.write(socket, b"answer"), Ok(6));
    guest.put(LIST, &[DATA.to_le_bytes(), 3u32.to_le_bytes()].concat());
    assert_eq!(guest.call("sock_send", &[socket.into(), LIST.into(), 1, 0, OUT.into()]), Ok(()));
    assert_eq!(guest.call("sock_send", &[socket.into(), LIST.into(), 1, 1, OUT.into()]), Err(Errno::Inval));
    assert_eq!(guest.seek(socket, 0, 1), Err(Errno::Spipe));
    for how in [0, 4] {
        assert_eq!(guest.call("sock_shutdown", &[socket.into(), how]), Err(Errno::Inval));
    }
    assert_eq!(guest.call("sock_shutdown", &[socket.into(), 2]), Ok(()));
    let mut answer = String::new();
    peer.read_to_string(&mut answer).unwrap();
    assert_eq!(answer, "answerans");
    assert_eq!(guest.write(socket, b"late"), Err(Errno::Pipe), "and no signal");
}

#[test]
fn signals_have_no_one_to_go_to() {
    let mut guest = Guest::new(WasiCtxBuilder::new().build().unwrap());
    assert_eq!(guest.call("proc_raise", &[0]), Ok(()));
    assert_eq!(guest.call("proc_raise", &[9]), Err(Errno::NotSup));
    assert_eq!(guest.call("proc_raise", &[31]), Err(Errno::Inval));
    assert_eq!(guest.call("sched_yield", &[]), Ok(()));
    for clock in 0..4 {
        assert_eq!(guest.call("clock_res_get", &[clock, OUT.into()]), Ok(()));
        assert!(guest.u64_at(OUT) > 0);
        assert_eq!(guest.call("clock_time_get", &[clock, 0, OUT.into()]), Ok(()));
    }
    assert_eq!(guest.call("clock_time_get", &[4, 0, OUT.into()]), Err(Errno::Inval));
}

#[test]
fn the_older_interface_differs_where_it_does() {
    let scratch = Scratch::new();
    std::fs::write(scratch.path().join("file"), "12345").unwrap();
    let mut guest = Guest::in_directory(scratch.path());
    let fd = guest.open(3, "file", Open::read()).unwrap();
    let function = |name: &str| -> &'static Function { unstable().find(|function| function.name == name).unwrap() };
    let mut call = |name: &str, arguments: &[u64]| {
        function(name).call(&mut guest.ctx, &mut GuestMemory::new(&mut guest.memory), arguments)
    };
    // There 1 is from the end, and 2 is from the start.
    assert_eq!(call("fd_seek", &[fd.into(), -2i64 as u64, 1, 0]), Ok(()));
    assert_eq!(call("fd_filestat_get", &[fd.into(), 128]), Ok(()));
    assert_eq!(call("fd_filestat_get", &[fd.into(), (1 << 16) - 56]), Ok(()));
    assert_eq!(call("fd_filestat_get", &[fd.into(), (1 << 16) - 55]), Err(Errno::Fault));
    assert_eq!((guest.u64_at(0), guest.memory[128 + 20], guest.u64_at(128 + 24)), (3, 1, 5));
}
