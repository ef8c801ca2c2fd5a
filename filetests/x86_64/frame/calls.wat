;;! target = "x86_64"
;; Functions that call save their return address, and the registers that their locals live in.

(module
  (func $callee)

  (func $nothing_to_save
    (call $callee))

  (func $one_local (param $x i32) (result i32)
    (call $callee)
    (local.get $x))

  (func $two_locals (param $x i32) (param $y i32) (result i32)
    (call $callee)
    (i32.add (local.get $x) (local.get $y)))

  (func $five_locals (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32) (result i32)
    (call $callee)
    (i32.add (i32.add (i32.add (i32.add (local.get $a) (local.get $b)) (local.get $c)) (local.get $d)) (local.get $e))))

;; $callee: 1 byte
;;     ret
;;
;; $nothing_to_save: 6 bytes
;;     call    $callee
;;     ret
;;
;; $one_local: 12 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     call    $callee
;;     mov     eax, esi
;;     pop     rsi
;;     ret
;;
;; $two_locals: 17 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;;     call    $callee
;;     lea     eax, [rsi + rdi]
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $five_locals: 44 bytes, 40 bytes of frame
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     ebp, r8d
;;     mov     r12d, r9d
;;     mov     r13d, r10d
;;     call    $callee
;;     lea     eax, [rsi + rdi]
;;     add     eax, ebp
;;     add     eax, r12d
;;     add     eax, r13d
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     ret
