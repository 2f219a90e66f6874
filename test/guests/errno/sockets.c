#include "row.h"

/* The calls on sockets. The harness gives a listener behind the preopens; for each line that the guest writes to say so, somebody
 * connects, sends 6 bytes and ends its side. */
static uint8_t text[64];
static __wasi_size_t size;
static __wasi_roflags_t roflags;
static __wasi_fd_t connection;
static __wasi_iovec_t good = {text, 4};
#define FROM ((const __wasi_ciovec_t *)&good)

static int listener(void) {
  __wasi_prestat_t prestat;
  int fd = ROOT;
  while (__wasi_fd_prestat_get(fd, &prestat) == 0) fd++;
  return fd;
}

static int connected(int fd, int flags) {
  printf("connect\n");
  fflush(stdout);
  MUST(__wasi_sock_accept(fd, flags, &connection));
  return connection;
}

static int without(int fd, __wasi_rights_t lacking) {
  __wasi_fdstat_t stat;
  int other = connected(fd, 0);
  MUST(__wasi_fd_fdstat_get(other, &stat));
  MUST(__wasi_fd_fdstat_set_rights(other, stat.fs_rights_base & ~lacking, 0));
  return other;
}

static int unwilling;
static int one_too_many(void) { return __wasi_sock_accept(unwilling, 0, &connection); }

static void accepting(int fd, int file) {
  const char *name = "sock_accept";
  int other = connected(fd, 0);
  row(name, "`fd` is not open", __wasi_sock_accept(NOT_OPEN, 1, OUTSIDE));
  row(name, "`fd` is no socket", __wasi_sock_accept(file, 1, OUTSIDE));
  row(name, "the right `SOCK_ACCEPT` is missing", __wasi_sock_accept(without(fd, __WASI_RIGHTS_SOCK_ACCEPT), 1, OUTSIDE));
  row(name, "the result does not fit in memory", __wasi_sock_accept(other, 1, OUTSIDE));
  row(name, "`flags` has another than `NONBLOCK`", __wasi_sock_accept(other, 1, &connection));
  unwilling = other;
  full_row(name, one_too_many);
  row(name, "`fd` does not listen", __wasi_sock_accept(other, 0, &connection));
  MUST(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_NONBLOCK));
  row(name, "nobody waits, and the flag `NONBLOCK` is set", __wasi_sock_accept(fd, 0, &connection));
  MUST(__wasi_fd_fdstat_set_flags(fd, 0));
  row(name, "else (waits for somebody)", (connected(fd, __WASI_FDFLAGS_NONBLOCK), 0));
}

static void receiving(int fd, int file) {
  const char *name = "sock_recv";
  const int peek = __WASI_RIFLAGS_RECV_PEEK, all = __WASI_RIFLAGS_RECV_WAITALL;
  int other = connected(fd, 0);
  row(name, "`fd` is not open", __wasi_sock_recv(NOT_OPEN, OUTSIDE, 1, 99, OUTSIDE, OUTSIDE));
  row(name, "`fd` is no socket", __wasi_sock_recv(file, OUTSIDE, 1, 99, OUTSIDE, OUTSIDE));
  row(name, "`fd` is no socket", __wasi_sock_recv(0, &good, 1, all, &size, &roflags));
  row(name, "the right `FD_READ` is missing", __wasi_sock_recv(without(fd, __WASI_RIGHTS_FD_READ), OUTSIDE, 1, 99, OUTSIDE, OUTSIDE));
  row(name, "more than 1024 buffers", __wasi_sock_recv(other, OUTSIDE, 1025, 99, OUTSIDE, OUTSIDE));
  row(name, "the buffers or the results do not fit in memory", __wasi_sock_recv(other, OUTSIDE, 1, 99, &size, &roflags));
  row(name, "the buffers or the results do not fit in memory", __wasi_sock_recv(other, &good, 1, 99, OUTSIDE, &roflags));
  row(name, "the buffers or the results do not fit in memory", __wasi_sock_recv(other, &good, 1, 99, &size, OUTSIDE));
  row(name, "`ri_flags` has one that is not known", __wasi_sock_recv(other, &good, 1, 4, &size, &roflags));
  row(name, "`RECV_PEEK` and `RECV_WAITALL` together", __wasi_sock_recv(other, &good, 1, peek | all, &size, &roflags));
  row(name, "`fd` listens", __wasi_sock_recv(fd, &good, 1, 0, &size, &roflags));
  row(name, "`fd` listens", __wasi_sock_recv(fd, &good, 1, peek, &size, &roflags));
  row(name, "`fd` listens", __wasi_sock_recv(fd, &good, 1, all, &size, &roflags));
  row(name, "else (0 bytes at the end; `RECV_WAITALL` waits until all buffers are full, or for the end)", __wasi_sock_recv(other, &good, 1, all, &size, &roflags));
  MUST(size == 4 ? 0 : 1);
  row(name, "else (0 bytes at the end; `RECV_WAITALL` waits until all buffers are full, or for the end)", __wasi_sock_recv(other, &good, 1, all, &size, &roflags));
  MUST(size == 2 ? 0 : 1);
  row(name, "else (0 bytes at the end; `RECV_WAITALL` waits until all buffers are full, or for the end)", __wasi_sock_recv(other, &good, 1, 0, &size, &roflags));
  MUST(size);
}

