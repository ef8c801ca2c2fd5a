;;! target = "aarch64"
;; How vector constants get into a register.

(module
  (func $zero (result v128)
    (v128.const i32x4 0 0 0 0))

  (func $ones (result v128)
    (v128.const i32x4 -1 -1 -1 -1))

  (func $same_lanes (result v128)
    (v128.const i16x8 7 7 7 7 7 7 7 7))

  (func $any (result v128)
    (v128.const i32x4 1 2 3 4)))

;; $zero: 8 bytes
;;     movi    v0.2d, #0
;;     ret
;;
;; $ones: 8 bytes
;;     movi    v0.16b, #0xff
;;     ret
;;
;; $same_lanes: 8 bytes
;;     movi    v0.8h, #7
;;     ret
;;
;; $any: 8 bytes
;;     ldr     q0, =0x00000004000000030000000200000001
;;     ret
;;     .const  0x00000004000000030000000200000001
