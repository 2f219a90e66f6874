#include "../wasi/check.h"

/* Opens a directory with all rights that one may have, to be a base for other paths. */
static inline __wasi_errno_t open_directory(__wasi_fd_t at, const char *path, __wasi_fd_t *fd) {
  __wasi_rights_t files = __WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_ALLOCATE | __WASI_RIGHTS_FD_FILESTAT_SET_SIZE;
  return __wasi_path_open(at, 0, path, __WASI_OFLAGS_DIRECTORY, ALL & ~files, ALL, 0, fd);
}
