//! The `windlass` command.

fn main() {
    std::process::exit(windlass_cli::execute(std::env::args_os()));
}
