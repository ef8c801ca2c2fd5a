;;! target = "x86_64"
;;! cpu = "baseline"
;; The signs of the lanes of i32x4 as bits. With SSE4.1.

(module
  (func $bitmask (param $x v128) (result i32)
    (i32x4.bitmask (local.get $x))))

;; $bitmask: 4 bytes
;;     movmskps eax, xmm0
;;     ret
