;;! target = "x86_64"
;; The signs of the lanes of i64x2 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i64x2.bitmask (local.get $x))))

;; $bitmask: 5 bytes
;;     vmovmskpd eax, xmm0
;;     ret
