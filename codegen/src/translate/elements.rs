//! The items of element segments. There may be millions, nearly always `ref.func` or `ref.null`.

use alloc::vec::Vec;

use wasmparser::SectionLimited;

use super::const_expr;
use crate::error::CompileError;
use crate::module::{ConstExpr, ConstOp, ElementItems};
use crate::types::RefType;

/// Reads expressions that the validator has accepted. Functions whose reference they take are added to `escaping`.
pub(super) fn read(
    expressions: SectionLimited<'_, wasmparser::ConstExpr<'_>>,
    escaping: &mut Vec<u32>,
) -> Result<ElementItems, CompileError> {
    let count = expressions.count() as usize;
    let mut functions = Vec::with_capacity(count);
    let mut expressions = expressions.into_iter();
    while let Some(expression) = expressions.next() {
        let expression = expression?;
        if is_plain_null(&expression) {
            functions.push(ElementItems::NULL);
            continue;
        }
        let item = const_expr::read(&expression)?;
        escaping.extend(const_expr::functions(&item));
        match *item.ops() {
            [ConstOp::RefNull(_)] => functions.push(ElementItems::NULL),
            [ConstOp::RefFunc(function)] => functions.push(function),
            _ => {
                // Something else: from here on, and before, each item is an expression.
                let mut items = Vec::with_capacity(count);
                items.extend(functions.into_iter().map(as_expression));
                items.push(item);
                for expression in expressions {
                    let item = const_expr::read(&expression?)?;
                    escaping.extend(const_expr::functions(&item));
                    items.push(item);
                }
                return Ok(ElementItems::Expressions(items));
            }
        }
    }
    Ok(ElementItems::Functions(functions.into()))
}

/// Whether an expression is `ref.null func` or `ref.null extern`, in the bytes that everybody writes.
fn is_plain_null(expression: &wasmparser::ConstExpr<'_>) -> bool {
    const REF_NULL: u8 = 0xd0;
    const EXTERN: u8 = 0x6f;
    const FUNC: u8 = 0x70;
    const END: u8 = 0x0b;
    let mut reader = expression.get_binary_reader();
    matches!(reader.read_bytes(3), Ok([REF_NULL, EXTERN | FUNC, END])) && reader.eof()
}

/// The expression for an item that was a number. A null is the same word whatever its type.
fn as_expression(function: u32) -> ConstExpr {
    ConstExpr::One(match function {
        ElementItems::NULL => ConstOp::RefNull(RefType::FUNCREF),
        function => ConstOp::RefFunc(function),
    })
}
