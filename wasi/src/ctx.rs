//! What a guest has: its arguments, its environment, its descriptors, clocks and random bytes.

use crate::abi::{FdFlags, Rights};
use crate::clock::Clocks;
use crate::cookies::Cookies;
use crate::descriptor::{Descriptor, Directory, Object};
use crate::environment::Strings;
use crate::errno::{Errno, Result};
use crate::perms::{DirPerms, FilePerms};
use crate::random::Random;
use crate::resolve::FileSystem;
use crate::table::{Table, default_most};
use crate::watch::Watch;
use cap_std::ambient_authority;
use cap_std::fs::Dir;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

/// The state of WASI for one guest. Made by a [`WasiCtxBuilder`].
pub struct WasiCtx {
    pub(crate) args: Strings,
    pub(crate) env: Strings,
    pub(crate) table: Table,
    pub(crate) clocks: Clocks,
    pub(crate) random: Random,
    pub(crate) cookies: Cookies,
    pub(crate) watch: Watch,
}

impl std::fmt::Debug for WasiCtx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WasiCtx").finish_non_exhaustive()
    }
}

impl WasiCtx {
    /// The open directories that the guest was given by [`WasiCtxBuilder::preopened_dir`] and has not closed, and what it may do
    /// below them: for an embedder that confines its process to them.
    pub fn preopened_dirs(&self) -> impl Iterator<Item = (BorrowedFd<'_>, DirPerms, FilePerms)> {
        self.table.iter().filter_map(|descriptor| match &descriptor.object {
            Object::Directory(Directory { dir, preopened: Some(_), dir_perms, file_perms, .. }) => {
                Some((dir.as_fd(), *dir_perms, *file_perms))
            }
            _ => None,
        })
    }
}

/// Decides what a guest gets. What is not asked for is not given: no arguments, no environment, an empty standard input,
/// standard output and error that are thrown away, and no file at all.
pub struct WasiCtxBuilder {
    args: Vec<String>,
    env: Vec<(String, String)>,
    standard: [Option<Descriptor>; 3],
    directories: Vec<Descriptor>,
    sockets: Vec<Descriptor>,
    max_descriptors: Option<usize>,
    clocks: Option<Clocks>,
    random: Random,
}

impl std::fmt::Debug for WasiCtxBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WasiCtxBuilder").field("args", &self.args).field("env", &self.env).finish_non_exhaustive()
    }
}

impl Default for WasiCtxBuilder {
    fn default() -> WasiCtxBuilder {
        WasiCtxBuilder::new()
    }
}

impl WasiCtxBuilder {
    /// Nothing given yet.
    pub fn new() -> WasiCtxBuilder {
        WasiCtxBuilder {
            args: Vec::new(),
            env: Vec::new(),
            standard: [None, None, None],
            directories: Vec::new(),
            sockets: Vec::new(),
            max_descriptors: None,
            clocks: None,
            random: Random::Host,
        }
    }

