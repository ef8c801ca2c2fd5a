;;! target = "x86_64"
;; i64 to f32.

(module
  (memory 1)

  (func $signed (param $x i64) (result f32)
    (f32.convert_i64_s (local.get $x)))

  (func $unsigned (param $x i64) (result f32)
    (f32.convert_i64_u (local.get $x)))

  (func $to_local (param $x i64) (param $y f32) (result f32)
    (local.set $y (f32.convert_i64_s (local.get $x)))
    (local.get $y))

  (func $of_load (param $p i32) (result f32)
    (f32.convert_i64_s (i64.load (local.get $p)))))

;; $signed: 10 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2ss xmm0, xmm0, rdx
;;     ret
;;
;; $unsigned: 46 bytes
;;     test    rdx, rdx
;;     js      L2
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2ss xmm0, xmm0, rdx
;; L1:
;;     ret
;; L2:
;;     mov     r11, rdx
;;     shr     r11, 1
;;     jae     L3
;;     or      r11, 1
;; L3:
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2ss xmm0, xmm0, r11
;;     vaddss  xmm0, xmm0, xmm0
;;     jmp     L1
;;
;; $to_local: 10 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2ss xmm0, xmm0, rdx
;;     ret
;;
;; $of_load: 14 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2ss xmm0, xmm0, rax
;;     ret
