//! Families in which sections grow.

use super::{Family, cat, family_list};
use crate::binary::{Binary, F32, F64, I32, I64, body, func_type, i32_const, leb, list, sized};

const END: &[u8] = &[0x0b];
const PASSIVE: u8 = 1;

/// A module with an empty function, a table of `elements` and a memory of `pages`, the given segments, and code.
fn module(
    (elements, pages): (usize, usize),
    element_segments: Vec<Vec<u8>>,
    code: Vec<u8>,
    data_segments: Vec<Vec<u8>>,
) -> Vec<u8> {
    let mut module = Binary::new();
    module.types(&[func_type(&[], &[])]).functions(&[0]);
    module.items(4, [cat![[0x70, 0], leb(elements)]]).items(5, [cat![[0], leb(pages)]]);
    module.items(9, element_segments);
    module.section(12, leb(data_segments.len()));
    module.code(&[body(&[], &code)]);
    module.items(11, data_segments);
    module.finish()
}

fn elements(table: usize, segments: Vec<Vec<u8>>) -> Vec<u8> {
    module((table, 1), segments, Vec::new(), Vec::new())
}

fn data(pages: usize, segments: Vec<Vec<u8>>) -> Vec<u8> {
    module((1, pages), Vec::new(), Vec::new(), segments)
}

/// Empty functions, exported under these names.
fn exports(functions: usize, names: impl Iterator<Item = String>) -> Vec<u8> {
    let exports: Vec<_> = names.enumerate().map(|(i, name)| (name, 0, i % functions)).collect();
    let mut module = Binary::new();
    module.types(&[func_type(&[], &[])]).functions(&vec![0; functions]);
    module.exports(&exports).code(&vec![body(&[], &[]); functions]);
    module.finish()
}

fn imports(names: impl Iterator<Item = (String, String)>) -> Vec<u8> {
    let names: Vec<_> = names.collect();
    let imports: Vec<_> = names.iter().map(|(module, name)| (module.as_str(), name.as_str(), 0)).collect();
    let mut module = Binary::new();
    module.types(&[func_type(&[], &[])]).imports(&imports);
    module.finish()
}

fn types(types: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut module = Binary::new();
    module.items(1, types);
    module.finish()
}

/// The base-4 digits of an integer, encoded as value types.
fn digits(mut n: usize) -> Vec<u8> {
    let mut types = Vec::new();
    while n > 0 || types.is_empty() {
        types.push([I32, I64, F32, F64][n & 3]);
        n >>= 2;
    }
    types
}

/// `n` empty functions, and a name section with these subsections.
fn named(n: usize, subsections: Vec<u8>) -> Vec<u8> {
    let mut module = Binary::new();
    module.types(&[func_type(&[], &[])]).functions(&vec![0; n]).code(&vec![body(&[], &[]); n]);
    module.custom("name", &subsections);
    module.finish()
}

fn function_names(names: impl Iterator<Item = String>) -> Vec<u8> {
    let names = list(names.enumerate().map(|(i, name)| cat![leb(i), sized(name)]));
    cat![[1], sized(names)]
}

fn globals(n: usize, init: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let mut module = Binary::new();
    module.items(6, (0..n).map(|i| cat![[I32, 0], init(i), END]));
    module.finish()
}

fn tables(n: usize, elements: usize) -> Vec<u8> {
    let mut module = Binary::new();
    module.items(4, vec![cat![[0x70, 0], leb(elements)]; n]);
    module.finish()
}

/// `n` additions of 1.
fn sum(n: usize) -> Vec<u8> {
    cat![i32_const(0), cat![i32_const(1), [0x6a]].repeat(n)]
}

