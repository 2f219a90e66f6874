#include "check.h"

/* This libc's header leaves it out. */
__attribute__((import_module("wasi_snapshot_preview1"), import_name("proc_raise"))) int proc_raise(int signal);

/* Arguments, environment, randomness, yielding. */
static uint8_t random_bytes[300000];

int main(int argc, char **argv) {
  EXPECT(argc, 3);
  EXPECT(strcmp(argv[1], "first"), 0);
  EXPECT(strcmp(argv[2], "se cond"), 0);
  __wasi_size_t count, size;
  EXPECT(__wasi_args_sizes_get(&count, &size), 0);
  EXPECT(count, 3);
  EXPECT(__wasi_environ_sizes_get(&count, &size), 0);
  EXPECT(count, 1);
  EXPECT(size, sizeof "NAME=value");
  EXPECT(strcmp(getenv("NAME"), "value"), 0);
  EXPECT(__wasi_random_get(random_bytes, sizeof random_bytes), 0);
  int zeros = 0;
  for (unsigned i = 0; i < sizeof random_bytes; i++) zeros += random_bytes[i] == 0;
  EXPECT(zeros > 500 && zeros < 2500, 1);
  EXPECT(__wasi_random_get((uint8_t *)-16, 64), __WASI_ERRNO_FAULT);
  EXPECT(__wasi_sched_yield(), 0);
  EXPECT(proc_raise(0), 0);
  EXPECT(proc_raise(200), __WASI_ERRNO_INVAL);
  return 0;
}
