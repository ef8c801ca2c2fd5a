//! Instantiation, in the order of the specification.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ptr::NonNull;

use windlass_codegen::ContextLayout;
use windlass_codegen::module::{ConstExpr, DataSegments, ImportType, SegmentMode};
use windlass_isa::trampolines::windlass_builtin_call;
use windlass_masm::vm::{VMArray, VMFuncRef, VMImport};

use crate::api::error::{Result, bail};
use crate::api::externs::Extern;
use crate::api::global::write_global;
use crate::api::imports;
use crate::api::module::{Module, damaged};
use crate::code::module_bytes::InOrder;
use crate::instances::const_expr;
use crate::instances::instance_data::{ContextMemory, InstanceData, SegmentSet};
use crate::instances::memory::AnyMemory;
use crate::instances::segments;
use crate::instances::table_data::TableData;
use crate::store::StoreOpaque;
use crate::store::exceptions::TagData;

/// Adds an instance of `module` to the store and returns its position. `imports` are in the order of the module.
/// Memories and tables are not yet initialised from segments: see [`initialize`].
///
/// # Errors
/// Fails if the module belongs to another engine, an import is missing or does not match, or a memory or table cannot
/// be allocated. The store is unchanged then.
pub(crate) fn allocate(store: &mut StoreOpaque, module: &Module, imports: &[Extern]) -> Result<u32> {
    let inner = module.inner();
    let info = inner.info();
    if !crate::Engine::same(inner.engine(), store.engine()) {
        bail!("the module was compiled for another engine than the store's");
    }
    if let Some(import) = info.imports.get(imports.len()) {
        return Err(imports::missing(module, &[import]));
    }
    if imports.len() > info.imports.len() {
        bail!("got {} imports for a module with {}", imports.len(), info.imports.len());
    }
    for (import, item) in info.imports.iter().zip(imports) {
        imports::check(store, module, import, item)?;
    }

    // Everything that can fail comes first. New items get the next positions in the store.
    let position = store.instances.len() as u32;
    let context = ContextMemory::new(inner.layout().size(), position)?;
    let guarded = !inner.artifact().options.explicit_bounds_checks;
    let mut new_memories = Vec::new();
    for &ty in &info.memories[info.imported_memories as usize..] {
        new_memories.push(AnyMemory::new(ty, guarded)?);
    }
    let mut new_tables = Vec::new();
    for &ty in &info.tables[info.imported_tables as usize..] {
        new_tables.push(TableData::new(inner.table_type(ty), 0)?);
    }
    // A shared memory is one of the store from now on; at worst, nothing uses it.
    let mut imported_memories = Vec::new();
    for item in imports {
        imported_memories.extend(store.memory_index(item));
    }
    let imported_tables = imports.iter().filter_map(|item| Some(item.as_table()?.index()));
    let imported_memories = imported_memories.into_iter();
    let memories: Box<[u32]> = imported_memories.chain(next(store.memories.len(), new_memories.len())).collect();
    let tables: Box<[u32]> = imported_tables.chain(next(store.tables.len(), new_tables.len())).collect();
    let imported = |&index: &u32| store.memories.get(index as usize);
    let lacks_guard = |memory: &AnyMemory| memory.ty().may_be_guarded() && !memory.is_guarded();
    if guarded && memories.iter().filter_map(imported).any(lacks_guard) {
        bail!("the module was compiled without bounds checks, and imports a memory without a guard");
    }

    // In other cases all segments are active, and dropped before guest code can access them.
    let data_segments = if let DataSegments::General(segments) = &info.data { segments.len() } else { 0 };
    let instance = InstanceData {
        module: module.clone(),
        context,
        memories,
        tables,
        dropped_data: SegmentSet::new(data_segments),
        dropped_elements: SegmentSet::new(info.elements.len()),
    };
    fill_context(store, &instance, imports)?;
    for index in info.imported_tags..info.tags.len() as u32 {
        let ty = store.engine().types().get(inner.type_ids()[info.tags[index as usize] as usize]);
        let tag = store.exceptions.add_tag(TagData::Module(inner.artifact().module.clone(), index, ty));
        // SAFETY: the address is in the context, which has room for the identity of each tag.
        unsafe { instance.context.at(inner.layout().tag(index)).cast::<u64>().write(tag.into()) };
    }
    let filled = fill_globals(&instance).and_then(|()| fill_tables(&instance, &mut new_tables));
    store.memories.append(&mut new_memories);
    store.tables.append(&mut new_tables);
    for (i, &memory) in instance.memories.iter().enumerate() {
        let place = instance.context.at(inner.layout().memory(i as u32)).cast::<VMArray>();
        // SAFETY: the address is in the context, which lives as long as the store.
        unsafe { store.memories[memory as usize].add_user(place) };
    }
    for (i, &table) in instance.tables.iter().enumerate() {
        let place = instance.context.at(inner.layout().table(i as u32)).cast::<VMArray>();
        // SAFETY: as above.
        unsafe { store.tables[table as usize].add_user(place) };
    }
    // Kept even if initialisation fails: other instances may already refer to it.
    store.add_instance(instance);
    filled?;
    Ok(position)
}

/// The next `count` positions after `len`.
fn next(len: usize, count: usize) -> impl Iterator<Item = u32> {
    (len..len + count).map(|i| i as u32)
}

