//! Runs the examples, which `cargo test` has built.

use std::path::PathBuf;
use std::process::Command;

/// Runs an example, and returns what it prints.
fn run(name: &str) -> String {
    // This test is in the directory `deps` beside `examples`.
    let test = std::env::current_exe().unwrap();
    let directory: PathBuf = test.ancestors().nth(2).unwrap().join("examples");
    let program = directory.join(name);
    if !program.exists() {
        println!("skipped: {name} was not built, since only some targets were");
        return String::new();
    }
    // Under emulation, a runner runs the program.
    let mut command = match std::env::var_os("WINDLASS_RUNNER") {
        Some(runner) => {
            let mut command = Command::new(runner);
            command.arg(program);
            command
        }
        None => Command::new(program),
    };
    let output = command.output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn examples_do_what_they_say() {
    for (name, expected) in [
        ("hello", "Hello, world!\nHello, world!\nHello, world!\n"),
        ("memory", "the guest has 196608 bytes, the host's own memory 65536"),
        ("linking", "quadruple(5) = 20\n"),
        ("host_state", "there are no 2 bytes at 65535"),
        ("plugin_host", "honest: answered 42, counted 1\nendless: was ended: interrupt"),
        ("wasi", "status 0: Hello from WebAssembly!\n"),
        ("ahead_of_time", "the answer is 42, from "),
        ("thread_pool", "thread 3 handled "),
        ("limits", "a third instance: "),
        ("interrupt", "after 3 epochs: "),
    ] {
        let printed = run(name);
        assert!(printed.is_empty() || printed.contains(expected), "{name}: {printed}");
    }
}
