//! Arguments and environment variables: two lists of strings, passed in the same way.

use crate::WasiCtx;
use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span};

/// NUL-terminated strings, as the guest gets them.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    bytes: Vec<u8>,
    /// The start of each string.
    starts: Vec<u32>,
}

impl Strings {
    /// Appends the concatenation of `parts`.
    ///
    /// # Errors
    ///
    /// [`Errno::Inval`] if a part contains a NUL, which would end the string for the guest; [`Errno::TooBig`] if the
    /// list exceeds the guest's address space.
    pub(crate) fn push(&mut self, parts: &[&str]) -> Result<()> {
        if parts.iter().any(|part| part.contains('\0')) {
            return Err(Errno::Inval);
        }
        let start = u32::try_from(self.bytes.len()).map_err(|_| Errno::TooBig)?;
        parts.iter().for_each(|part| self.bytes.extend_from_slice(part.as_bytes()));
        self.bytes.push(0);
        self.starts.push(start);
        Ok(())
    }

    fn sizes_get(&self, memory: &mut GuestMemory<'_>, count: u32, bytes: u32) -> Result<()> {
        let (count_place, size_place) = (memory.place(count)?, memory.place(bytes)?);
        let (count, size) = (size(self.starts.len())?, size(self.bytes.len())?);
        memory.put_u32(count_place, count);
        memory.put_u32(size_place, size);
        Ok(())
    }

    fn get(&self, memory: &mut GuestMemory<'_>, pointers: u32, buffer: u32) -> Result<()> {
        let table = memory.range(Span::new(pointers, size(self.starts.len() * 4)?))?;
        let strings = memory.range(Span::new(buffer, size(self.bytes.len())?))?;
        memory.write(strings.start, &self.bytes);
        for (pointer, start) in table.step_by(4).zip(&self.starts) {
            memory.write(pointer, &(buffer + start).to_le_bytes());
        }
        Ok(())
    }
}

fn size(len: usize) -> Result<u32> {
    u32::try_from(len).map_err(|_| Errno::TooBig)
}

impl WasiCtx {
    /// `args_sizes_get(*count, *size)`
    pub(crate) fn args_sizes_get(&mut self, memory: &mut GuestMemory<'_>, count: u32, size: u32) -> Result<()> {
        self.args.sizes_get(memory, count, size)
    }

    /// `args_get(*pointers, *buffer)`
    pub(crate) fn args_get(&mut self, memory: &mut GuestMemory<'_>, pointers: u32, buffer: u32) -> Result<()> {
        self.args.get(memory, pointers, buffer)
    }

    /// `environ_sizes_get(*count, *size)`
    pub(crate) fn environ_sizes_get(&mut self, memory: &mut GuestMemory<'_>, count: u32, size: u32) -> Result<()> {
        self.env.sizes_get(memory, count, size)
    }

    /// `environ_get(*pointers, *buffer)`
    pub(crate) fn environ_get(&mut self, memory: &mut GuestMemory<'_>, pointers: u32, buffer: u32) -> Result<()> {
        self.env.get(memory, pointers, buffer)
    }
}
