;;! target = "x86_64"
;;! cpu = "baseline"
;; The signs of the lanes of i8x16 as bits. With SSE4.1.

(module
  (func $bitmask (param $x v128) (result i32)
    (i8x16.bitmask (local.get $x))))

;; $bitmask: 5 bytes
;;     pmovmskb eax, xmm0
;;     ret
