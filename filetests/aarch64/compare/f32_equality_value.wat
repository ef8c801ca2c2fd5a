;;! target = "aarch64"
;; Comparisons (eq, ne) of f32 whose result is used as a number.

(module
  (func $eq (param $x f32) (param $y f32) (result i32)
    (f32.eq (local.get $x) (local.get $y)))


  (func $ne (param $x f32) (param $y f32) (result i32)
    (f32.ne (local.get $x) (local.get $y))))

;; $eq: 12 bytes
;;     fcmp    s0, s1
;;     cset    w0, eq
;;     ret
;;
;; $ne: 12 bytes
;;     fcmp    s0, s1
;;     cset    w0, ne
;;     ret
