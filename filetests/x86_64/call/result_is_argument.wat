;;! target = "x86_64"
;; A call whose result is an argument of the next.

(module
  (func $f (param i32) (result i32) (local.get 0))
  (func $g (param i32 i32) (result i32) (local.get 1))

  (func $nested (param $x i32) (result i32)
    (call $f (call $f (call $f (local.get $x)))))

  (func $two_calls (param $x i32) (result i32)
    (call $g (call $f (local.get $x)) (call $f (i32.const 2)))))

;; $f: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $g: 3 bytes
;;     mov     eax, ecx
;;     ret
;;
;; $nested: 26 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     mov     edx, esi
;;     call    $f
;;     mov     edx, eax
;;     call    $f
;;     mov     edx, eax
;;     call    $f
;;     pop     rsi
;;     ret
;;
;; $two_calls: 45 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     edx, esi
;;     call    $f
;;     mov     [rsp + 8], eax
;;     mov     edx, 2
;;     call    $f
;;     mov     edx, [rsp + 8]
;;     mov     ecx, eax
;;     call    $g
;;     pop     rsi
;;     add     rsp, 8
;;     ret
