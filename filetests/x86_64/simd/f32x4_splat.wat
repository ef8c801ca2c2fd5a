;;! target = "x86_64"
;; A number in all lanes of f32x4.

(module
  (memory 1)

  (func $local (param $x f32) (result v128)
    (f32x4.splat (local.get $x)))

  (func $constant (result v128)
    (f32x4.splat (f32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (f32x4.splat (f32.load (local.get $p)))))

;; $local: 6 bytes
;;     vshufps xmm0, xmm0, xmm0, 0
;;     ret
;;
;; $constant: 10 bytes
;;     vbroadcastss xmm0, [=0x40a00000]
;;     ret
;;     .const  0x40a00000
;;
;; $of_load: 11 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vshufps xmm0, xmm0, xmm0, 0
;;     ret
