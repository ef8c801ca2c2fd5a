;;! target = "aarch64"
;; Additions of 32 bits.

(module
  (func $constant (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 3))))

;; $constant: 8 bytes
;;     add     w0, w1, #3
;;     ret
