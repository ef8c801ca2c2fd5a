;;! target = "x86_64"
;; Waiting is done by the runtime; a fence is an instruction.

(module
  (memory 1 1 shared)
  (memory $m i64 1 1 shared)

  (func $notify (param $p i32) (param $count i32) (result i32)
    (memory.atomic.notify offset=4 (local.get $p) (local.get $count)))

  (func $wait32 (param $p i32) (param $e i32) (param $timeout i64) (result i32)
    (memory.atomic.wait32 (local.get $p) (local.get $e) (local.get $timeout)))

  (func $wait64 (param $p i64) (param $e i64) (result i32)
    (memory.atomic.wait64 $m (local.get $p) (local.get $e) (i64.const -1)))

  (func $fence (param $v i32) (result i32)
    atomic.fence
    (local.get $v))
)

;; $notify: 20 bytes
;;     mov     r8d, ecx
;;     mov     ecx, edx
;;     mov     edx, 0x40000
;;     mov     eax, 0xc
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $wait32: 20 bytes
;;     mov     r9, r8
;;     mov     r8d, ecx
;;     mov     ecx, edx
;;     xor     edx, edx
;;     mov     eax, 0xd
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $wait64: 28 bytes
;;     mov     r8, rcx
;;     mov     rcx, rdx
;;     mov     r9, -1
;;     mov     edx, 1
;;     mov     eax, 0xe
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $fence: 8 bytes
;;     lock or dword ptr [rsp], 0
;;     mov     eax, edx
;;     ret
