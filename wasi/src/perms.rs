//! What the embedder allows below a directory that it opens for the guest.

use crate::abi::Rights;
use bitflags::bitflags;

bitflags! {
    /// What a guest may do with the directories below the one that was opened for it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DirPerms: u8 {
        /// List, open and look at what is there.
        const READ = 1 << 0;
        /// Create, remove, rename and link what is there.
        const MUTATE = 1 << 1;
    }

    /// What a guest may do with the files below the directory that was opened for it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct FilePerms: u8 {
        /// Read files.
        const READ = 1 << 0;
        /// Write files.
        const WRITE = 1 << 1;
    }
}

impl DirPerms {
    /// The rights that are left to a directory. Those that would change it stay, and give a better error: that the
    /// file system is read only.
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
    /// The rights that are left to a file.
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
