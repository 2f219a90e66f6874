#include "check.h"

/* Appending, and which flags a descriptor remembers. */
int main(void) {
  char text[32] = {0};
  __wasi_filesize_t at;
  __wasi_filestat_t stat;
  __wasi_fdstat_t fdstat;
  __wasi_size_t size;
  __wasi_fd_t fd, other;
  EXPECT(open_at(ROOT, "file", 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, __WASI_FDFLAGS_APPEND, &fd), 0);
  EXPECT(open_at(ROOT, "file", 0, 0, FILE_RIGHTS, 0, &other), 0);
  EXPECT(put(fd, "one"), 3);
  EXPECT(put(other, "O"), 1);
  EXPECT(put(fd, "two"), 3);
  EXPECT(__wasi_fd_seek(fd, 1, __WASI_WHENCE_SET, &at), 0);
  EXPECT(put(fd, ""), 0);
  EXPECT(take(fd, text, 2), 2);
  EXPECT(memcmp(text, "ne", 2), 0);
  EXPECT(put(fd, "three"), 5);
  EXPECT(__wasi_fd_tell(fd, &at), 0);
  EXPECT(at, 11);
  EXPECT(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &at), 0);
  EXPECT(take(fd, text, sizeof text), 11);
  EXPECT(memcmp(text, "Onetwothree", 11), 0);

  /* Several buffers go behind each other. */
  __wasi_ciovec_t from[3] = {{(const uint8_t *)"a", 1}, {(const uint8_t *)"", 0}, {(const uint8_t *)"bc", 2}};
  EXPECT(__wasi_fd_write(fd, from, 3, &size), 0);
  EXPECT(size, 3);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.size, 14);

  /* Every flag is read back, set by path_open or later. */
  for (int flags = 0; flags < 32; flags++) {
    EXPECT(open_at(ROOT, "file", 0, 0, FILE_RIGHTS, flags, &other), 0);
    EXPECT(__wasi_fd_fdstat_get(other, &fdstat), 0);
    EXPECT(fdstat.fs_flags, flags);
    EXPECT(__wasi_fd_fdstat_set_flags(other, flags ^ 31), 0);
    EXPECT(__wasi_fd_fdstat_get(other, &fdstat), 0);
    EXPECT(fdstat.fs_flags, flags ^ 31);
    EXPECT(put(other, "s"), 1);
    EXPECT(__wasi_fd_close(other), 0);
  }

  /* To append is no right to write. */
  EXPECT(open_at(ROOT, "file", 0, 0, __WASI_RIGHTS_FD_READ, __WASI_FDFLAGS_APPEND, &other), 0);
  EXPECT(__wasi_fd_write(other, from, 1, &size) != 0, 1);
  return 0;
}
