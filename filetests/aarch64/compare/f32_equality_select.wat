;;! target = "aarch64"
;; Comparisons (eq, ne) of f32 that select depends on.

(module
  (func $eq (param $x f32) (param $y f32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f32.eq (local.get $x) (local.get $y))))


  (func $ne (param $x f32) (param $y f32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f32.ne (local.get $x) (local.get $y)))))

;; $eq: 12 bytes
;;     fcmp    s0, s1
;;     csel    w0, w1, w2, eq
;;     ret
;;
;; $ne: 12 bytes
;;     fcmp    s0, s1
;;     csel    w0, w1, w2, ne
;;     ret
