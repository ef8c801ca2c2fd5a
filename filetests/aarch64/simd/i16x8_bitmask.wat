;;! target = "aarch64"
;; The signs of the lanes of i16x8 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i16x8.bitmask (local.get $x))))

;; $bitmask: 28 bytes
;;     ushr    v31.8h, v0.8h, #0xf
;;     usra    v31.4s, v31.4s, #0xf
;;     usra    v31.2d, v31.2d, #0x1e
;;     umov    w16, v31.b[8]
;;     umov    w0, v31.b[0]
;;     orr     w0, w0, w16, lsl #4
;;     ret
