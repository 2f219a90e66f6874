#include "check.h"

/* Listing a directory in pieces, from any cookie. */
static uint8_t buffer[4096];

static __wasi_size_t list(__wasi_fd_t fd, __wasi_size_t size, __wasi_dircookie_t cookie) {
  __wasi_size_t used;
  EXPECT(__wasi_fd_readdir(fd, buffer, size, cookie, &used), 0);
  return used;
}

int main(void) {
  __wasi_fd_t dir;
  __wasi_dirent_t entry;
  __wasi_filestat_t stat;
  EXPECT(__wasi_path_create_directory(ROOT, "dir"), 0);
  EXPECT(__wasi_path_open(ROOT, 0, "dir", __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READDIR | __WASI_RIGHTS_FD_FILESTAT_GET, 0, 0, &dir), 0);
  __wasi_size_t used = list(dir, sizeof buffer, 0);
  EXPECT(used, 24 + 1 + 24 + 2);
  memcpy(&entry, buffer, sizeof entry);
  EXPECT(entry.d_namlen, 1);
  EXPECT(buffer[24], '.');
  EXPECT(entry.d_type, __WASI_FILETYPE_DIRECTORY);
  EXPECT(__wasi_fd_filestat_get(dir, &stat), 0);
  EXPECT(entry.d_ino, stat.ino);
  for (int i = 0; i < 100; i++) {
    char name[16];
    sprintf(name, "dir/file%d", i);
    EXPECT(__wasi_fd_close(create(name)), 0);
  }
  /* The last entry is cut off where the buffer ends, which is then full. */
  EXPECT(list(dir, 30, 0), 30);
  int count = 0;
  __wasi_dircookie_t cookie = 0, fifth = 0;
  for (;;) {
    used = list(dir, 200, cookie);
    __wasi_size_t at = 0;
    while (at + sizeof entry <= used) {
      memcpy(&entry, buffer + at, sizeof entry);
      if (at + sizeof entry + entry.d_namlen > used) break;
      at += sizeof entry + entry.d_namlen;
      cookie = entry.d_next;
      if (++count == 5) fifth = cookie;
    }
    if (used < 200) break;
  }
  EXPECT(count, 102);
  used = list(dir, sizeof buffer, fifth);
  count = 0;
  for (__wasi_size_t at = 0; at < used; count++) {
    memcpy(&entry, buffer + at, sizeof entry);
    at += sizeof entry + entry.d_namlen;
  }
  EXPECT(count, 97);
  EXPECT(list(dir, sizeof buffer, cookie), 0);
  EXPECT(__wasi_fd_readdir(1, buffer, 10, 0, &used), __WASI_ERRNO_NOTDIR);
  EXPECT(__wasi_fd_close(dir), 0);
  return 0;
}
