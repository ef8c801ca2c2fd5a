;;! target = "x86_64"
;;! cpu = "baseline"
;; A number from memory in all lanes. With SSE4.1.

(module
  (memory 1)

  (func $load8_splat (param $p i32) (result v128)
    (v128.load8_splat (local.get $p)))

  (func $load16_splat (param $p i32) (result v128)
    (v128.load16_splat (local.get $p)))

  (func $load32_splat (param $p i32) (result v128)
    (v128.load32_splat (local.get $p)))

  (func $load64_splat (param $p i32) (result v128)
    (v128.load64_splat (local.get $p))))

;; $load8_splat: 21 bytes
;;     xorps   xmm0, xmm0
;;     pinsrb  xmm0, [rbx + rdx], 0                ; trap: memory out of bounds
;;     xorps   xmm15, xmm15
;;     pshufb  xmm0, xmm15
;;     ret
;;
;; $load16_splat: 19 bytes
;;     xorps   xmm0, xmm0
;;     pinsrw  xmm0, [rbx + rdx], 0                ; trap: memory out of bounds
;;     pshuflw xmm0, xmm0, 0
;;     punpcklqdq xmm0, xmm0
;;     ret
;;
;; $load32_splat: 11 bytes
;;     movss   xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     pshufd  xmm0, xmm0, 0
;;     ret
;;
;; $load64_splat: 6 bytes
;;     movddup xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
