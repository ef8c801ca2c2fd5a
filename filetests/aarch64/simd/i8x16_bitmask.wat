;;! target = "aarch64"
;; The signs of the lanes of i8x16 as bits.

(module
  (func $bitmask (param $x v128) (result i32)
    (i8x16.bitmask (local.get $x))))

;; $bitmask: 32 bytes
;;     ushr    v31.16b, v0.16b, #7
;;     usra    v31.8h, v31.8h, #7
;;     usra    v31.4s, v31.4s, #0xe
;;     usra    v31.2d, v31.2d, #0x1c
;;     umov    w16, v31.b[8]
;;     umov    w0, v31.b[0]
;;     orr     w0, w0, w16, lsl #8
;;     ret
