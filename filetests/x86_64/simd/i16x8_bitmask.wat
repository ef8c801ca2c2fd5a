;;! target = "x86_64"
;; The signs of the lanes of i16x8 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i16x8.bitmask (local.get $x))))

;; $bitmask: 16 bytes
;;     vxorps  xmm14, xmm14, xmm14
;;     vpacksswb xmm15, xmm0, xmm14
;;     vpmovmskb eax, xmm15
;;     ret
