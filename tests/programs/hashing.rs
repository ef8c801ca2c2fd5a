//! Hashing and coding: SHA-256, CRC-32, a hash table, Base64, and a compressor with its inverse.

use std::collections::HashMap;

const PRIMES: [u32; 64] = {
    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes, by integers alone.
    let (mut constants, mut n, mut found) = ([0; 64], 2u128, 0);
    while found < 64 {
        let (mut divisor, mut is_prime) = (2, true);
        while divisor * divisor <= n {
            if n % divisor == 0 {
                is_prime = false;
            }
            divisor += 1;
        }
        if is_prime {
            constants[found] = root(n << 96, 3) as u32;
            found += 1;
        }
        n += 1;
    }
    constants
};

/// The integer part of the root of a number.
const fn root(n: u128, degree: u32) -> u128 {
    let (mut low, mut high) = (0u128, 1u128 << 42);
    while high - low > 1 {
        let middle = (low + high) / 2;
        let mut power = 1u128;
        let mut i = 0;
        while i < degree {
            power *= middle;
            i += 1;
        }
        if power <= n { low = middle } else { high = middle }
    }
    low
}

fn sha256(message: &[u8]) -> String {
    let mut state: [u32; 8] = [2u128, 3, 5, 7, 11, 13, 17, 19].map(|prime| root(prime << 64, 2) as u32);
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 8).next_multiple_of(64) - 8, 0);
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        let mut words = [0u32; 64];
        for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
            *word = u32::from_be_bytes(bytes.try_into().unwrap());
        }
        for i in 16..64 {
            let (a, b) = (words[i - 15], words[i - 2]);
            let s0 = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let s1 = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            words[i] = words[i - 16].wrapping_add(s0).wrapping_add(words[i - 7]).wrapping_add(s1);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for (prime, word) in PRIMES.iter().zip(words) {
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let choice = (e & f) ^ (!e & g);
            let t1 = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(*prime).wrapping_add(word);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let t2 = s0.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
        }
        for (old, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *old = old.wrapping_add(new);
        }
    }
    state.iter().map(|word| format!("{word:08x}")).collect()
}

fn crc32(bytes: &[u8]) -> u32 {
    let table: Vec<u32> = (0..256u32)
        .map(|i| (0..8).fold(i, |c, _| if c & 1 > 0 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 }))
        .collect();
    !bytes.iter().fold(!0, |crc, byte| table[(crc as u8 ^ byte) as usize] ^ (crc >> 8))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * i) & 63) as usize] as char;
            text.push(if i <= chunk.len() { digit } else { '=' });
        }
    }
    text
}

/// Pairs of how far back and how much, and a byte.
fn compress(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut seen, mut at) = (Vec::new(), HashMap::<[u8; 3], usize>::new(), 0);
    while at < bytes.len() {
        let (mut back, mut len) = (0, 0);
        if let Some(&key) = bytes[at..].first_chunk::<3>() {
            if let Some(&before) = seen.get(&key).filter(|before| at - **before < 1 << 16) {
                let same = bytes[at..].iter().zip(&bytes[before..]).take(255).take_while(|(a, b)| a == b).count();
                (back, len) = (at - before, same.min(bytes.len() - at - 1));
            }
            seen.insert(key, at);
        }
        out.extend((back as u16).to_le_bytes());
        out.extend([len as u8, bytes[at + len]]);
        at += len + 1;
    }
    out
}

fn expand(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in bytes.chunks_exact(4) {
        for _ in 0..part[2] {
            out.push(out[out.len() - u16::from_le_bytes([part[0], part[1]]) as usize]);
        }
        out.push(part[3]);
    }
    out
}

fn main() {
    println!("{}", sha256(b""));
    println!("{}", sha256(b"abc"));
    let text: String = (0..5000).map(|i| format!("{} bottles of {}, ", i % 97, ["beer", "milk", "water"][i % 3])).collect();
    println!("{} bytes: {}", text.len(), sha256(text.as_bytes()));
    println!("crc: {:08x} {:08x}", crc32(b"123456789"), crc32(text.as_bytes()));
    println!("{} {}", base64(b"any carnal pleasure."), base64(&text.as_bytes()[..20]));
    let mut counts = HashMap::<&str, u32>::new();
    text.split(' ').for_each(|word| *counts.entry(word).or_default() += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(word, count)| (u32::MAX - count, *word));
    println!("{:?}", &counts[..5]);
    let packed = compress(text.as_bytes());
    println!("{} bytes packed, the same again: {}", packed.len(), expand(&packed) == text.as_bytes());
}
