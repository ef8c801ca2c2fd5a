;;! target = "aarch64"
;; Rotations to the left, of 32 bits.

(module
  (func $constant (param $x i32) (result i32)
    (i32.rotl (local.get $x) (i32.const 5)))

  (func $local (param $x i32) (param $count i32) (result i32)
    (i32.rotl (local.get $x) (local.get $count)))

  (func $temporaries (param $x i32) (param $count i32) (result i32)
    (i32.rotl (i32.clz (local.get $x)) (i32.sub (local.get $count) (i32.const 1))))

  (func $in_place (param $x i32) (param $count i32) (result i32)
    (local.set $x (i32.rotl (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i32) (result i32)
    (i32.rotl (i32.const 1) (local.get $count))))

;; $constant: 8 bytes
;;     ror     w0, w1, #0x1b
;;     ret
;;
;; $local: 12 bytes
;;     neg     w16, w2
;;     ror     w0, w1, w16
;;     ret
;;
;; $temporaries: 20 bytes
;;     clz     w0, w1
;;     sub     w3, w2, #1
;;     neg     w16, w3
;;     ror     w0, w0, w16
;;     ret
;;
;; $in_place: 16 bytes
;;     neg     w16, w2
;;     ror     w1, w1, w16
;;     mov     w0, w1
;;     ret
;;
;; $of_constant: 16 bytes
;;     mov     w0, #1
;;     neg     w16, w1
;;     ror     w0, w0, w16
;;     ret
