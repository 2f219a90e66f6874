#include "directory.h"

/* Goes down as far as it can, with long names, by descriptors; then tries paths of all lengths. */
int main(void) {
  char name[300];
  memset(name, 'n', sizeof name);
  name[255] = 0;
  __wasi_fd_t at = ROOT;
  __wasi_errno_t error = 0;
  int depth = 0;
  for (; error == 0 && depth < 200; depth++) {
    __wasi_fd_t next;
    error = __wasi_path_create_directory(at, name);
    if (error == 0) error = open_directory(at, name, &next);
    if (error == 0) at = next;
  }
  EXPECT(error == __WASI_ERRNO_NAMETOOLONG || error == __WASI_ERRNO_MFILE || depth == 200, 1);
  EXPECT(depth > 10, 1);

  name[255] = 'n';
  name[256] = 0;
  EXPECT(__wasi_path_create_directory(ROOT, name), __WASI_ERRNO_NAMETOOLONG);
  static char path[1 << 20];
  for (int length = 4000; length < (int)sizeof path - 1; length = length < 4200 ? length + 1 : length * 2) {
    __wasi_filestat_t stat;
    for (int i = 0; i < length; i++) path[i] = i % 2 ? '/' : '.';
    path[length] = 0;
    EXPECT(__wasi_path_filestat_get(ROOT, 0, path, &stat), length < 4096 ? 0 : __WASI_ERRNO_NAMETOOLONG);
    for (int i = 0; i < length; i++) path[i] = "../"[i % 3];
    error = __wasi_path_filestat_get(ROOT, 0, path, &stat);
    EXPECT(error, length < 4096 ? __WASI_ERRNO_PERM : __WASI_ERRNO_NAMETOOLONG);
  }
  return 0;
}
