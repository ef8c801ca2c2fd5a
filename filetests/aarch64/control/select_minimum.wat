;;! target = "aarch64"
;; Selections that are the minimum or the maximum.

(module
  (func $minimum (param $x i32) (param $y i32) (result i32)
    (select (local.get $x) (local.get $y) (i32.lt_s (local.get $x) (local.get $y))))

  (func $clamp (param $x i32) (result i32)
    (select (local.get $x) (i32.const 255) (i32.lt_u (local.get $x) (i32.const 255))))

  (func $absolute (param $x i32) (result i32)
    (select (i32.sub (i32.const 0) (local.get $x)) (local.get $x) (i32.lt_s (local.get $x) (i32.const 0)))))

;; $minimum: 12 bytes
;;     cmp     w1, w2
;;     csel    w0, w1, w2, lt
;;     ret
;;
;; $clamp: 16 bytes
;;     cmp     w1, #0xff
;;     mov     w17, #0xff
;;     csel    w0, w1, w17, lo
;;     ret
;;
;; $absolute: 16 bytes
;;     neg     w0, w1
;;     cmp     w1, #0
;;     csel    w0, w0, w1, lt
;;     ret
