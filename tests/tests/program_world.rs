//! What `windlass run` gives a program: arguments, variables, directories, streams, sockets, clocks and random bytes.

use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::command::{Done, HELLO, SHOW, Scratch, run, run_with_input, windlass};

/// A program that opens the file "f" in its first directory, and exits with the resulting errno.
fn open(oflags: u32, rights: u64) -> String {
    format!(
        r#"(module
      (import "wasi_snapshot_preview1" "path_open"
        (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1)
      (data (i32.const 0) "f")
      (func (export "_start")
        (call $exit (call $open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 1) (i32.const {oflags})
                                (i64.const {rights}) (i64.const 0) (i32.const 0) (i32.const 8)))))"#
    )
}

/// Arguments for [`open`].
const TO_READ: (u32, u64) = (0, 1 << 1);
const TO_WRITE: (u32, u64) = (0, 1 << 6);
const TO_CREATE: (u32, u64) = (1, 1 << 6);

/// WASI errnos, as exit status.
const EBADF: Option<i32> = Some(8);
const EROFS: Option<i32> = Some(69);

/// Copies 100 bytes from standard input to standard output, and writes "!" to standard error.
const COPY: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\00\01\00\00\64\00\00\00\10\00\00\00\01\00\00\00!")
  (func (export "_start")
    (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32)))
    (drop (call $write (i32.const 2) (i32.const 8) (i32.const 1) (i32.const 32)))))"#;

