;;! target = "x86_64"
;; Products of 128 bits.

(module
  (func $signed (param $a i64) (param $b i64) (result i64 i64)
    (i64.mul_wide_s (local.get $a) (local.get $b)))

  (func $unsigned (param $a i64) (param $b i64) (result i64 i64)
    (i64.mul_wide_u (local.get $a) (local.get $b)))

  (func $constant (param $a i64) (result i64)
    (i64.mul_wide_u (local.get $a) (i64.const 10))
    (local.set $a)
    (drop)
    (local.get $a))

  (func $temporaries (param $a i64) (param $b i64) (result i64)
    (i64.mul_wide_s (i64.clz (local.get $a)) (i64.ctz (local.get $b)))
    (i64.xor))

  ;; The upper half is added to the next product.
  (func $chain (param $a i64) (param $b i64) (param $c i64) (result i64 i64)
    (i64.mul_wide_u (local.get $a) (local.get $b))
    (i64.mul_wide_u (local.get $a) (local.get $c))
    (i64.add128)))

;; $signed: 36 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     r10, rdx
;;     mov     rax, r10
;;     imul    rcx
;;     mov     [rsp], rax
;;     mov     [rsp + 8], rdx
;;     mov     rax, [rsp]
;;     mov     rdx, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $unsigned: 36 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     r10, rdx
;;     mov     rax, r10
;;     mul     rcx
;;     mov     [rsp], rax
;;     mov     [rsp + 8], rdx
;;     mov     rax, [rsp]
;;     mov     rdx, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $constant: 21 bytes
;;     mov     r10, rdx
;;     mov     ecx, 0xa
;;     mov     rax, r10
;;     mul     rcx
;;     mov     r10, rdx
;;     mov     rax, r10
;;     ret
;;
;; $temporaries: 23 bytes
;;     mov     r10, rdx
;;     lzcnt   rax, r10
;;     tzcnt   rdx, rcx
;;     mov     r8, rdx
;;     imul    r8
;;     xor     rax, rdx
;;     ret
;;
;; $chain: 75 bytes, 40 bytes of frame
;;     sub     rsp, 0x20
;;     push    rsi
;;     mov     r10, rdx
;;     mov     rsi, r8
;;     mov     rax, r10
;;     mul     rcx
;;     mov     r8, rax
;;     mov     r9, rdx
;;     mov     rax, r10
;;     mul     rsi
;;     mov     [rsp + 0x18], rax
;;     mov     [rsp + 0x20], rdx
;;     add     r8, [rsp + 0x18]
;;     adc     r9, [rsp + 0x20]
;;     mov     [rsp + 8], r8
;;     mov     [rsp + 0x10], r9
;;     mov     rax, [rsp + 8]
;;     mov     rdx, [rsp + 0x10]
;;     pop     rsi
;;     add     rsp, 0x20
;;     ret
