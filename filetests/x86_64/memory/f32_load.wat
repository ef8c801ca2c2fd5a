;;! target = "x86_64"
;; f32.load: what the address may be, and where the result goes.

(module
  (memory 1)

  (func $local (param $p i32) (result f32)
    (f32.load (local.get $p)))

  (func $offset (param $p i32) (result f32)
    (f32.load offset=16 (local.get $p)))

  (func $constant (result f32)
    (f32.load (i32.const 1024)))

  (func $to_local (param $p i32) (param $x f32) (result f32)
    (local.set $x (f32.load (local.get $p)))
    (local.get $x)))

;; $local: 6 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
;;
;; $offset: 7 bytes
;;     vmovss  xmm0, [rbx + rdx + 0x10]            ; trap: memory out of bounds
;;     ret
;;
;; $constant: 9 bytes
;;     vmovss  xmm0, [rbx + 0x400]                 ; trap: memory out of bounds
;;     ret
;;
;; $to_local: 6 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
