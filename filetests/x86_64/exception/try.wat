;;! target = "x86_64"
;; The first encoding: handlers are where they are written. An exception that may be thrown again is kept in a slot.

(module
  (tag $empty)
  (tag $number (param i32))
  (tag $pair (param i64 f64))
  (func $f (import "host" "f") (param i32) (result i32))
  (func $catch (param $x i32) (result i32)
    try (result i32)
      local.get $x
      call $g
    catch $number
      i32.const 1
      i32.add
    catch $pair
      drop
      i32.wrap_i64
    catch_all
      i32.const -1
    end)
  (func $rethrow (param $x i32)
    try
      local.get $x
      call $f
      drop
    catch_all
      try
        i32.const 2
        call $f
        drop
      catch $empty
        rethrow 1
      end
      rethrow 0
    end)
  (func $delegate (param $x i32)
    try $outer
      try
        try
          local.get $x
          call $f
          drop
        delegate $outer
        try
          local.get $x
          call $f
          drop
        delegate 2
      catch $empty
      end
    catch_all
    end)
  (func $quiet (param $x i32) (result i32)
    try (result i32)
      local.get $x
      i32.const 1
      i32.add
    catch $number
    catch_all
      i32.const -1
    end)
  (func $no_handler (param $x i32) (result i32)
    try (result i32)
      local.get $x
      call $g
    end)
  (func $assigned (param $x i32) (result i32)
    (local $y i32)
    try
      local.get $x
      call $g
      local.tee $y
      call $drop
    catch_all
    end
    local.get $y)
  (func $parameters (param $x i32) (result i64 i32)
    i64.const 3
    local.get $x
    try (param i32) (result i32)
      call $g
    catch $number
    end)
  (func $dead_code (param $x i32) (result i32)
    try (result i32)
      local.get $x
      return
      try
        throw $empty
      catch_all
        rethrow 0
      end
      try
      delegate 0
      i32.const 1
    catch_all
      i32.const -1
    end)
  (func $drop (param i32))
  (func $g (param i32) (result i32) (local.get 0)))

;; $catch: 53 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     call    $g
;;     jmp     L4
;; L1:
;;     mov     ecx, [rax]
;;     lea     eax, [rcx + 1]
;;     jmp     L4
;; L2:
;;     mov     rcx, [rax]
;;     vmovsd  xmm0, [rax + 8]
;;     mov     eax, ecx
;;     jmp     L4
;; L3:
;;     mov     eax, -1
;; L4:
;;     add     rsp, 8
;;     ret
;;   +0x1..+0x7: catch tag1 at L1
;;   +0x1..+0x7: catch tag2 at L2
;;   +0x1..+0x7: catch_all at L3
;;
;; $rethrow: 106 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L4
;; L1:
;;     mov     [rsp + 8], rdx
;;     mov     edx, 2
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L3
;; L2:
;;     mov     [rsp + 0x10], rdx
;;     mov     rdx, [rsp + 8]
;;     mov     eax, 0xb
;;     call    qword ptr [r14 + builtin]
;; L3:
;;     mov     rdx, [rsp + 8]
;;     mov     eax, 0xb
;;     call    qword ptr [r14 + builtin]
;; L4:
;;     add     rsp, 0x18
;;     ret
;;   +0x1..+0x8: catch_all at L1
;;   +0x9..+0x10: catch tag0 at L2
;;
;; $delegate: 74 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     [rsp + 8], r14
;;     mov     edx, esi
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     mov     edx, esi
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L1:
;;     jmp     L2
;; L2:
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;;   +0x5..+0xc: delegate to +0x1
;;   +0xe..+0x15: delegate to the caller
;;   +0x3..+0x17: catch tag0 at L1
;;   +0x1..+0x1a: catch_all at L2
;;
;; $quiet: 16 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     lea     eax, [rdx + 1]
;;     add     rsp, 8
;;     ret
;;
;; $no_handler: 18 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     call    $g
;;     add     rsp, 8
;;     ret
;;
;; $assigned: 39 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     xor     esi, esi
;;     mov     [rsp + 8], r14
;;     call    $g
;;     mov     esi, eax
;;     mov     edx, esi
;;     call    $drop
;;     jmp     L1
;; L1:
;;     mov     eax, esi
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;;   +0x3..+0xd: catch_all at L1
;;
;; $parameters: 49 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     mov     [rsp], r14
;;     call    $g
;;     jmp     L2
;; L1:
;;     mov     ecx, [rax]
;;     mov     eax, ecx
;; L2:
;;     mov     qword ptr [rsp + 8], 3
;;     mov     [rsp + 0x10], eax
;;     mov     rax, [rsp + 8]
;;     mov     edx, [rsp + 0x10]
;;     add     rsp, 0x18
;;     ret
;;   +0x5..+0x9: catch tag1 at L1
;;
;; $dead_code: 15 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     mov     [rsp], r14
;;     mov     eax, edx
;;     add     rsp, 0x18
;;     ret
;;
;; $drop: 1 byte
;;     ret
;;
;; $g: 3 bytes
;;     mov     eax, edx
;;     ret
