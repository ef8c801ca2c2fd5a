;;! target = "x86_64"
;; Growing is left to the runtime.

(module
  (memory 1)

  (func $grow (param $pages i32) (result i32)
    (memory.grow (local.get $pages)))

  (func $grow_by_one
    (drop (memory.grow (i32.const 1)))))

;; $grow: 13 bytes
;;     mov     ecx, edx
;;     xor     edx, edx
;;     xor     eax, eax
;;     call    qword ptr [r14 + builtin]
;;     mov     eax, eax
;;     ret
;;
;; $grow_by_one: 16 bytes
;;     mov     ecx, 1
;;     xor     edx, edx
;;     xor     eax, eax
;;     call    qword ptr [r14 + builtin]
;;     mov     eax, eax
;;     ret
