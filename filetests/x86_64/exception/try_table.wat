;;! target = "x86_64"
;; The body of a `try_table` costs nothing. What a clause leads to begins with a landing pad after the body, unless nothing is to be done
;; there.

(module
  (tag $empty)
  (tag $number (param i32))
  (tag $float (param f64))
  (tag $pair (param i64 v128))
  (func $f (import "host" "f") (param i32) (result i32))
  (memory 1)
  (func $all (param $x i32) (result i32)
    (block $caught
      (try_table (catch_all $caught)
        (return (call $g (local.get $x)))))
    (i32.const -1))
  (func $number (param $x i32) (result i32)
    (block $caught (result i32)
      (try_table (result i32) (catch $number $caught)
        (call $g (local.get $x)))))
  (func $float (param $x i32) (result f64)
    (block $caught (result f64)
      (try_table (catch $float $caught)
        (drop (call $f (local.get $x))))
      (f64.const 0)))
  (func $reference (param $x i32)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught)
        (drop (call $f (local.get $x))))
      (return))
    (throw_ref))
  (func $several (param $x i32) (result i64 v128 exnref)
    (block $number (result i32)
      (block $pair (result i64 v128 exnref)
        (try_table (catch $number $number) (catch_ref $pair $pair)
          (drop (call $g (local.get $x))))
        (unreachable))
      (return))
    (drop)
    (unreachable))
  (func $survives (param $x i32) (param $y f32) (result f32)
    (local $z i32)
    (local.set $z (i32.mul (local.get $x) (local.get $x)))
    (block $caught
      (try_table (catch_all $caught)
        (local.set $z (call $g (local.get $z)))
        (local.set $z (call $g (local.get $z)))))
    (f32.add (local.get $y) (f32.convert_i32_s (local.get $z))))
  (func $loop (param $x i32) (result i32)
    (local $n f64)
    (loop $again (param) (result i32)
      (local.set $n (f64.add (local.get $n) (f64.const 1)))
      (local.set $n (f64.add (local.get $n) (local.get $n)))
      (local.set $n (f64.add (local.get $n) (local.get $n)))
      (try_table (result i32) (catch_all $again)
        (i32.add (call $g (local.get $x)) (i32.trunc_sat_f64_s (local.get $n))))))
  (func $nested (param $x i32)
    (block $outer
      (try_table (catch_all $outer)
        (call $drop (call $g (i32.const 1)))
        (block $inner
          (try_table (catch $empty $inner)
            (call $drop (call $g (i32.const 2)))
            (throw $empty)))
        (call $drop (call $g (i32.const 3))))))
  (func $quiet (param $x i32) (result i32)
    (block $caught
      (try_table (catch_all $caught)
        (return (i32.add (local.get $x) (i32.const 1)))))
    (i32.const -1))
  (func $does_return (param $x i32) (result i32)
    (block $caught
      (try_table (catch_all $caught)
        (call $drop (local.get $x))
        (unreachable)))
    (local.get $x))
  ;; The branches to the label know the address of the next access, but exceptions come there, too.
  (func $edges (param $p i32) (result i32)
    (block $caught
      (br_if $caught (i32.load (local.get $p)))
      (try_table (catch_all $caught)
        (call $drop (i32.const 1))
        (drop (i32.load offset=8 (local.get $p)))))
    (i32.load offset=16 (local.get $p)))
  (func $drop (param i32))
  (func $g (param i32) (result i32) (local.get 0)))

