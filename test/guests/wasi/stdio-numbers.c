#include "check.h"

/* The standard streams are descriptors like others: renumbered, closed, replaced by files. */
int main(void) {
  __wasi_fdstat_t stat;
  __wasi_prestat_t prestat;
  __wasi_fd_t fd, first;
  EXPECT(open_at(ROOT, "log", 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &fd), 0);
  first = fd;
  put(1, "before\n");
  EXPECT(__wasi_fd_renumber(fd, 1), 0);
  put(1, "after\n");
  EXPECT(__wasi_fd_fdstat_get(1, &stat), 0);
  EXPECT(stat.fs_filetype, __WASI_FILETYPE_REGULAR_FILE);
  /* The lowest free number comes next. */
  EXPECT(open_at(ROOT, "other", 0, __WASI_OFLAGS_CREAT, 0, 0, &fd), 0);
  EXPECT(fd, first);
  EXPECT(__wasi_fd_close(0), 0);
  EXPECT(__wasi_fd_fdstat_get(0, &stat), __WASI_ERRNO_BADF);
  EXPECT(open_at(ROOT, "other", 0, 0, 0, 0, &fd), 0);
  EXPECT(fd, 0);
  /* A preopen that is moved is still one; the number it had is not. */
  EXPECT(__wasi_fd_renumber(ROOT, first), 0);
  EXPECT(__wasi_fd_prestat_get(ROOT, &prestat), __WASI_ERRNO_BADF);
  EXPECT(open_at(first, "other", 0, 0, 0, 0, &fd), 0);
  EXPECT(fd, ROOT);
  EXPECT(__wasi_fd_close(2), 0);
  EXPECT(__wasi_fd_close(1), 0);
  return 0;
}
