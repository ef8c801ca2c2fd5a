;;! target = "aarch64"
;; Conditions that are joined, and what asks for them.

(module
  (func $range (param $x i32) (param $low i32) (param $high i32) (result i32)
    (i32.and (i32.ge_s (local.get $x) (local.get $low)) (i32.le_s (local.get $x) (local.get $high))))
  (func $outside (param $x i64) (result i32)
    (if (result i32) (i32.or (i64.lt_s (local.get $x) (i64.const -9)) (i64.gt_u (local.get $x) (i64.const 20)))
      (then (i32.const 1)) (else (i32.const 2))))
  (func $three (param $a i32) (param $b i32) (param $c i32) (result i32)
    (select (i32.const 0) (local.get $c)
      (i32.and
        (i32.and (i32.ne (local.get $a) (i32.const 1)) (i32.ne (local.get $b) (i32.const 2)))
        (i32.ne (local.get $c) (i32.const 3)))))
  (func $float (param $a f64) (param $b f64) (result i32)
    (i32.and (f64.lt (local.get $a) (local.get $b)) (f64.gt (local.get $b) (f64.const 0))))
  (func $zero_on_the_left (param $a f64) (result i32)
    (f64.lt (f64.const 0) (local.get $a)))
  (func $large_constant (param $a i32) (param $b i32) (result i32)
    (i32.and (i32.eq (local.get $a) (local.get $b)) (i32.lt_u (local.get $b) (i32.const 100))))
  (func $extended (param $a i64)
    (br_if 0 (i64.eqz (i64.extend_i32_u (i64.eqz (local.get $a)))))
    (unreachable))
  (func $kept (param $a i32) (param $b i32) (result i32) (local $x i32)
    (local.set $x (i32.lt_s (local.get $a) (local.get $b)))
    (i32.or (local.get $x) (i32.eq (local.get $a) (local.get $x)))))

;; $range: 16 bytes
;;     cmp     w1, w2
;;     ccmp    w1, w3, #0, ge
;;     cset    w0, le
;;     ret
;;
;; $outside: 28 bytes
;;     cmn     x1, #9
;;     ccmp    x1, #0x14, #2, ge
;;     b.ls    L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
;;
;; $three: 20 bytes
;;     cmp     w1, #1
;;     ccmp    w2, #2, #4, ne
;;     ccmp    w3, #3, #4, ne
;;     csel    w0, wzr, w3, ne
;;     ret
;;
;; $float: 24 bytes
;;     fcmp    d0, d1
;;     cset    w0, mi
;;     fcmp    d1, #0.0
;;     cset    w1, gt
;;     and     w0, w0, w1
;;     ret
;;
;; $zero_on_the_left: 12 bytes
;;     fcmp    d0, #0.0
;;     cset    w0, gt
;;     ret
;;
;; $large_constant: 24 bytes
;;     cmp     w1, w2
;;     cset    w0, eq
;;     cmp     w2, #0x64
;;     cset    w3, lo
;;     and     w0, w0, w3
;;     ret
;;
;; $extended: 16 bytes
;;     cmp     x1, #0
;;     b.eq    L1
;;     ret
;; L1:
;;     udf     #9                                  ; trap: unreachable
;;
;; $kept: 24 bytes
;;     cmp     w1, w2
;;     cset    w12, lt
;;     cmp     w1, w12
;;     cset    w0, eq
;;     orr     w0, w12, w0
;;     ret
