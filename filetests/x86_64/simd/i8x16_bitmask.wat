;;! target = "x86_64"
;; The signs of the lanes of i8x16 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i8x16.bitmask (local.get $x))))

;; $bitmask: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpmovmskb eax, xmm7
;;     ret
