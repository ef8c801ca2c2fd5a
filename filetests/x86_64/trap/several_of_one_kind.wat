;;! target = "x86_64"
;; Each trap has code of its own behind the function, by which the operator is found.

(module
  (func $two (param $x i32) (param $y i32) (result i32)
    (if (i32.eqz (local.get $x)) (then (unreachable)))
    (if (i32.eqz (local.get $y)) (then (unreachable)))
    (i32.div_s (i32.trunc_f32_s (f32.convert_i32_s (local.get $x))) (local.get $y))))

;; $two: 104 bytes
;;     mov     r10d, edx
;;     test    r10d, r10d
;;     je      L3
;;     test    ecx, ecx
;;     je      L4
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2ss xmm0, xmm0, r10d
;;     vcvttss2si eax, xmm0
;;     cmp     eax, 1
;;     jo      L2
;; L1:
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;;     ret
;; L2:
;;     vucomiss xmm0, xmm0
;;     jp      L5
;;     vmovss  xmm15, [=0xcf000000]
;;     vucomiss xmm15, xmm0
;;     ja      L6
;;     vxorps  xmm15, xmm15, xmm15
;;     vucomiss xmm0, xmm15
;;     ja      L6
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: unreachable
;; L4:
;;     ud2                                         ; trap: unreachable
;; L5:
;;     ud2                                         ; trap: not a number
;; L6:
;;     ud2                                         ; trap: integer overflow
;;     .const  0xcf000000
