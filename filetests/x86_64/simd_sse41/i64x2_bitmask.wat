;;! target = "x86_64"
;;! cpu = "baseline"
;; The signs of the lanes of i64x2 as bits. With SSE4.1.

(module
  (func $bitmask (param $x v128) (result i32)
    (i64x2.bitmask (local.get $x))))

;; $bitmask: 5 bytes
;;     movmskpd eax, xmm0
;;     ret