/// Sleeps for an hour, then prints the time and eight random bytes, as raw bytes.
const TIME_AND_CHANCE: &str = r#"(module
  (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\20\00\00\00\10\00\00\00")
  (func (export "_start")
    ;; A subscription to the monotonic clock.
    (i32.store (i32.const 272) (i32.const 1))
    (i64.store (i32.const 280) (i64.const 3600000000000))
    (drop (call $poll (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 8)))
    (drop (call $time (i32.const 0) (i64.const 1) (i32.const 32)))
    (drop (call $random (i32.const 40) (i32.const 8)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))"#;

/// Accepts a connection on descriptor `{fd}`, and sends "hi".
fn greet(fd: u32) -> String {
    format!(
        r#"(module
      (import "wasi_snapshot_preview1" "sock_accept" (func $accept (param i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1)
      (data (i32.const 0) "\10\00\00\00\02\00\00\00\00\00\00\00\00\00\00\00hi")
      (func (export "_start") (local $error i32)
        (local.set $error (call $accept (i32.const {fd}) (i32.const 0) (i32.const 8)))
        (if (local.get $error) (then (call $exit (local.get $error))))
        (call $exit (call $send (i32.load (i32.const 8)) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 8)))))"#
    )
}

#[test]
fn what_follows_the_file_goes_to_the_program() {
    let scratch = Scratch::new();
    let show = scratch.file("show.wat", SHOW);
    let done = run(&["run", "--env", "A=1", "--env=B=x=y", &show, "--env", "C=2", "-h", ""]);
    assert_eq!(done.stdout, "show.wat\n--env\nC=2\n-h\n\nA=1\nB=x=y\n", "{}", done.stderr);
    // The command `run` may be omitted.
    let done = run(&["--env", "A=1", &show, "run"]);
    assert_eq!(done.stdout, "show.wat\nrun\nA=1\n", "{}", done.stderr);
}

#[test]
fn a_file_may_have_any_name() {
    let scratch = Scratch::new();
    let path = scratch.path().join(OsStr::from_bytes(b"\xff \n\xc5\xbe.wat"));
    fs::write(&path, SHOW).unwrap();
    let done = run(&[OsStr::new("run"), path.as_os_str(), OsStr::new("x")]);
    assert_eq!((done.status, &*done.stdout), (Some(0), "\u{fffd} \n\u{17e}.wat\nx\n"), "{}", done.stderr);
}

#[test]
fn a_variable_without_a_value_has_the_one_it_has_here() {
    let scratch = Scratch::new();
    let show = scratch.file("show.wat", SHOW);
    let output = windlass()
        .args(["run", "--env", "WINDLASS_TEST_SET", "--env", "WINDLASS_TEST_UNSET", &show])
        .env("WINDLASS_TEST_SET", "here")
        .env_remove("WINDLASS_TEST_UNSET")
        .output()
        .unwrap();
    assert_eq!(Done::from(output).stdout, "show.wat\nWINDLASS_TEST_SET=here\n");
}

#[test]
fn all_variables_can_be_passed_on_and_some_replaced() {
    let scratch = Scratch::new();
    let show = scratch.file("show.wat", SHOW);
    let mut command = windlass();
    let args = ["run", "--env", "WINDLASS_TEST_A=mine", "--inherit-env", "--argv0", "other name", &show];
    command.args(args).env("WINDLASS_TEST_A", "a").env("WINDLASS_TEST_B", "b");
    let printed = Done::from(command.output().unwrap()).stdout;
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines[0], "other name");
    assert!(lines.contains(&"WINDLASS_TEST_A=mine") && lines.contains(&"WINDLASS_TEST_B=b"), "{printed}");
    assert!(!lines.contains(&"WINDLASS_TEST_A=a"), "{printed}");
    assert!(lines.iter().any(|line| line.starts_with("PATH=")), "{printed}");
}

#[test]
fn a_program_sees_the_directories_it_is_given_and_no_others() {
    let scratch = Scratch::new();
    let file = scratch.file("open.wat", open(TO_READ.0, TO_READ.1));
    scratch.file("f", "x");
    let dir = scratch.path().to_str().unwrap();
    assert_eq!(run(&["run", "--dir", dir, &file]).status, Some(0));
    assert_eq!(run(&["run", "--dir", &format!("{dir}::/elsewhere"), &file]).status, Some(0));
    // Without directories, there is no descriptor 3.
    assert_eq!(run(&["run", &file]).status, EBADF);
}

#[test]
fn a_read_only_directory_cannot_be_changed() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path().join("d")).unwrap();
    fs::create_dir(scratch.path().join("d:ro")).unwrap();
    let dir = scratch.path().join("d").into_os_string().into_string().unwrap();
    let status = |option: &str, (oflags, rights): (u32, u64)| {
        run(&["run", "--dir", option, &scratch.file("open.wat", open(oflags, rights))]).status
    };
    for option in [format!("{dir}:ro"), format!("{dir}::/x:ro")] {
        assert_eq!(status(&option, TO_CREATE), EROFS, "{option}");
        assert!(!Path::new(&dir).join("f").exists());
    }
    // Host names that end in such a suffix, and a guest name that does.
    for option in [format!("{dir}:ro:rw"), format!("{dir}::ro")] {
        assert_eq!(status(&option, TO_CREATE), Some(0), "{option}");
    }
    assert!(scratch.path().join("d:ro/f").exists());
    for option in [format!("{dir}:ro"), format!("{dir}::/x:ro"), format!("{dir}:ro:ro")] {
        assert_eq!(status(&option, TO_READ), Some(0), "{option}");
        assert_eq!(status(&option, TO_WRITE), EROFS, "{option}");
        assert_eq!(status(&option, TO_CREATE), EROFS, "{option}");
    }
    fs::remove_dir_all(&dir).unwrap();
    let done = run(&["run", "--dir", &format!("{dir}:ro"), HELLO]);
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains(&format!("if you mean '{dir}:ro', write '{dir}:ro:rw'")), "{}", done.stderr);
}

