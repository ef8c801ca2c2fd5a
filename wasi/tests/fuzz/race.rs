//! Modifies the guest's directory while the guest uses it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::numbers::Numbers;

/// Renames, exchanges, replaces and removes entries of `inside` until `stop` is set. The guest can only replace the last
/// component of the paths used here, which these calls do not follow. So this function itself stays inside.
pub(crate) fn stir(inside: &Path, mut numbers: Numbers, stop: &AtomicBool) {
    const NAMES: &[&str] = &["a", "b", "c", "d", "file", "sub", "link-out", "link-up"];
    const TARGETS: &[&str] = &["../outside", "..", "/", "sub", "../outside/secret", "a", "link-up/outside"];
    while !stop.load(Ordering::Relaxed) {
        let mut name = || inside.join(numbers.pick(NAMES));
        let (one, other) = (name(), name());
        // Errors are expected: an entry may be missing, or a directory not empty.
        match numbers.below(8) {
            0..4 => drop(renameat_with(CWD, &one, CWD, &other, RenameFlags::EXCHANGE)),
            4 => drop(fs::rename(&one, &other)),
            5 => drop(symlink(numbers.pick(TARGETS), &one)),
            6 => drop(fs::remove_file(&one)),
            _ => drop(fs::create_dir(&one)),
        }
    }
}
