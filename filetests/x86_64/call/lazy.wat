;;! target = "x86_64"
;;! compile = "lazy"
;; Functions that are compiled one by one: those before are called directly, those to come by their slot or stub.

(module
  (func $earlier (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 1)))

  (func $caller (param $x i32) (result i32)
    (i32.add (call $earlier (local.get $x)) (call $later (local.get $x))))

  (func $itself (param $x i32) (result i32)
    (if (result i32) (local.get $x)
      (then (call $itself (i32.sub (local.get $x) (i32.const 1))))
      (else (i32.const 0))))

  (func $later (param $x i32) (result i32)
    (i32.sub (local.get $x) (i32.const 1))))

;; $earlier: 4 bytes
;;     lea     eax, [rdx + 1]
;;     ret
;;
;; $caller: 36 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     edx, esi
;;     call    $earlier
;;     mov     [rsp + 8], eax
;;     mov     edx, esi
;;     call    qword ptr [slot of $later]
;;     add     eax, [rsp + 8]
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;;
;; $itself: 23 bytes
;;     test    edx, edx
;;     je      L1
;;     dec     edx
;;     call    $itself
;;     jmp     L2
;; L1:
;;     xor     eax, eax
;; L2:
;;     ret
;;
;; $later: 4 bytes
;;     lea     eax, [rdx - 1]
;;     ret
