;;! target = "x86_64"
;;! cpu = "baseline"
;; A number in all lanes of i8x16. With SSE4.1.

(module
  (memory 1)

  (func $local (param $x i32) (result v128)
    (i8x16.splat (local.get $x)))

  (func $constant (result v128)
    (i8x16.splat (i32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i8x16.splat (i32.load (local.get $p)))))

;; $local: 15 bytes
;;     movd    xmm0, edx
;;     xorps   xmm15, xmm15
;;     pshufb  xmm0, xmm15
;;     ret
;;
;; $constant: 9 bytes
;;     movddup xmm0, [=0x0505050505050505]
;;     ret
;;     .const  0x0505050505050505
;;
;; $of_load: 18 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     movd    xmm0, eax
;;     xorps   xmm15, xmm15
;;     pshufb  xmm0, xmm15
;;     ret
