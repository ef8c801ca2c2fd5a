//! Memory for code that is added while other code in the same region is running.

use std::os::fd::AsRawFd;

use super::memory::{Mapping, OsError, executable, page_size};
use super::sealed_file;

/// The number of written bytes of the window that may stay mapped.
const WINDOW_STEP: usize = 256 << 10;

/// An address range with data memory, followed by code.
///
/// The code is in an anonymous memory file that is mapped twice: readable and executable at the code's address, and
/// writable at another address, the window. So no address is ever writable and executable, and code can be added next
/// to code that other threads are executing. Once mapped, the file is sealed against any other way to write to it, and
/// closed: no path leads to it, including `/proc/self/fd`. Written parts of the window are unmapped. If the kernel
/// has no memory files, each piece of code gets its own pages.
#[derive(Debug)]
pub(crate) struct CodeRegion {
    mapping: Mapping,
    data_len: usize,
    window: Option<Window>,
    /// The process that writes to the file. Forked children share it.
    process: u32,
    /// See [`Mapping::make_executable`].
    branch_protection: bool,
}

/// The window for writing code: maps the memory file starting at code offset `start`.
#[derive(Debug)]
struct Window {
    view: Mapping,
    start: usize,
}

impl Window {
    /// Writes `code` at code offset `at`, and unmaps written pages before it.
    fn write(&mut self, at: usize, code: &[u8]) {
        let place = at.checked_sub(self.start).expect("code is added after existing code");
        assert!(place + code.len() <= self.view.len(), "code outside of its window");
        // SAFETY: the bytes are in the view, which is writable, and nothing else accesses it. Readers of the file's
        // other mapping only read code that was written earlier.
        unsafe { self.view.base().add(place).copy_from_nonoverlapping(code.as_ptr(), code.len()) };
        let written = (place + code.len()) / page_size() * page_size();
        if written >= WINDOW_STEP {
            self.view.give_up_start(written);
            self.start += written;
        }
    }
}

impl CodeRegion {
    /// A region for `data` bytes of zeroed memory and up to `code` bytes of code, initially unused.
    pub(crate) fn new(data: usize, code: usize, branch_protection: bool) -> Result<CodeRegion, OsError> {
        let mut region = CodeRegion::without_file(data, code, branch_protection)?;
        region.window = region.map_file();
        Ok(region)
    }

    /// Backs the code with a new file. Returns `None`, with nothing changed, if the kernel has no memory files.
    fn map_file(&mut self) -> Option<Window> {
        const MFD_EXEC: libc::c_uint = 0x10;
        let file = sealed_file::create(self.code_len(), MFD_EXEC)?;
        let view = Mapping::writable_view(&file, self.code_len()).ok()?;
        let flags = libc::MAP_SHARED | libc::MAP_FIXED | libc::MAP_NORESERVE;
        let protection = executable(self.branch_protection);
        // SAFETY: the range is the end of the mapping, which is ours; the code in use stays the same.
        let mapped = unsafe {
            let at = self.mapping.base().add(self.data_len).cast();
            libc::mmap(at, self.code_len(), protection, flags, file.as_raw_fd(), 0)
        };
        if mapped == libc::MAP_FAILED {
            return None;
        }
        // Kernels before 5.1 do not know F_SEAL_FUTURE_WRITE. Do without: the descriptor is about to be closed anyway.
        let seals = libc::F_SEAL_SHRINK | libc::F_SEAL_GROW | libc::F_SEAL_SEAL;
        let _ = sealed_file::seal(&file, seals | libc::F_SEAL_FUTURE_WRITE) || sealed_file::seal(&file, seals);
        Some(Window { view, start: 0 })
    }

    /// Gives a forked process its own file, with the first `used` bytes of the code.
    fn leave_parent(&mut self, used: usize) -> Result<(), OsError> {
        // SAFETY: that many bytes of code are in use, and nothing modifies them.
        let code = unsafe { core::slice::from_raw_parts(self.code(), used) }.to_vec();
        // The old value is dropped with the parent's window.
        let mut window = self.map_file().ok_or_else(OsError::last)?;
        window.write(0, &code);
        self.window = Some(window);
        self.process = std::process::id();
        Ok(())
    }

