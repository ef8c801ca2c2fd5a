//! The `windlass` command, as the tests of this package run it.

fn main() {
    std::process::exit(windlass_cli::execute(std::env::args_os()));
}
