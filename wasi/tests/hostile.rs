//! Every function with hostile pointers, lengths, flags and descriptors: no panic, no hang, nothing touched outside.
//!
//! The number of calls is small by default; `WINDLASS_WASI_HOSTILE_CALLS` sets another.

mod guest;

use guest::{DATA, Guest, Open, Scratch};
use windlass_wasi::{DirPerms, Errno, FilePerms, Function, MemoryInputPipe, MemoryOutputPipe, PREVIEW1, Param};
use windlass_wasi::{GuestMemory, UNSTABLE_DIFFERENCES, WasiCtxBuilder};

/// A generator of numbers, so that a failure can be had again.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    /// An argument: sometimes sensible, sometimes at an edge, sometimes anything.
    fn argument(&mut self, param: Param, memory: u64) -> u64 {
        let value = match self.below(10) {
            0..=3 => self.below(12),
            4..=5 => u64::from(DATA) + self.below(256),
            6 => memory.wrapping_sub(self.below(70)),
            7 => self.pick(&[0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff8, 1 << 29, memory, memory + 1]),
            8 => self.pick(&[u64::MAX, i64::MAX as u64, 1 << 63, 1 << 32, 1 << 40]),
            _ => self.next(),
        };
        if param == Param::I32 { value & 0xffff_ffff } else { value }
    }
}

/// Words that paths are made of.
const WORDS: &[&str] =
    &["..", ".", "/", "//", "file", "sub", "link", "up", "x", "\0", "é", "", "../", "etc", "outside"];

/// What must not be asked of the host with numbers that come from nowhere: to fill its disk.
fn excused(function: &Function) -> bool {
    ["fd_allocate", "fd_filestat_set_size", "fd_pwrite", "fd_seek"].contains(&function.name)
}

fn guest(scratch: &Scratch) -> Guest {
    let mut builder = WasiCtxBuilder::new();
    builder.args(&["a", "b"]).env("A", "B").random_seed(1);
    builder.stdin(MemoryInputPipe::new("input")).stdout(MemoryOutputPipe::new(1000)).stderr(std::io::sink());
    builder.preopened_dir(scratch.path().join("inside"), "/", DirPerms::all(), FilePerms::all()).unwrap();
    builder.preopened_dir(scratch.path().join("locked"), "/locked", DirPerms::READ, FilePerms::READ).unwrap();
    // Nothing here can make a call wait: the streams are in memory, and the clock skips what is waited for.
    Guest::new(builder.fixed_clock(1).build().unwrap())
}

#[test]
fn every_function_takes_anything() {
    let calls = std::env::var("WINDLASS_WASI_HOSTILE_CALLS").ok().and_then(|calls| calls.parse().ok());
    let calls: u64 = calls.unwrap_or(200_000);
    let scratch = Scratch::new();
    for dir in ["inside/sub", "locked", "outside"] {
        std::fs::create_dir_all(scratch.path().join(dir)).unwrap();
    }
    for file in ["inside/file", "locked/file", "outside/file"] {
        std::fs::write(scratch.path().join(file), "content").unwrap();
    }
    std::os::unix::fs::symlink("../outside", scratch.path().join("inside/link")).unwrap();
    let before = std::fs::metadata(scratch.path().join("outside/file")).unwrap().modified().unwrap();
    let functions: Vec<&Function> = PREVIEW1.iter().chain(UNSTABLE_DIFFERENCES).collect();

    let mut numbers = Numbers(0x1234_5678_9abc_def1);
    let mut guest = guest(&scratch);
    for call in 0..calls {
        if call % 1000 == 0 {
            // Descriptors that were closed or overwritten come back.
            guest = self::guest(&scratch);
            let _ = guest.open(3, "file", Open::create());
            let _ = guest.open(3, "sub", Open::directory());
        }
        for at in (0..256).step_by(8) {
            let value = numbers.argument(Param::I64, 1 << 16);
            guest.put(DATA + at, &value.to_le_bytes());
        }
        let path: String = (0..numbers.below(6)).map(|_| numbers.pick(WORDS)).collect();
        guest.put(DATA + numbers.below(200) as u32, path.as_bytes());
        let function = numbers.pick(&functions);
        let arguments: Vec<u64> = function.params.iter().map(|param| numbers.argument(*param, 1 << 16)).collect();
        if excused(function) && arguments.iter().any(|argument| *argument > 1 << 20) {
            continue;
        }
        let _ = function.call(&mut guest.ctx, &mut GuestMemory::new(&mut guest.memory), &arguments);
    }

    let outside: Vec<_> = std::fs::read_dir(scratch.path().join("outside")).unwrap().collect();
    assert_eq!(outside.len(), 1);
    for file in ["locked/file", "outside/file"] {
        assert_eq!(std::fs::read(scratch.path().join(file)).unwrap(), b"content");
    }
    assert_eq!(std::fs::metadata(scratch.path().join("outside/file")).unwrap().modified().unwrap(), before);
    let around: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().collect();
    assert_eq!(around.len(), 3);
}

