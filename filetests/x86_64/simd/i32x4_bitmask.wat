;;! target = "x86_64"
;; The signs of the lanes of i32x4 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i32x4.bitmask (local.get $x))))

;; $bitmask: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vmovmskps eax, xmm7
;;     ret
