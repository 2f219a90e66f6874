#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "../wasi/check.h"

/* Asks for as much as it can of one thing, for ever: argv[1] says of what. */
static const char *what;

static int is(const char *name) { return strcmp(what, name) == 0; }

static uint8_t *memory_of(unsigned long pages) {
  long start = (long)__builtin_wasm_memory_grow(0, pages);
  EXPECT(start > 0, 1);
  return (uint8_t *)(start * 65536);
}

static void lines(void) {
  for (unsigned long line = 0;; line++) printf("line %lu of a flood that never ends\n", line);
}

static void bytes(void) {
  uint8_t *block = memory_of(16);
  memset(block, 'x', 16 * 65536);
  for (;;) (void)write(1, block, 16 * 65536);
}

/* As many as there may be, over and over. */
static void files(void) {
  for (;;) {
    int fd, last = 0;
    while ((fd = open("/dev/null", O_RDONLY)) >= 0) last = fd;
    for (; last > 4; last--) close(last);
  }
}

static void memory(void) {
  while (__builtin_wasm_memory_grow(0, 1) != (unsigned long)-1) {
  }
  unsigned long end = __builtin_wasm_memory_size(0) * 65536ul;
  for (;;) {
    for (unsigned long at = 1 << 20; at < end; at += 4096) (*(volatile uint8_t *)at)++;
    __builtin_wasm_memory_grow(0, 1);
  }
}

/* Thousands at a time, the nearest of them over at once. */
static void timers(void) {
  enum { COUNT = 10000 };
  static __wasi_subscription_t wishes[COUNT];
  static __wasi_event_t events[COUNT];
  for (unsigned i = 0; i < COUNT; i++) {
    wishes[i].u.tag = __WASI_EVENTTYPE_CLOCK;
    wishes[i].u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
    wishes[i].u.u.clock.timeout = 1000000ull + i * 1000000ull;
  }
  __wasi_size_t count;
  for (;;) EXPECT(__wasi_poll_oneoff(wishes, events, COUNT, &count), 0);
}

/* More than there may be. */
static void wishes(void) {
  enum { COUNT = 1000000 };
  __wasi_subscription_t *many = (__wasi_subscription_t *)memory_of(COUNT * sizeof(__wasi_subscription_t) / 65536 + 1);
  __wasi_event_t *events = (__wasi_event_t *)memory_of(COUNT * sizeof(__wasi_event_t) / 65536 + 1);
  for (unsigned i = 0; i < COUNT; i++) many[i].u.u.clock.timeout = 3600000000000ull;
  __wasi_size_t count;
  for (;;) EXPECT(__wasi_poll_oneoff(many, events, COUNT, &count), __WASI_ERRNO_INVAL);
}

/* One call for a thousand buffers of half a GiB. */
static void zeros(void) {
  enum { PAGES = 8192 };
  uint8_t *block = memory_of(PAGES);
  static __wasi_iovec_t buffers[1024];
  for (int i = 0; i < 1024; i++) buffers[i] = (__wasi_iovec_t){block, (__wasi_size_t)PAGES * 65536};
  int fd = open("/dev/zero", O_RDONLY);
  __wasi_size_t count;
  for (;;) EXPECT(__wasi_fd_read(fd, buffers, 1024, &count), 0);
}

static void random_bytes(void) {
  uint8_t *block = memory_of(8192);
  for (;;) EXPECT(__wasi_random_get(block, 8192ul * 65536), 0);
}

/* Paths of 256 MiB. The raw call: libc would measure them first. */
extern int32_t path_open(int32_t, int32_t, const char *, int32_t, int32_t, int64_t, int64_t, int32_t, int32_t *)
    __attribute__((import_module("wasi_snapshot_preview1"), import_name("path_open")));
static void paths(void) {
  char *path = (char *)memory_of(4096);
  memset(path, 'p', 4096ul * 65536);
  int32_t fd;
  for (;;) EXPECT(path_open(3, 0, path, 4096 * 65536, 0, 0, 0, 0, &fd) != 0, 1);
}

/* Writes into a pipe that nobody reads, until it is full. */
static void deadlock(void) {
  char block[4096] = {0};
  for (;;) (void)write(1, block, sizeof block);
}

static void yields(void) {
  for (;;) EXPECT(__wasi_sched_yield(), 0);
}

int main(int argc, char **argv) {
  what = argc > 1 ? argv[1] : "";
  static const struct {
    const char *name;
    void (*run)(void);
  } floods[] = {{"lines", lines}, {"bytes", bytes}, {"files", files}, {"memory", memory}, {"timers", timers}, {"wishes", wishes}, {"zeros", zeros}, {"random", random_bytes}, {"paths", paths}, {"deadlock", deadlock}, {"yields", yields}};
  for (unsigned i = 0; i < sizeof floods / sizeof *floods; i++) {
    if (is(floods[i].name)) floods[i].run();
  }
  printf("there is no flood of %s\n", what);
  return 1;
}