    fn without_file(data: usize, code: usize, branch_protection: bool) -> Result<CodeRegion, OsError> {
        let data_len = data.next_multiple_of(page_size());
        let mut mapping = Mapping::reserve(data_len.saturating_add(code.next_multiple_of(page_size())))?;
        mapping.make_writable(0, data_len)?;
        Ok(CodeRegion { mapping, data_len, window: None, process: std::process::id(), branch_protection })
    }

    /// The data memory; it ends where the code begins.
    pub(crate) fn data(&self) -> *mut u8 {
        self.mapping.base()
    }

    /// The size of the data memory in bytes: the requested size, rounded up to pages.
    pub(crate) fn data_len(&self) -> usize {
        self.data_len
    }

    /// The start of the code.
    pub(crate) fn code(&self) -> *const u8 {
        self.mapping.base().wrapping_add(self.data_len)
    }

    /// The capacity for code in bytes.
    pub(crate) fn code_len(&self) -> usize {
        self.mapping.len() - self.data_len
    }

    /// The alignment of every piece of code.
    pub(crate) fn alignment(&self) -> usize {
        /// The unit of instruction fetch.
        const FETCHED: usize = 16;
        if self.window.is_some() { FETCHED } else { page_size() }
    }

    /// Adds executable `code` at offset `at`, which must follow all earlier code.
    pub(crate) fn add(&mut self, at: usize, code: &[u8]) -> Result<(), OsError> {
        assert!(at.checked_add(code.len()).is_some_and(|end| end <= self.code_len()), "code outside of its region");
        if self.window.is_some() && self.process != std::process::id() {
            self.leave_parent(at)?;
        }
        match &mut self.window {
            Some(window) => {
                window.write(at, code);
                Ok(())
            }
            None => {
                let (start, len) = (self.data_len + at, code.len().next_multiple_of(page_size()));
                self.mapping.make_writable(start, len)?;
                // SAFETY: the bytes are in the mapping, were just made writable, and nothing else uses them.
                unsafe { self.mapping.base().add(start).copy_from_nonoverlapping(code.as_ptr(), code.len()) };
                self.mapping.make_part_executable(start, len, self.branch_protection)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `mov eax, imm32; ret`
    fn returns(x: u32) -> [u8; 6] {
        let [a, b, c, d] = x.to_le_bytes();
        [0xb8, a, b, c, d, 0xc3]
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn a_forked_process_has_code_of_its_own() {
        let mut region = CodeRegion::new(1, 1 << 20, false).unwrap();
        let call = |region: &CodeRegion, at: usize| {
            // SAFETY: the callers stored a function there.
            let f: extern "C" fn() -> u32 = unsafe { core::mem::transmute(region.code().add(at)) };
            f()
        };
        region.add(0, &returns(1)).unwrap();
        // SAFETY: the child only computes and exits.
        match unsafe { libc::fork() } {
            0 => {
                let right = region.add(16, &returns(2)).is_ok() && call(&region, 0) == 1 && call(&region, 16) == 2;
                // SAFETY: ends the child without running the parent's exit handlers.
                unsafe { libc::_exit(i32::from(!right)) };
            }
            child => {
                assert!(child > 0);
                region.add(16, &returns(3)).unwrap();
                let mut status = -1;
                // SAFETY: the child is ours.
                unsafe { libc::waitpid(child, &mut status, 0) };
                assert_eq!((status, call(&region, 0), call(&region, 16)), (0, 1, 3));
            }
        }
    }

    #[test]
    fn code_can_be_added_piece_by_piece() {
        for mut region in
            [CodeRegion::new(10, 1 << 20, false).unwrap(), CodeRegion::without_file(10, 1 << 20, false).unwrap()]
        {
            assert_eq!((region.data_len(), region.code_len()), (page_size(), 1 << 20));
            // SAFETY: the first bytes of the region are ordinary memory.
            unsafe { region.data().write(1) };
            for i in 0..100 {
                let at = i * region.alignment();
                region.add(at, &returns(i as u32)).unwrap();
                if cfg!(target_arch = "x86_64") {
                    // SAFETY: just put there.
                    let f: extern "C" fn() -> u32 = unsafe { core::mem::transmute(region.code().add(at)) };
                    assert_eq!(f(), i as u32);
                }
            }
        }
    }
}
