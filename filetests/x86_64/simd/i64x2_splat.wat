;;! target = "x86_64"
;; A number in all lanes of i64x2.

(module
  (memory 1)

  (func $local (param $x i64) (result v128)
    (i64x2.splat (local.get $x)))

  (func $constant (result v128)
    (i64x2.splat (i64.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i64x2.splat (i64.load (local.get $p)))))

;; $local: 10 bytes
;;     vmovq   xmm0, rdx
;;     vpunpcklqdq xmm0, xmm0, xmm0
;;     ret
;;
;; $constant: 9 bytes
;;     vmovddup xmm0, [=0x0000000000000005]
;;     ret
;;     .const  0x0000000000000005
;;
;; $of_load: 14 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     vmovq   xmm0, rax
;;     vpunpcklqdq xmm0, xmm0, xmm0
;;     ret
