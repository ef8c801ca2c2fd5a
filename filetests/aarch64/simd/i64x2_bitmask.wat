;;! target = "aarch64"
;; The signs of the lanes of i64x2 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i64x2.bitmask (local.get $x))))

;; $bitmask: 20 bytes
;;     ushr    v31.2d, v0.2d, #0x3f
;;     umov    w16, v31.b[8]
;;     umov    w0, v31.b[0]
;;     orr     w0, w0, w16, lsl #1
;;     ret
