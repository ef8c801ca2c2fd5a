//! Finds the cached code of a large module without reading the module.
//!
//! Hashing tens of megabytes takes longer than some programs run. So the cache maps the identity of a file (device,
//! inode, size and times) to the key of its module. The kernel updates `ctime` whenever the contents, times or names of
//! a file change, and no program can set it, so a file that is modified or replaced gets a new identity.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::thread;
use std::time::{Duration, SystemTime};

use super::{Cache, Key};

/// The extension of the files that hold a key.
pub(super) const EXTENSION: &str = "id";

/// Two changes of a file within this time may leave the same `ctime`.
const RESOLUTION: Duration = Duration::from_millis(100);

/// Identifies a file in one state of its contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity([u64; 7]);

impl Identity {
    /// The identity of an open file.
    ///
    /// # Errors
    /// Fails if the file's metadata cannot be read.
    pub(crate) fn of(file: &File) -> io::Result<Identity> {
        let m = file.metadata()?;
        let times = [m.mtime(), m.mtime_nsec(), m.ctime(), m.ctime_nsec()].map(i64::cast_unsigned);
        let [mtime, mtime_nsec, ctime, ctime_nsec] = times;
        Ok(Identity([m.dev(), m.ino(), m.size(), mtime, mtime_nsec, ctime, ctime_nsec]))
    }

    /// The identity of an open file, which any later change is certain to alter: waits until the last change is older
    /// than the resolution of `ctime`. Returns `None` if the last change is in the future.
    ///
    /// # Errors
    /// As [`Identity::of`].
    pub(crate) fn settled(file: &File) -> io::Result<Option<Identity>> {
        let identity = Identity::of(file)?;
        let changed = SystemTime::UNIX_EPOCH + Duration::new(identity.0[5], identity.0[6] as u32);
        let Ok(age) = changed.elapsed() else { return Ok(None) };
        thread::sleep(RESOLUTION.saturating_sub(age));
        Ok(Some(identity))
    }
}

impl Cache {
    /// The key of the module in `file`, if it is known.
    pub(super) fn key_of(&self, file: &File) -> Option<Key> {
        let mut found = self.directory.open_file(&self.name_of(&Identity::of(file).ok()?)).ok()?;
        let mut key = [0; 32];
        found.read_exact(&mut key).ok()?;
        // For the order of eviction.
        let _ = found.set_modified(SystemTime::now());
        Some(Key(key))
    }

    /// Records that the file with this identity contains the module with this key.
    pub(super) fn remember(&self, identity: &Identity, key: &Key) -> io::Result<()> {
        let name = self.name_of(identity);
        let temporary = Cache::temporary_name(&name);
        let written = self.directory.create_file(&temporary)?.write_all(&key.0);
        written
            .and_then(|()| self.directory.rename(&temporary, &name))
            .inspect_err(|_| _ = self.directory.remove(&temporary))
    }

    fn name_of(&self, identity: &Identity) -> String {
        let mut bytes = b"the file ".to_vec();
        bytes.extend(identity.0.iter().flat_map(|number| number.to_le_bytes()));
        format!("{}.{EXTENSION}", self.key(&bytes).name())
    }
}
