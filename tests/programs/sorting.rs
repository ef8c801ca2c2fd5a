//! Sorting: integers, strings and structures, stably and not, with binary heaps and with trees.

use std::collections::{BTreeMap, BinaryHeap};

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

fn checksum(values: impl Iterator<Item = u64>) -> u64 {
    values.fold(0xcbf2_9ce4_8422_2325, |sum, value| (sum ^ value).wrapping_mul(0x0100_0000_01b3).rotate_left(5))
}

fn main() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let numbers: Vec<u64> = (0..50_000).map(|_| random.next()).collect();

    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    println!("integers: {:016x} {}", checksum(sorted.iter().copied()), sorted.is_sorted());
    let mut signed: Vec<i32> = numbers.iter().map(|n| *n as i32).collect();
    signed.sort();
    println!("signed: {} {} {}", signed[0], signed[25_000], signed[49_999]);

    let mut strings: Vec<String> = numbers.iter().take(5000).map(|n| format!("{:x}", n >> 40)).collect();
    strings.sort();
    strings.dedup();
    println!("strings: {} {} {}", strings.len(), strings[0], strings[strings.len() / 2]);

    let mut pairs: Vec<(u8, usize)> = numbers.iter().enumerate().map(|(i, n)| ((n >> 56) as u8, i)).collect();
    pairs.sort_by_key(|pair| pair.0);
    println!("stable: {}", pairs.windows(2).all(|pair| pair[0] < pair[1]));
    let mut floats: Vec<f64> = numbers.iter().map(|n| f64::from_bits(*n)).collect();
    floats.sort_by(f64::total_cmp);
    println!("floats: {:016x}", checksum(floats.iter().map(|f| f.to_bits())));

    let mut heap: BinaryHeap<u64> = numbers.iter().copied().collect();
    let largest: Vec<u64> = std::iter::from_fn(|| heap.pop()).take(1000).collect();
    println!("heap: {:016x} {}", checksum(largest.iter().copied()), largest.iter().rev().is_sorted());

    let mut tree = BTreeMap::new();
    for number in &numbers {
        *tree.entry(number % 997).or_insert(0u64) += 1;
    }
    for key in (0..997).step_by(3) {
        tree.remove(&key);
    }
    println!("tree: {} {:016x}", tree.len(), checksum(tree.iter().map(|(key, count)| key * count)));
}
