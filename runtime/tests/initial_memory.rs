//! The initial content of memories, in the first instance of a module, which copies it, and in later ones, which map it.

#![cfg(feature = "wat")]

use windlass::{Config, Engine, Linker, Module, Store};

/// The bytes of the first segment; each page is different from the others.
fn large() -> Vec<u8> {
    (0..100 << 10).map(|i: u32| b'a' + (i / 4096 + i % 7) as u8 % 26).collect()
}

/// A large segment that ends inside of a page, one over a part of it, and one far away.
fn text() -> String {
    let large = String::from_utf8(large()).unwrap();
    format!(
        r#"(module (memory (export "memory") 4)
            (data (i32.const 1000) "{large}") (data (i32.const 5000) "over") (data (i32.const 262140) "last"))"#
    )
}

fn expected() -> Vec<u8> {
    let mut bytes = vec![0; 4 << 16];
    bytes[1000..][..100 << 10].copy_from_slice(&large());
    bytes[5000..][..4].copy_from_slice(b"over");
    bytes[262_140..].copy_from_slice(b"last");
    bytes
}

#[test]
fn instances_begin_alike_and_do_not_share_what_they_write() {
    for explicit_bounds_checks in [false, true] {
        let mut config = Config::new();
        config.explicit_bounds_checks(explicit_bounds_checks);
        let engine = Engine::new(&config).unwrap();
        let module = Module::new(&engine, text()).unwrap();
        let linker = Linker::new(&engine);
        let mut instances: Vec<_> = (0..4u8)
            .map(|i| {
                let mut store = Store::new(&engine, ());
                let instance = linker.instantiate(&mut store, &module).unwrap();
                let memory = instance.get_memory(&mut store, "memory").unwrap();
                assert!(memory.data(&store) == expected(), "instance {i}");
                for at in [0, 1000, 9999, 262_143] {
                    memory.data_mut(&mut store)[at] = i;
                }
                // Pages of a file do not keep a memory from growing, which may move it.
                assert_eq!(memory.grow(&mut store, 300).ok(), Some(4), "instance {i}");
                (store, memory)
            })
            .collect();
        for (i, (store, memory)) in instances.iter_mut().enumerate() {
            let mut expected = expected();
            for at in [0, 1000, 9999, 262_143] {
                expected[at] = i as u8;
            }
            expected.resize(304 << 16, 0);
            assert!(memory.data(&*store) == expected, "instance {i}");
        }
    }
}

#[test]
fn segments_that_do_not_fit_trap_in_every_instance() {
    let engine = Engine::default();
    let large = "x".repeat(60 << 10);
    let module = format!(r#"(module (memory 1) (data (i32.const 0) "{large}") (data (i32.const 65533) "past"))"#);
    let module = Module::new(&engine, module).unwrap();
    for _ in 0..3 {
        let error = Linker::new(&engine).instantiate(&mut Store::new(&engine, ()), &module).unwrap_err();
        assert!(error.to_string().contains("out of bounds memory access"), "{error}");
    }
}