family_list! {
    types_same 10000 1000000 |n| types((0..n).map(|_| func_type(&[], &[])));
    types_distinct 10000 500000 |n| types((0..n).map(|i| func_type(&digits(i), &[])));
    types_similar 100 1000 |n| {
        types((0..n).map(|i| func_type(&[I64; 1000], &cat![vec![I32; 990], digits(i + (1 << 16))])))
    };
    functions_empty 10000 1000000 |n| named(n, Vec::new());
    exports_many 5000 300000 |n| exports(1, (0..n).map(|i| format!("e{i}")));
    exports_of_all_functions 5000 150000 |n| exports(n, (0..n).map(|i| format!("e{i}")));
    exports_with_the_same_prefix 500 50000 |n| exports(1, (0..n).map(|i| format!("{}{i}", "x".repeat(1000))));
    imports_many 5000 150000 |n| imports((0..n).map(|i| ("m".into(), format!("i{i}"))));
    imports_from_many_modules 5000 150000 |n| imports((0..n).map(|i| (format!("m{i}"), format!("i{i}"))));
    imports_of_the_same 5000 150000 |n| imports((0..n).map(|_| ("m".into(), "i".into())));
    globals_many 10000 1000000 |n| globals(n, |_| i32_const(1));
    tables_small 2000 90000 |n| tables(n, 1);
    tables_large 5 100 |n| tables(n, 10_000_000);
    memory_large 1 65536 |n| data(n, Vec::new());

    elements_in_one_segment 50000 9000000 |n| {
        elements(n, vec![cat![[0], i32_const(0), END, list((0..n).map(|_| [0]))]])
    };
    elements_null 50000 5000000 |n| {
        elements(n, vec![cat![[4], i32_const(0), END, list((0..n).map(|_| [0xd0, 0x70, 0x0b]))]])
    };
    elements_of_functions_as_expressions 20000 4000000 |n| {
        elements(n, vec![cat![[4], i32_const(0), END, list((0..n).map(|_| [0xd2, 0, 0x0b]))]])
    };
    element_segments 5000 100000 |n| elements(1, vec![cat![[0], i32_const(0), END, [1, 0]]; n]);
    element_segments_passive 5000 100000 |n| elements(1, vec![vec![PASSIVE, 0, 1, 0]; n]);
    element_segments_of_expressions 5000 100000 |n| {
        elements(1, vec![vec![5, 0x70, 2, 0xd0, 0x70, 0x0b, 0xd2, 0, 0x0b]; n])
    };
    element_segments_declared 5000 100000 |n| elements(1, vec![vec![3, 0, 1, 0]; n]);
    element_drops_of_all_segments 2000 100000 |n| {
        let code = (0..n).flat_map(|i| cat![[0xfc, 13], leb(i)]).collect();
        module((1, 1), vec![vec![PASSIVE, 0, 1, 0]; n], code, Vec::new())
    };

    data_segments 5000 100000 |n| data(1, vec![cat![[0], i32_const(0), END, [1, b'x']]; n]);
    data_segments_passive 5000 100000 |n| data(1, vec![vec![PASSIVE, 1, b'x']; n]);
    data_segments_empty 5000 100000 |n| data(0, vec![cat![[0], i32_const(0), END, [0]]; n]);
    data_segments_sparse 500 10000 |n| {
        let offset = |i: usize| ((i * 400_000) % 4_294_000_000) as u32 as i32;
        data(65_536, (0..n).map(|i| cat![[0], i32_const(offset(i)), END, [1, b'x']]).collect())
    };
    data_segments_backwards 500 100000 |n| {
        data(1000, (0..n).map(|i| cat![[0], i32_const(((n - i) * 16) as i32), END, [1, b'x']]).collect())
    };
    data_in_one_segment 1000000 64000000 |n| data(2000, vec![cat![[0], i32_const(0), END, sized(vec![7; n])]]);
    data_drops_of_all_segments 2000 100000 |n| {
        let code = (0..n).flat_map(|i| cat![[0xfc, 9], leb(i)]).collect();
        module((1, 1), Vec::new(), code, vec![vec![PASSIVE, 1, b'x']; n])
    };

    constant_expression_long 5000 300000 |n| globals(1, |_| sum(n));
    constant_expressions_of_a_global 5000 400000 |n| {
        let mut module = Binary::new();
        module.items(2, [cat![sized("m"), sized("g"), [3, I32, 0]]]);
        module.items(6, (0..n).map(|_| cat![[I32, 0], [0x23, 0], END]));
        module.finish()
    };
    offsets_long 10 300 |n| data(1, vec![cat![[0], sum(1000), END, [1, b'x']]; n]);

    names_of_functions 10000 1000000 |n| named(n, function_names((0..n).map(|i| format!("f{i}"))));
    names_long 50 1000 |n| named(n, function_names((0..n).map(|_| "a".repeat(20_000))));
    names_of_functions_again_and_again 1000 100000 |n| {
        named(10, function_names((0..10).map(|i| format!("f{i}"))).repeat(n))
    };
    names_of_locals 10000 1000000 |n| {
        let locals = list((0..n).map(|i| cat![leb(i), sized(format!("l{i}"))]));
        named(1, cat![[2], sized(cat![[1, 0], locals])])
    };
    custom_sections 10000 400000 |n| {
        let mut module = Binary::new();
        (0..n).for_each(|_| _ = module.custom("x", &[]));
        module.finish()
    };
    custom_sections_of_names 1000 100000 |n| {
        let mut module = Binary::new();
        module.types(&[func_type(&[], &[])]).functions(&[0]).code(&[body(&[], &[])]);
        (0..n).for_each(|_| _ = module.names(Some("module"), &[(0, "function")]));
        module.finish()
    };
    references_to_all_functions 5000 200000 |n| {
        let code: Vec<u8> = (0..n).flat_map(|i| cat![[0xd2], leb(i), [0x1a]]).collect();
        let mut bodies = vec![body(&[], &[]); n];
        bodies[0] = body(&[], &code);
        let mut module = Binary::new();
        module.types(&[func_type(&[], &[])]).functions(&vec![0; n]);
        module.items(9, [cat![[3, 0], list((0..n).map(leb))]]).code(&bodies);
        module.finish()
    };
}
