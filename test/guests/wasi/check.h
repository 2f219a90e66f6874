#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

/* The first preopened directory; tests give the guest one that it may change, as its root. */
#define ROOT 3
#define ALL ((__wasi_rights_t)-1 >> 34)

/* Says which check failed, and ends. */
static inline void expect_at(const char *file, int line, const char *what, long long got, long long wanted) {
  if (got == wanted) return;
  printf("%s:%d: %s is %lld, expected %lld\n", file, line, what, got, wanted);
  exit(1);
}
#define EXPECT(what, wanted) expect_at(__FILE_NAME__, __LINE__, #what, (long long)(what), (long long)(wanted))

/* Rights of a file that is read, written and looked at. */
#define FILE_RIGHTS                                                                                                         \
  (__WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_SEEK | __WASI_RIGHTS_FD_TELL |                         \
   __WASI_RIGHTS_FD_FILESTAT_GET | __WASI_RIGHTS_FD_FILESTAT_SET_SIZE | __WASI_RIGHTS_FD_FILESTAT_SET_TIMES |               \
   __WASI_RIGHTS_FD_FDSTAT_SET_FLAGS | __WASI_RIGHTS_FD_ALLOCATE | __WASI_RIGHTS_FD_ADVISE | __WASI_RIGHTS_FD_SYNC |        \
   __WASI_RIGHTS_FD_DATASYNC | __WASI_RIGHTS_POLL_FD_READWRITE)

static inline __wasi_errno_t open_at(__wasi_fd_t dir, const char *path, int lookup, int oflags, __wasi_rights_t rights, int flags, __wasi_fd_t *fd) {
  return __wasi_path_open(dir, lookup, path, oflags, rights, 0, flags, fd);
}

static inline __wasi_fd_t create(const char *path) {
  __wasi_fd_t fd;
  EXPECT(open_at(ROOT, path, 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &fd), 0);
  return fd;
}

static inline __wasi_size_t put(__wasi_fd_t fd, const char *text) {
  __wasi_ciovec_t buffer = {(const uint8_t *)text, strlen(text)};
  __wasi_size_t size = 0;
  EXPECT(__wasi_fd_write(fd, &buffer, 1, &size), 0);
  return size;
}

static inline __wasi_size_t take(__wasi_fd_t fd, char *into, __wasi_size_t most) {
  __wasi_iovec_t buffer = {(uint8_t *)into, most};
  __wasi_size_t size = 0;
  EXPECT(__wasi_fd_read(fd, &buffer, 1, &size), 0);
  return size;
}