static void sending(int fd, int file) {
  const char *name = "sock_send";
  int other = connected(fd, 0);
  row(name, "`fd` is not open", __wasi_sock_send(NOT_OPEN, OUTSIDE, 1, 1, OUTSIDE));
  row(name, "`fd` is no socket", __wasi_sock_send(file, OUTSIDE, 1, 1, OUTSIDE));
  row(name, "the right `FD_WRITE` is missing", __wasi_sock_send(without(fd, __WASI_RIGHTS_FD_WRITE), OUTSIDE, 1, 1, OUTSIDE));
  row(name, "more than 1024 buffers", __wasi_sock_send(other, OUTSIDE, 1025, 1, OUTSIDE));
  row(name, "the buffers or the result do not fit in memory", __wasi_sock_send(other, OUTSIDE, 1, 1, &size));
  row(name, "the buffers or the result do not fit in memory", __wasi_sock_send(other, FROM, 1, 1, OUTSIDE));
  row(name, "`si_flags` is not 0", __wasi_sock_send(other, FROM, 1, 1, &size));
  row(name, "`fd` listens", __wasi_sock_send(fd, FROM, 1, 0, &size));
  MUST(__wasi_sock_send(other, FROM, 1, 0, &size));
  MUST(__wasi_sock_shutdown(other, __WASI_SDFLAGS_WR));
  row(name, "the connection is shut down for writing, or gone", __wasi_sock_send(other, FROM, 1, 0, &size));
  row(name, "else", __wasi_sock_send(connected(fd, 0), FROM, 1, 0, &size));
}

static void shutting_down(int fd, int file) {
  const char *name = "sock_shutdown";
  row(name, "`fd` is not open", __wasi_sock_shutdown(NOT_OPEN, 0));
  row(name, "`fd` is no socket", __wasi_sock_shutdown(file, 0));
  row(name, "`fd` is no socket", __wasi_sock_shutdown(ROOT, 0));
  row(name, "`fd` is no socket", __wasi_sock_shutdown(0, 0));
  row(name, "the right `SOCK_SHUTDOWN` is missing", __wasi_sock_shutdown(without(fd, __WASI_RIGHTS_SOCK_SHUTDOWN), 0));
  row(name, "`how` is 0, or has one that is not known", __wasi_sock_shutdown(fd, 0));
  row(name, "`how` is 0, or has one that is not known", __wasi_sock_shutdown(fd, 4 | __WASI_SDFLAGS_RD));
  row(name, "`fd` listens", __wasi_sock_shutdown(fd, __WASI_SDFLAGS_RD));
  row(name, "else", __wasi_sock_shutdown(connected(fd, 0), __WASI_SDFLAGS_RD | __WASI_SDFLAGS_WR));
}

int main(void) {
  int fd = listener(), file = file_without(0);
  accepting(fd, file);
  receiving(fd, file);
  sending(fd, file);
  shutting_down(fd, file);
  return 0;
}
