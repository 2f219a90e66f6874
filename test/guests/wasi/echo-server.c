#include "check.h"

/* Accepts one connection on the descriptor behind the preopens, and sends back what it gets. */
int main(void) {
  __wasi_prestat_t prestat;
  __wasi_fd_t listener = 3, connection;
  while (__wasi_fd_prestat_get(listener, &prestat) == 0) listener++;
  EXPECT(__wasi_sock_accept(listener, 0, &connection), 0);
  char text[256];
  for (;;) {
    __wasi_iovec_t into = {(uint8_t *)text, sizeof text};
    __wasi_size_t got, put;
    __wasi_roflags_t flags;
    EXPECT(__wasi_sock_recv(connection, &into, 1, 0, &got, &flags), 0);
    if (got == 0) break;
    __wasi_ciovec_t from = {(const uint8_t *)text, got};
    EXPECT(__wasi_sock_send(connection, &from, 1, 0, &put), 0);
    EXPECT(put, got);
  }
  EXPECT(__wasi_sock_shutdown(connection, __WASI_SDFLAGS_WR), 0);
  EXPECT(__wasi_fd_close(connection), 0);
  return 0;
}
