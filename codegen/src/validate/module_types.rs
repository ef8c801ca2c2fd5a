//! What a module declares, as the quick walk wants it: every type one byte, that of the binary format.

use alloc::vec::Vec;

use wasmparser::WasmFeatures;

use crate::module::ModuleInfo;
use crate::types::{HeapType, RefType, ValType};

/// The types of values, as they are encoded (WebAssembly specification, section 5.3, "Types").
pub(super) mod code {
    /// Any type: what an operand is in code that cannot be reached.
    pub(in crate::validate) const BOTTOM: u8 = 0;
    pub(in crate::validate) const I32: u8 = 0x7f;
    pub(in crate::validate) const I64: u8 = 0x7e;
    pub(in crate::validate) const F32: u8 = 0x7d;
    pub(in crate::validate) const F64: u8 = 0x7c;
    pub(in crate::validate) const V128: u8 = 0x7b;
    pub(in crate::validate) const FUNCREF: u8 = 0x70;
    pub(in crate::validate) const EXTERNREF: u8 = 0x6f;
    pub(in crate::validate) const EXNREF: u8 = 0x69;
}

use code::{EXNREF, EXTERNREF, F32, F64, FUNCREF, I32, I64, V128};

/// What is in a global's byte beside its type.
const MUTABLE: u8 = 0x80;

/// The types that a block may have as its only result.
const SINGLE: [u8; 8] = [I32, I64, F32, F64, V128, FUNCREF, EXTERNREF, EXNREF];

/// Parameters and results: a part of [`ModuleTypes::types`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signature {
    start: u32,
    params: u16,
    results: u16,
}

/// The types of a module's functions, globals and tables.
#[derive(Debug, Default)]
pub(crate) struct ModuleTypes {
    /// Whether the module may have all that WebAssembly 2.0 has, as the quick walk assumes.
    enabled: bool,
    pub(super) relaxed_simd: bool,
    pub(super) wide_arithmetic: bool,
    pub(super) tail_call: bool,
    pub(super) exceptions: bool,
    pub(super) legacy_exceptions: bool,
    pub(super) threads: bool,
    /// The types of all signatures, [`SINGLE`] in front.
    types: Vec<u8>,
    /// By type index; `None` where there is a type without a code.
    signatures: Vec<Option<Signature>>,
    /// By global index; 0 where the type has no code.
    globals: Vec<u8>,
    /// By tag index: its type.
    tags: Vec<u32>,
    /// By table index.
    tables_of_functions: Vec<bool>,
    /// The type of addresses of the first memory, if there is one.
    pub(super) first_memory: Option<u8>,
    /// The same of all memories.
    memories: Vec<u8>,
}

impl ModuleTypes {
    /// Those of `module`, which is valid with these features.
    pub(crate) fn new(module: &ModuleInfo, features: WasmFeatures) -> ModuleTypes {
        if !features.contains(WasmFeatures::WASM2) {
            return ModuleTypes::default();
        }
        let mut types = SINGLE.to_vec();
        let signatures = module.types.iter().map(|ty| {
            let start = types.len();
            for &ty in ty.params().iter().chain(ty.results()) {
                types.push(code_of(ty)?);
            }
            let len = |types: &[ValType]| u16::try_from(types.len()).ok();
            Some(Signature {
                start: u32::try_from(start).ok()?,
                params: len(ty.params())?,
                results: len(ty.results())?,
            })
        });
        let signatures = signatures.collect();
        let globals = module.globals.iter().map(|global| {
            let mutable = if global.mutable { MUTABLE } else { 0 };
            code_of(global.content).map_or(0, |code| code | mutable)
        });
        let memories: Vec<u8> = module.memories.iter().map(|memory| if memory.memory64 { I64 } else { I32 }).collect();
        ModuleTypes {
            enabled: true,
            relaxed_simd: features.contains(WasmFeatures::RELAXED_SIMD),
            wide_arithmetic: features.contains(WasmFeatures::WIDE_ARITHMETIC),
            tail_call: features.contains(WasmFeatures::TAIL_CALL),
            exceptions: features.contains(WasmFeatures::EXCEPTIONS),
            legacy_exceptions: features.contains(WasmFeatures::EXCEPTIONS.union(WasmFeatures::LEGACY_EXCEPTIONS)),
            threads: features.contains(WasmFeatures::THREADS),
            types,
            signatures,
            globals: globals.collect(),
            tags: module.tags.clone(),
            tables_of_functions: module
                .tables
                .iter()
                .map(|table| table.element == RefType::FUNCREF && !table.table64)
                .collect(),
            first_memory: memories.first().copied(),
            memories,
        }
    }

    /// Whether the quick walk can be used at all.
    pub(super) fn is_enabled(&self) -> bool {
        self.enabled
    }

    /// The signature with this type index.
    #[inline]
    pub(super) fn signature(&self, ty: u32) -> Option<Signature> {
        *self.signatures.get(ty as usize)?
    }

    /// The parameters of the signature of a tag: what its exceptions carry.
    pub(super) fn tag(&self, tag: u32) -> Option<&[u8]> {
        Some(self.params(self.signature(*self.tags.get(tag as usize)?)?))
    }

    /// That of a block with this single result.
    #[inline]
    pub(super) fn single(&self, ty: u8) -> Option<Signature> {
        let start = SINGLE.iter().position(|&single| single == ty)? as u32;
        if ty == EXNREF && !self.exceptions {
            return None;
        }
        Some(Signature { start, params: 0, results: 1 })
    }

    #[inline]
    pub(super) fn params(&self, signature: Signature) -> &[u8] {
        &self.types[signature.start as usize..][..signature.params.into()]
    }

    #[inline]
    pub(super) fn results(&self, signature: Signature) -> &[u8] {
        &self.types[signature.start as usize + usize::from(signature.params)..][..signature.results.into()]
    }

    /// The type of a global, and whether it can be set.
    #[inline]
    pub(super) fn global(&self, global: u32) -> Option<(u8, bool)> {
        match *self.globals.get(global as usize)? {
            0 => None,
            global => Some((global & !MUTABLE, global & MUTABLE != 0)),
        }
    }

    /// The type of addresses of a memory.
    pub(super) fn memory(&self, memory: u32) -> Option<u8> {
        self.memories.get(memory as usize).copied()
    }

    /// Whether an access may say which memory it is to.
    pub(super) fn has_several_memories(&self) -> bool {
        self.memories.len() > 1
    }

    /// Whether there is a table with this index whose elements are functions of any type, and whose indices have 32 bits.
    pub(super) fn is_table_of_functions(&self, table: u32) -> bool {
        self.tables_of_functions.get(table as usize).is_some_and(|&functions| functions)
    }
}

/// A type's code, if it has one.
fn code_of(ty: ValType) -> Option<u8> {
    Some(match ty {
        ValType::I32 => I32,
        ValType::I64 => I64,
        ValType::F32 => F32,
        ValType::F64 => F64,
        ValType::V128 => V128,
        ValType::Ref(RefType { nullable: true, heap_type: HeapType::Func }) => FUNCREF,
        ValType::Ref(RefType { nullable: true, heap_type: HeapType::Extern }) => EXTERNREF,
        ValType::Ref(RefType { nullable: true, heap_type: HeapType::Exn }) => EXNREF,
        ValType::Ref(_) => return None,
    })
}
