;;! target = "x86_64"
;; What an exception carries goes to the frame, from where the runtime takes it.

(module
  (tag $empty)
  (tag $all (param i32 i64 f32 f64 v128 exnref))
  (func $empty (throw $empty))
  (func $carried (param $x i32) (param $v v128) (param $e exnref)
    (throw $all (local.get $x) (i64.const 7) (f32.const 1.5) (f64.const 2) (local.get $v) (local.get $e)))
  (func $below (param $x i32) (result i32)
    (i32.add (i32.mul (local.get $x) (i32.const 3)) (throw $empty)))
  (func $sometimes (param $x i32) (result i32)
    (if (local.get $x) (then (throw $empty)))
    (i32.add (local.get $x) (i32.const 1)))
  (func $again (param $e exnref) (throw_ref (local.get $e)))
  (func $null (throw_ref (ref.null exn)))
  (func $is_null (param $e exnref) (result i32) (ref.is_null (local.get $e))))

;; $empty: 11 bytes
;;     xor     edx, edx
;;     mov     eax, 0xa
;;     call    qword ptr [r14 + builtin]
;;
;; $carried: 68 bytes, 56 bytes of frame
;;     sub     rsp, 0x38
;;     mov     [rsp], edx
;;     mov     qword ptr [rsp + 8], 7
;;     mov     dword ptr [rsp + 0x10], 0x3fc00000
;;     mov     r11, 0x4000000000000000
;;     mov     [rsp + 0x18], r11
;;     vmovups [rsp + 0x20], xmm0
;;     mov     [rsp + 0x30], rcx
;;     lea     rcx, [rsp]
;;     mov     edx, 1
;;     mov     eax, 0xa
;;     call    qword ptr [r14 + builtin]
;;
;; $below: 14 bytes
;;     lea     eax, [rdx + rdx*2]
;;     xor     edx, edx
;;     mov     eax, 0xa
;;     call    qword ptr [r14 + builtin]
;;
;; $sometimes: 23 bytes
;;     test    edx, edx
;;     je      L1
;;     xor     edx, edx
;;     mov     eax, 0xa
;;     call    qword ptr [r14 + builtin]
;; L1:
;;     lea     eax, [rdx + 1]
;;     ret
;;
;; $again: 9 bytes
;;     mov     eax, 0xb
;;     call    qword ptr [r14 + builtin]
;;
;; $null: 11 bytes
;;     xor     edx, edx
;;     mov     eax, 0xb
;;     call    qword ptr [r14 + builtin]
;;
;; $is_null: 9 bytes
;;     xor     eax, eax
;;     test    rdx, rdx
;;     sete    al
;;     ret
