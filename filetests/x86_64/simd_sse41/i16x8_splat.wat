;;! target = "x86_64"
;;! cpu = "baseline"
;; A number in all lanes of i16x8. With SSE4.1.

(module
  (memory 1)

  (func $local (param $x i32) (result v128)
    (i16x8.splat (local.get $x)))

  (func $constant (result v128)
    (i16x8.splat (i32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i16x8.splat (i32.load (local.get $p)))))

;; $local: 14 bytes
;;     movd    xmm0, edx
;;     pshuflw xmm0, xmm0, 0
;;     punpcklqdq xmm0, xmm0
;;     ret
;;
;; $constant: 9 bytes
;;     movddup xmm0, [=0x0005000500050005]
;;     ret
;;     .const  0x0005000500050005
;;
;; $of_load: 17 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     movd    xmm0, eax
;;     pshuflw xmm0, xmm0, 0
;;     punpcklqdq xmm0, xmm0
;;     ret
