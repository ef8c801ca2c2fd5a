;;! target = "x86_64"
;; The signs of the lanes of i8x16 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i8x16.bitmask (local.get $x))))

;; $bitmask: 5 bytes
;;     vpmovmskb eax, xmm0
;;     ret
