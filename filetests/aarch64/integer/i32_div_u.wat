;;! target = "aarch64"
;; Unsigned division, of 32 bits.

(module
  (func $locals (param $x i32) (param $y i32) (result i32)
    (i32.div_u (local.get $x) (local.get $y)))

  (func $in_place (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.div_u (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i32) (param $y i32) (result i32)
    (i32.div_u (i32.clz (local.get $x)) (i32.ctz (local.get $y))))

  (func $constant_dividend (param $y i32) (result i32)
    (i32.div_u (i32.const 1000) (local.get $y))))

;; $locals: 16 bytes
;;     cbz     w2, L1
;;     udiv    w0, w1, w2
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $in_place: 20 bytes
;;     cbz     w2, L1
;;     udiv    w1, w1, w2
;;     mov     w0, w1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $temporaries: 28 bytes
;;     clz     w0, w1
;;     rbit    w16, w2
;;     clz     w3, w16
;;     cbz     w3, L1
;;     udiv    w0, w0, w3
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $constant_dividend: 20 bytes
;;     mov     w0, #0x3e8
;;     cbz     w1, L1
;;     udiv    w0, w0, w1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
