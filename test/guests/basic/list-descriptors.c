#include <stdio.h>
#include <stdlib.h>
#include <wasi/api.h>

/* Prints what is open from descriptor 3 on, and how many sockets it is told of. */
int main(void) {
  for (__wasi_fd_t fd = 3; fd < 20; fd++) {
    __wasi_fdstat_t stat;
    __wasi_prestat_t prestat;
    char name[64] = "";
    if (__wasi_fd_fdstat_get(fd, &stat) != 0) continue;
    if (__wasi_fd_prestat_get(fd, &prestat) == 0) {
      if (__wasi_fd_prestat_dir_name(fd, (uint8_t *)name, sizeof name - 1) != 0) return 1;
      printf("%d %s\n", fd, name);
    } else if (stat.fs_filetype == __WASI_FILETYPE_SOCKET_STREAM) {
      printf("%d socket\n", fd);
    } else {
      printf("%d type %d\n", fd, stat.fs_filetype);
    }
  }
  const char *told = getenv("LISTEN_FDS");
  if (told != NULL) printf("LISTEN_FDS=%s\n", told);
  return 0;
}
