;;! target = "x86_64"
;;! cpu = "baseline"
;; The signs of the lanes of i32x4 as bits. With SSE4.1.

(module
  (func $bitmask (param $x v128) (result i32)
    (i32x4.bitmask (local.get $x))))

;; $bitmask: 7 bytes
;;     movaps  xmm7, xmm0
;;     movmskps eax, xmm7
;;     ret
