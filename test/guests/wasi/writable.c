#include "check.h"

/* A writer whose reader does not read, on stdout or on a connection: it is told so, waits, and goes on once there is room. With
 * `leave` it fills a connection, and ends. */
static const __wasi_timestamp_t ms = 1000000;
static uint8_t block[65536];

static __wasi_subscription_t write_wish(__wasi_fd_t fd) {
  __wasi_subscription_t wish = {.userdata = 1, .u = {.tag = __WASI_EVENTTYPE_FD_WRITE}};
  wish.u.u.fd_write.file_descriptor = fd;
  return wish;
}

static __wasi_fd_t connected(void) {
  __wasi_prestat_t prestat;
  __wasi_fd_t listener = ROOT, connection;
  while (__wasi_fd_prestat_get(listener, &prestat) == 0) listener++;
  EXPECT(__wasi_sock_accept(listener, 0, &connection), 0);
  return connection;
}

int main(int argc, char **argv) {
  const __wasi_fd_t fd = strcmp(argv[1], "stdout") == 0 ? 1 : connected();
  __wasi_ciovec_t from = {block, sizeof block};
  __wasi_size_t size, count, total = 0;
  __wasi_event_t events[2];
  __wasi_errno_t error;
  EXPECT(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_NONBLOCK), 0);
  while ((error = __wasi_fd_write(fd, &from, 1, &size)) == 0) total += size;
  EXPECT(error, __WASI_ERRNO_AGAIN);

  if (strcmp(argv[1], "leave") == 0) {
    fprintf(stderr, "%u\n", (unsigned)total);
    return 0;
  }

  /* Full: the clock comes, alone. */
  __wasi_subscription_t wishes[2] = {write_wish(fd), {.userdata = 2, .u = {.tag = __WASI_EVENTTYPE_CLOCK}}};
  wishes[1].u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  wishes[1].u.u.clock.timeout = 30 * ms;
  EXPECT(__wasi_poll_oneoff(wishes, events, 2, &count), 0);
  EXPECT(count, 1);
  EXPECT(events[0].userdata, 2);

  /* The test begins to read when it sees this. */
  put(2, "full\n");
  EXPECT(__wasi_poll_oneoff(wishes, events, 1, &count), 0);
  EXPECT(count, 1);
  EXPECT(events[0].userdata, 1);
  EXPECT(events[0].error, 0);
  EXPECT(events[0].fd_readwrite.nbytes > 0, 1);

  /* Who waits writes all. */
  EXPECT(__wasi_fd_fdstat_set_flags(fd, 0), 0);
  for (int i = 0; i < 16; i++) {
    EXPECT(__wasi_fd_write(fd, &from, 1, &size), 0);
    EXPECT(size, sizeof block);
    total += size;
  }
  fprintf(stderr, "%u\n", (unsigned)total);
  return 0;
}
