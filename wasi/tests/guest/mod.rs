//! A guest without an engine: a context, a memory, and calls by name.

#![allow(dead_code)] // No test uses all of it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use windlass_wasi::{DirPerms, Errno, FilePerms, Function, GuestMemory, Rights, WasiCtx, WasiCtxBuilder};

/// A temporary directory, removed on drop.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Scratch {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = std::env::temp_dir().join(format!("windlass-wasi-{}-{number}", std::process::id()));
            match std::fs::create_dir(&path) {
                Ok(()) => return Scratch(path),
                // A test may contain this module more than once, each with its own counter.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => panic!("{}: {error}", path.display()),
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Ignore a failure to remove it; the test's result matters more.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The address of results in the guest's memory.
pub(crate) const OUT: u32 = 0;
/// The address of a scatter or gather list.
pub(crate) const LIST: u32 = 64;
/// The address of strings and data.
pub(crate) const DATA: u32 = 1024;

pub(crate) struct Guest {
    pub(crate) ctx: WasiCtx,
    pub(crate) memory: Vec<u8>,
}

impl Guest {
    pub(crate) fn new(ctx: WasiCtx) -> Guest {
        Guest { ctx, memory: vec![0; 1 << 16] }
    }

    /// A guest with the directory as its descriptor 3.
    pub(crate) fn in_directory(path: &Path) -> Guest {
        Guest::with_perms(path, DirPerms::all(), FilePerms::all())
    }

    pub(crate) fn with_perms(path: &Path, dir: DirPerms, file: FilePerms) -> Guest {
        Guest::new(WasiCtxBuilder::new().preopened_dir(path, "/", dir, file).unwrap().build().unwrap())
    }

    pub(crate) fn call(&mut self, name: &str, arguments: &[u64]) -> Result<(), Errno> {
        let function = Function::find(name).unwrap_or_else(|| panic!("no function {name}"));
        assert_eq!(function.params.len(), arguments.len(), "arguments of {name}");
        function.call(&mut self.ctx, &mut GuestMemory::new(&mut self.memory), arguments)
    }

    /// Writes bytes to an address. Returns pointer and length as arguments.
    pub(crate) fn put(&mut self, at: u32, bytes: &[u8]) -> [u64; 2] {
        self.memory[at as usize..at as usize + bytes.len()].copy_from_slice(bytes);
        [at.into(), bytes.len() as u64]
    }

    pub(crate) fn u32_at(&self, at: u32) -> u32 {
        u32::from_le_bytes(self.memory[at as usize..][..4].try_into().unwrap())
    }

    pub(crate) fn u64_at(&self, at: u32) -> u64 {
        u64::from_le_bytes(self.memory[at as usize..][..8].try_into().unwrap())
    }

    /// Calls a function whose only arguments are a descriptor and a path.
    pub(crate) fn on_path(&mut self, name: &str, fd: u32, path: &str) -> Result<(), Errno> {
        let [pointer, len] = self.put(DATA, path.as_bytes());
        self.call(name, &[fd.into(), pointer, len])
    }

    pub(crate) fn open(&mut self, fd: u32, path: &str, how: Open) -> Result<u32, Errno> {
        let [pointer, len] = self.put(DATA, path.as_bytes());
        let arguments = [
            fd.into(),
            how.lookup.into(),
            pointer,
            len,
            how.oflags.into(),
            how.rights.bits(),
            how.inheriting.bits(),
            how.fdflags.into(),
            OUT.into(),
        ];
        self.call("path_open", &arguments)?;
        Ok(self.u32_at(OUT))
    }

    pub(crate) fn write(&mut self, fd: u32, bytes: &[u8]) -> Result<u32, Errno> {
        let list = self.list(bytes);
        self.call("fd_write", &[fd.into(), list, 1, OUT.into()])?;
        Ok(self.u32_at(OUT))
    }

    pub(crate) fn pwrite(&mut self, fd: u32, bytes: &[u8], offset: u64) -> Result<u32, Errno> {
        let list = self.list(bytes);
        self.call("fd_pwrite", &[fd.into(), list, 1, offset, OUT.into()])?;
        Ok(self.u32_at(OUT))
    }

    pub(crate) fn read(&mut self, fd: u32, len: usize) -> Result<Vec<u8>, Errno> {
        let list = self.list(&vec![0; len]);
        self.call("fd_read", &[fd.into(), list, 1, OUT.into()])?;
        Ok(self.memory[DATA as usize..][..self.u32_at(OUT) as usize].to_vec())
    }

    pub(crate) fn pread(&mut self, fd: u32, len: usize, offset: u64) -> Result<Vec<u8>, Errno> {
        let list = self.list(&vec![0; len]);
        self.call("fd_pread", &[fd.into(), list, 1, offset, OUT.into()])?;
        Ok(self.memory[DATA as usize..][..self.u32_at(OUT) as usize].to_vec())
    }

    fn list(&mut self, bytes: &[u8]) -> u64 {
        let [pointer, len] = self.put(DATA, bytes);
        self.put(LIST, &(pointer | len << 32).to_le_bytes());
        LIST.into()
    }

    pub(crate) fn seek(&mut self, fd: u32, offset: i64, whence: u32) -> Result<u64, Errno> {
        self.call("fd_seek", &[fd.into(), offset as u64, whence.into(), OUT.into()])?;
        Ok(self.u64_at(OUT))
    }

    /// Calls a function with two descriptors and two paths.
    pub(crate) fn on_paths(&mut self, name: &str, old: (u32, &str), new: (u32, &str)) -> Result<(), Errno> {
        let [old_pointer, old_len] = self.put(DATA, old.1.as_bytes());
        let [new_pointer, new_len] = self.put(DATA + 8192, new.1.as_bytes());
        let mut arguments = vec![old.0.into(), old_pointer, old_len, new.0.into(), new_pointer, new_len];
        if name == "path_link" {
            arguments.insert(1, 0);
        }
        self.call(name, &arguments)
    }

    pub(crate) fn symlink(&mut self, target: &str, fd: u32, path: &str) -> Result<(), Errno> {
        let [target_pointer, target_len] = self.put(DATA, target.as_bytes());
        let [pointer, len] = self.put(DATA + 8192, path.as_bytes());
        self.call("path_symlink", &[target_pointer, target_len, fd.into(), pointer, len])
    }

    pub(crate) fn readlink(&mut self, fd: u32, path: &str, room: u32) -> Result<Vec<u8>, Errno> {
        let [pointer, len] = self.put(DATA, path.as_bytes());
        let buffer = u64::from(DATA) + 8192;
        self.call("path_readlink", &[fd.into(), pointer, len, buffer, room.into(), OUT.into()])?;
        Ok(self.memory[buffer as usize..][..self.u32_at(OUT) as usize].to_vec())
    }

    /// The type and size from `path_filestat_get`.
    pub(crate) fn stat(&mut self, fd: u32, path: &str, follow: bool) -> Result<(u8, u64), Errno> {
        let [pointer, len] = self.put(DATA, path.as_bytes());
        self.call("path_filestat_get", &[fd.into(), follow.into(), pointer, len, 128])?;
        Ok((self.memory[128 + 16], self.u64_at(128 + 32)))
    }

    /// All names and cookies of a directory, read with a buffer of `room` bytes.
    pub(crate) fn list_directory(&mut self, fd: u32, room: u32) -> Result<Vec<(String, u8, u64)>, Errno> {
        let mut found = Vec::new();
        let mut cookie = 0;
        loop {
            let before = found.len();
            self.call("fd_readdir", &[fd.into(), DATA.into(), room.into(), cookie, OUT.into()])?;
            let used = self.u32_at(OUT) as usize;
            let mut records = &self.memory[DATA as usize..][..used];
            while records.len() >= 24 {
                let len = u32::from_le_bytes(records[16..20].try_into().unwrap()) as usize;
                if records.len() < 24 + len {
                    break;
                }
                cookie = u64::from_le_bytes(records[..8].try_into().unwrap());
                let name = String::from_utf8(records[24..24 + len].to_vec()).unwrap();
                found.push((name, records[20], cookie));
                records = &records[24 + len..];
            }
            if used < room as usize {
                return Ok(found);
            }
            assert!(found.len() > before, "a buffer of {room} bytes is too small for a name");
        }
    }
}

/// How to open a file; by default without any access.
#[derive(Clone, Copy)]
pub(crate) struct Open {
    pub(crate) lookup: u32,
    pub(crate) oflags: u16,
    pub(crate) fdflags: u16,
    pub(crate) rights: Rights,
    pub(crate) inheriting: Rights,
}

pub(crate) const CREAT: u16 = 1;
pub(crate) const DIRECTORY: u16 = 2;
pub(crate) const EXCL: u16 = 4;
pub(crate) const TRUNC: u16 = 8;

impl Open {
    pub(crate) fn plain() -> Open {
        Open { lookup: 0, oflags: 0, fdflags: 0, rights: Rights::empty(), inheriting: Rights::empty() }
    }

    pub(crate) fn read() -> Open {
        let rights = Rights::FILE.difference(Rights::FD_WRITE);
        Open { lookup: 1, rights, inheriting: Rights::FILE | Rights::DIRECTORY, ..Open::plain() }
    }

    pub(crate) fn write() -> Open {
        Open { rights: Rights::FILE, ..Open::read() }
    }

    pub(crate) fn create() -> Open {
        Open { oflags: CREAT, ..Open::write() }
    }

    pub(crate) fn directory() -> Open {
        Open { oflags: DIRECTORY, rights: Rights::DIRECTORY, ..Open::read() }
    }

    pub(crate) fn oflags(self, oflags: u16) -> Open {
        Open { oflags, ..self }
    }

    pub(crate) fn fdflags(self, fdflags: u16) -> Open {
        Open { fdflags, ..self }
    }

    pub(crate) fn nofollow(self) -> Open {
        Open { lookup: 0, ..self }
    }

    pub(crate) fn rights(self, rights: Rights) -> Open {
        Open { rights, ..self }
    }
}
