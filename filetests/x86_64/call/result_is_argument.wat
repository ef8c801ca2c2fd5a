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
;; $nested: 20 bytes
;;     call    $f
;;     mov     edx, eax
;;     call    $f
;;     mov     edx, eax
;;     call    $f
;;     ret
;;
;; $two_calls: 37 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     call    $f
;;     mov     [rsp], eax
;;     mov     edx, 2
;;     call    $f
;;     mov     edx, [rsp]
;;     mov     ecx, eax
;;     call    $g
;;     add     rsp, 8
;;     ret
