;;! target = "x86_64"
;; Conditionals with both branches.

(module
  (func $assign (param $x i32) (result i32) (local $y i32)
    (if (local.get $x)
      (then (local.set $y (i32.const 1)))
      (else (local.set $y (i32.const 2))))
    (local.get $y))

  (func $result (param $x i32) (param $y i32) (result i32)
    (if (result i32) (local.get $x)
      (then (i32.add (local.get $y) (i32.const 1)))
      (else (i32.sub (local.get $y) (i32.const 1)))))

  (func $float_result (param $x i32) (param $y f64) (result f64)
    (if (result f64) (local.get $x)
      (then (f64.sqrt (local.get $y)))
      (else (f64.neg (local.get $y)))))

  (func $two_results (param $x i32) (result i32)
    (if (result i32 i32) (local.get $x)
      (then (i32.const 1) (i32.const 2))
      (else (i32.const 3) (i32.const 4)))
    (i32.mul)))

;; $assign: 32 bytes
;;     xor     r10d, r10d
;;     test    edx, edx
;;     je      L1
;;     mov     r10d, 1
;;     jmp     L2
;; L1:
;;     mov     r10d, 2
;; L2:
;;     mov     eax, r10d
;;     ret
;;
;; $result: 20 bytes
;;     test    edx, edx
;;     je      L1
;;     lea     eax, [rcx + 1]
;;     jmp     L2
;; L1:
;;     lea     eax, [rcx - 1]
;; L2:
;;     ret
;;
;; $float_result: 30 bytes
;;     vmovaps xmm7, xmm0
;;     test    edx, edx
;;     je      L1
;;     vsqrtsd xmm0, xmm7, xmm7
;;     jmp     L2
;; L1:
;;     vxorps  xmm0, xmm7, [=0x80000000000000008000000000000000]
;; L2:
;;     ret
;;     .const  0x80000000000000008000000000000000
;;
;; $two_results: 60 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     test    edx, edx
;;     je      L1
;;     mov     dword ptr [rsp], 1
;;     mov     dword ptr [rsp + 8], 2
;;     jmp     L2
;; L1:
;;     mov     dword ptr [rsp], 3
;;     mov     dword ptr [rsp + 8], 4
;; L2:
;;     mov     eax, [rsp]
;;     imul    eax, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
