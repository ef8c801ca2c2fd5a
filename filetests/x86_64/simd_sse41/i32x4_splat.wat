;;! target = "x86_64"
;;! cpu = "baseline"
;; A number in all lanes of i32x4. With SSE4.1.

(module
  (memory 1)

  (func $local (param $x i32) (result v128)
    (i32x4.splat (local.get $x)))

  (func $constant (result v128)
    (i32x4.splat (i32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i32x4.splat (i32.load (local.get $p)))))

;; $local: 10 bytes
;;     movd    xmm0, edx
;;     pshufd  xmm0, xmm0, 0
;;     ret
;;
;; $constant: 9 bytes
;;     movddup xmm0, [=0x0000000500000005]
;;     ret
;;     .const  0x0000000500000005
;;
;; $of_load: 13 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     movd    xmm0, eax
;;     pshufd  xmm0, xmm0, 0
;;     ret
