;;! target = "aarch64"
;; Branches out of several blocks, each with operands of its own.

(module
  (func $find (param $a i32) (param $b i32) (param $c i32) (result i32)
    (block $first (block $second (block $third
      (br_if $third (i32.eqz (local.get $c)))
      (br_if $second (i32.eqz (local.get $b)))
      (br_if $first (i32.eqz (local.get $a)))
      (return (i32.const 0)))
      (return (i32.const 3)))
      (return (i32.const 2)))
    (i32.const 1)))

;; $find: 44 bytes
;;     cbz     w3, L1
;;     cbz     w2, L2
;;     cbz     w1, L3
;;     mov     w0, #0
;;     ret
;; L1:
;;     mov     w0, #3
;;     ret
;; L2:
;;     mov     w0, #2
;;     ret
;; L3:
;;     mov     w0, #1
;;     ret
