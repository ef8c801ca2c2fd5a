;;! target = "x86_64"
;; The signs of the lanes of i32x4 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i32x4.bitmask (local.get $x))))

;; $bitmask: 5 bytes
;;     vmovmskps eax, xmm0
;;     ret
