;;! target = "x86_64"
;; Results in registers, one and several.

(module
  (func $one (result i32) (i32.const 1))
  (func $three (result i32 i64 i32) (i32.const 1) (i64.const 2) (i32.const 3))
  (func $floats (result f64 f32) (f64.const 0) (f32.const 0))

  (func $use_one (param $x i32) (result i32)
    (i32.add (call $one) (local.get $x)))

  (func $to_local (param $x i32) (result i32)
    (local.set $x (call $one))
    (call $one)
    (i32.sub (local.get $x)))

  (func $use_three (result i32) (local i32)
    (call $three)
    (local.set 0)
    (drop)
    (i32.add (local.get 0))
    (return))

  (func $passed_on (result f64 f32)
    (call $floats)))

;; $one: 6 bytes
;;     mov     eax, 1
;;     ret
;;
;; $three: 45 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     mov     dword ptr [rsp], 1
;;     mov     qword ptr [rsp + 8], 2
;;     mov     dword ptr [rsp + 0x10], 3
;;     mov     eax, [rsp]
;;     mov     rdx, [rsp + 8]
;;     mov     ecx, [rsp + 0x10]
;;     add     rsp, 0x18
;;     ret
;;
;; $floats: 36 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     qword ptr [rsp], 0
;;     mov     dword ptr [rsp + 8], 0
;;     vmovsd  xmm0, [rsp]
;;     vmovss  xmm1, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $use_one: 12 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     call    $one
;;     add     eax, esi
;;     pop     rsi
;;     ret
;;
;; $to_local: 19 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     call    $one
;;     mov     esi, eax
;;     call    $one
;;     sub     eax, esi
;;     pop     rsi
;;     ret
;;
;; $use_three: 12 bytes, 8 bytes of frame
;;     push    rsi
;;     call    $three
;;     mov     esi, ecx
;;     add     eax, esi
;;     pop     rsi
;;     ret
;;
;; $passed_on: 36 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     call    $floats
;;     vmovsd  [rsp], xmm0
;;     vmovss  [rsp + 8], xmm1
;;     vmovsd  xmm0, [rsp]
;;     vmovss  xmm1, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
