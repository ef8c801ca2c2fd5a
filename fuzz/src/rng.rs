//! Random numbers that depend only on a seed, a target and the number of a case.

/// A generator (`xoshiro256**`, Blackman and Vigna).
#[derive(Clone, Debug)]
pub struct Rng {
    state: [u64; 4],
    /// Numbers to return first, the next one last.
    given: Vec<u64>,
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

impl Rng {
    /// A generator from a seed.
    pub fn new(seed: u64) -> Rng {
        let mut state = seed;
        Rng { state: std::array::from_fn(|_| split_mix(&mut state)), given: Vec::new() }
    }

    /// A generator that returns these bytes first, and then numbers seeded by them.
    pub fn from_bytes(bytes: &[u8]) -> Rng {
        let mut seed = 0;
        let mut given = Vec::new();
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            // In the top bits: the lowest bits of a number decide little.
            word[8 - chunk.len()..].copy_from_slice(chunk);
            given.push(u64::from_le_bytes(word));
            seed = split_mix(&mut seed) ^ u64::from_le_bytes(word);
        }
        given.reverse();
        Rng { given, ..Rng::new(seed) }
    }

    /// The generator of one case. It depends on nothing else, so that a case can run alone.
    pub fn for_case(target: &str, seed: u64, case: u64) -> Rng {
        let mut state = seed;
        for byte in target.bytes() {
            state = split_mix(&mut state) ^ u64::from(byte);
        }
        Rng::new(split_mix(&mut state) ^ case.wrapping_mul(0xd134_2543_de82_ef95))
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        if let Some(given) = self.given.pop() {
            return given;
        }
        let s = &mut self.state;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number below `limit`, which must not be 0.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) < probability * (1u64 << 53) as f64
    }

    /// One of the items.
    ///
    /// # Panics
    /// If there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A random index, each as likely as its weight.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let sum: u32 = weights.iter().sum();
        let mut left = self.below(sum.max(1) as usize) as u32;
        for (index, weight) in weights.iter().enumerate() {
            if left < *weight {
                return index;
            }
            left -= weight;
        }
        0
    }

    /// Random bytes for `arbitrary`.
    pub fn bytes(&mut self, len: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(len + 8);
        while bytes.len() < len {
            bytes.extend_from_slice(&self.next().to_le_bytes());
        }
        bytes.truncate(len);
        bytes
    }
}
