//! Modules of `wasm-smith` with a random subset of its features, linked to each other and to host functions that re-enter.

use arbitrary::Unstructured;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{EntityType, ExportSection, ImportSection, RawSection, TypeSection};
use wasm_smith::{Config, InstructionKind, InstructionKinds};
use wasmparser::types::{EntityType as Described, TypesRef};
use wasmparser::{ExternalKind, Parser, Payload, Validator};
use windlass_fuzz_run::{Call, Case};

use crate::module::features;
use crate::rng::Rng;
use crate::target::Generator;
use crate::values;

/// The number of random bytes per module.
const INPUT: usize = 6000;

/// The fuel of a guest.
const FUEL: u32 = 400;

/// The generator.
pub struct Smith;

/// The host's functions, as the text of a module that imports them.
const HOST: &str = r#"(module
    (import "host" "h0" (func (param i32 i64) (result i32)))
    (import "host" "h1" (func))
    (import "host" "h2" (func (param f64 f32) (result f64)))
    (import "host" "h3" (func (result i64 i32 f32))))"#;

/// The exports of a module as imports from a module of this name, and the host functions.
fn imports_of(module: &[u8], name: &str) -> Option<Vec<u8>> {
    let types = Validator::new_with_features(features()).validate_all(module).ok()?;
    let types = types.as_ref();
    let (mut signatures, mut imports) = (TypeSection::new(), ImportSection::new());
    let mut again = RoundtripReencoder;
    let mut add = |module: &str, name: &str, types: TypesRef<'_>, entity: Described| -> Option<()> {
        let entity = match entity {
            Described::Func(id) => {
                let ty = types.get(id)?.unwrap_func();
                let params: Vec<_> = ty.params().iter().map(|ty| again.val_type(*ty)).collect::<Result<_, _>>().ok()?;
                let results: Vec<_> =
                    ty.results().iter().map(|ty| again.val_type(*ty)).collect::<Result<_, _>>().ok()?;
                signatures.ty().function(params, results);
                EntityType::Function(signatures.len() - 1)
            }
            Described::Table(ty) => EntityType::Table(again.table_type(ty).ok()?),
            Described::Memory(ty) => EntityType::Memory(again.memory_type(ty).ok()?),
            Described::Global(ty) => EntityType::Global(again.global_type(ty).ok()?),
            _ => return None,
        };
        imports.import(module, name, entity);
        Some(())
    };
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ExportSection(exports) = payload.ok()? {
            for export in exports {
                let export = export.ok()?;
                let entity = types.entity_type_from_export(&export)?;
                add(name, export.name, types, entity)?;
            }
        }
    }
    let host = wat::parse_str(HOST).ok()?;
    let host_types = Validator::new().validate_all(&host).ok()?;
    for payload in Parser::new(0).parse_all(&host) {
        if let Payload::ImportSection(imports) = payload.ok()? {
            for import in imports.into_imports() {
                let import = import.ok()?;
                let entity = host_types.as_ref().entity_type_from_import(&import)?;
                add("host", import.name, host_types.as_ref(), entity)?;
            }
        }
    }
    let mut module = wasm_encoder::Module::new();
    module.section(&signatures).section(&imports);
    Some(module.finish())
}

/// A module with other exports: the global that is its fuel, and a function without parameters and results as `callback`. Returns
/// the types of the functions that it exports, too.
#[expect(clippy::type_complexity, reason = "a module and the parameters of its functions")]
fn with_exports(module: &[u8], fuel: u32) -> Option<(Vec<u8>, Vec<Vec<wasm_encoder::ValType>>)> {
    let types = Validator::new_with_features(features()).validate_all(module).ok()?;
    let types = types.as_ref();
    let mut result = wasm_encoder::Module::new();
    let mut functions = Vec::new();
    let mut again = RoundtripReencoder;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.ok()?;
        if let Payload::ExportSection(section) = payload {
            let mut exports = ExportSection::new();
            let mut callback = None;
            for export in section {
                let export = export.ok()?;
                if export.kind == ExternalKind::Func {
                    let ty = types.get(types.core_function_at(export.index))?.unwrap_func();
                    let params =
                        ty.params().iter().map(|ty| again.val_type(*ty)).collect::<Result<Vec<_>, _>>().ok()?;
                    if params.is_empty() && ty.results().is_empty() {
                        callback = Some(export.index);
                    }
                    functions.push(params);
                }
                again.parse_export(&mut exports, export).ok()?;
            }
            exports.export("fuel", wasm_encoder::ExportKind::Global, fuel);
            if let Some(callback) = callback {
                exports.export("callback", wasm_encoder::ExportKind::Func, callback);
                functions.push(Vec::new());
            }
            result.section(&exports);
        } else if let Some((id, range)) = payload.as_section() {
            result.section(&RawSection { id, data: &module[range.start as usize..range.end as usize] });
        }
    }
    Some((result.finish(), functions))
}