#[test]
fn streams_can_be_files_or_nothing() {
    let scratch = Scratch::new();
    let copy = scratch.file("copy.wat", COPY);
    let (input, output) = (scratch.file("in", "from a file"), scratch.file("out", "something longer that goes away"));
    let done = run(&["run", "--stdin", &input, &copy]);
    assert_eq!((&*done.stdout, &*done.stderr), ("from a file", "!"));
    let done = run_with_input(&["run", "--stdin", "null", &copy], b"not read");
    assert_eq!((&*done.stdout, &*done.stderr), ("", "!"));
    let done = run_with_input(&["run", "--stdin=inherit", "--stdout=null", "--stderr=null", &copy], b"read");
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "", ""));
    let done = run_with_input(&["run", "--stdout", &output, &copy], b"read");
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "", "!"));
    assert_eq!(fs::read(&output).unwrap(), b"read");
    // Both go to one file, without overwriting each other.
    let done = run_with_input(&["run", "--stdout", &output, "--stderr", &output, &copy], b"more");
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "", ""));
    assert_eq!(fs::read(&output).unwrap(), b"more!");
    for (option, path, message) in [
        ("--stdin", "no/such/file", "'no/such/file' cannot be read: "),
        ("--stdin", "/", "'/' cannot be read: "),
        ("--stdout", "no/such/file", "'no/such/file' cannot be written: "),
        ("--stderr", "/", "'/' cannot be written: "),
    ] {
        let done = run(&["run", option, path, &copy]);
        assert_eq!((done.status, done.stderr.lines().count()), (Some(1), 1), "{option} {path}: {}", done.stderr);
        assert!(done.stderr.contains(message), "{option} {path}: {}", done.stderr);
    }
}

#[test]
fn streams_that_are_closed_are_empty() {
    let scratch = Scratch::new();
    let copy = scratch.file("copy.wat", COPY);
    let run = |redirection: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec \"$@\" {redirection}"), "sh"]);
        // Under emulation, the command is an argument of the runner.
        let command = windlass();
        shell.arg(command.get_program()).args(command.get_args());
        // A file opened later must not take the descriptor of a closed stream.
        let output = shell.args(["run", "--dir", scratch.path().to_str().unwrap(), &copy]).output().unwrap();
        let done = Done::from(output);
        (done.status, done.stdout, done.stderr)
    };
    assert_eq!(run("<&-"), (Some(0), String::new(), "!".into()));
    assert_eq!(run("<&- >&-"), (Some(0), String::new(), "!".into()));
    assert_eq!(run("<&- >&- 2>&-"), (Some(0), String::new(), String::new()));
}

#[test]
fn a_run_can_be_repeated_exactly() {
    let scratch = Scratch::new();
    let program = scratch.file("time.wat", TIME_AND_CHANCE);
    let run = |options: &[&str]| {
        let output = windlass().arg("run").args(options).arg(&program).output().unwrap();
        let words: Vec<u64> =
            output.stdout.chunks(8).map(|word| u64::from_le_bytes(word.try_into().unwrap())).collect();
        (words[0], words[1])
    };
    let (time, chance) = run(&["--clock", "1700000000", "--random-seed", "7"]);
    assert_eq!((time, chance), run(&["--clock", "2023-11-14T22:13:20Z", "--random-seed", "7"]));
    // The program slept for an hour, which took no time, and read the clock a few times.
    assert!((1_700_003_600_000_000_001..1_700_003_600_001_000_000).contains(&time), "{time}");
    let other = run(&["--clock", "1700000000.5", "--random-seed", "8"]);
    assert_eq!(other.0, time + 500_000_000);
    assert_ne!(other.1, chance);
    assert_ne!(run(&["--clock", "0"]).1, run(&["--clock", "0"]).1, "random bytes differ where no seed is given");
}

/// Starts the command with a listening socket as standard input and checks the greeting. `command` has all other
/// arguments.
fn is_greeted(command: &mut Command, listener: TcpListener) {
    let address = listener.local_addr().unwrap();
    command.stdin(OwnedFd::from(listener)).stdout(Stdio::piped()).stderr(Stdio::piped());
    // The connection waits in the socket's queue until the program accepts it.
    let mut connection = TcpStream::connect(address).unwrap();
    let child = command.spawn().unwrap();
    let done = Done::from(child.wait_with_output().unwrap());
    assert_eq!((done.status, &*done.stderr), (Some(0), ""));
    let mut greeting = String::new();
    connection.read_to_string(&mut greeting).unwrap();
    assert_eq!(greeting, "hi");
}

