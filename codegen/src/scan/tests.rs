//! What the scan makes of small bodies.

use wasmparser::{BinaryReader, FrameKind, FrameStack, VisitOperator};

use super::*;

/// Accepts everything.
struct Nothing;

macro_rules! accept {
    ($(@$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
        $(fn $visit(&mut self $($(, $arg: $argty)*)?) { $($(let _ = $arg;)*)? })*
    };
}

impl<'a> VisitOperator<'a> for Nothing {
    type Output = ();
    wasmparser::for_each_visit_operator!(accept);
}

impl FrameStack for Nothing {
    fn current_frame(&self) -> Option<FrameKind> {
        Some(FrameKind::If)
    }
}

fn scan(params: usize, locals: usize, body: &[u8]) -> Scan {
    let mut scan = Scan::default();
    scan.begin(params, locals, 0);
    let mut reader = BinaryReader::new(body, 0);
    while !reader.eof() {
        reader.visit_operator(&mut scan.watch(Nothing, 0, 0)).unwrap();
    }
    scan
}

fn reads_initial_value(params: usize, body: &[u8]) -> bool {
    scan(params, 1, body).reads_initial_value(0)
}

#[test]
fn initial_values_are_needed_where_an_assignment_may_be_missed() {
    // local.set 0, local.get 0
    assert!(!reads_initial_value(0, &[0x21, 0, 0x20, 0, 0x0b]));
    // local.get 0
    assert!(reads_initial_value(0, &[0x20, 0, 0x0b]));
    // block, local.set 0, local.get 0, end
    assert!(!reads_initial_value(0, &[0x02, 0x40, 0x21, 0, 0x20, 0, 0x0b, 0x0b]));
    // block, local.set 0, end, local.get 0
    assert!(reads_initial_value(0, &[0x02, 0x40, 0x21, 0, 0x0b, 0x20, 0, 0x0b]));
    // if, local.set 0, else, local.get 0, end
    assert!(reads_initial_value(0, &[0x04, 0x40, 0x21, 0, 0x05, 0x20, 0, 0x0b, 0x0b]));
    // a parameter
    assert!(!reads_initial_value(1, &[0x20, 0, 0x0b]));
}

#[test]
fn locals_that_no_call_is_in_front_of_are_known() {
    let ends = |body: &[u8]| scan(2, 2, body).ends_before_calls(0);
    // local.get 0, call 0
    assert!(ends(&[0x20, 0, 0x10, 0, 0x0b]));
    // call 0, local.get 0
    assert!(!ends(&[0x20, 0, 0x10, 0, 0x20, 0, 0x0b]));
    // loop, local.get 0, call 0, end
    assert!(!ends(&[0x03, 0x40, 0x20, 0, 0x10, 0, 0x0b, 0x0b]));
    // loop, local.get 0, end, loop, call 0, end
    assert!(ends(&[0x03, 0x40, 0x20, 0, 0x0b, 0x03, 0x40, 0x10, 0, 0x0b, 0x0b]));
    // loop, loop, local.get 0, end, call 0, end
    assert!(!ends(&[0x03, 0x40, 0x03, 0x40, 0x20, 0, 0x0b, 0x10, 0, 0x0b, 0x0b]));
    // call 0, unreachable, local.get 0, call 0
    assert!(ends(&[0x10, 0, 0x00, 0x20, 0, 0x10, 0, 0x0b]));
    // call 0, call 0, unreachable, local.get 0
    assert!(!ends(&[0x10, 0, 0x10, 0, 0x00, 0x20, 0, 0x0b]));
}

#[test]
fn accesses_in_loops_count_more() {
    // local.get 0, loop, local.get 1, end
    let scan = scan(2, 2, &[0x20, 0, 0x03, 0x40, 0x20, 1, 0x0b, 0x0b]);
    assert_eq!((scan.weight(0), scan.weight(1)), (1, 8));
}

#[test]
fn calls_that_do_not_return_do_not_count() {
    // call 0, unreachable
    assert_eq!(scan(0, 0, &[0x10, 0, 0x00, 0x0b]).calls, 0);
    // call 0, nop, unreachable
    assert_eq!(scan(0, 0, &[0x10, 0, 0x01, 0x00, 0x0b]).calls, 1);
}
