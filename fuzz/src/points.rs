//! The operand stack after each operator, which decides what can be inserted there.

use wasm_encoder::ValType;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::{BlockType, FrameKind, FuncValidatorAllocations, Parser, Payload, ValidPayload, Validator};

use crate::module::features;

/// The point after an operator.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// Whether the point is reachable.
    pub reachable: bool,
    /// The number of operands of all blocks.
    pub height: u32,
    /// The number of open blocks.
    pub depth: u32,
    /// The types of the innermost block's operands, topmost first, at most three.
    pub operands: Vec<ValType>,
    /// The depths of labels without values.
    pub plain_labels: Vec<u32>,
}

/// The points of all functions of a valid module, in order.
///
/// # Errors
/// If the module is invalid.
pub fn points(bytes: &[u8]) -> Result<Vec<Vec<Point>>, String> {
    let mut validator = Validator::new_with_features(features());
    let mut functions = Vec::new();
    let mut allocations = FuncValidatorAllocations::default();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(|e| e.to_string())?;
        if let Payload::End(_) = payload {
            break;
        }
        let ValidPayload::Func(function, body) = validator.payload(&payload).map_err(|e| e.to_string())? else {
            continue;
        };
        let mut function = function.into_validator(allocations);
        let mut reader = body.get_binary_reader();
        function.read_locals(&mut reader).map_err(|e| e.to_string())?;
        let mut points = Vec::new();
        let mut operators = wasmparser::OperatorsReader::new(reader);
        while !operators.eof() {
            let (op, offset) = operators.read_with_offset().map_err(|e| e.to_string())?;
            function.op(offset, &op).map_err(|e| e.to_string())?;
            points.push(point(&function));
        }
        functions.push(points);
        allocations = function.into_allocations();
    }
    Ok(functions)
}

fn point(function: &wasmparser::FuncValidator<wasmparser::ValidatorResources>) -> Point {
    let Some(frame) = function.get_control_frame(0) else { return Point::default() };
    if frame.unreachable {
        return Point::default();
    }
    let count = (function.operand_stack_height() as usize).saturating_sub(frame.height).min(3);
    let operand = |depth| RoundtripReencoder.val_type(function.get_operand_type(depth).flatten()?).ok();
    let is_plain = |depth: &u32| {
        let Some(frame) = function.get_control_frame(*depth as usize) else { return false };
        match frame.block_type {
            BlockType::Empty => true,
            BlockType::Type(_) => frame.kind == FrameKind::Loop,
            BlockType::FuncType(_) => false,
        }
    };
    Point {
        reachable: true,
        height: function.operand_stack_height(),
        depth: function.control_stack_height(),
        operands: (0..count).map_while(operand).collect(),
        plain_labels: (0..function.control_stack_height()).filter(is_plain).take(8).collect(),
    }
}