    /// Appends an argument. By convention the first is the name of the program.
    pub fn arg(&mut self, arg: impl AsRef<str>) -> &mut Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// Appends arguments.
    pub fn args(&mut self, args: &[impl AsRef<str>]) -> &mut Self {
        self.args.extend(args.iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// Appends the arguments of this process, its own name first. What is not UTF-8 in them is replaced.
    pub fn inherit_args(&mut self) -> &mut Self {
        self.args.extend(std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()));
        self
    }

    /// Sets an environment variable; a later value replaces an earlier one.
    pub fn env(&mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> &mut Self {
        let (name, value) = (name.as_ref().to_owned(), value.as_ref().to_owned());
        match self.env.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.env.push((name, value)),
        }
        self
    }

    /// Sets environment variables.
    pub fn envs(&mut self, env: &[(impl AsRef<str>, impl AsRef<str>)]) -> &mut Self {
        env.iter().for_each(|(name, value)| {
            self.env(name, value);
        });
        self
    }

    /// Sets all environment variables of this process whose name and value are UTF-8.
    pub fn inherit_env(&mut self) -> &mut Self {
        for (name, value) in std::env::vars_os() {
            if let (Some(name), Some(value)) = (name.to_str(), value.to_str()) {
                self.env(name, value);
            }
        }
        self
    }

    /// Standard input is read from `stream`.
    pub fn stdin(&mut self, stream: impl Read + Send + 'static) -> &mut Self {
        self.standard[0] = Some(Descriptor::input(Box::new(stream)));
        self
    }

    /// Standard output is written to `stream`, which is flushed after each write of the guest.
    pub fn stdout(&mut self, stream: impl Write + Send + 'static) -> &mut Self {
        self.standard[1] = Some(Descriptor::output(Box::new(stream)));
        self
    }

    /// Standard error is written to `stream`, which is flushed after each write of the guest.
    pub fn stderr(&mut self, stream: impl Write + Send + 'static) -> &mut Self {
        self.standard[2] = Some(Descriptor::output(Box::new(stream)));
        self
    }

    /// Standard input is this open file of the host. Unlike with [`WasiCtxBuilder::stdin`], the guest can wait for it
    /// and sees what it is.
    ///
    /// # Errors
    ///
    /// If the host does not tell what it is. So for the other two.
    pub fn stdin_file(&mut self, file: impl Into<OwnedFd>) -> Result<&mut Self> {
        self.standard_file(0, file.into())
    }

    /// Standard output is this open file of the host.
    ///
    /// # Errors
    ///
    /// As [`WasiCtxBuilder::stdin_file`].
    pub fn stdout_file(&mut self, file: impl Into<OwnedFd>) -> Result<&mut Self> {
        self.standard_file(1, file.into())
    }

    /// Standard error is this open file of the host.
    ///
    /// # Errors
    ///
    /// As [`WasiCtxBuilder::stdin_file`].
    pub fn stderr_file(&mut self, file: impl Into<OwnedFd>) -> Result<&mut Self> {
        self.standard_file(2, file.into())
    }

    fn standard_file(&mut self, number: usize, file: OwnedFd) -> Result<&mut Self> {
        self.standard[number] = Some(Descriptor::inherited(file)?);
        Ok(self)
    }

    /// Standard input is that of this process. If that is closed, it is empty; so for the other two.
    pub fn inherit_stdin(&mut self) -> &mut Self {
        self.inherit(0, rustix::stdio::stdin())
    }

    /// Standard output is that of this process. Writes go to the host directly: flush what the process itself buffers
    /// before the guest runs.
    pub fn inherit_stdout(&mut self) -> &mut Self {
        self.inherit(1, rustix::stdio::stdout())
    }

    /// Standard error is that of this process.
    pub fn inherit_stderr(&mut self) -> &mut Self {
        self.inherit(2, rustix::stdio::stderr())
    }

    /// All three standard streams are those of this process.
    pub fn inherit_stdio(&mut self) -> &mut Self {
        self.inherit_stdin().inherit_stdout().inherit_stderr()
    }

    fn inherit(&mut self, number: usize, fd: BorrowedFd<'_>) -> &mut Self {
        let owned = fd.as_fd().try_clone_to_owned().ok();
        self.standard[number] = owned.and_then(|fd| Descriptor::inherited(fd).ok());
        self
    }

    /// Opens the directory `host_path` for the guest, which knows it as `guest_path`. Nothing outside of it can be
    /// reached through it, nor what is on procfs: with `/`, the guest does not see `/proc`. If the directory is on procfs itself
    /// ([`is_on_procfs`](crate::is_on_procfs)), the guest sees all of that but the memory of processes.
    ///
    /// # Errors
    ///
    /// If it cannot be opened or is no directory, or if `guest_path` contains a NUL.
    pub fn preopened_dir(
        &mut self,
        host_path: impl AsRef<Path>,
        guest_path: impl AsRef<str>,
        dir_perms: DirPerms,
        file_perms: FilePerms,
    ) -> io::Result<&mut Self> {
        let guest_path = guest_path.as_ref();
        if guest_path.contains('\0') {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the guest's name of a directory contains a NUL"));
        }
        let host_path = host_path.as_ref();
        let dir = match File::open(host_path) {
            Ok(file) if file.metadata()?.is_dir() => Dir::from_std_file(file),
            Ok(_) => return Err(rustix::io::Errno::NOTDIR.into()),
            // It may be one that can be passed through and not be listed.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Dir::open_ambient_dir(host_path, ambient_authority())?
            }
            Err(error) => return Err(error),
        };
        let file_system = FileSystem::given(&dir)?;
        let preopened = Some(guest_path.into());
        self.directories.push(Descriptor {
            object: Object::Directory(Directory { dir, preopened, dir_perms, file_perms, file_system }),
            flags: FdFlags::empty(),
            base: dir_perms.directory_rights(),
            inheriting: Rights::FILE | Rights::DIRECTORY,
        });
        Ok(self)
    }

