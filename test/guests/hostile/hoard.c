#include <unistd.h>

#include "../wasi/check.h"

/* Holds three files of 100 bytes open that have no name any more, for ever. */
int main(void) {
  static uint8_t bytes[100];
  __wasi_ciovec_t all = {bytes, sizeof bytes};
  __wasi_size_t size;
  for (int i = 0; i < 3; i++) {
    __wasi_fd_t fd = create("file");
    EXPECT(__wasi_fd_write(fd, &all, 1, &size), 0);
    EXPECT(__wasi_path_unlink_file(ROOT, "file"), 0);
  }
  write(1, "held\n", 5);
  for (;;) sleep(1000);
}
