#include "check.h"

/* A disk with room for a thousand bytes: what fits of a write is written, and the next one says that there is no more room. */
int main(void) {
  static uint8_t bytes[600];
  __wasi_ciovec_t twice[2] = {{bytes, sizeof bytes}, {bytes, sizeof bytes}};
  __wasi_size_t size;
  __wasi_filesize_t at;
  __wasi_fd_t fd = create("file");
  EXPECT(__wasi_fd_write(fd, twice, 2, &size), 0);
  EXPECT(size, 600);
  EXPECT(__wasi_fd_tell(fd, &at), 0);
  EXPECT(at, 600);
  EXPECT(__wasi_fd_write(fd, twice, 1, &size), __WASI_ERRNO_NOSPC);
  EXPECT(__wasi_fd_pwrite(fd, twice, 2, 400, &size), 0);
  EXPECT(size, 600);
  EXPECT(__wasi_fd_allocate(fd, 0, 2000), __WASI_ERRNO_NOSPC);
  EXPECT(__wasi_fd_filestat_set_size(fd, 2000), __WASI_ERRNO_NOSPC);
  EXPECT(__wasi_fd_filestat_set_size(fd, 0), 0);
  EXPECT(put(fd, "back"), 4);
  return 0;
}
