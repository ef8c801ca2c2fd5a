;;! target = "x86_64"
;; Additions of 32 bits.

(module
  (func $constant (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 3))))

;; $constant: 4 bytes
;;     lea     eax, [rdx + 3]
;;     ret
