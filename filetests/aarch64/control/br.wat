;;! target = "aarch64"
;; Unconditional branches, forwards and backwards.

(module
  (func $forward (param $x i32) (result i32)
    (block $out
      (block $skip
        (br_if $skip (local.get $x))
        (local.set $x (i32.const 1))
        (br $out))
      (local.set $x (i32.const 2)))
    (local.get $x))

  (func $to_the_next_instruction (param $x i32) (result i32)
    (block $b (br $b))
    (local.get $x))

  (func $backward (param $x i32)
    (loop $l
      (if (local.get $x) (then
        (local.set $x (i32.sub (local.get $x) (i32.const 1)))
        (br $l))))))

;; $forward: 24 bytes
;;     cbnz    w1, L1
;;     mov     w1, #1
;;     b       L2
;; L1:
;;     mov     w1, #2
;; L2:
;;     mov     w0, w1
;;     ret
;;
;; $to_the_next_instruction: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $backward: 16 bytes
;; L1:
;;     cbz     w1, L2
;;     sub     w1, w1, #1
;;     b       L1
;; L2:
;;     ret
