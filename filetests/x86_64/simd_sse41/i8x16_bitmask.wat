;;! target = "x86_64"
;;! cpu = "baseline"
;; The signs of the lanes of i8x16 as bits. With SSE4.1.

(module
  (func $bitmask (param $x v128) (result i32)
    (i8x16.bitmask (local.get $x))))

;; $bitmask: 8 bytes
;;     movaps  xmm7, xmm0
;;     pmovmskb eax, xmm7
;;     ret
