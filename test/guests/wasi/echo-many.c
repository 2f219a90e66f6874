#include "check.h"

/* Serves as many connections as its argument says, all at a time, and sends back what it gets. It drops who does not read. */
#define MOST 256
static __wasi_fd_t connections[MOST];
static __wasi_subscription_t wishes[MOST + 1];
static __wasi_event_t events[MOST + 1];
static uint8_t block[65536];

static __wasi_subscription_t read_wish(__wasi_fd_t fd) {
  __wasi_subscription_t wish = {.userdata = fd, .u = {.tag = __WASI_EVENTTYPE_FD_READ}};
  wish.u.u.fd_read.file_descriptor = fd;
  return wish;
}

/* Whether it stays. */
static int serve(__wasi_fd_t fd) {
  __wasi_iovec_t into = {block, sizeof block};
  __wasi_size_t got, put;
  __wasi_roflags_t flags;
  __wasi_errno_t error = __wasi_sock_recv(fd, &into, 1, 0, &got, &flags);
  if (error == __WASI_ERRNO_AGAIN) return 1;
  if (error != 0 || got == 0) return 0;
  __wasi_ciovec_t from = {block, got};
  return __wasi_sock_send(fd, &from, 1, 0, &put) == 0 && put == got;
}

int main(int argc, char **argv) {
  __wasi_prestat_t prestat;
  __wasi_fd_t listener = ROOT;
  int left = atoi(argv[1]), open = 0;
  while (__wasi_fd_prestat_get(listener, &prestat) == 0) listener++;
  EXPECT(__wasi_fd_fdstat_set_flags(listener, __WASI_FDFLAGS_NONBLOCK), 0);
  while (left > 0 || open > 0) {
    int wished = 0;
    __wasi_size_t count;
    if (left > 0) wishes[wished++] = read_wish(listener);
    for (int i = 0; i < open; i++) wishes[wished++] = read_wish(connections[i]);
    EXPECT(__wasi_poll_oneoff(wishes, events, wished, &count), 0);
    for (__wasi_size_t i = 0; i < count; i++) {
      __wasi_fd_t fd = events[i].userdata;
      EXPECT(events[i].error, 0);
      if (fd == listener) {
        if (__wasi_sock_accept(listener, __WASI_FDFLAGS_NONBLOCK, &connections[open]) == 0) open++, left--;
        continue;
      }
      if (serve(fd)) continue;
      EXPECT(__wasi_fd_close(fd), 0);
      for (int at = 0; at < open; at++)
        if (connections[at] == fd) connections[at] = connections[--open];
    }
  }
  return 0;
}
