/*
 * Loaded before User-Mode Linux (LD_PRELOAD). UML keeps 2,696 bytes of its processes' vector registers and hands those back; on a machine
 * with AMX the host's kernel wants all 11 KB or answers EFAULT, and UML dies at its first process. Here what UML keeps is
 * put back in the host's size, with the tile registers as unused. Freestanding: no header is needed to build it.
 */
typedef unsigned long word;
struct iovec {
  void *base;
  word length;
};
extern long syscall(long number, ...);

enum { sys_ptrace = 101, get_register_set = 0x4204, set_register_set = 0x4205, extended_state = 0x202, header = 512 };

/* UML's stacks are small, and it traces from one thread */
static word all[8192] __attribute__((aligned(64)));
static struct iovec whole = {all, 0};

long ptrace(long request, long pid, word address, void *data) {
  if (request >= 1 && request <= 3) { /* PEEK: the kernel stores, libc returns */
    long value;
    long result = syscall(sys_ptrace, request, pid, address, &value);
    return result < 0 ? result : value;
  }
  if (request == set_register_set && address == extended_state) {
    const struct iovec *given = data;
    if (whole.length == 0) {
      struct iovec now = {all, sizeof all};
      if (syscall(sys_ptrace, (long)get_register_set, pid, address, &now) == 0) whole.length = now.length;
    }
    if (whole.length > given->length && given->length > header + 8) {
      const word *from = given->base;
      for (word i = 0; i < given->length / sizeof(word); i++) all[i] = from[i];
      all[header / sizeof(word)] &= ~(word)0x60000; /* state components 17 and 18 */
      return syscall(sys_ptrace, request, pid, address, &whole);
    }
  }
  return syscall(sys_ptrace, request, pid, address, data);
}