/// Fills the context, except memories, tables and the module's own globals.
///
/// # Errors
/// Fails if the module comes from a damaged file.
fn fill_context(store: &StoreOpaque, instance: &InstanceData, imports: &[Extern]) -> Result<()> {
    let module = instance.module.inner();
    let (info, layout, context) = (module.info(), module.layout(), &instance.context);
    // SAFETY: the layout is that of the context, so every offset is inside it and has the type that is written.
    unsafe {
        (*context.header()).store = store.vm_context();
        (*context.header()).builtin_trampoline = windlass_builtin_call as *const () as usize;
        let type_ids = context.at(layout.type_id(0)).cast::<u32>();
        for (i, &id) in module.type_ids().iter().enumerate() {
            type_ids.add(i).write(id);
        }
        let (mut functions, mut globals, mut tags) = (0, 0, 0);
        for (import, item) in info.imports.iter().zip(imports) {
            match (import.ty, item) {
                (ImportType::Func(_), Extern::Func(func)) => {
                    let VMFuncRef { code, context: callee, .. } = *func.in_store(store);
                    let place = context.at(layout.import(functions)).cast();
                    place.write(VMImport { code, context: callee });
                    functions += 1;
                }
                (ImportType::Global(ty), Extern::Global(global)) => {
                    let place = context.at(layout.global(globals));
                    if ContextLayout::global_is_pointer(info, globals) {
                        place.cast::<NonNull<u8>>().write(global.address());
                    } else {
                        write_global(place, ty.content, global.raw(store));
                    }
                    globals += 1;
                }
                (ImportType::Tag(_), Extern::Tag(tag)) => {
                    context.at(layout.tag(tags)).cast::<u64>().write(tag.index().into());
                    tags += 1;
                }
                _ => {}
            }
        }
        for (position, &function) in info.escaping.iter().enumerate() {
            let ty = info.functions.get(function as usize).copied().unwrap_or(u32::MAX);
            let type_id = *module.type_ids().get(ty as usize).ok_or_else(damaged)?;
            let func_ref = match function.checked_sub(info.imported_functions) {
                Some(own) => VMFuncRef { code: module.entry_point(own)?, type_id, context: context.header() },
                None => {
                    let import = context.at(layout.import(function)).cast::<VMImport>().read();
                    VMFuncRef { code: import.code, type_id, context: import.context }
                }
            };
            context.at(layout.func_ref(position as u32)).cast().write(func_ref);
        }
    }
    Ok(())
}

/// Gives the elements of the module's own tables their initial values, where these are not null.
fn fill_tables(instance: &InstanceData, tables: &mut [TableData]) -> Result<()> {
    let info = instance.module.inner().info();
    for (table, init) in &info.table_inits {
        let value = const_expr::evaluate(init, instance)? as u64;
        let own = table.checked_sub(info.imported_tables).and_then(|own| tables.get_mut(own as usize));
        let elements = own.ok_or_else(damaged)?.elements_mut();
        // Do not write nulls over nulls, which would allocate their pages.
        if value != 0 {
            elements.fill(value);
        }
    }
    Ok(())
}

/// Initialises the module's own globals.
fn fill_globals(instance: &InstanceData) -> Result<()> {
    let info = instance.module.inner().info();
    let own = info.globals.iter().enumerate().skip(info.imported_globals as usize);
    for ((index, ty), init) in own.zip(&info.global_inits) {
        let value = const_expr::evaluate(init, instance)?;
        // SAFETY: the address is that of a global of this type.
        unsafe { write_global(instance.global(index as u32), ty.content, value) };
    }
    Ok(())
}

/// Copies the active segments of the instance at `position` to its tables and memories.
///
/// # Errors
/// Traps at the first segment that is out of bounds. Segments before it remain copied.
pub(crate) fn initialize(store: &mut StoreOpaque, position: u32) -> Result<()> {
    let module = store.instances[position as usize].module.clone();
    let info = module.inner().info();
    for (i, segment) in info.elements.iter().enumerate() {
        let i = i as u32;
        if let SegmentMode::Active { index, offset } = &segment.mode {
            let offset = offset_of(store, position, offset)?;
            segments::table_init(store, position, *index, i, (offset, 0, segment.items.len() as u64))?;
        }
        if !matches!(segment.mode, SegmentMode::Passive) {
            store.instances[position as usize].dropped_elements.insert(i);
        }
    }
    if let Some((image, pages)) = module.inner().image()? {
        return memory_of(store, position, 0).put_image(image, &pages);
    }
    let mut bytes = InOrder::new(module.inner().bytes());
    match &info.data {
        DataSegments::Plain(plain) if plain.is_empty() => Ok(()),
        DataSegments::Plain(plain) => {
            let memory = memory_of(store, position, 0);
            if let Some(memory) = memory.own() {
                memory.expect_segments(plain);
            }
            plain.iter().try_for_each(|segment| {
                segments::copy_to_memory(memory, segment.offset.into(), segment.bytes(), |from, to| {
                    bytes.copy_to(from, to)
                })
            })
        }
        DataSegments::General(segments) => segments.iter().try_for_each(|segment| {
            let SegmentMode::Active { index, offset } = &segment.mode else { return Ok(()) };
            let offset = offset_of(store, position, offset)?;
            let memory = memory_of(store, position, *index);
            segments::copy_to_memory(memory, offset, segment.bytes.clone(), |from, to| bytes.copy_to(from, to))
        }),
        // Already copied above.
        DataSegments::Image(_) => Ok(()),
    }
}

/// Memory `index` of the instance at `position`.
fn memory_of(store: &mut StoreOpaque, position: u32, index: u32) -> &mut AnyMemory {
    let memory = store.instances[position as usize].memories[index as usize];
    &mut store.memories[memory as usize]
}

/// The offset of an active segment.
fn offset_of(store: &StoreOpaque, position: u32, offset: &ConstExpr) -> Result<u64> {
    const_expr::evaluate(offset, &store.instances[position as usize]).map(|offset| offset as u64)
}
