/*
 * Loaded before User-Mode Linux (LD_PRELOAD). UML keeps 2,696 bytes of its processes' vector registers and hands those back; on a machine
 * with AMX the host's kernel wants all 11 KB or answers EFAULT, and UML dies at its first process. Here what UML does not keep is put
 * back as the host has it, and its tile registers as unused. Freestanding: no header is needed to build it.
 */
typedef unsigned long word;
struct iovec {
  void *base;
  word length;
};
extern long syscall(long number, ...);

enum { sys_ptrace = 101, get_register_set = 0x4204, set_register_set = 0x4205, extended_state = 0x202, header = 512 };

/* UML's stacks are small, and it traces from one thread */
static unsigned char all[65536] __attribute__((aligned(64)));

long ptrace(long request, long pid, word address, void *data) {
  if (request >= 1 && request <= 3) { /* PEEK: the kernel stores, libc returns */
    long value;
    long result = syscall(sys_ptrace, request, pid, address, &value);
    return result < 0 ? result : value;
  }
  if (request == set_register_set && address == extended_state) {
    struct iovec *given = data;
    struct iovec whole = {all, sizeof all};
    if (syscall(sys_ptrace, (long)get_register_set, pid, address, &whole) == 0 && whole.length > given->length && given->length > header + 8) {
      const unsigned char *from = given->base;
      for (word i = 0; i < given->length; i++) all[i] = from[i];
      all[header + 2] &= (unsigned char)~6; /* state components 17 and 18 */
      return syscall(sys_ptrace, request, pid, address, &whole);
    }
  }
  return syscall(sys_ptrace, request, pid, address, data);
}
