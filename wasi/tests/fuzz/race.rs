//! Another program that moves things about in the guest's directory while the guest uses them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::numbers::Numbers;

/// Renames, swaps, replaces and removes names in `inside` until it is told to stop. Only the last name of a path is ever
/// one that the guest can change, and no call follows that: so this gets nowhere outside itself.
pub(crate) fn stir(inside: &Path, mut numbers: Numbers, stop: &AtomicBool) {
    const NAMES: &[&str] = &["a", "b", "c", "d", "file", "sub", "link-out", "link-up"];
    const TARGETS: &[&str] = &["../outside", "..", "/", "sub", "../outside/secret", "a", "link-up/outside"];
    while !stop.load(Ordering::Relaxed) {
        let mut name = || inside.join(numbers.pick(NAMES));
        let (one, other) = (name(), name());
        // That something is not there, or not empty, is to be expected.
        match numbers.below(8) {
            0..4 => drop(renameat_with(CWD, &one, CWD, &other, RenameFlags::EXCHANGE)),
            4 => drop(fs::rename(&one, &other)),
            5 => drop(symlink(numbers.pick(TARGETS), &one)),
            6 => drop(fs::remove_file(&one)),
            _ => drop(fs::create_dir(&one)),
        }
    }
}
