;;! target = "x86_64"
;;! cpu = "baseline"
;; How vector constants get into a register. With SSE4.1.

(module
  (func $zero (result v128)
    (v128.const i32x4 0 0 0 0))

  (func $ones (result v128)
    (v128.const i32x4 -1 -1 -1 -1))

  (func $same_lanes (result v128)
    (v128.const i16x8 7 7 7 7 7 7 7 7))

  (func $any (result v128)
    (v128.const i32x4 1 2 3 4)))

;; $zero: 4 bytes
;;     xorps   xmm0, xmm0
;;     ret
;;
;; $ones: 5 bytes
;;     pcmpeqd xmm0, xmm0
;;     ret
;;
;; $same_lanes: 9 bytes
;;     movddup xmm0, [=0x0007000700070007]
;;     ret
;;     .const  0x0007000700070007
;;
;; $any: 8 bytes
;;     movaps  xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
