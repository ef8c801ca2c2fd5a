//! The options for a program's environment: directories, variables, streams, sockets, clocks and random bytes.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::os::fd::OwnedFd;
#[cfg(feature = "cache")]
use std::path::Path;

use windlass::Linker;
use windlass_wasi::{DirPerms, FilePerms, WasiCtx, WasiCtxBuilder};

use crate::arguments::{Arguments, Usage};
use crate::failure::Failure;
#[cfg(feature = "sandbox")]
use crate::sandbox::Reachable;

mod clock;
mod directory;
mod listener;
mod stream;

use directory::Directory;
use stream::Stream;

/// The help for these options.
macro_rules! wasi_options_help {
    () => {
        "  --dir HOST[::GUEST][:ro]  Give the program access to the directory HOST under the name GUEST
                            (default: HOST); ':ro' makes it read-only. If a name itself ends in
                            ':ro', append ':rw'. May be repeated
  --env NAME[=VALUE]        Set an environment variable; without VALUE, to its value in this
                            command's environment. May be repeated
  --inherit-env             Pass on this command's environment; --env overrides variables
  --argv0 NAME              The program's own name, argv[0] (default: the name of FILE)
  --stdin FILE              Standard input: a file; 'null', which is empty; or 'inherit', from
                            this command (default)
  --stdout FILE             Standard output: a file to create or truncate; 'null' to discard it;
                            or 'inherit' (default)
  --stderr FILE             Standard error, likewise; may be the same file as --stdout
  --listen-fd FD            Pass on an inherited listening socket, given by its descriptor, or
                            'env' for those in LISTEN_FDS (systemd); may be repeated. In the
                            program, sockets follow the directories, from descriptor 3 on
  --max-descriptors N       Limit the program to N open descriptors (default: half of this
                            command's limit, 'ulimit -n', but at most 4096)
  --random-seed N           Make random bytes reproducible, and predictable
  --clock TIME              Make clocks reproducible. They start at TIME: seconds since 1970, or
                            a time such as 2030-01-31T12:00:00Z. Each reading of a clock advances
                            it by a microsecond; sleeping takes no real time
"
    };
}
pub(crate) use wasi_options_help;

/// The data of a program's store.
pub(crate) type State = WasiCtx;

/// Defines the functions that programs may import. `get` finds the state in the data of a store.
pub(crate) fn define<T: 'static>(
    linker: &mut Linker<T>,
    get: impl Fn(&mut T) -> &mut State + Send + Sync + Copy + 'static,
) -> windlass::Result<()> {
    windlass_wasi::add_to_linker(linker, get)
}

/// The directories that the program was given.
#[cfg(feature = "sandbox")]
pub(crate) fn reachable(state: &State) -> Vec<Reachable<'_>> {
    let writable =
        |dirs: DirPerms, files: FilePerms| dirs.contains(DirPerms::MUTATE) || files.contains(FilePerms::WRITE);
    let given = state.preopened_dirs();
    given.map(|(directory, dirs, files)| Reachable { directory, read_only: !writable(dirs, files) }).collect()
}

/// The environment of a program.
#[derive(Debug, Default)]
pub(crate) struct WasiOptions {
    directories: Vec<Directory>,
    env: Vec<(String, String)>,
    inherit_env: bool,
    argv0: Option<String>,
    stdin: Stream,
    stdout: Stream,
    stderr: Stream,
    sockets: Vec<OwnedFd>,
    max_descriptors: Option<usize>,
    random_seed: Option<u64>,
    /// The start of a fixed clock, in nanoseconds since 1970.
    clock: Option<u64>,
}

