//! The file format of cases with their expected outcomes.

use std::io::{self, Read, Write};

use crate::case::{Call, Case, Value};

/// A case in a file.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The number.
    pub number: u64,
    /// The case.
    pub case: Case,
    /// The expected digest of each call, so that a difference is located at its first call.
    pub expected: Vec<u64>,
}

fn bytes(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u32).to_le_bytes())?;
    out.write_all(bytes)
}

/// Writes a case.
///
/// # Errors
/// If writing fails.
pub fn write_entry(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    let Entry { number, case, expected } = entry;
    out.write_all(&number.to_le_bytes())?;
    out.write_all(&case.fill.to_le_bytes())?;
    out.write_all(&case.fuel.to_le_bytes())?;
    out.write_all(&[u8::from(case.torn_stores)])?;
    out.write_all(&(case.modules.len() as u32).to_le_bytes())?;
    for module in &case.modules {
        bytes(out, module)?;
    }
    out.write_all(&(case.calls.len() as u32).to_le_bytes())?;
    for call in &case.calls {
        out.write_all(&call.instance.to_le_bytes())?;
        out.write_all(&call.function.to_le_bytes())?;
        out.write_all(&[u8::from(call.observe), call.args.len() as u8])?;
        for arg in &call.args {
            out.write_all(&[arg.tag()])?;
            out.write_all(&arg.bits().to_le_bytes())?;
        }
    }
    out.write_all(&(expected.len() as u32).to_le_bytes())?;
    expected.iter().try_for_each(|digest| out.write_all(&digest.to_le_bytes()))
}

struct Source<R>(R);

impl<R: Read> Source<R> {
    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn u32(&mut self) -> io::Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn entry(&mut self, number: u64) -> io::Result<Entry> {
        let mut case = Case {
            fill: u64::from_le_bytes(self.array()?),
            fuel: i32::from_le_bytes(self.array()?),
            torn_stores: self.array::<1>()?[0] != 0,
            ..Case::default()
        };
        for _ in 0..self.u32()? {
            let mut module = vec![0; self.u32()? as usize];
            self.0.read_exact(&mut module)?;
            case.modules.push(module);
        }
        for _ in 0..self.u32()? {
            let (instance, function) = (self.u32()?, self.u32()?);
            let [observe, count] = self.array()?;
            let mut args = Vec::new();
            for _ in 0..count {
                let [tag] = self.array()?;
                let bits = u128::from_le_bytes(self.array()?);
                args.push(Value::from_bits(tag, bits).ok_or(io::ErrorKind::InvalidData)?);
            }
            case.calls.push(Call { instance, function, args, observe: observe != 0 });
        }
        let expected = (0..self.u32()?).map(|_| Ok(u64::from_le_bytes(self.array()?))).collect::<io::Result<_>>()?;
        Ok(Entry { number, case, expected })
    }
}

/// Reads the cases of a file.
///
/// # Errors
/// Each item may be an I/O error.
pub fn read_entries(file: impl Read) -> impl Iterator<Item = io::Result<Entry>> {
    let mut source = Source(file);
    std::iter::from_fn(move || {
        let number = match source.array() {
            Ok(number) => u64::from_le_bytes(number),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return None,
            Err(error) => return Some(Err(error)),
        };
        Some(source.entry(number))
    })
}
