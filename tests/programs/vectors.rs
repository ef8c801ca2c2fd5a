//! SIMD: sums, products of matrices, byte searches and integer arithmetic, with vector operators and compared with scalar code.

use std::arch::wasm32::*;

fn random(seed: &mut u32) -> u32 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    *seed >> 8
}

fn sum(values: &[f32]) -> f32 {
    let mut sums = f32x4_splat(0.0);
    for chunk in values.chunks_exact(4) {
        sums = f32x4_add(sums, f32x4(chunk[0], chunk[1], chunk[2], chunk[3]));
    }
    (f32x4_extract_lane::<0>(sums) + f32x4_extract_lane::<1>(sums))
        + (f32x4_extract_lane::<2>(sums) + f32x4_extract_lane::<3>(sums))
}

fn multiply(a: &[f32], b: &[f32], n: usize) -> Vec<f32> {
    let mut product = vec![0.0; n * n];
    for i in 0..n {
        for k in 0..n {
            let factor = f32x4_splat(a[i * n + k]);
            for j in (0..n).step_by(4) {
                let (row, out) = (&b[k * n + j..][..4], &mut product[i * n + j..][..4]);
                let old = f32x4(out[0], out[1], out[2], out[3]);
                let new = f32x4_add(old, f32x4_mul(factor, f32x4(row[0], row[1], row[2], row[3])));
                out[0] = f32x4_extract_lane::<0>(new);
                out[1] = f32x4_extract_lane::<1>(new);
                out[2] = f32x4_extract_lane::<2>(new);
                out[3] = f32x4_extract_lane::<3>(new);
            }
        }
    }
    product
}

fn load(bytes: &[u8]) -> v128 {
    let word = |i: usize| u64::from_le_bytes(bytes[i..i + 8].try_into().unwrap());
    u64x2(word(0), word(8))
}

fn count(bytes: &[u8], wanted: u8) -> u32 {
    let wanted = u8x16_splat(wanted);
    bytes.chunks_exact(16).map(|chunk| u8x16_bitmask(u8x16_eq(load(chunk), wanted)).count_ones()).sum()
}

fn dot(a: &[u8], b: &[u8]) -> i32 {
    let mut sums = i32x4_splat(0);
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        let (a, b) = (load(a), load(b));
        sums = i32x4_add(sums, i32x4_dot_i16x8(u16x8_extend_low_u8x16(a), u16x8_extend_low_u8x16(b)));
        sums = i32x4_add(sums, i32x4_dot_i16x8(u16x8_extend_high_u8x16(a), u16x8_extend_high_u8x16(b)));
    }
    i32x4_extract_lane::<0>(sums)
        + i32x4_extract_lane::<1>(sums)
        + i32x4_extract_lane::<2>(sums)
        + i32x4_extract_lane::<3>(sums)
}

fn main() {
    let mut seed = 7;
    let floats: Vec<f32> = (0..4096).map(|_| random(&mut seed) as f32 / 65536.0 - 128.0).collect();
    let scalar = (0..4).map(|lane| floats.iter().skip(lane).step_by(4).fold(0.0, |sum, value| sum + value)).collect::<Vec<f32>>();
    println!("sum: {} {}", sum(&floats), (scalar[0] + scalar[1]) + (scalar[2] + scalar[3]));

    let (a, b) = floats.split_at(2048);
    let (a, b) = (&a[..1024], &b[..1024]);
    let product = multiply(a, b, 32);
    let mut expected = vec![0.0; 1024];
    for i in 0..32 {
        for k in 0..32 {
            for j in 0..32 {
                expected[i * 32 + j] += a[i * 32 + k] * b[k * 32 + j];
            }
        }
    }
    println!("product: {} {} {}", product[0], product[1023], product == expected);

    let bytes: Vec<u8> = (0..65536).map(|_| random(&mut seed) as u8).collect();
    let slow = bytes.iter().filter(|byte| **byte == 42).count();
    println!("bytes: {} {slow}", count(&bytes, 42));
    let (a, b) = bytes.split_at(32768);
    let slow: i32 = a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
    println!("dot: {} {slow}", dot(a, b));

    let shuffled = i8x16_shuffle::<15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0>(load(&bytes), load(&bytes));
    let swizzled = i8x16_swizzle(load(&bytes), u8x16(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    println!("reversed: {} {:016x}", u8x16_all_true(u8x16_eq(shuffled, swizzled)), u64x2_extract_lane::<0>(shuffled));
    let narrow = u8x16_narrow_i16x8(i16x8(-5, 300, 7, 255, 256, 0, 1, -300), i16x8_splat(99));
    println!("saturated: {:016x}", u64x2_extract_lane::<0>(narrow));
}
