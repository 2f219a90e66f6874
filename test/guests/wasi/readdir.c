#include "check.h"

/* Listing a directory in pieces, from any cookie. */
static uint8_t buffer[4096];

static __wasi_size_t list(__wasi_fd_t fd, __wasi_size_t size, __wasi_dircookie_t cookie) {
  __wasi_size_t used;
  EXPECT(__wasi_fd_readdir(fd, buffer, size, cookie, &used), 0);
  return used;
}

#define MANY 700
static __wasi_dircookie_t behind[MANY];
static int number[MANY];

/* Lists `many` from a cookie; the nth name read and the cookie behind it go to `number` and `behind` from `at` on. */
static int read_many(__wasi_fd_t dir, __wasi_dircookie_t cookie, int at) {
  for (;;) {
    __wasi_size_t used = list(dir, 500, cookie), place = 0;
    __wasi_dirent_t entry;
    while (place + sizeof entry <= used) {
      memcpy(&entry, buffer + place, sizeof entry);
      if (place + sizeof entry + entry.d_namlen > used) break;
      char name[16] = {0};
      memcpy(name, buffer + place + sizeof entry, entry.d_namlen);
      cookie = entry.d_next;
      if (name[0] == 'n') number[at] = atoi(name + 1), behind[at++] = cookie;
      place += sizeof entry + entry.d_namlen;
    }
    if (used < 500) return at;
  }
}

/* Names that come and go do not shift the others: each is read once from a cookie on, or again from it. */
static void go_back(void) {
  static int first[MANY];
  char name[16];
  __wasi_fd_t dir;
  EXPECT(__wasi_path_create_directory(ROOT, "many"), 0);
  for (int i = 0; i < MANY; i++) {
    sprintf(name, "many/n%d", i);
    EXPECT(__wasi_fd_close(create(name)), 0);
  }
  EXPECT(__wasi_path_open(ROOT, 0, "many", __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READDIR, 0, 0, &dir), 0);
  EXPECT(read_many(dir, 0, 0), MANY);
  memcpy(first, number, sizeof number);
  for (int i = 0; i < 200; i += 2) {
    sprintf(name, "many/n%d", first[i]);
    EXPECT(__wasi_path_unlink_file(ROOT, name), 0);
  }
  EXPECT(read_many(dir, behind[299], 300), MANY);
  EXPECT(memcmp(first, number, sizeof number), 0);
  /* The names of one read are removed before the next, as by rm -r. */
  for (int i = 1; i < 200; i += 2) {
    sprintf(name, "many/n%d", first[i]);
    EXPECT(__wasi_path_unlink_file(ROOT, name), 0);
  }
  EXPECT(read_many(dir, behind[MANY - 1], MANY), MANY);
  EXPECT(read_many(dir, 0, 200), MANY);
  EXPECT(list(dir, sizeof buffer, UINT64_MAX), 0);
  EXPECT(list(dir, sizeof buffer, 1 << 30), 0);
  EXPECT(__wasi_fd_close(dir), 0);
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
  go_back();
  return 0;
}