impl WasiOptions {
    /// Parses the option `name` and its value. Returns false if it is not one of these options.
    pub(crate) fn accept(&mut self, name: &str, args: &mut Arguments) -> Result<bool, Failure> {
        match name {
            "--dir" => {
                let value = args.value()?;
                self.directories.push(Directory::parse(&value).map_err(|why| args.bad_value(value.display(), why))?);
            }
            "--env" => self.env.extend(variable(args)?),
            "--inherit-env" => self.inherit_env = true,
            "--argv0" => self.argv0 = Some(args.text()?),
            "--stdin" => self.stdin = Stream::from(args.value()?),
            "--stdout" => self.stdout = Stream::from(args.value()?),
            "--stderr" => self.stderr = Stream::from(args.value()?),
            "--listen-fd" => {
                let text = args.text()?;
                self.sockets.extend(listener::open(&text).map_err(|why| args.bad_value(&text, why))?);
            }
            "--max-descriptors" => self.max_descriptors = Some(args.number(3)?),
            "--random-seed" => self.random_seed = Some(args.number(0)?),
            "--clock" => {
                let text = args.text()?;
                self.clock = Some(clock::parse(&text).ok_or_else(|| args.bad_value(&text, clock::EXPECTED))?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Discards standard output where nothing else is said.
    #[cfg(feature = "tools")]
    pub(crate) fn discard_output(&mut self) {
        self.stdout = Stream::Null;
    }

    /// The same once more.
    ///
    /// # Errors
    /// Fails if there are no descriptors left.
    #[cfg(feature = "tools")]
    pub(crate) fn duplicate(&self) -> Result<WasiOptions, Failure> {
        let sockets = self.sockets.iter().map(OwnedFd::try_clone).collect::<Result<_, _>>();
        Ok(WasiOptions {
            directories: self.directories.clone(),
            env: self.env.clone(),
            inherit_env: self.inherit_env,
            argv0: self.argv0.clone(),
            stdin: self.stdin.clone(),
            stdout: self.stdout.clone(),
            stderr: self.stderr.clone(),
            sockets: sockets.map_err(|e| Failure::load(format_args!("cannot copy a socket: {e}")))?,
            max_descriptors: self.max_descriptors,
            random_seed: self.random_seed,
            clock: self.clock,
        })
    }

    /// Whether the program gets any directory.
    pub(crate) fn has_directories(&self) -> bool {
        !self.directories.is_empty()
    }

    /// The directories that the program may write to.
    #[cfg(feature = "cache")]
    pub(crate) fn writable_directories(&self) -> impl Iterator<Item = &Path> {
        self.directories.iter().filter(|directory| !directory.read_only).map(|directory| &*directory.host)
    }

    /// Opens everything. `program` is the program's name unless `--argv0` is given.
    ///
    /// # Errors
    /// Fails if something cannot be opened, or if an argument is not UTF-8, which WASI requires.
    pub(crate) fn open(self, program: &OsStr, args: &[OsString], usage: &Usage) -> Result<WasiCtx, Failure> {
        let mut builder = WasiCtxBuilder::new();
        // A file name may hold any bytes, and the user did not write it for the program.
        builder.arg(self.argv0.as_deref().map_or_else(|| program.to_string_lossy(), Cow::Borrowed));
        for arg in args {
            let not_utf8 = || usage.error(format_args!("the argument '{}' is not valid UTF-8", arg.display()));
            builder.arg(arg.to_str().ok_or_else(not_utf8)?);
        }
        if self.inherit_env {
            builder.inherit_env();
        }
        for (name, value) in &self.env {
            builder.env(name, value);
        }
        stream::open_all(&mut builder, self.stdin, self.stdout, self.stderr)?;
        for Directory { host, guest, read_only } in &self.directories {
            let (dirs, files) = match read_only {
                true => (DirPerms::READ, FilePerms::READ),
                false => (DirPerms::all(), FilePerms::all()),
            };
            builder.preopened_dir(host, guest, dirs, files).map_err(|e| directory::failure(host, *read_only, &e))?;
            directory::warn(host);
        }
        for socket in self.sockets {
            builder.preopened_socket(socket).map_err(Failure::load)?;
        }
        if let Some(most) = self.max_descriptors {
            builder.max_descriptors(most);
        }
        if let Some(seed) = self.random_seed {
            builder.random_seed(seed);
        }
        if let Some(start) = self.clock {
            builder.fixed_clock(start);
        }
        // Arguments and variables of a process cannot contain what the builder rejects, and their number is limited.
        builder.build().map_err(|e| Failure::load(format_args!("cannot set up the program's environment: {e}")))
    }
}

/// Parses the value of `--env`. Returns `None` if the variable is to be inherited but is not set.
fn variable(args: &mut Arguments) -> Result<Option<(String, String)>, Failure> {
    let text = args.text()?;
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => match std::env::var(&text) {
            Ok(value) => (&*text, Some(value)),
            Err(std::env::VarError::NotPresent) => (&*text, None),
            Err(std::env::VarError::NotUnicode(_)) => {
                return Err(args.bad_value(&text, "the value of the variable is not valid UTF-8"));
            }
        },
    };
    if name.is_empty() {
        return Err(args.bad_value(&text, "the name is missing"));
    }
    Ok(value.map(|value| (name.to_owned(), value)))
}
