//! The embedder's permissions for a preopened directory.

use crate::abi::Rights;
use bitflags::bitflags;

bitflags! {
    /// Permissions for the directories below a preopened directory.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DirPerms: u8 {
        /// List directories, and open and stat their entries.
        const READ = 1 << 0;
        /// Create, remove, rename and link entries.
        const MUTATE = 1 << 1;
    }

    /// Permissions for the files below a preopened directory.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct FilePerms: u8 {
        /// Read files.
        const READ = 1 << 0;
        /// Write files.
        const WRITE = 1 << 1;
    }
}

impl DirPerms {
    /// The rights that remain for a directory. Those to modify it remain, since they lead to a better error: that the
    /// file system is read-only.
    pub(crate) fn directory_rights(self) -> Rights {
        let mut rights = Rights::DIRECTORY;
        if !self.contains(DirPerms::READ) {
            rights.remove(Rights::FD_READDIR);
        }
        if !self.contains(DirPerms::MUTATE) {
            rights.remove(Rights::FD_FILESTAT_SET_TIMES);
        }
        rights
    }
}

impl FilePerms {
    /// The rights that remain for a file.
    pub(crate) fn file_rights(self) -> Rights {
        let mut rights = Rights::all();
        if !self.contains(FilePerms::READ) {
            rights.remove(Rights::FD_READ);
        }
        if !self.contains(FilePerms::WRITE) {
            rights.remove(
                Rights::FD_WRITE | Rights::FD_ALLOCATE | Rights::FD_FILESTAT_SET_SIZE | Rights::FD_FILESTAT_SET_TIMES,
            );
        }
        rights
    }
}