    /// Hands a socket over, listening or connected. Sockets get the descriptors after those of the directories.
    ///
    /// # Errors
    ///
    /// [`Errno::NotSock`] if it is none.
    pub fn preopened_socket(&mut self, socket: impl Into<OwnedFd>) -> Result<&mut Self> {
        let descriptor = Descriptor::inherited(socket.into())?;
        if !descriptor.filetype().is_socket() {
            return Err(Errno::NotSock);
        }
        self.sockets.push(descriptor);
        Ok(self)
    }

    /// How many descriptors the guest can have open at a time, with those that it is given. What would be one more fails with
    /// `EMFILE`, as at the process's own limit. Nearly each takes a descriptor of the process.
    ///
    /// By default, half of what the process may have open when the context is built (`ulimit -n`), and at most 4,096. **Where
    /// several guests run in one process, set it**, to a share of the limit: each by itself could take half.
    pub fn max_descriptors(&mut self, most: usize) -> &mut Self {
        self.max_descriptors = Some(most);
        self
    }

    /// Makes the guest's random bytes the same in every run. They are no secret then.
    pub fn random_seed(&mut self, seed: u64) -> &mut Self {
        self.random = Random::Seeded(seed);
        self
    }

    /// Makes the guest's clocks the same in every run. The real-time clock starts at `realtime` nanoseconds since 1970,
    /// the others at zero; each look at a clock lets a microsecond pass, and waiting takes no time but what the clocks
    /// then show.
    pub fn fixed_clock(&mut self, realtime: u64) -> &mut Self {
        self.clocks = Some(Clocks::fixed(realtime));
        self
    }

    /// Gives what was decided, and leaves the builder as new.
    ///
    /// # Errors
    ///
    /// [`Errno::Inval`] if an argument or a variable contains a NUL or the name of a variable a `=`; [`Errno::TooBig`]
    /// and [`Errno::Mfile`] if there are too many of them, or of directories.
    pub fn build(&mut self) -> Result<WasiCtx> {
        let WasiCtxBuilder { args, env, standard, directories, sockets, max_descriptors, clocks, random } =
            std::mem::take(self);
        let mut ctx = WasiCtx {
            args: Strings::default(),
            env: Strings::default(),
            table: Table::new(max_descriptors.unwrap_or_else(default_most)),
            clocks: clocks.unwrap_or_else(Clocks::host),
            random,
            cookies: Cookies::default(),
            watch: Watch::default(),
        };
        for arg in &args {
            ctx.args.push(&[arg])?;
        }
        for (name, value) in &env {
            if name.contains('=') {
                return Err(Errno::Inval);
            }
            ctx.env.push(&[name, "=", value])?;
        }
        let [stdin, stdout, stderr] = standard;
        ctx.table.insert(stdin.unwrap_or_else(|| Descriptor::input(Box::new(io::empty()))))?;
        for stream in [stdout, stderr] {
            ctx.table.insert(stream.unwrap_or_else(|| Descriptor::output(Box::new(io::sink()))))?;
        }
        for descriptor in directories.into_iter().chain(sockets) {
            ctx.table.insert(descriptor)?;
        }
        Ok(ctx)
    }
}
