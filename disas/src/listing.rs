//! Listings: the functions of a compiled module, disassembled on demand.

use std::collections::BTreeMap;
use std::ops::Range;

use windlass_codegen::handlers::Clause;
use windlass_codegen::sites::RecordedSite;
use windlass_codegen::{Artifact, DisplayName, SourceMap};
use windlass_isa::Isa;
use windlass_masm::TrapCode;

use crate::compiled::Compiled;
use crate::decode::{Decode, Decoded, Effect};
use crate::function::{Content, Function, Line, Section};
use crate::names::{self, ModuleNames, Names};
use crate::origin::Origin;
use crate::regions::{Region, regions};
use crate::trap::{self, Trap};
use crate::wasm::Operators;

/// The machine code of a module, disassembled one function at a time.
pub struct Listing<'a> {
    isa: Isa,
    artifact: &'a Artifact,
    code: &'a [u8],
    names: ModuleNames,
    source_map: Option<&'a SourceMap>,
    wasm: &'a [u8],
    operators: Option<Operators>,
}

/// Disassembles a function with the decoder of its instruction set.
macro_rules! take_apart {
    ({$listing:ident $position:ident} $($Isa:ident $module:ident $name:tt $number:literal $elf:literal;)*) => {
        match $listing.isa {
            $(Isa::$Isa => $listing.take_apart::<crate::$module::$Isa>($position),)*
            _ => unreachable!("there is a row for every instruction set"),
        }
    };
}