#[test]
fn pointers_are_checked_before_anything_happens() {
    let scratch = Scratch::new();
    std::fs::write(scratch.path().join("file"), "content").unwrap();
    let mut guest = Guest::in_directory(scratch.path());
    let fd = u64::from(guest.open(3, "file", Open::write()).unwrap());
    let end = guest.memory.len() as u64;
    let [path, len] = guest.put(DATA, b"new");
    guest.put(64, &[DATA.to_le_bytes(), 3u32.to_le_bytes()].concat());
    let cases: &[(&str, &[u64])] = &[
        ("path_open", &[3, 0, path, len, 1, 0, 0, 0, end - 3]),
        ("path_open", &[3, 0, end - 1, 2, 1, 0, 0, 0, 0]),
        ("fd_read", &[fd, 64, 1, end - 3]),
        ("fd_write", &[fd, 64, 1, end]),
        ("fd_write", &[fd, 64, u64::from(u32::MAX), 0]),
        ("fd_write", &[fd, end - 4, 1, 0]),
        ("fd_pread", &[fd, 64, 1, 0, u64::from(u32::MAX)]),
        ("fd_pwrite", &[fd, 64, 1, 0, end - 1]),
        ("fd_seek", &[fd, 1, 0, end - 7]),
        ("fd_tell", &[fd, end - 7]),
        ("fd_fdstat_get", &[fd, end - 23]),
        ("fd_filestat_get", &[fd, end - 63]),
        ("fd_prestat_get", &[3, end - 7]),
        ("fd_prestat_dir_name", &[3, end, 1]),
        ("fd_readdir", &[3, end - 10, 11, 0, 0]),
        ("fd_readdir", &[3, path, 10, 0, end - 3]),
        ("path_filestat_get", &[3, 0, path, len, end - 63]),
        ("path_readlink", &[3, path, len, end, 1, 0]),
        ("path_readlink", &[3, path, len, 0, 1, end - 3]),
        ("path_create_directory", &[3, end - 2, 3]),
        ("path_symlink", &[path, len, 3, end, 1]),
        ("path_symlink", &[end, 1, 3, path, len]),
        ("path_rename", &[3, path, len, 3, end, 1]),
        ("random_get", &[end - 1, 2]),
        ("clock_time_get", &[0, 0, end - 7]),
        ("clock_res_get", &[0, end - 7]),
        ("args_sizes_get", &[0, end - 3]),
        ("poll_oneoff", &[end - 47, 0, 1, 0]),
        ("poll_oneoff", &[0, end - 31, 1, 0]),
        ("poll_oneoff", &[0, 0, 1, end - 3]),
    ];
    for (name, arguments) in cases {
        assert_eq!(guest.call(name, arguments), Err(Errno::Fault), "{name} {arguments:?}");
    }
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing was created");
    assert_eq!(std::fs::read(scratch.path().join("file")).unwrap(), b"content");
    assert_eq!(guest.seek(fd as u32, 0, 1), Ok(0), "nothing was moved");
    assert!(matches!(guest.open(3, "file", Open::read()), Ok(5)), "no descriptor was used up");
}
