//! In-memory streams, for a guest's input and output.

use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Input from memory: the guest reads the given bytes, then gets end-of-file. Clones share the position.
#[derive(Clone, Debug)]
pub struct MemoryInputPipe(Arc<Mutex<io::Cursor<Vec<u8>>>>);

impl MemoryInputPipe {
    /// A stream that contains `bytes`.
    pub fn new(bytes: impl Into<Vec<u8>>) -> MemoryInputPipe {
        MemoryInputPipe(Arc::new(Mutex::new(io::Cursor::new(bytes.into()))))
    }
}

impl Read for MemoryInputPipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).read(buffer)
    }
}

/// Output to memory. Clones share the bytes, so keep one to read what the guest wrote.
///
/// ```
/// use std::io::Write;
/// use windlass_wasi::{MemoryOutputPipe, WasiCtx};
///
/// let mut pipe = MemoryOutputPipe::new(1 << 20);
/// let ctx = WasiCtx::builder().stdout(pipe.clone()).build_p1();
/// pipe.write_all(b"what the guest writes").unwrap();
/// assert_eq!(pipe.contents(), b"what the guest writes");
/// # drop(ctx);
/// ```
#[derive(Clone, Debug)]
pub struct MemoryOutputPipe {
    bytes: Arc<Mutex<Vec<u8>>>,
    capacity: usize,
}

impl MemoryOutputPipe {
    /// A stream with a capacity in bytes. When it is full, writes fail with [`Errno::NoSpc`](crate::Errno::NoSpc).
    pub fn new(capacity: usize) -> MemoryOutputPipe {
        MemoryOutputPipe { bytes: Arc::default(), capacity }
    }

    /// The bytes written so far.
    pub fn contents(&self) -> Vec<u8> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Write for MemoryOutputPipe {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = buffer.len().min(self.capacity.saturating_sub(bytes.len()));
        if taken == 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        bytes.extend_from_slice(&buffer[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_stops_at_its_capacity() {
        let mut pipe = MemoryOutputPipe::new(5);
        let seen = pipe.clone();
        assert_eq!(pipe.write(b"abc").unwrap(), 3);
        assert_eq!(pipe.write(b"def").unwrap(), 2);
        assert_eq!(pipe.write(b"g").unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(seen.contents(), b"abcde");
    }

    #[test]
    fn input_ends() {
        let mut text = String::new();
        MemoryInputPipe::new("hello").read_to_string(&mut text).unwrap();
        assert_eq!(text, "hello");
    }
}