#[test]
fn sockets_are_handed_over() {
    let scratch = Scratch::new();
    let listener = || TcpListener::bind("127.0.0.1:0").unwrap();
    let (at_3, at_4) = (scratch.file("greet3.wat", greet(3)), scratch.file("greet4.wat", greet(4)));
    is_greeted(windlass().args(["run", "--listen-fd", "0", "--stdin", "null", &at_3]), listener());
    // Sockets come after the directories.
    let dir = scratch.path().to_str().unwrap();
    is_greeted(windlass().args(["run", "--listen-fd", "0", "--dir", dir, &at_4]), listener());
    // Socket activation as systemd does it.
    let command = windlass();
    let mut shell = Command::new("sh");
    shell.args(["-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$@\" 3<&0 </dev/null", "sh"]).arg(command.get_program());
    shell.args(command.get_args()).args(["run", "--listen-fd", "env", &at_3]);
    is_greeted(&mut shell, listener());
}

#[test]
fn wrong_values_are_explained() {
    for (option, value, message) in [
        ("--dir", "", "HOST is missing"),
        ("--dir", "x::", "GUEST is missing"),
        ("--env", "=x", "the name is missing"),
        ("--random-seed", "x", "expected an integer of at least 0"),
        ("--clock", "noon", "seconds since 1970"),
        ("--clock", "1969-12-31T23:59:59Z", "seconds since 1970"),
        ("--listen-fd", "x", "expected the descriptor of an inherited socket, or 'env'"),
        ("--listen-fd", "0", "descriptor 0 is not a socket"),
        ("--listen-fd", "999", "descriptor 999 cannot be used"),
        ("--listen-fd", "4294967295", "there is no descriptor 4294967295"),
        ("--listen-fd", "env", "LISTEN_FDS is not set"),
    ] {
        let output = windlass().args(["run", option, value, HELLO]).env_remove("LISTEN_FDS").output().unwrap();
        let done = Done::from(output);
        assert_eq!((done.status, &*done.stdout), (Some(2), ""), "{option} {value}: {}", done.stderr);
        let start = format!("error: '{option}' does not take '{value}': ");
        assert!(done.stderr.starts_with(&start) && done.stderr.contains(message), "{option} {value}: {}", done.stderr);
    }
    let done = run(&[OsStr::new("run"), OsStr::new(HELLO), OsStr::from_bytes(b"\xff")]);
    assert_eq!(done.status, Some(2));
    assert!(done.stderr.contains("is not valid UTF-8"), "{}", done.stderr);
    let mut command = windlass();
    command.args(["run", "--listen-fd", "env", HELLO]).env("LISTEN_FDS", "1").env("LISTEN_PID", "1");
    let done = Done::from(command.output().unwrap());
    assert!(done.stderr.contains("for another process"), "{}", done.stderr);
}

#[test]
fn who_forgets_a_directory_is_reminded() {
    let scratch = Scratch::new();
    let open = scratch.file("open.wat", open(TO_READ.0, TO_READ.1));
    let (input, dir) = (scratch.file("f", "x"), scratch.path().to_str().unwrap());
    let done = run(&["run", &open, "-v", &input]);
    let hint = format!(
        "note: '{input}' exists, but the program has no access to a directory; to pass it, put '--dir {dir}' before FILE"
    );
    assert_eq!(done.status, EBADF);
    assert!(done.stderr.starts_with(&hint), "{}", done.stderr);
    let done = run(&["run", &open, "--dir", dir, &input]);
    assert!(done.stderr.starts_with("note: '--dir' follows FILE, so it was passed to the program"), "{}", done.stderr);
    // No note if the program has a directory, if the argument is not a file, or if the program succeeds.
    assert_eq!(run(&["run", "--dir", dir, &open, &input]).stderr, "");
    assert_eq!(run(&["run", &open, "no/such/file", ""]).stderr, "");
    assert_eq!(run(&["run", HELLO, &input]).stderr, "");
}
