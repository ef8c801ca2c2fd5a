;;! target = "x86_64"
;; Subtraction of 128 bits: the difference of the upper halves takes the borrow of the lower ones.

(module
  (func $parameters (param $a i64) (param $b i64) (param $c i64) (param $d i64) (result i64 i64)
    (i64.sub128 (local.get $a) (local.get $b) (local.get $c) (local.get $d)))

  (func $temporaries (param $a i64) (param $b i64) (param $c i64) (param $d i64) (result i64 i64)
    (i64.sub128
      (i64.clz (local.get $a)) (i64.clz (local.get $b)) (i64.clz (local.get $c)) (i64.clz (local.get $d))))

  (func $constants (param $a i64) (param $b i64) (result i64 i64)
    (i64.sub128 (local.get $a) (local.get $b) (i64.const 1) (i64.const 0)))

  (func $wide_constants (param $a i64) (param $b i64) (result i64 i64)
    (i64.sub128 (local.get $a) (local.get $b) (i64.const 0x123456789abc) (i64.const -0x123456789abc)))

  (func $to_locals (param $a i64) (param $b i64) (param $c i64) (param $d i64) (result i64)
    (i64.sub128 (local.get $a) (local.get $b) (local.get $c) (local.get $d))
    (local.set $b)
    (local.set $a)
    (i64.xor (local.get $a) (local.get $b))))

;; $parameters: 46 bytes, 24 bytes of frame
;;     sub     rsp, 0x10
;;     push    rsi
;;     mov     rsi, r9
;;     mov     rax, rcx
;;     mov     r9, rdx
;;     sub     r9, r8
;;     sbb     rax, rsi
;;     mov     [rsp + 8], r9
;;     mov     [rsp + 0x10], rax
;;     mov     rax, [rsp + 8]
;;     mov     rdx, [rsp + 0x10]
;;     pop     rsi
;;     add     rsp, 0x10
;;     ret
;;
;; $temporaries: 84 bytes, 40 bytes of frame
;;     sub     rsp, 0x20
;;     push    rsi
;;     mov     rsi, r9
;;     lzcnt   rax, rdx
;;     lzcnt   r9, rcx
;;     lzcnt   r10, r8
;;     mov     [rsp + 8], rax
;;     lzcnt   rax, rsi
;;     mov     [rsp + 0x18], r10
;;     mov     [rsp + 0x20], rax
;;     mov     rax, [rsp + 8]
;;     sub     rax, [rsp + 0x18]
;;     sbb     r9, [rsp + 0x20]
;;     mov     [rsp + 8], rax
;;     mov     [rsp + 0x10], r9
;;     mov     rax, [rsp + 8]
;;     mov     rdx, [rsp + 0x10]
;;     pop     rsi
;;     add     rsp, 0x20
;;     ret
;;
;; $constants: 41 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     rax, rcx
;;     mov     r8, rdx
;;     sub     r8, 1
;;     sbb     rax, 0
;;     mov     [rsp], r8
;;     mov     [rsp + 8], rax
;;     mov     rax, [rsp]
;;     mov     rdx, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $wide_constants: 59 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     rax, rcx
;;     mov     r8, rdx
;;     mov     r11, 0x123456789abc
;;     sub     r8, r11
;;     mov     r11, -0x123456789abc
;;     sbb     rax, r11
;;     mov     [rsp], r8
;;     mov     [rsp + 8], rax
;;     mov     rax, [rsp]
;;     mov     rdx, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $to_locals: 30 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, r9
;;     mov     rax, rcx
;;     mov     r9, rdx
;;     sub     r9, r8
;;     sbb     rax, rsi
;;     mov     rcx, rax
;;     mov     rdx, r9
;;     mov     rax, rdx
;;     xor     rax, rcx
;;     pop     rsi
;;     ret
