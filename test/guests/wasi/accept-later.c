#include "check.h"

/* A listener without anybody, then a connection: what is not there yet, and what cannot be. */
int main(void) {
  __wasi_prestat_t prestat;
  __wasi_fdstat_t stat;
  __wasi_fd_t listener = ROOT, connection;
  __wasi_size_t size, count;
  __wasi_roflags_t flags;
  char text[64];
  __wasi_iovec_t into = {(uint8_t *)text, sizeof text};
  __wasi_ciovec_t from = {(const uint8_t *)"answer", 6};
  while (__wasi_fd_prestat_get(listener, &prestat) == 0) listener++;
  EXPECT(__wasi_fd_fdstat_get(listener, &stat), 0);
  EXPECT(stat.fs_filetype, __WASI_FILETYPE_SOCKET_STREAM);
  EXPECT(__wasi_fd_fdstat_set_flags(listener, __WASI_FDFLAGS_NONBLOCK), 0);
  EXPECT(__wasi_sock_accept(listener, 0, &connection), __WASI_ERRNO_AGAIN);
  EXPECT(__wasi_sock_accept(listener, __WASI_FDFLAGS_APPEND, &connection), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_sock_accept(1, 0, &connection), __WASI_ERRNO_NOTSOCK);
  EXPECT(__wasi_sock_accept(999, 0, &connection), __WASI_ERRNO_BADF);
  EXPECT(__wasi_sock_shutdown(listener, __WASI_SDFLAGS_WR), __WASI_ERRNO_NOTCONN);
  EXPECT(__wasi_sock_shutdown(ROOT, __WASI_SDFLAGS_WR), __WASI_ERRNO_NOTSOCK);
  __wasi_filesize_t at;
  EXPECT(__wasi_fd_seek(listener, 0, __WASI_WHENCE_SET, &at), __WASI_ERRNO_SPIPE);
  EXPECT(__wasi_sock_send(listener, &from, 1, 0, &size) != 0, 1);

  put(1, "go\n");
  __wasi_event_t event;
  __wasi_subscription_t wish = {.userdata = 1, .u = {.tag = __WASI_EVENTTYPE_FD_READ}};
  wish.u.u.fd_read.file_descriptor = listener;
  EXPECT(__wasi_poll_oneoff(&wish, &event, 1, &count), 0);
  EXPECT(count, 1);
  EXPECT(__wasi_sock_accept(listener, __WASI_FDFLAGS_NONBLOCK, &connection), 0);
  EXPECT(__wasi_fd_fdstat_get(connection, &stat), 0);
  EXPECT(stat.fs_flags, __WASI_FDFLAGS_NONBLOCK);
  wish.u.u.fd_read.file_descriptor = connection;
  EXPECT(__wasi_poll_oneoff(&wish, &event, 1, &count), 0);

  /* To peek takes nothing. */
  EXPECT(__wasi_sock_recv(connection, &into, 1, __WASI_RIFLAGS_RECV_PEEK, &size, &flags), 0);
  EXPECT(size, 8);
  EXPECT(__wasi_sock_recv(connection, &into, 1, 1 << 5, &size, &flags), __WASI_ERRNO_INVAL);
  into.buf_len = 3;
  EXPECT(__wasi_fd_read(connection, &into, 1, &size), 0);
  EXPECT(size, 3);
  EXPECT(memcmp(text, "que", 3), 0);
  into.buf_len = sizeof text;
  EXPECT(__wasi_sock_recv(connection, &into, 1, 0, &size, &flags), 0);
  EXPECT(size, 5);
  EXPECT(__wasi_sock_recv(connection, &into, 1, 0, &size, &flags), __WASI_ERRNO_AGAIN);
  EXPECT(__wasi_fd_write(connection, &from, 1, &size), 0);
  EXPECT(size, 6);
  EXPECT(__wasi_sock_shutdown(connection, 0), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_sock_shutdown(connection, 4), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_sock_shutdown(connection, __WASI_SDFLAGS_RD | __WASI_SDFLAGS_WR), 0);
  EXPECT(__wasi_sock_send(connection, &from, 1, 0, &size), __WASI_ERRNO_PIPE);
  EXPECT(__wasi_fd_close(connection), 0);
  return 0;
}
