;;! target = "x86_64"
;;! cpu = "baseline"
;; Vectors from and to memory. With SSE4.1.

(module
  (memory 1)

  (func $load (param $p i32) (result v128)
    (v128.load (local.get $p)))

  (func $load_offset_to_local (param $p i32) (param $x v128) (result v128)
    (local.set $x (v128.load offset=32 (local.get $p)))
    (local.get $x))

  (func $store (param $p i32) (param $x v128)
    (v128.store (local.get $p) (local.get $x)))

  (func $store_zero (param $p i32)
    (v128.store offset=16 (local.get $p) (v128.const i32x4 0 0 0 0)))

  (func $copy (param $to i32) (param $from i32)
    (v128.store (local.get $to) (v128.load (local.get $from)))))

;; $load: 5 bytes
;;     movups  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
;;
;; $load_offset_to_local: 6 bytes
;;     movups  xmm0, [rbx + rdx + 0x20]            ; trap: memory out of bounds
;;     ret
;;
;; $store: 5 bytes
;;     movups  [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $store_zero: 11 bytes
;;     xorps   xmm15, xmm15
;;     movups  [rbx + rdx + 0x10], xmm15           ; trap: memory out of bounds
;;     ret
;;
;; $copy: 9 bytes
;;     movups  xmm0, [rbx + rcx]                   ; trap: memory out of bounds
;;     movups  [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
