//! Finds what was made from a large file without reading the file.
//!
//! To hash tens of megabytes takes longer than some programs run. So the cache keeps, under the hash of which file it was and when it
//! changed last, the key of what was made from it. The system sets the time of the last change (`ctime`) whenever contents, times or
//! names of a file change, and no program can set it: a file that was written to, or that replaced another, is another one here.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::thread;
use std::time::{Duration, SystemTime};

use super::{Cache, Key};

/// What the names of these files end in.
pub(super) const EXTENSION: &str = "id";

/// Two changes within this time may leave the same time.
const RESOLUTION: Duration = Duration::from_millis(100);

/// Which file it is, and in which state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity([u64; 7]);

impl Identity {
    /// That of an open file.
    ///
    /// # Errors
    /// Fails if the system does not tell.
    pub(crate) fn of(file: &File) -> io::Result<Identity> {
        let m = file.metadata()?;
        let times = [m.mtime(), m.mtime_nsec(), m.ctime(), m.ctime_nsec()].map(i64::cast_unsigned);
        let [mtime, mtime_nsec, ctime, ctime_nsec] = times;
        Ok(Identity([m.dev(), m.ino(), m.size(), mtime, mtime_nsec, ctime, ctime_nsec]))
    }

    /// That of an open file, so that every later change makes it another: waits until the last change is long enough ago. `None` if
    /// that was in the future.
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
    /// The key of what was made from the file, if that is known.
    pub(super) fn key_of(&self, file: &File) -> Option<Key> {
        let mut found = self.directory.open_file(&self.name_of(&Identity::of(file).ok()?)).ok()?;
        let mut key = [0; 32];
        found.read_exact(&mut key).ok()?;
        // What was used last is kept longest.
        let _ = found.set_modified(SystemTime::now());
        Some(Key(key))
    }

    /// Remembers that the file with this identity is what the key is of.
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
