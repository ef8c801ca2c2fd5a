;;! target = "x86_64"
;; Elements of arrays, their index scaled.

(module
  (memory 1)

  (func $word (param $base i32) (param $i i32) (result i32)
    (i32.load (i32.add (local.get $base) (i32.shl (local.get $i) (i32.const 2)))))

  (func $double (param $base i32) (param $i i32) (result f64)
    (f64.load offset=8 (i32.add (local.get $base) (i32.mul (local.get $i) (i32.const 8)))))

  (func $byte (param $base i32) (param $i i32) (result i32)
    (i32.load8_u (i32.add (local.get $base) (local.get $i)))))

;; $word: 7 bytes
;;     lea     eax, [rdx + rcx*4]
;;     mov     eax, [rbx + rax]                    ; trap: memory out of bounds
;;     ret
;;
;; $double: 10 bytes
;;     lea     eax, [rdx + rcx*8]
;;     vmovsd  xmm0, [rbx + rax + 8]               ; trap: memory out of bounds
;;     ret
;;
;; $byte: 8 bytes
;;     lea     eax, [rdx + rcx]
;;     movzx   eax, byte ptr [rbx + rax]           ; trap: memory out of bounds
;;     ret
