/* The compiled module, among the code of the program: its own code is executed here, and never copied. */
    .section .text.windlass_module, "ax"
    .globl guest_module, guest_module_end
    .balign 4096
guest_module:
    .incbin MODULE
guest_module_end:
    .section .note.GNU-stack, "", %progbits
