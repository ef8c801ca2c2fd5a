;;! target = "x86_64"
;; i32 to f64.

(module
  (memory 1)

  (func $signed (param $x i32) (result f64)
    (f64.convert_i32_s (local.get $x)))

  (func $unsigned (param $x i32) (result f64)
    (f64.convert_i32_u (local.get $x)))

  (func $to_local (param $x i32) (param $y f64) (result f64)
    (local.set $y (f64.convert_i32_s (local.get $x)))
    (local.get $y))

  (func $of_load (param $p i32) (result f64)
    (f64.convert_i32_s (i32.load (local.get $p)))))

;; $signed: 9 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2sd xmm0, xmm0, edx
;;     ret
;;
;; $unsigned: 10 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2sd xmm0, xmm0, rdx
;;     ret
;;
;; $to_local: 9 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2sd xmm0, xmm0, edx
;;     ret
;;
;; $of_load: 12 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2sd xmm0, xmm0, eax
;;     ret
