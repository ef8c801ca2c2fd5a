;;! target = "aarch64"
;; Values in the frame while a division takes its registers.

(module
  (func $pressed (param $x i32) (param $y i32) (result i32)
    (i32.add (local.get $x) (i32.const 1))
    (i32.add (local.get $x) (i32.const 2))
    (i32.add (local.get $x) (i32.const 3))
    (i32.add (local.get $x) (i32.const 4))
    (i32.div_s (local.get $x) (local.get $y))
    (i32.add) (i32.add) (i32.add) (i32.add)))

;; $pressed: 64 bytes
;;     add     w0, w1, #1
;;     add     w3, w1, #2
;;     add     w4, w1, #3
;;     add     w5, w1, #4
;;     cbz     w2, L1
;;     cmn     w2, #1
;;     ccmp    w1, #1, #0, eq
;;     b.vs    L2
;;     sdiv    w6, w1, w2
;;     add     w5, w5, w6
;;     add     w4, w4, w5
;;     add     w3, w3, w4
;;     add     w0, w0, w3
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;; L2:
;;     udf     #6                                  ; trap: integer overflow
