;;! target = "x86_64"
;;! cpu = "baseline"
;; The signs of the lanes of i16x8 as bits. With SSE4.1.

(module
  (func $bitmask (param $x v128) (result i32)
    (i16x8.bitmask (local.get $x))))

;; $bitmask: 19 bytes
;;     xorps   xmm14, xmm14
;;     movaps  xmm15, xmm0
;;     packsswb xmm15, xmm14
;;     pmovmskb eax, xmm15
;;     ret
