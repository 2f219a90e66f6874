#include "check.h"

/* Reading, writing and seeking; append and the other flags. */
int main(void) {
  char text[32];
  __wasi_filesize_t at;
  __wasi_size_t size;
  __wasi_filestat_t stat;
  __wasi_fdstat_t fdstat;
  __wasi_fd_t fd = create("file");
  EXPECT(put(fd, "0123456789"), 10);
  EXPECT(__wasi_fd_tell(fd, &at), 0);
  EXPECT(at, 10);
  EXPECT(take(fd, text, sizeof text), 0);
  EXPECT(__wasi_fd_seek(fd, -4, __WASI_WHENCE_END, &at), 0);
  EXPECT(at, 6);
  EXPECT(take(fd, text, sizeof text), 4);
  EXPECT(memcmp(text, "6789", 4), 0);
  EXPECT(__wasi_fd_seek(fd, -5, __WASI_WHENCE_CUR, &at), 0);
  EXPECT(at, 5);
  EXPECT(__wasi_fd_seek(fd, -1, __WASI_WHENCE_SET, &at), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_seek(fd, -6, __WASI_WHENCE_CUR, &at), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_seek(fd, 0, 9, &at), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_tell(fd, &at), 0);
  EXPECT(at, 5);

  /* Two buffers at a place of their own: the offset stays. */
  __wasi_iovec_t into[2] = {{(uint8_t *)text, 2}, {(uint8_t *)text + 8, 3}};
  EXPECT(__wasi_fd_pread(fd, into, 2, 1, &size), 0);
  EXPECT(size, 5);
  EXPECT(memcmp(text, "12", 2), 0);
  EXPECT(memcmp(text + 8, "345", 3), 0);
  __wasi_ciovec_t from = {(const uint8_t *)"XY", 2};
  EXPECT(__wasi_fd_pwrite(fd, &from, 1, 12, &size), 0);
  EXPECT(__wasi_fd_pwrite(fd, &from, 1, (__wasi_filesize_t)-1, &size), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_tell(fd, &at), 0);
  EXPECT(at, 5);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.size, 14);

  /* Beyond the end lie zeros. */
  EXPECT(__wasi_fd_pread(fd, into, 1, 10, &size), 0);
  EXPECT(text[0] == 0 && text[1] == 0, 1);

  EXPECT(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_APPEND), 0);
  EXPECT(__wasi_fd_fdstat_get(fd, &fdstat), 0);
  EXPECT(fdstat.fs_flags, __WASI_FDFLAGS_APPEND);
  EXPECT(fdstat.fs_filetype, __WASI_FILETYPE_REGULAR_FILE);
  EXPECT(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &at), 0);
  EXPECT(put(fd, "end"), 3);
  EXPECT(__wasi_fd_tell(fd, &at), 0);
  EXPECT(at, 17);
  EXPECT(__wasi_fd_fdstat_set_flags(fd, 0), 0);
  EXPECT(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &at), 0);
  EXPECT(put(fd, "new"), 3);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.size, 17);

  EXPECT(__wasi_fd_filestat_set_size(fd, 4), 0);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.size, 4);
  EXPECT(__wasi_fd_allocate(fd, 0, 100), 0);
  EXPECT(__wasi_fd_allocate(fd, 10, 10), 0);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.size, 100);
  EXPECT(__wasi_fd_allocate(fd, 0, 0), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_advise(fd, 0, 10, __WASI_ADVICE_DONTNEED), 0);
  EXPECT(__wasi_fd_advise(fd, 0, 10, 77), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_sync(fd), 0);
  EXPECT(__wasi_fd_datasync(fd), 0);

  /* A bad buffer is noticed before anything happens. */
  __wasi_ciovec_t bad[2] = {{(const uint8_t *)"x", 1}, {(const uint8_t *)-16, 64}};
  EXPECT(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &at), 0);
  EXPECT(__wasi_fd_write(fd, bad, 2, &size), __WASI_ERRNO_FAULT);
  EXPECT(__wasi_fd_tell(fd, &at), 0);
  EXPECT(at, 0);

  EXPECT(__wasi_fd_close(fd), 0);
  EXPECT(__wasi_fd_close(fd), __WASI_ERRNO_BADF);
  EXPECT(open_at(ROOT, "file", 0, __WASI_OFLAGS_TRUNC, FILE_RIGHTS, __WASI_FDFLAGS_APPEND | __WASI_FDFLAGS_SYNC, &fd), 0);
  EXPECT(__wasi_fd_fdstat_get(fd, &fdstat), 0);
  EXPECT(fdstat.fs_flags, __WASI_FDFLAGS_APPEND | __WASI_FDFLAGS_SYNC);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.size, 0);
  EXPECT(put(fd, "synced"), 6);
  return 0;
}