impl<'a> Listing<'a> {
    /// A listing of an artifact whose machine code is `code`.
    pub fn new(isa: Isa, artifact: &'a Artifact, code: &'a [u8]) -> Listing<'a> {
        let names = ModuleNames::new(&artifact.module);
        Listing { isa, artifact, code, names, source_map: None, wasm: &[], operators: None }
    }

    /// A listing of a module that was just compiled from the bytes `wasm`.
    pub fn of(compiled: &'a Compiled, wasm: &'a [u8]) -> Listing<'a> {
        let mut listing = Listing::new(compiled.isa, &compiled.artifact, &compiled.code);
        listing.names.stubs = compiled.stubs;
        listing.source_map = Some(&compiled.source_map);
        listing.wasm = wasm;
        listing
    }

    /// Adds the operators to the functions, if the module's bytes are available.
    #[must_use]
    pub fn with_operators(mut self) -> Listing<'a> {
        self.operators = (!self.wasm.is_empty()).then(|| Operators::new(self.wasm));
        self
    }

    /// The instruction set of the code.
    pub fn isa(&self) -> Isa {
        self.isa
    }

    /// The number of functions, excluding imports.
    pub fn len(&self) -> usize {
        self.artifact.functions.len()
    }

    /// Whether the module defines no functions.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of machine code.
    pub fn code_len(&self) -> usize {
        self.artifact.code_len
    }

    /// The name of the function at `position`, not counting imports.
    pub fn name(&self, position: usize) -> &str {
        self.names.defined(position)
    }

    /// The position of a function, given its index in the module or its name, with or without the leading `$`.
    pub fn find(&self, function: &str) -> Option<usize> {
        let imported = self.artifact.module.imported_functions as usize;
        if let Ok(index) = function.parse::<usize>() {
            return index.checked_sub(imported).filter(|position| *position < self.len());
        }
        let function = DisplayName::new(function.strip_prefix('$').unwrap_or(function)).to_string();
        (0..self.len()).find(|position| {
            let name = self.name(*position);
            name.strip_prefix('$').unwrap_or(name) == function
        })
    }

    /// Disassembles the function at `position`, not counting imports.
    ///
    /// # Panics
    /// Panics if there is no such function.
    pub fn function(&self, position: usize) -> Function {
        let listing = self;
        windlass_isa::for_each_isa!(take_apart listing position)
    }

    fn take_apart<D: Decode>(&self, position: usize) -> Function {
        let entry = &self.artifact.functions[position];
        let regions = regions::<D>(self.code, entry.start, entry.end);
        let pads = self.artifact.regions(position).filter_map(|(_, clause)| match clause {
            Clause::Handler(handler) => Some(handler.pad),
            Clause::Delegate(_) => None,
        });
        let (labels, tables) = labels(&regions, entry.start..entry.end, pads);
        let (module, artifact) = (&self.names, self.artifact);
        let mut names = Names { module, artifact, code: self.code, labels, tables, context_copy: None };
        let sites: BTreeMap<u32, RecordedSite> = artifact.sites(position).map(|site| (site.code, site)).collect();
        let mut origin = self.origin(position);
        let mut lines = Vec::with_capacity(regions.len());
        let mut instruction_bytes = 0;
        for (at, region) in &regions {
            let at = *at;
            let (mut section, mut operator) = origin.at(at);
            let (len, content, trap) = match region {
                Region::Instruction(decoded) => {
                    instruction_bytes += decoded.len;
                    let (mnemonic, operands) = D::format(decoded, at, &names);
                    match decoded.effect {
                        Effect::CopyContext(register) => names.context_copy = Some(register),
                        Effect::Call => names.context_copy = None,
                        _ => {}
                    }
                    let trap = self.trap(decoded, at, &sites);
                    (decoded.len, Content::Instruction { mnemonic, operands }, trap)
                }
                Region::TableEntry { len, target, .. } => (*len, Content::TableEntry(names.jump_target(*target)), None),
                Region::Constant(len) => {
                    let value = names::read(self.code, at.into(), *len).unwrap_or(0);
                    (*len, Content::Constant(names::hexadecimal(value, *len)), None)
                }
                Region::Padding(len) => (*len, Content::Padding, None),
            };
            if matches!(region, Region::Constant(_) | Region::Padding(_)) {
                (section, operator) = (Section::Constants, None);
            } else if section == Section::Cold {
                // A trap stub belongs to an operator of the body.
                let wasm =
                    trap.map(|trap: Trap| trap.wasm).or_else(|| sites.range(at..).next().map(|(_, site)| site.wasm));
                operator = wasm.and_then(|wasm| origin.operator(wasm));
            }
            let offset = at - entry.start;
            for label in names.at(at) {
                lines.push(Line { offset, len: 0, content: Content::Label(label), section, operator, trap: None });
            }
            if let (Content::Padding, Some(Line { content: Content::Padding, len: before, .. })) =
                (&content, lines.last_mut())
            {
                *before += len;
                continue;
            }
            lines.push(Line { offset, len, content, section, operator, trap });
        }
        Function {
            index: artifact.module.imported_functions + position as u32,
            name: self.name(position).to_string(),
            start: entry.start,
            size: entry.end - entry.start,
            instruction_bytes,
            frame_size: entry.frame_size,
            operators: origin.operators,
            lines,
            handlers: self.handlers(position, &names),
        }
    }

    /// The exception handlers of a function, with offsets relative to its body.
    fn handlers(&self, position: usize, names: &Names<'_>) -> Vec<String> {
        let body = self.artifact.functions[position].wasm_start;
        let place = |wasm: u32| format!("+{:#x}", wasm.wrapping_sub(body));
        let describe = |(region, clause): (Range<u32>, Clause)| {
            let what = match clause {
                Clause::Handler(handler) => format!("{} at {}", handler.catch, names.jump_target(handler.pad)),
                Clause::Delegate(to) if to == body => String::from("delegate to the caller"),
                Clause::Delegate(to) => format!("delegate to {}", place(to)),
            };
            format!("{}..{}: {what}", place(region.start), place(region.end))
        };
        self.artifact.regions(position).map(describe).collect()
    }

    fn origin(&self, position: usize) -> Origin<'a> {
        let functions = &self.artifact.functions;
        let entry = &functions[position];
        let map = self.source_map.map_or(&[][..], |map| map.function(entry));
        let end = functions.get(position + 1).map_or(u32::MAX, |next| next.wasm_start);
        let operators = self.operators.as_ref().map_or_else(Vec::new, |all| all.within(entry.wasm_start, end));
        Origin::new(map, operators)
    }

    /// Why the instruction at `at` may trap.
    fn trap<I>(&self, decoded: &Decoded<I>, at: u32, sites: &BTreeMap<u32, RecordedSite>) -> Option<Trap> {
        let RecordedSite { wasm, fault, .. } = *sites.get(&at)?;
        let reason = match decoded.effect {
            Effect::Call => return None,
            Effect::Trap(byte) => TrapCode::from_byte(byte).map_or("unknown", trap::reason),
            Effect::Divide { signed } => trap::of_division(signed),
            _ => trap::reason(fault),
        };
        Some(Trap { reason, wasm })
    }
}

/// The numbers of a function's labels and jump tables, by code offset.
fn labels<I>(
    regions: &[(u32, Region<I>)],
    function: Range<u32>,
    pads: impl Iterator<Item = u32>,
) -> (BTreeMap<u32, u32>, BTreeMap<u32, u32>) {
    let (mut labels, mut tables): (BTreeMap<_, _>, _) = (pads.map(|pad| (pad, 0)).collect(), BTreeMap::new());
    for (_, region) in regions {
        match region {
            Region::Instruction(Decoded { effect: Effect::Jump(target), .. }) if function.contains(target) => {
                labels.insert(*target, 0);
            }
            Region::TableEntry { table, target, .. } => {
                labels.insert(*target, 0);
                tables.insert(*table, 0);
            }
            _ => {}
        }
    }
    for places in [&mut labels, &mut tables] {
        for (number, place) in (1..).zip(places.values_mut()) {
            *place = number;
        }
    }
    (labels, tables)
}