fn config(rng: &mut Rng) -> Config {
    use InstructionKind::{Aggregate, Control, Memory, Numeric, Parametric, Reference, Table, Variable, VectorInt};
    let kinds = [Numeric, VectorInt, Reference, Parametric, Variable, Table, Memory, Control, Aggregate];
    let allowed_instructions = if rng.one_in(2) {
        InstructionKinds::all()
    } else {
        let some: Vec<_> = kinds.into_iter().filter(|_| rng.one_in(2)).collect();
        InstructionKinds::new(&some)
    };
    let mut often = || !rng.one_in(4);
    Config {
        allowed_instructions,
        allow_floats: often(),
        bulk_memory_enabled: often(),
        multi_value_enabled: often(),
        reference_types_enabled: often(),
        saturating_float_to_int_enabled: often(),
        sign_extension_ops_enabled: often(),
        simd_enabled: often(),
        relaxed_simd_enabled: often(),
        extended_const_enabled: often(),
        wide_arithmetic_enabled: often(),
        tail_call_enabled: often(),
        disallow_traps: !often(),
        canonicalize_nans: true,
        export_everything: true,
        memory_max_size_required: true,
        table_max_size_required: true,
        max_memory32_bytes: 3 << 16,
        max_table_elements: 40,
        max_tables: 3,
        max_funcs: rng.between(1, 12),
        min_funcs: 1,
        min_exports: 1,
        max_instructions: *rng.pick(&[20, 60, 150, 400]),
        max_nesting_depth: rng.between(2, 12),
        max_imports: 12,
        max_globals: 10,
        exceptions_enabled: false,
        gc_enabled: false,
        memory64_enabled: false,
        threads_enabled: false,
        compact_imports_enabled: false,
        max_memories: 1,
        min_uleb_size: *rng.pick(&[1, 1, 1, 5]),
        ..Config::default()
    }
}

impl Smith {
    fn attempt(&self, rng: &mut Rng) -> Option<Case> {
        let mut case = Case { fill: rng.next() | 1, fuel: FUEL as i32, ..Case::default() };
        let mut available = wat::parse_str(HOST).ok()?;
        for instance in 0..rng.between(1, 3) as u32 {
            let input = rng.bytes(INPUT);
            let config = Config { available_imports: Some(available), ..config(rng) };
            // wasm-smith panics for some combinations of features.
            let make = || wasm_smith::Module::new(config, &mut Unstructured::new(&input));
            let mut made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(make)).ok()?.ok()?;
            let fuel = made.ensure_termination(FUEL).ok()?;
            let (module, functions) = with_exports(&made.to_bytes(), fuel)?;
            crate::module::validate(&module).ok()?;
            available = imports_of(&module, &format!("m{instance}"))?;
            case.modules.push(module);
            for _ in 0..rng.between(1, 16) {
                for (function, params) in functions.iter().enumerate() {
                    let args = params.iter().map(|ty| values::argument(rng, *ty)).collect();
                    let observe = rng.one_in(4);
                    case.calls.push(Call { instance, function: function as u32, args, observe });
                }
            }
        }
        Some(case)
    }
}

impl Generator for Smith {
    fn generate(&mut self, rng: &mut Rng) -> Option<Case> {
        (0..8).find_map(|_| self.attempt(rng))
    }
}
