//! Sites: the table from code offset to offset in the module.
//!
//! A site is an instruction that can trap, or a call: the last byte of it, one before the return address. Each takes two bytes in most cases: the
//! distance from the site before it in the code, then the distance in the module. Both lists begin at the start of the
//! function; a function's sites are ordered by code offset and end with those of the next function, so a search stops
//! at the end of the function's code.

use alloc::vec::Vec;

/// The code distance does not fit: four bytes with the distance follow.
const WIDE_CODE: u8 = 0xff;
/// The distance in the module does not fit in a signed byte: four bytes follow.
const WIDE_WASM: u8 = 0x80;

/// Collects the sites of the functions of a module.
#[derive(Debug, Default)]
pub struct SiteWriter {
    bytes: Vec<u8>,
    code: u32,
    wasm: u32,
}

impl SiteWriter {
    /// Begins a function: what was recorded so far belongs to others. Returns where its sites begin.
    pub fn begin(&mut self, code_start: u32, wasm_start: u32) -> u32 {
        self.code = code_start;
        self.wasm = wasm_start;
        self.bytes.len() as u32
    }

    /// Records that the instruction at `code` belongs to the operator at `wasm`.
    #[inline]
    pub fn record(&mut self, code: u32, wasm: u32) {
        let code_delta = code.wrapping_sub(self.code);
        let wasm_delta = wasm.wrapping_sub(self.wasm) as i32;
        self.code = code;
        self.wasm = wasm;
        if code_delta < u32::from(WIDE_CODE) && (-127..128).contains(&wasm_delta) {
            self.bytes.extend_from_slice(&[code_delta as u8, wasm_delta as u8]);
        } else {
            self.record_wide(code_delta, wasm_delta);
        }
    }

    #[cold]
    fn record_wide(&mut self, code_delta: u32, wasm_delta: i32) {
        if code_delta < u32::from(WIDE_CODE) {
            self.bytes.push(code_delta as u8);
        } else {
            self.bytes.push(WIDE_CODE);
            self.bytes.extend_from_slice(&code_delta.to_le_bytes());
        }
        if (-127..128).contains(&wasm_delta) {
            self.bytes.push(wasm_delta as u8);
        } else {
            self.bytes.push(WIDE_WASM);
            self.bytes.extend_from_slice(&wasm_delta.to_le_bytes());
        }
    }

    /// Says that the function whose sites begin at `position` starts `later` bytes after the code offset that
    /// [`SiteWriter::begin`] was told. All its sites are after that.
    pub fn rebase(&mut self, position: u32, later: u32) {
        match self.bytes.get_mut(position as usize..) {
            None | Some([]) => {}
            Some([WIDE_CODE, a, b, c, d, ..]) => {
                let delta = u32::from_le_bytes([*a, *b, *c, *d]).wrapping_sub(later);
                [*a, *b, *c, *d] = delta.to_le_bytes();
            }
            Some([delta, ..]) => *delta = delta.wrapping_sub(later as u8),
        }
    }

    /// Forgets everything recorded since `position`, a result of [`SiteWriter::begin`].
    pub fn truncate(&mut self, position: u32) {
        self.bytes.truncate(position as usize);
    }

    /// Adds the sites of other functions. Returns where they begin.
    pub fn append(&mut self, sites: &SiteWriter) -> u32 {
        let begin = self.bytes.len() as u32;
        self.bytes.extend_from_slice(&sites.bytes);
        begin
    }

    /// All that was recorded so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// All that was recorded.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Looks for the site at code offset `pc` among those of a function. Where there is none at `pc`, takes the next: the
/// one whose instruction a fault at `pc` was part of.
pub fn find(bytes: &[u8], code_start: u32, wasm_start: u32, code_end: u32, pc: u32) -> Option<u32> {
    of_function(bytes, code_start, wasm_start, code_end).find(|(code, _)| *code >= pc).map(|(_, wasm)| wasm)
}

/// The sites in `bytes`, of a function and perhaps those that follow it: code offset and offset in the module, by ascending
/// code offset. Those beyond `code_end` are left out; if the function has none, those of the next may not be.
pub fn of_function(
    bytes: &[u8],
    code_start: u32,
    wasm_start: u32,
    code_end: u32,
) -> impl Iterator<Item = (u32, u32)> + '_ {
    let mut bytes = bytes.iter().copied();
    let wide = |bytes: &mut dyn Iterator<Item = u8>| {
        let mut value = [0; 4];
        for b in &mut value {
            *b = bytes.next()?;
        }
        Some(u32::from_le_bytes(value))
    };
    let (mut code, mut wasm) = (code_start, wasm_start);
    core::iter::from_fn(move || {
        let delta = match bytes.next()? {
            WIDE_CODE => wide(&mut bytes)?,
            b => u32::from(b),
        };
        code = code.wrapping_add(delta);
        let delta = match bytes.next()? {
            WIDE_WASM => wide(&mut bytes)?,
            b => b as i8 as u32,
        };
        wasm = wasm.wrapping_add(delta);
        (code <= code_end).then_some((code, wasm))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_may_start_later_than_expected() {
        for first in [107, 500] {
            let mut w = SiteWriter::default();
            let position = w.begin(100, 50);
            w.record(first, 60);
            w.rebase(position, 7);
            assert_eq!(find(&w.finish(), 107, 50, 1000, first), Some(60));
        }
    }

    #[test]
    fn sites_are_found_by_code_offset() {
        let mut w = SiteWriter::default();
        assert_eq!(w.begin(100, 50), 0);
        let sites = [(100, 50), (103, 52), (500, 300), (501, 299), (700, 7), (700_000, 70_000)];
        for (code, wasm) in sites {
            w.record(code, wasm);
        }
        let bytes = w.finish();
        for (code, wasm) in sites {
            assert_eq!(find(&bytes, 100, 50, 700_001, code), Some(wasm));
        }
        assert_eq!(find(&bytes, 100, 50, 700_001, 102), Some(52), "inside an instruction before the site");
        assert_eq!(find(&bytes, 100, 50, 600, 600), None, "what follows belongs to another function");
    }
}
