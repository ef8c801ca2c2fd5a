//! Random bytes: the host's, or a reproducible sequence.

use crate::WasiCtx;
use crate::errno::Result;
use crate::guest_memory::{GuestMemory, Span};
use rustix::io::retry_on_intr;
use rustix::rand::{GetRandomFlags, getrandom};

/// So many bytes are filled at once. A multiple of what the generator makes.
const PIECE: u32 = 1 << 20;

/// The maximum number of bytes per host call, so that filling a large buffer can be interrupted.
const CHUNK: usize = 1 << 20;

/// The source of a guest's random bytes.
#[derive(Debug)]
pub(crate) enum Random {
    /// The host's cryptographically secure generator.
    Host,
    /// SplitMix64 from a seed: reproducible, and predictable.
    Seeded(u64),
}

impl Random {
    fn fill(&mut self, buffer: &mut [u8]) -> Result<()> {
        match self {
            Random::Host => {
                for chunk in buffer.chunks_mut(CHUNK) {
                    let mut filled = 0;
                    while filled < chunk.len() {
                        filled += retry_on_intr(|| getrandom(&mut chunk[filled..], GetRandomFlags::empty()))?;
                    }
                }
            }
            Random::Seeded(state) => {
                for chunk in buffer.chunks_mut(8) {
                    chunk.copy_from_slice(&split_mix(state).to_le_bytes()[..chunk.len()]);
                }
            }
        }
        Ok(())
    }
}

/// The next output of SplitMix64 (Steele, Lea and Flood, 2014).
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl WasiCtx {
    /// `random_get(buffer)`
    pub(crate) fn random_get(&mut self, memory: &mut GuestMemory<'_>, buffer: Span) -> Result<()> {
        memory.range(buffer)?;
        // Where it is copied, not all at once.
        let mut left = buffer;
        while left.len > 0 {
            let piece = Span::new(left.pointer, left.len.min(PIECE));
            memory.fill(piece, |bytes| self.random.fill(bytes).map(|()| bytes.len()))?;
            left = Span::new(left.pointer.wrapping_add(piece.len), left.len - piece.len);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_itself() {
        let bytes = |seed| {
            let mut buffer = [0; 21];
            Random::Seeded(seed).fill(&mut buffer).unwrap();
            buffer
        };
        assert_eq!(bytes(7), bytes(7));
        assert_ne!(bytes(7), bytes(8));
        // The first output of the published generator for seed 0.
        assert_eq!(bytes(0)[..8], 0xe220_a839_7b1d_cdaf_u64.to_le_bytes());
    }

    #[test]
    fn the_host_fills_all() {
        let mut buffer = vec![0; 3 * CHUNK / 2];
        Random::Host.fill(&mut buffer).unwrap();
        assert!(buffer.chunks(64).all(|chunk| chunk.iter().any(|&byte| byte != 0)));
    }
}
