;;! target = "aarch64"
;; Two shifts that take out a field of bits.

(module
  (func $unsigned_field (param $x i32) (result i32)
    (i32.and (i32.shr_u (local.get $x) (i32.const 5)) (i32.const 0x3f)))

  (func $signed_field (param $x i32) (result i32)
    (i32.shr_s (i32.shl (local.get $x) (i32.const 20)) (i32.const 26)))

  (func $byte_of (param $x i64) (result i64)
    (i64.and (i64.shr_u (local.get $x) (i64.const 16)) (i64.const 0xff))))

;; $unsigned_field: 8 bytes
;;     ubfx    w0, w1, #5, #6
;;     ret
;;
;; $signed_field: 8 bytes
;;     sbfx    w0, w1, #6, #6
;;     ret
;;
;; $byte_of: 8 bytes
;;     ubfx    x0, x1, #0x10, #8
;;     ret
