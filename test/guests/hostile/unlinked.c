#include "../wasi/check.h"

/* Hoards a disk of a mebibyte with files that are open and have no name. */
#define MOST 64
static uint8_t bytes[300 * 1024];

int main(void) {
  __wasi_ciovec_t all = {bytes, sizeof bytes};
  __wasi_fd_t open[MOST];
  __wasi_size_t size;
  for (int round = 0; round < 2; round++) {
    int count = 0;
    __wasi_errno_t error = 0;
    while (error == 0 && count < MOST) {
      open[count] = create("file");
      EXPECT(__wasi_path_unlink_file(ROOT, "file"), 0);
      error = __wasi_fd_write(open[count++], &all, 1, &size);
    }
    EXPECT(error, __WASI_ERRNO_NOSPC);
    EXPECT(count, 4);
    /* A descriptor that is moved over another one closes that one. */
    EXPECT(__wasi_fd_renumber(open[3], open[0]), 0);
    EXPECT(__wasi_fd_write(open[0], &all, 1, &size), 0);
    if (round == 0)
      for (int i = 0; i < 3; i++) EXPECT(__wasi_fd_close(open[i]), 0);
  }
  /* What is open is for the end of the task to close. */
  return 0;
}
