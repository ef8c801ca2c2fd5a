;;! target = "x86_64"
;; Functions that call nothing need no frame as long as their registers suffice.

(module
  (func $nothing)

  (func $two_parameters (param $x i32) (param $y i32) (result i32)
    (i32.add (local.get $x) (local.get $y)))

  (func $many_parameters (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32) (result i32)
    (i32.add (i32.add (i32.add (i32.add (local.get $a) (local.get $b)) (local.get $c)) (local.get $d)) (local.get $e))))

;; $nothing: 1 byte
;;     ret
;;
;; $two_parameters: 4 bytes
;;     lea     eax, [rdx + rcx]
;;     ret
;;
;; $many_parameters: 21 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r9d
;;     mov     edi, r10d
;;     lea     eax, [rdx + rcx]
;;     add     eax, r8d
;;     add     eax, esi
;;     add     eax, edi
;;     pop     rsi
;;     pop     rdi
;;     ret