;; $all: 28 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     call    $g
;;     jmp     L2
;; L1:
;;     mov     eax, -1
;; L2:
;;     add     rsp, 8
;;     ret
;;   +0x3..+0xd: catch_all at L1
;;
;; $number: 22 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     call    $g
;; L1:
;;     add     rsp, 8
;;     ret
;; L2:
;;     mov     eax, [rax]
;;     jmp     L1
;;   +0x3..+0xd: catch tag1 at L2
;;
;; $float: 43 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     vxorps  xmm0, xmm0, xmm0
;; L1:
;;     add     rsp, 8
;;     ret
;; L2:
;;     vmovsd  xmm0, [rax]
;;     jmp     L1
;;   +0x3..+0xe: catch tag2 at L2
;;
;; $reference: 55 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L2
;; L1:
;;     mov     rdx, rax
;;     mov     eax, 0xb
;;     call    qword ptr [r14 + builtin]
;; L2:
;;     add     rsp, 8
;;     ret
;; L3:
;;     mov     rax, rdx
;;     jmp     L1
;;   +0x3..+0xd: catch_all_ref at L3
;;
;; $several: 82 bytes, 40 bytes of frame
;;     sub     rsp, 0x28
;;     mov     [rsp], r14
;;     call    $g
;;     ud2                                         ; trap: unreachable
;; L1:
;;     jmp     L3
;; L2:
;;     ud2                                         ; trap: unreachable
;; L3:
;;     mov     rax, [rsp + 8]
;;     vmovups xmm0, [rsp + 0x10]
;;     mov     rdx, [rsp + 0x20]
;;     add     rsp, 0x28
;;     ret
;; L4:
;;     mov     eax, [rax]
;;     jmp     L2
;; L5:
;;     mov     r11, [rax]
;;     mov     [rsp + 8], r11
;;     mov     r11, [rax + 8]
;;     mov     [rsp + 0x10], r11
;;     mov     r11, [rax + 0x10]
;;     mov     [rsp + 0x18], r11
;;     mov     [rsp + 0x20], rdx
;;     jmp     L1
;;   +0x5..+0x13: catch tag1 at L4
;;   +0x5..+0x13: catch_ref tag3 at L5
;;
;; $survives: 59 bytes, 24 bytes of frame
;;     sub     rsp, 0x10
;;     push    rsi
;;     vmovss  [rsp + 0x10], xmm0
;;     mov     [rsp + 8], r14
;;     mov     esi, edx
;;     imul    esi, edx
;;     mov     edx, esi
;;     call    $g
;;     mov     esi, eax
;;     mov     edx, esi
;;     call    $g
;;     mov     esi, eax
;; L1:
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2ss xmm0, xmm0, esi
;;     vaddss  xmm0, xmm0, [rsp + 0x10]
;;     pop     rsi
;;     add     rsp, 0x10
;;     ret
;;   +0xc..+0x1d: catch_all at L1
;;
;; $loop: 109 bytes, 24 bytes of frame
;;     sub     rsp, 0x10
;;     push    rsi
;;     mov     esi, edx
;;     vxorps  xmm7, xmm7, xmm7
;;     mov     [rsp + 8], r14
;; L1:
;;     vaddsd  xmm7, xmm7, [=0x3ff0000000000000]
;;     vaddsd  xmm7, xmm7, xmm7
;;     vaddsd  xmm7, xmm7, xmm7
;;     vmovsd  [rsp + 0x10], xmm7
;;     mov     edx, esi
;;     call    $g
;;     vmovsd  xmm7, [rsp + 0x10]
;;     vcvttsd2si ecx, xmm7
;;     cmp     ecx, 1
;;     jo      L4
;; L2:
;;     add     eax, ecx
;;     pop     rsi
;;     add     rsp, 0x10
;;     ret
;; L3:
;;     vmovsd  xmm7, [rsp + 0x10]
;;     jmp     L1
;; L4:
;;     xor     ecx, ecx
;;     vucomisd xmm7, xmm7
;;     jp      L5
;;     vxorps  xmm15, xmm15, xmm15
;;     mov     ecx, -0x80000000
;;     vucomisd xmm7, xmm15
;;     jbe     L5
;;     dec     ecx
;; L5:
;;     jmp     L2
;;     .const  0x3ff0000000000000
;;   +0x21..+0x2f: catch_all at L3
;;
;; $nested: 75 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     mov     edx, 1
;;     call    $g
;;     mov     edx, eax
;;     call    $drop
;;     mov     edx, 2
;;     call    $g
;;     mov     edx, eax
;;     call    $drop
;;     xor     edx, edx
;;     mov     eax, 0xa
;;     call    qword ptr [r14 + builtin]
;; L1:
;;     mov     edx, 3
;;     call    $g
;;     mov     edx, eax
;;     call    $drop
;; L2:
;;     add     rsp, 8
;;     ret
;;   +0x10..+0x1e: catch tag0 at L1
;;   +0x3..+0x26: catch_all at L2
;;
;; $quiet: 16 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     lea     eax, [rdx + 1]
;;     add     rsp, 8
;;     ret
;;
;; $does_return: 30 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     [rsp + 8], r14
;;     mov     edx, esi
;;     call    $drop
;;     ud2                                         ; trap: unreachable
;; L1:
;;     mov     eax, esi
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;;   +0x3..+0xd: catch_all at L1
;;
;; $edges: 46 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     [rsp + 8], r14
;;     cmp     dword ptr [rbx + rsi], 0            ; trap: memory out of bounds
;;     jne     L1
;;     mov     edx, 1
;;     call    $drop
;;     mov     eax, [rbx + rsi + 8]                ; trap: memory out of bounds
;; L1:
;;     mov     eax, [rbx + rsi + 0x10]             ; trap: memory out of bounds
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;;   +0xa..+0x19: catch_all at L1
;;
;; $drop: 1 byte
;;     ret
;;
;; $g: 3 bytes
;;     mov     eax, edx
;;     ret
