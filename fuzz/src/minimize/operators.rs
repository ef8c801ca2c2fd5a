//! Reduces functions: fewer and simpler operators.

use wasm_encoder::{Instruction, ValType};

use super::Small;
use crate::module::{Function, Module};
use crate::points::{Point, points};
use crate::skeleton::Skeleton;

/// Zero of a type.
fn zero(ty: ValType) -> Instruction<'static> {
    match ty {
        ValType::I32 => Instruction::I32Const(0),
        ValType::I64 => Instruction::I64Const(0),
        ValType::F32 => Instruction::F32Const(0.0.into()),
        ValType::F64 => Instruction::F64Const(0.0.into()),
        ValType::V128 => Instruction::V128Const(0),
        ValType::Ref(ty) => Instruction::RefNull(ty.heap_type),
    }
}

impl Small<'_> {
    fn accept_function(&mut self, module: usize, index: usize, function: Function) -> bool {
        let Ok(mut parsed) = Module::parse(&self.case.modules[module]) else { return false };
        parsed.functions[index] = function;
        let case = self.replaced(module, parsed.encode());
        self.accept(case)
    }

    /// Replaces functions by empty ones.
    pub fn simpler_functions(&mut self, module: usize) {
        let Ok(skeleton) = Skeleton::parse(&self.case.modules[module]) else { return };
        for (index, (ty, function)) in skeleton.functions.iter().enumerate() {
            let results = &skeleton.types[*ty as usize].1;
            if function.ops.len() <= results.len() + 1 {
                continue;
            }
            let mut ops: Vec<_> = results.iter().map(|ty| zero(*ty)).collect();
            ops.push(Instruction::End);
            self.accept_function(module, index, Function { locals: Vec::new(), ops });
        }
    }

    /// Removes operators from all functions and replaces expressions by constants.
    pub fn fewer_operators(&mut self, module: usize) {
        let Ok(parsed) = Module::parse(&self.case.modules[module]) else { return };
        for index in 0..parsed.functions.len() {
            self.cut_short(module, index);
            self.drop_ranges(module, index);
            self.replace_expressions(module, index);
            self.drop_ranges(module, index);
            self.unwrap_blocks(module, index);
            self.simpler_constants(module, index);
            self.drop_locals(module, index);
        }
    }

    fn function(&self, module: usize, index: usize) -> Option<Function> {
        Module::parse(&self.case.modules[module]).ok()?.functions.into_iter().nth(index)
    }

    fn points(&self, module: usize, index: usize) -> Option<Vec<Point>> {
        points(&self.case.modules[module]).ok()?.into_iter().nth(index)
    }

    /// Truncates the function.
    fn cut_short(&mut self, module: usize, index: usize) {
        let Some(function) = self.function(module, index) else { return };
        let mut keep = function.ops.len() / 2;
        let (mut low, mut high) = (0, function.ops.len() - 1);
        while low < high && !self.is_over() {
            let mut shorter = function.clone();
            shorter.ops.truncate(keep);
            let depth = shorter.ops.iter().fold(1i32, |depth, op| match op {
                Instruction::Block(_) | Instruction::Loop(_) | Instruction::If(_) => depth + 1,
                Instruction::End => depth - 1,
                _ => depth,
            });
            shorter.ops.push(Instruction::Unreachable);
            for _ in 0..depth.max(0) {
                shorter.ops.extend([Instruction::End, Instruction::Unreachable]);
            }
            shorter.ops.pop();
            if self.accept_function(module, index, shorter) {
                high = keep;
            } else {
                low = keep + 1;
            }
            keep = (low + high) / 2;
        }
    }

    /// Removes runs of operators if the rest is valid.
    fn drop_ranges(&mut self, module: usize, index: usize) {
        let Some(mut function) = self.function(module, index) else { return };
        let mut size = (function.ops.len() / 2).clamp(1, 256);
        loop {
            let mut end = function.ops.len() - 1;
            while end > 0 && !self.is_over() {
                let begin = end.saturating_sub(size);
                let mut shorter = function.clone();
                shorter.ops.drain(begin..end);
                if self.accept_function(module, index, shorter.clone()) {
                    function = shorter;
                    end = begin.min(function.ops.len() - 1);
                } else {
                    end -= if size > 8 { size / 2 } else { 1 };
                }
            }
            if size == 1 || self.is_over() {
                return;
            }
            size /= 2;
        }
    }

    /// Replaces expressions by constants, larger expressions first.
    fn replace_expressions(&mut self, module: usize, index: usize) {
        let mut end = usize::MAX;
        loop {
            let (Some(function), Some(points)) = (self.function(module, index), self.points(module, index)) else {
                return;
            };
            end = end.min(function.ops.len() - 1);
            if end == 0 || self.is_over() {
                return;
            }
            let at = end - 1;
            end = at;
            let Some(&ty) = points.get(at).filter(|point| point.reachable).and_then(|point| point.operands.first())
            else {
                continue;
            };
            let (height, depth) = (points[at].height, points[at].depth);
            // The expression begins where the stack was last one lower.
            let mut begins = Vec::new();
            for begin in (0..=at).rev() {
                let before = if begin == 0 { (0, 1) } else { (points[begin - 1].height, points[begin - 1].depth) };
                let is_known = begin == 0 || points[begin - 1].reachable;
                if !is_known || before.0 + 1 < height || before.1 < depth {
                    break;
                }
                if before == (height - 1, depth) && at > begin {
                    begins.push(begin);
                }
            }
            let simple = [zero(ty), Instruction::I32Const(1)];
            'replaced: for begin in begins.into_iter().rev() {
                for constant in &simple[..if ty == ValType::I32 { 2 } else { 1 }] {
                    let mut shorter = function.clone();
                    shorter.ops.splice(begin..=at, [constant.clone()]);
                    if self.accept_function(module, index, shorter) {
                        end = begin;
                        break 'replaced;
                    }
                }
            }
        }
    }

    /// Removes a block, or only its delimiters.
    fn unwrap_blocks(&mut self, module: usize, index: usize) {
        let mut begin = 0;
        while let Some(function) = self.function(module, index)
            && begin < function.ops.len()
            && !self.is_over()
        {
            if matches!(function.ops[begin], Instruction::Block(_) | Instruction::Loop(_) | Instruction::If(_)) {
                let mut depth = 0;
                let end = (begin..function.ops.len()).find(|at| {
                    match function.ops[*at] {
                        Instruction::Block(_) | Instruction::Loop(_) | Instruction::If(_) => depth += 1,
                        Instruction::End => depth -= 1,
                        _ => {}
                    }
                    depth == 0
                });
                if let Some(end) = end {
                    let mut shorter = function.clone();
                    shorter.ops.drain(begin..=end);
                    let mut unwrapped = function.clone();
                    unwrapped.ops.remove(end);
                    unwrapped.ops.remove(begin);
                    if self.accept_function(module, index, shorter) || self.accept_function(module, index, unwrapped) {
                        continue;
                    }
                }
            }
            begin += 1;
        }
    }

    fn simpler_constants(&mut self, module: usize, index: usize) {
        let Some(mut function) = self.function(module, index) else { return };
        for at in 0..function.ops.len() {
            let mut candidates: Vec<Instruction<'static>> = Vec::new();
            match &function.ops[at] {
                Instruction::I32Const(x) if !matches!(x, 0 | 1) => {
                    candidates = [0, 1, x & 0xff, x & 0xffff].map(Instruction::I32Const).into();
                }
                Instruction::I64Const(x) if !matches!(x, 0 | 1) => {
                    candidates = [0, 1, x & 0xff, x & 0xffff].map(Instruction::I64Const).into();
                }
                Instruction::V128Const(x) if *x != 0 => candidates.push(Instruction::V128Const(0)),
                other => {
                    let mut other = other.clone();
                    if let Some(arg) = crate::operators::mem_arg(&mut other)
                        && arg.offset != 0
                    {
                        arg.offset = 0;
                        candidates.push(other);
                    }
                }
            }
            for candidate in candidates {
                if self.is_over() {
                    return;
                }
                let mut simpler = function.clone();
                simpler.ops[at] = candidate;
                if self.accept_function(module, index, simpler.clone()) {
                    function = simpler;
                    break;
                }
            }
        }
    }

    /// Removes unused locals.
    fn drop_locals(&mut self, module: usize, index: usize) {
        let Ok(skeleton) = Skeleton::parse(&self.case.modules[module]) else { return };
        let Some((ty, mut function)) = skeleton.functions.into_iter().nth(index) else { return };
        let params = skeleton.types[ty as usize].0.len() as u32;
        let name = |op: &Instruction<'static>| match op {
            Instruction::LocalGet(local) | Instruction::LocalSet(local) | Instruction::LocalTee(local) => Some(*local),
            _ => None,
        };
        let before = function.locals.len();
        for local in (0..before as u32).rev().map(|local| local + params) {
            if function.ops.iter().filter_map(name).any(|named| named == local) {
                continue;
            }
            function.locals.remove((local - params) as usize);
            for op in &mut function.ops {
                if let Instruction::LocalGet(named) | Instruction::LocalSet(named) | Instruction::LocalTee(named) = op
                    && *named > local
                {
                    *named -= 1;
                }
            }
        }
        if function.locals.len() < before {
            self.accept_function(module, index, function);
        }
    }
}
