//! The environment of a guest: arguments, variables, descriptors, clocks and random bytes.

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

/// The state of WASI for one guest, created by a [`WasiCtxBuilder`].
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
    /// A builder with nothing given yet.
    pub fn builder() -> WasiCtxBuilder {
        WasiCtxBuilder::new()
    }

    /// The directories from [`WasiCtxBuilder::preopened_dir`] that the guest has not closed, with their permissions, for an
    /// embedder that confines its process to them.
    pub fn preopened_dirs(&self) -> impl Iterator<Item = (BorrowedFd<'_>, DirPerms, FilePerms)> {
        self.table.iter().filter_map(|descriptor| match &descriptor.object {
            Object::Directory(Directory { dir, preopened: Some(_), dir_perms, file_perms, .. }) => {
                Some((dir.as_fd(), *dir_perms, *file_perms))
            }
            _ => None,
        })
    }
}

/// Builds a [`WasiCtx`]. By default, the guest gets nothing: no arguments, no variables, an empty standard input, standard
/// output and error that are discarded, and no files.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass_wasi::{DirPerms, FilePerms, WasiCtx};
///
/// let mut builder = WasiCtx::builder();
/// builder.args(&["program", "--verbose"]).env("LANG", "C").inherit_stdio();
/// builder.preopened_dir("src", "/data", DirPerms::READ, FilePerms::READ)?;
/// let ctx = builder.build()?;
/// assert_eq!(ctx.preopened_dirs().count(), 1);
/// # Ok(())
/// # }
/// ```
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
    /// Creates a builder with the defaults.
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

    /// Appends the arguments of this process, starting with its own name. Invalid UTF-8 is replaced.
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

    /// Reads standard input from `stream`.
    pub fn stdin(&mut self, stream: impl Read + Send + 'static) -> &mut Self {
        self.standard[0] = Some(Descriptor::input(Box::new(stream)));
        self
    }

    /// Writes standard output to `stream`, which is flushed after each write of the guest.
    pub fn stdout(&mut self, stream: impl Write + Send + 'static) -> &mut Self {
        self.standard[1] = Some(Descriptor::output(Box::new(stream)));
        self
    }

    /// Writes standard error to `stream`, which is flushed after each write of the guest.
    pub fn stderr(&mut self, stream: impl Write + Send + 'static) -> &mut Self {
        self.standard[2] = Some(Descriptor::output(Box::new(stream)));
        self
    }

    /// Connects standard input to an open file of the host. Unlike with [`WasiCtxBuilder::stdin`], the guest can wait for
    /// it and sees its type.
    ///
    /// # Errors
    ///
    /// Fails if the type or the flags of the file cannot be queried.
    pub fn stdin_file(&mut self, file: impl Into<OwnedFd>) -> Result<&mut Self> {
        self.standard_file(0, file.into())
    }

    /// Connects standard output to an open file of the host.
    ///
    /// # Errors
    ///
    /// Same as [`WasiCtxBuilder::stdin_file`].
    pub fn stdout_file(&mut self, file: impl Into<OwnedFd>) -> Result<&mut Self> {
        self.standard_file(1, file.into())
    }

    /// Connects standard error to an open file of the host.
    ///
    /// # Errors
    ///
    /// Same as [`WasiCtxBuilder::stdin_file`].
    pub fn stderr_file(&mut self, file: impl Into<OwnedFd>) -> Result<&mut Self> {
        self.standard_file(2, file.into())
    }

    fn standard_file(&mut self, number: usize, file: OwnedFd) -> Result<&mut Self> {
        self.standard[number] = Some(Descriptor::inherited(file)?);
        Ok(self)
    }

    /// Passes on the standard input of this process. If it is closed, the guest gets an empty stream.
    pub fn inherit_stdin(&mut self) -> &mut Self {
        self.inherit(0, rustix::stdio::stdin())
    }

    /// Passes on the standard output of this process. The guest's writes bypass the process's own buffers: flush them
    /// before the guest runs. If it is closed, output is discarded.
    pub fn inherit_stdout(&mut self) -> &mut Self {
        self.inherit(1, rustix::stdio::stdout())
    }

    /// Passes on the standard error of this process. If it is closed, output is discarded.
    pub fn inherit_stderr(&mut self) -> &mut Self {
        self.inherit(2, rustix::stdio::stderr())
    }

    /// Passes on all three standard streams of this process.
    pub fn inherit_stdio(&mut self) -> &mut Self {
        self.inherit_stdin().inherit_stdout().inherit_stderr()
    }

    fn inherit(&mut self, number: usize, fd: BorrowedFd<'_>) -> &mut Self {
        let owned = fd.as_fd().try_clone_to_owned().ok();
        self.standard[number] = owned.and_then(|fd| Descriptor::inherited(fd).ok());
        self
    }

    /// Opens the directory `host_path` for the guest under the name `guest_path`. The guest can reach nothing outside of it,
    /// and nothing on procfs: with `/`, it cannot access `/proc`. If the directory itself is
    /// [on procfs](crate::is_on_procfs), the guest can access all of procfs below it except the memory of processes.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be opened or is not a directory, or if `guest_path` contains a NUL.
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
            // The directory may be searchable although it cannot be listed.
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

    /// Passes a socket, listening or connected, to the guest. Sockets get the descriptors after those of the directories.
    ///
    /// # Errors
    ///
    /// [`Errno::NotSock`] if it is not a socket.
    pub fn preopened_socket(&mut self, socket: impl Into<OwnedFd>) -> Result<&mut Self> {
        let descriptor = Descriptor::inherited(socket.into())?;
        if !descriptor.filetype().is_socket() {
            return Err(Errno::NotSock);
        }
        self.sockets.push(descriptor);
        Ok(self)
    }

    /// Limits the guest's open descriptors, including those that it starts with. Beyond the limit, calls fail with `EMFILE`,
    /// as at the limit of a process. Nearly every descriptor of the guest takes one of the process.
    ///
    /// The default is half of the process's limit (`ulimit -n`) when the context is built, and at most 4,096. **If several
    /// guests run in one process, set it** to a share of the limit.
    pub fn max_descriptors(&mut self, most: usize) -> &mut Self {
        self.max_descriptors = Some(most);
        self
    }

    /// Makes the guest's random bytes reproducible, and thus predictable.
    pub fn random_seed(&mut self, seed: u64) -> &mut Self {
        self.random = Random::Seeded(seed);
        self
    }

    /// Makes the guest's clocks reproducible. The real-time clock starts at `realtime` nanoseconds since 1970, the others
    /// at zero. Each reading advances the clocks by a microsecond. Waiting advances them, but takes no real time.
    pub fn fixed_clock(&mut self, realtime: u64) -> &mut Self {
        self.clocks = Some(Clocks::fixed(realtime));
        self
    }

    /// Creates the context, and resets the builder.
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

    /// As [`WasiCtxBuilder::build`], by the name that Wasmtime's users write, for contexts without values of others.
    ///
    /// # Panics
    /// Where `build` fails: if an argument or a variable has a NUL, or a name of a variable a `=`.
    #[must_use]
    pub fn build_p1(&mut self) -> WasiCtx {
        self.build().expect("arguments and variables are text without NUL")
    }
}
