//! Runs the `windlass` command, for the tests of this package.

fn main() {
    std::process::exit(windlass_cli::execute(std::env::args_os()));
}
