;;! target = "x86_64"
;; The signs of the lanes of i64x2 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i64x2.bitmask (local.get $x))))

;; $bitmask: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vmovmskpd eax, xmm7
;;     ret
