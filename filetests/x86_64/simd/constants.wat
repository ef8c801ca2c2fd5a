;;! target = "x86_64"
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

;; $zero: 5 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     ret
;;
;; $ones: 5 bytes
;;     vpcmpeqd xmm0, xmm0, xmm0
;;     ret
;;
;; $same_lanes: 10 bytes
;;     vbroadcastss xmm0, [=0x00070007]
;;     ret
;;     .const  0x00070007
;;
;; $any: 9 bytes
;;     vmovaps xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
