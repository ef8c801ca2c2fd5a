;;! target = "x86_64"
;; A call of an import changes the context, and changes it back.

(module
  (import "host" "log" (func $log (param i32)))
  (import "host" "clock" (func $clock (result i64)))
  (import "host" "mix" (func $mix (param i32 f64) (result f64)))

  (func $once (param $x i32)
    (call $log (local.get $x)))

  (func $elapsed (result i64)
    (i64.sub (call $clock) (call $clock)))

  (func $local_survives (param $x f64) (result f64)
    (f64.add (call $mix (i32.const 1) (local.get $x)) (local.get $x))))

;; $once: 33 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [rax + $log.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $log.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     add     rsp, 8
;;     ret
;;
;; $elapsed: 66 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [rax + $clock.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $clock.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     mov     [rsp + 8], rax
;;     mov     rax, r14
;;     mov     r14, [rax + $clock.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $clock.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     neg     rax
;;     add     rax, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $local_survives: 56 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     vmovsd  [rsp + 8], xmm0
;;     mov     [rsp], r14
;;     mov     edx, 1
;;     vmovsd  xmm0, [rsp + 8]
;;     mov     rax, r14
;;     mov     r14, [rax + $mix.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $mix.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     vaddsd  xmm0, xmm0, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
