//! Families in which code grows.

use super::{Family, cat, family_list};
use crate::binary::{Binary, F64, I32, I64, V128, body, func_type, i32_const, leb, list};

const BLOCK: &[u8] = &[0x02, 0x40];
const LOOP: &[u8] = &[0x03, 0x40];
const IF: &[u8] = &[0x04, 0x40];
const ELSE: &[u8] = &[0x05];
const END: &[u8] = &[0x0b];
const DROP: &[u8] = &[0x1a];
const CALL_1: &[u8] = &[0x10, 1];
const ADD: &[u8] = &[0x6a];
/// `block` of type 1.
const BLOCK_1: &[u8] = &[0x02, 1];

fn get(local: usize) -> Vec<u8> {
    cat![[0x20], leb(local)]
}

fn set(local: usize) -> Vec<u8> {
    cat![[0x21], leb(local)]
}

fn br(depth: usize) -> Vec<u8> {
    cat![[0x0c], leb(depth)]
}

fn br_if(depth: usize) -> Vec<u8> {
    cat![[0x0d], leb(depth)]
}

fn br_table(depths: impl Iterator<Item = usize>) -> Vec<u8> {
    cat![[0x0e], list(depths.map(leb)), [0]]
}

fn times(n: usize, code: impl AsRef<[u8]>) -> Vec<u8> {
    code.as_ref().repeat(n)
}

fn each(n: usize, code: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    (0..n).flat_map(code).collect()
}

/// A module of functions with these type indices and bodies. Type 0 is `() -> ()`; `types` start at index 1.
fn functions(types: &[Vec<u8>], of_types: &[usize], bodies: &[Vec<u8>]) -> Vec<u8> {
    let mut module = Binary::new();
    module.types(&[&[func_type(&[], &[])], types].concat());
    module.functions(of_types);
    // A table and a memory.
    module.items(4, [[0x70, 0, 1]]).items(5, [[0, 1]]);
    module.code(bodies);
    module.finish()
}

/// One function with locals of type `ty`.
fn typed(locals: usize, ty: u8, code: Vec<u8>) -> Vec<u8> {
    functions(&[], &[0], &[body(&[(locals, ty)], &code)])
}

/// One function with locals of type `i32`.
fn one(locals: usize, code: Vec<u8>) -> Vec<u8> {
    typed(locals, I32, code)
}

/// One function, where type 1, for its blocks, has this many parameters and results.
fn with_block(params: usize, results: usize, locals: usize, code: Vec<u8>) -> Vec<u8> {
    let ty = func_type(&vec![I32; params], &vec![I32; results]);
    functions(&[ty], &[0], &[body(&[(locals, I32)], &code)])
}

/// One function, followed by an empty one to call.
fn calling(locals: usize, code: Vec<u8>) -> Vec<u8> {
    functions(&[], &[0, 0], &[body(&[(locals, I32)], &code), body(&[], &[])])
}

/// `n` functions with the same body.
fn same(n: usize, locals: usize, ty: u8, code: &[u8]) -> Vec<u8> {
    functions(&[], &vec![0; n], &vec![body(&[(locals, ty)], code); n])
}

/// `n` functions without locals.
fn bodies(n: usize, code: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let bodies: Vec<_> = (0..n).map(|i| body(&[], &code(i))).collect();
    functions(&[], &vec![0; n], &bodies)
}

