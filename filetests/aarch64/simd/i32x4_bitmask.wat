;;! target = "aarch64"
;; The signs of the lanes of i32x4 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i32x4.bitmask (local.get $x))))

;; $bitmask: 24 bytes
;;     ushr    v31.4s, v0.4s, #0x1f
;;     usra    v31.2d, v31.2d, #0x1f
;;     umov    w16, v31.b[8]
;;     umov    w0, v31.b[0]
;;     orr     w0, w0, w16, lsl #2
;;     ret
