#include "check.h"

/* Numbers and pointers that no honest program passes: each is refused with an error, and nothing happens. */
#define RAW(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))
RAW(fd_readdir) int raw_readdir(int fd, const void *buffer, unsigned size, unsigned long long cookie, const void *used);
RAW(path_open) int raw_path_open(int fd, int lookup, const char *path, unsigned length, int oflags, unsigned long long rights, unsigned long long inheriting, int flags, const void *result);
RAW(poll_oneoff) int raw_poll(const void *wishes, const void *events, unsigned count, const void *result);
RAW(fd_write) int raw_write(int fd, const void *buffers, unsigned count, const void *result);
RAW(path_readlink) int raw_readlink(int fd, const char *path, unsigned length, const void *buffer, unsigned size, const void *result);
RAW(args_get) int raw_args_get(const void *array, const void *buffer);
RAW(clock_time_get) int raw_clock_time_get(int clock, long long precision, const void *result);
RAW(fd_fdstat_get) int raw_fdstat(int fd, const void *result);
RAW(fd_filestat_get) int raw_filestat(int fd, const void *result);

static const void *const outside = (const void *)-4;
static const __wasi_filesize_t most = (__wasi_filesize_t)-1 >> 1;

int main(void) {
  __wasi_filesize_t at;
  __wasi_size_t size;
  __wasi_filestat_t stat;
  __wasi_fd_t fd = create("file"), other;
  char text[64];
  __wasi_iovec_t into = {(uint8_t *)text, sizeof text};
  __wasi_ciovec_t from = {(const uint8_t *)"x", 1};
  put(fd, "0123456789");

  EXPECT(__wasi_fd_seek(fd, (__wasi_filedelta_t)most, __WASI_WHENCE_CUR, &at), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_seek(fd, -(__wasi_filedelta_t)most - 1, __WASI_WHENCE_END, &at), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_tell(fd, &at), 0);
  EXPECT(at, 10);
  EXPECT(__wasi_fd_pread(fd, &into, 1, most + 1, &size), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_pwrite(fd, &from, 1, most + 1, &size), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_pwrite(fd, &from, 1, most, &size) != 0, 1);
  EXPECT(__wasi_fd_filestat_set_size(fd, most) != 0, 1);
  EXPECT(__wasi_fd_filestat_set_size(fd, most + 1) != 0, 1);
  EXPECT(__wasi_fd_allocate(fd, most, most) != 0, 1);
  EXPECT(__wasi_fd_allocate(fd, most + 1, 1) != 0, 1);
  EXPECT(__wasi_fd_advise(fd, 0, 0, 255), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.size, 10);

  EXPECT(__wasi_fd_close(-1), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_close(1u << 31), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_renumber(fd, -1), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_renumber(-1, fd), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_read(-1, &into, 1, &size), __WASI_ERRNO_BADF);
  EXPECT(__wasi_fd_read(fd, &into, 100000, &size), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_read(fd, &into, -1, &size), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_read(fd, &into, 0, &size), 0);
  EXPECT(size, 0);
  EXPECT(__wasi_fd_fdstat_set_flags(fd, 1 << 5), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, 1 << 4), __WASI_ERRNO_INVAL);

  /* Times that the host cannot keep are refused, or kept. */
  __wasi_errno_t error = __wasi_fd_filestat_set_times(fd, -1, -1, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM);
  EXPECT(error == 0 || error == __WASI_ERRNO_INVAL || error == __WASI_ERRNO_OVERFLOW, 1);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(__wasi_path_filestat_get(ROOT, 0, "file", &stat), 0);

  EXPECT(raw_path_open(ROOT, 0, "new", 3, 1 << 4, 0, 0, 0, &other), __WASI_ERRNO_INVAL);
  EXPECT(raw_path_open(ROOT, 0, "new", 3, 1, 0, 0, 1 << 5, &other), __WASI_ERRNO_INVAL);
  EXPECT(raw_path_open(ROOT, 0, "new", 3, 1, -1, 0, 0, &other), __WASI_ERRNO_NOTCAPABLE);
  EXPECT(raw_path_open(ROOT, 0, "new", 3, 1, 0, 0, 0, outside), __WASI_ERRNO_FAULT);
  EXPECT(raw_path_open(ROOT, 0, "new", -1, 1, 0, 0, 0, &other), __WASI_ERRNO_FAULT);
  EXPECT(raw_path_open(ROOT, 0, "new", 3, 0, 0, 0, 0, &other), __WASI_ERRNO_NOENT);

  EXPECT(raw_readdir(ROOT, text, 64, -1, &size), 0);
  EXPECT(size, 0);
  EXPECT(raw_readdir(ROOT, text, -1, 0, &size), __WASI_ERRNO_FAULT);
  EXPECT(raw_readdir(ROOT, text, 64, 0, outside), __WASI_ERRNO_FAULT);
  EXPECT(raw_poll(text, text, -1, &size), __WASI_ERRNO_FAULT);
  EXPECT(raw_poll(text, outside, 1, &size), __WASI_ERRNO_FAULT);
  EXPECT(raw_write(1, outside, 1, &size), __WASI_ERRNO_FAULT);
  EXPECT(raw_write(fd, &from, 1, (const char *)outside + 1), __WASI_ERRNO_FAULT);
  EXPECT(raw_readlink(ROOT, "file", 4, text, -1, &size), __WASI_ERRNO_FAULT);
  EXPECT(raw_args_get(outside, text), __WASI_ERRNO_FAULT);
  EXPECT(raw_args_get(text, outside), __WASI_ERRNO_FAULT);
  EXPECT(raw_clock_time_get(0, 0, outside), __WASI_ERRNO_FAULT);
  EXPECT(raw_fdstat(fd, outside), __WASI_ERRNO_FAULT);
  EXPECT(raw_filestat(fd, outside), __WASI_ERRNO_FAULT);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), 0);
  EXPECT(stat.size, 10);
  return 0;
}