/// A hash of `i`, so that values share no pattern.
fn scrambled(i: usize) -> u64 {
    (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn v128_const(i: usize) -> Vec<u8> {
    cat![[0xfd, 0x0c], scrambled(i).to_le_bytes(), scrambled(i + 1).to_le_bytes()]
}

fn f64_const(i: usize) -> Vec<u8> {
    cat![[0x44], (scrambled(i) >> 12 | 0x3ff << 52).to_le_bytes()]
}

family_list! {
    // Nesting.
    nested_blocks 5000 1000000 |n| one(0, cat![times(n, BLOCK), times(n, END)]);
    nested_loops 5000 1000000 |n| one(0, cat![times(n, LOOP), times(n, END)]);
    nested_ifs 5000 1000000 |n| one(1, cat![times(n, cat![get(0), IF]), times(n, END)]);
    nested_if_else 5000 1000000 |n| one(1, cat![times(n, cat![get(0), IF]), times(n, cat![ELSE, END])]);
    else_ifs 5000 1000000 |n| one(1, cat![times(n, cat![get(0), IF, ELSE]), times(n, END)]);
    sequence_of_if_else 10000 1000000 |n| one(1, times(n, cat![get(0), IF, ELSE, END]));
    nested_blocks_with_a_param 5000 400000 |n| {
        with_block(1, 1, 1, cat![get(0), times(n, BLOCK_1), times(n, END), DROP])
    };
    nested_loops_with_a_param 5000 400000 |n| {
        with_block(1, 1, 1, cat![get(0), times(n, [0x03, 1]), times(n, END), DROP])
    };
    nested_blocks_over_operands 5000 400000 |n| {
        with_block(0, 1, 1, cat![times(n, cat![get(0), BLOCK_1]), get(0), times(n, cat![END, ADD]), DROP])
    };
    unreachable_nest 5000 500000 |n| one(0, cat![[0], times(n, BLOCK), times(n, END)]);
    unreachable_if_else 5000 500000 |n| one(0, cat![times(n, cat![[0], IF]), times(n, cat![ELSE, END])]);
    unreachable_code 10000 500000 |n| one(0, cat![[0], times(n, cat![ADD, DROP])]);

    // Branches.
    br_same_label 10000 1000000 |n| one(1, cat![BLOCK, times(n, cat![get(0), br_if(0)]), END]);
    br_backward 10000 1000000 |n| one(1, cat![LOOP, times(n, cat![get(0), br_if(0)]), END]);
    block_br 10000 1000000 |n| one(0, times(n, cat![BLOCK, br(0), END]));
    br_chain 5000 500000 |n| one(1, cat![times(n, BLOCK), get(0), br_if(0), times(n, cat![br(0), END])]);
    br_if_chain_out 5000 500000 |n| one(1, cat![times(n, BLOCK), times(n, cat![get(0), br_if(0), END])]);
    br_if_outermost 5000 500000 |n| one(1, cat![each(n, |i| cat![BLOCK, get(0), br_if(i)]), times(n, END)]);
    br_if_out_of_loops 5000 500000 |n| one(1, cat![each(n, |i| cat![LOOP, get(0), br_if(i)]), times(n, END)]);
    br_if_from_the_depth 5000 500000 |n| {
        one(1, cat![times(n, BLOCK), each(n, |i| cat![get(0), br_if(i)]), times(n, END)])
    };
    returns_from_the_depth 5000 500000 |n| one(1, cat![times(n, cat![get(0), IF]), times(n, cat![[0x0f], END])]);
    br_table_same 50000 5000000 |n| one(1, cat![get(0), br_table((0..n).map(|_| 0))]);
    br_table_distinct 5000 500000 |n| one(1, cat![times(n, BLOCK), get(0), br_table(0..n), times(n, END)]);
    // Quadratic in `n`, but linear in the module's size, which is what counts. `n` is blocks times targets.
    br_tables_of_all_labels 10000 2000000 |n| {
        let n = n.isqrt();
        one(1, cat![times(n, BLOCK), times(n, cat![BLOCK, get(0), br_table(0..n), END]), times(n, END)])
    };
    br_tables_small 5000 300000 |n| one(1, times(n, cat![BLOCK, get(0), br_table((0..2).map(|_| 0)), END]));
    br_table_with_a_result 2000 200000 |n| {
        with_block(0, 1, 1, cat![times(n, BLOCK_1), get(0), get(0), br_table(0..n), times(n, END), DROP])
    };
    br_table_of_1000_results 10 300 |n| {
        let values = cat![times(n, BLOCK_1), times(1000, get(0)), get(0), br_table(0..n), times(n, END)];
        with_block(0, 1000, 1, cat![values, times(1000, DROP)])
    };
    unreachable_br_tables 1000 50000 |n| {
        one(0, cat![BLOCK, BLOCK, [0], times(n, br_table((0..20).map(|i| i % 3))), END, END])
    };

    // Many parameters and results.
    calls_of_1000 20 4000 |n| {
        let ty = func_type(&[I32; 1000], &[I32; 1000]);
        let code = cat![times(1000, i32_const(0)), times(n, CALL_1), times(1000, DROP)];
        functions(&[ty], &[0, 1], &[body(&[], &code), body(&[], &[0])])
    };
    calls_of_1000_vectors 20 2000 |n| {
        let ty = func_type(&[V128; 1000], &[V128; 1000]);
        let code = cat![times(1000, v128_const(0)), times(n, CALL_1), times(1000, DROP)];
        functions(&[ty], &[0, 1], &[body(&[], &code), body(&[], &[0])])
    };
    call_indirects_of_1000 20 4000 |n| {
        let ty = func_type(&[I32; 1000], &[I32; 1000]);
        let code = cat![times(1000, i32_const(0)), times(n, cat![i32_const(0), [0x11, 1, 0]]), times(1000, DROP)];
        functions(&[ty], &[0], &[body(&[], &code)])
    };
    br_if_of_1000 20 4000 |n| {
        let code = cat![BLOCK_1, times(1000, i32_const(7)), times(n, cat![get(0), br_if(0)]), END, times(1000, DROP)];
        with_block(0, 1000, 1, code)
    };
    br_if_of_1000_locals 20 4000 |n| {
        let code = cat![BLOCK_1, times(1000, get(1)), times(n, cat![get(0), br_if(0)]), END, times(1000, DROP)];
        with_block(0, 1000, 2, code)
    };
    blocks_of_1000 20 4000 |n| {
        with_block(1000, 1000, 1, cat![times(1000, i32_const(7)), times(n, cat![BLOCK_1, END]), times(1000, DROP)])
    };
    ifs_of_1000 20 4000 |n| {
        let code = times(n, cat![get(0), [0x04, 1], ELSE, END]);
        with_block(1000, 1000, 1, cat![times(1000, i32_const(7)), code, times(1000, DROP)])
    };
    loops_of_1000 20 4000 |n| {
        let code = times(n, cat![[0x03, 1], get(0), br_if(0), END]);
        with_block(1000, 1000, 1, cat![times(1000, i32_const(7)), code, times(1000, DROP)])
    };
    returns_of_1000 20 3000 |n| {
        let code = times(n, cat![get(0), IF, times(1000, i32_const(1)), [0x0f], END]);
        functions(&[func_type(&[], &[I32; 1000])], &[1], &[body(&[(1, I32)], &cat![code, [0]])])
    };
    functions_of_1000 100 5000 |n| {
        functions(&[func_type(&[I32; 1000], &[I32; 1000])], &vec![1; n], &vec![body(&[], &[0]); n])
    };
    calls_of_10 2000 200000 |n| {
        let code = times(n, cat![times(10, get(0)), CALL_1]);
        functions(&[func_type(&[I32; 10], &[])], &[0, 1], &[body(&[(1, I32)], &code), body(&[], &[])])
    };

    // Locals.
    functions_of_50000_locals 100 10000 |n| same(n, 50_000, I32, &[]);
    functions_of_50000_locals_one_read 100 10000 |n| same(n, 50_000, I32, &cat![get(49_999), DROP]);
    functions_of_50000_locals_and_a_call 100 10000 |n| same(n, 50_000, I32, &cat![get(49_999), DROP, [0x10, 0]]);
    functions_of_50000_vectors 100 5000 |n| same(n, 50_000, V128, &cat![get(49_999), DROP, [0x10, 0]]);
    locals_declared_one_by_one 1000 50000 |n| {
        functions(&[], &[0], &[body(&vec![(1, I32); n], &each(n, |i| cat![get(i), DROP]))])
    };
    locals_declared_zero_at_a_time 10000 2000000 |n| functions(&[], &[0], &[body(&vec![(0, I32); n], &[])]);
    locals_of_alternating_types 1000 50000 |n| {
        let locals: Vec<_> = (0..n).map(|i| (1, [I32, I64, F64, V128][i % 4])).collect();
        functions(&[], &[0], &[body(&locals, &each(n, |i| cat![get((i * 7919) % n), DROP]))])
    };
    locals_all_read 2000 50000 |n| one(n, each(n, |i| cat![get(i), DROP]));
    locals_each_set_in_a_loop 2000 50000 |n| one(n, cat![LOOP, each(n, |i| cat![get(i), set(i * 7 % n)]), END]);
    nested_loops_of_locals 1000 50000 |n| {
        one(n, cat![each(n, |i| cat![LOOP, get(i), set((i + 1) % n)]), times(n, END)])
    };
    nested_loops_of_locals_and_a_call 1000 50000 |n| {
        calling(n, cat![each(n, |i| cat![LOOP, get(i), set((i + 1) % n)]), times(n, END), CALL_1])
    };
    nested_loops_of_locals_and_calls 1000 50000 |n| {
        calling(n, cat![each(n, |i| cat![LOOP, get(i), set((i + 1) % n), CALL_1]), times(n, END)])
    };
    loops_of_locals 1000 50000 |n| calling(n, cat![each(n, |i| cat![LOOP, get(i), set((i + 1) % n), END]), CALL_1]);
    loops_of_locals_and_calls 1000 50000 |n| {
        calling(n, each(n, |i| cat![LOOP, get(i), set((i + 1) % n), END, CALL_1]))
    };

    // Many operands.
    operands_dropped 10000 1000000 |n| one(1, cat![times(n, get(0)), times(n, DROP)]);
    operands_over_a_call 10000 1000000 |n| calling(1, cat![times(n, get(0)), CALL_1, times(n, DROP)]);
    operands_over_calls 2000 100000 |n| calling(1, cat![times(n, get(0)), times(n, CALL_1), times(n, DROP)]);
    operands_then_sets 2000 100000 |n| one(2, cat![times(n, get(0)), times(n, cat![get(1), set(0)]), times(n, DROP)]);
    operands_then_tees 2000 100000 |n| {
        one(1, cat![times(n, cat![get(0), get(0), i32_const(1), ADD, [0x22, 0]]), times(2 * n, DROP)])
    };
    operands_then_other_sets 2000 100000 |n| {
        one(3, cat![times(n, get(0)), times(n, cat![get(2), set(1)]), times(n, DROP)])
    };
    operands_over_blocks 2000 100000 |n| one(1, cat![times(n, get(0)), times(n, cat![BLOCK, END]), times(n, DROP)]);
    constants_over_blocks 2000 100000 |n| {
        one(0, cat![times(n, i32_const(5)), times(n, cat![BLOCK, END]), times(n, DROP)])
    };
    operands_over_branches 2000 100000 |n| {
        one(2, cat![BLOCK, times(n, get(0)), times(n, cat![get(1), br_if(0)]), times(n, DROP), END])
    };
    operands_over_stores 2000 100000 |n| {
        one(2, cat![times(n, get(0)), times(n, cat![get(1), get(1), [0x36, 2, 0]]), times(n, DROP)])
    };
    loaded_operands_over_stores 2000 100000 |n| {
        let loads = times(n, cat![get(0), [0x28, 2, 0]]);
        one(2, cat![loads, times(n, cat![get(1), get(1), [0x36, 2, 0]]), times(n, DROP)])
    };
    temporaries_under_others 2000 100000 |n| {
        one(3, cat![times(n, cat![get(0), get(1), ADD]), times(n, cat![get(1), get(2), ADD, DROP]), times(n, DROP)])
    };
    globals_under_sets 2000 100000 |n| {
        let code = cat![times(n, [0x23, 0]), times(n, cat![i32_const(1), [0x24, 0]]), times(n, DROP)];
        let mut module = Binary::new();
        module.types(&[func_type(&[], &[])]).functions(&[0]);
        module.items(6, [cat![[I32, 1], i32_const(0), END]]).code(&[body(&[], &code)]);
        module.finish()
    };

    // Long expressions.
    sum_of_all 10000 1000000 |n| one(1, cat![times(n, get(0)), times(n - 1, ADD), DROP]);
    sum_of_constants 10000 1000000 |n| one(0, cat![times(n, i32_const(3)), times(n - 1, ADD), DROP]);
    differences 10000 500000 |n| one(2, cat![get(0), times(n, cat![get(1), [0x6b]]), DROP]);
    eqz_of_eqz 10000 1000000 |n| one(1, cat![get(0), times(n, [0x45]), DROP]);
    comparisons_of_comparisons 10000 500000 |n| one(2, cat![get(0), times(n, cat![get(1), [0x48]]), DROP]);
    selects 10000 500000 |n| one(2, cat![get(0), times(n, cat![get(1), get(0), [0x1b]]), DROP]);
    selects_of_selects 5000 300000 |n| one(2, cat![get(0), times(n, cat![get(0), get(1)]), times(n, [0x1b]), DROP]);
    selects_of_comparisons 5000 300000 |n| {
        one(2, cat![get(0), times(n, cat![get(1), get(0), get(1), [0x48], [0x1b]]), DROP])
    };
    loads_of_loads 10000 500000 |n| one(1, cat![get(0), times(n, [0x28, 2, 0]), DROP]);
    divisions 10000 500000 |n| one(2, cat![get(0), times(n, cat![get(1), [0x6d]]), DROP]);
    divisions_by_constants 5000 300000 |n| {
        one(1, cat![get(0), each(n, |i| cat![i32_const(i as i32 + 3), [0x6d]]), DROP])
    };
    truncations 10000 500000 |n| typed(1, F64, times(n, cat![get(0), [0xab], DROP]));
    giant_function 10000 700000 |n| one(2, times(n, cat![get(0), get(1), ADD, set(0)]));

    // Constants.
    vector_constants 2000 300000 |n| one(0, each(n, |i| cat![v128_const(i), DROP]));
    vector_constants_used 2000 300000 |n| {
        typed(1, V128, each(n, |i| cat![v128_const(i), get(0), [0xfd, 0x51], set(0)]))
    };
    shuffles 2000 200000 |n| {
        let lanes = |i: usize| (0..16).map(|j| ((i * j * 7 + j) % 32) as u8).collect::<Vec<_>>();
        typed(2, V128, each(n, |i| cat![get(0), get(1), [0xfd, 0x0d], lanes(i), set(0)]))
    };
    float_constants 5000 400000 |n| typed(1, F64, each(n, |i| cat![get(0), f64_const(i), [0xa0], set(0)]));
    float_constants_in_functions 1000 100000 |n| {
        let code = |i| body(&[(1, F64)], &cat![get(0), f64_const(i), [0xa0], set(0)]);
        functions(&[], &vec![0; n], &(0..n).map(code).collect::<Vec<_>>())
    };
    float_constant_again 10000 500000 |n| typed(1, F64, times(n, cat![get(0), f64_const(1), [0xa0], set(0)]));

    // Calls.
    calls 10000 500000 |n| one(0, times(n, [0x10, 0]));
    call_indirects 5000 400000 |n| one(1, times(n, cat![get(0), [0x11, 0, 0]]));
    calls_of_every_function 5000 300000 |n| {
        bodies(n, |i| if i == 0 { each(n, |i| cat![[0x10], leb(i)]) } else { Vec::new() })
    };
    calls_of_the_last_function 5000 300000 |n| bodies(n, |_| cat![[0x10], leb(n - 1)]);
    calls_of_the_next_function 5000 300000 |n| bodies(n, |i| cat![[0x10], leb((i + 1) % n)]);

    // Memories and tables.
    table_copies 5000 200000 |n| one(1, times(n, cat![get(0), get(0), get(0), [0xfc, 0x0e, 0, 0]]));
    table_sets 5000 200000 |n| one(1, times(n, cat![get(0), [0xd0, 0x70], [0x26, 0]]));
    memory_copies 5000 200000 |n| one(1, times(n, cat![get(0), get(0), i32_const(64), [0xfc, 0x0a, 0, 0]]));
    memory_fills 5000 200000 |n| one(1, times(n, cat![get(0), get(0), i32_const(255), [0xfc, 0x0b, 0]]));
    memory_grows 5000 200000 |n| one(1, times(n, cat![get(0), [0x40, 0], set(0)]));
}
