/* The compiled module, in the program's text section: its code is executed in place, never copied. */
    .section .text.windlass_module, "ax"
    .globl guest_module, guest_module_end
    .balign 4096
guest_module:
    .incbin MODULE
guest_module_end:
    .section .note.GNU-stack, "", %progbits
