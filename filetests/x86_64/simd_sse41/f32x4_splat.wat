;;! target = "x86_64"
;;! cpu = "baseline"
;; A number in all lanes of f32x4. With SSE4.1.

(module
  (memory 1)

  (func $local (param $x f32) (result v128)
    (f32x4.splat (local.get $x)))

  (func $constant (result v128)
    (f32x4.splat (f32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (f32x4.splat (f32.load (local.get $p)))))

;; $local: 6 bytes
;;     pshufd  xmm0, xmm0, 0
;;     ret
;;
;; $constant: 9 bytes
;;     movddup xmm0, [=0x40a0000040a00000]
;;     ret
;;     .const  0x40a0000040a00000
;;
;; $of_load: 11 bytes
;;     movss   xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     pshufd  xmm0, xmm0, 0
;;     ret
