#include "check.h"

/* Times to the nanosecond, both ways. */
int main(void) {
  __wasi_filestat_t stat;
  __wasi_fd_t fd = create("file");
  const __wasi_timestamp_t odd = 1234567890123456789;
  EXPECT(__wasi_fd_filestat_set_times(fd, odd, odd + 1, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM), 0);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.atim, odd);
  EXPECT(stat.mtim, odd + 1);
  EXPECT(__wasi_path_filestat_set_times(ROOT, 0, "file", 0, odd - 100, __WASI_FSTFLAGS_MTIM), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "file", &stat), 0);
  EXPECT(stat.atim, odd);
  EXPECT(stat.mtim, odd - 100);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_ATIM_NOW), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_path_filestat_set_times(ROOT, 0, "file", 0, 0, __WASI_FSTFLAGS_MTIM | __WASI_FSTFLAGS_MTIM_NOW), __WASI_ERRNO_INVAL);
  __wasi_timestamp_t now;
  EXPECT(__wasi_clock_time_get(__WASI_CLOCKID_REALTIME, 1, &now), 0);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, __WASI_FSTFLAGS_MTIM_NOW), 0);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.mtim + 1000000000 > now && stat.mtim < now + 10000000000, 1);
  EXPECT(stat.atim, odd);
  EXPECT(__wasi_path_symlink("file", ROOT, "link"), 0);
  EXPECT(__wasi_path_filestat_set_times(ROOT, 0, "link", odd, odd, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "link", &stat), 0);
  EXPECT(stat.mtim, odd);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.mtim == odd, 0);
  return 0;
}
