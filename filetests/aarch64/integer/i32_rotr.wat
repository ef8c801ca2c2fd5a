;;! target = "aarch64"
;; Rotations to the right, of 32 bits.

(module
  (func $constant (param $x i32) (result i32)
    (i32.rotr (local.get $x) (i32.const 5)))

  (func $local (param $x i32) (param $count i32) (result i32)
    (i32.rotr (local.get $x) (local.get $count)))

  (func $temporaries (param $x i32) (param $count i32) (result i32)
    (i32.rotr (i32.clz (local.get $x)) (i32.sub (local.get $count) (i32.const 1))))

  (func $in_place (param $x i32) (param $count i32) (result i32)
    (local.set $x (i32.rotr (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i32) (result i32)
    (i32.rotr (i32.const 1) (local.get $count))))

;; $constant: 8 bytes
;;     ror     w0, w1, #5
;;     ret
;;
;; $local: 8 bytes
;;     ror     w0, w1, w2
;;     ret
;;
;; $temporaries: 16 bytes
;;     clz     w0, w1
;;     sub     w3, w2, #1
;;     ror     w0, w0, w3
;;     ret
;;
;; $in_place: 12 bytes
;;     ror     w1, w1, w2
;;     mov     w0, w1
;;     ret
;;
;; $of_constant: 12 bytes
;;     mov     w0, #1
;;     ror     w0, w0, w1
;;     ret
