;;! target = "x86_64"
;; Blocks that take operands.

(module
  (func $block (param $x i32) (result i32)
    (local.get $x)
    (block (param i32) (result i32)
      (i32.add (i32.const 1))))

  (func $loop (param $x i32) (result i32)
    (local.get $x)
    (loop $l (param i32) (result i32)
      (local.tee $x (i32.sub (i32.const 1)))
      (br_if $l (local.get $x) (local.get $x))
      (drop)))

  (func $if (param $x i32) (result i32)
    (local.get $x)
    (if (param i32) (result i32) (local.get $x)
      (then (i32.add (i32.const 1)))
      (else (i32.sub (i32.const 1))))))

;; $block: 4 bytes
;;     lea     eax, [rdx + 1]
;;     ret
;;
;; $loop: 30 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], edx
;; L1:
;;     mov     edx, [rsp]
;;     dec     edx
;;     je      L2
;;     mov     [rsp], edx
;;     jmp     L1
;; L2:
;;     mov     eax, edx
;;     add     rsp, 8
;;     ret
;;
;; $if: 35 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], edx
;;     test    edx, edx
;;     je      L1
;;     mov     eax, [rsp]
;;     inc     eax
;;     jmp     L2
;; L1:
;;     mov     eax, [rsp]
;;     dec     eax
;; L2:
;;     add     rsp, 8
;;     ret
