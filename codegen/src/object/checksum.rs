//! Checksums: XXH3, which is as fast as memory. They find accidents, not malice.

use twox_hash::xxhash3_64::Hasher;

/// The checksum of `parts`, one after the other.
pub(super) fn checksum(parts: &[&[u8]]) -> u64 {
    use core::hash::Hasher as _;
    match parts {
        [all] => Hasher::oneshot(all),
        _ => {
            let mut hasher = Hasher::new();
            parts.iter().for_each(|part| hasher.write(part));
            hasher.finish()
        }
    }
}
