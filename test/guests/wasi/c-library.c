#include "check.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the C library makes of a directory that was given by a relative name, `data.dir`. The harness puts `a`, `b` and `sub/c` in it. */
static int open_file(const char *path, int flags) {
  int fd = open(path, flags, 0666);
  if (fd < 0) printf("%s: %s\n", path, strerror(errno));
  return fd;
}

int main(void) {
  struct stat a, b;
  char text[8] = "";
  int first = open_file("data.dir/a", O_RDONLY), second = open_file("data.dir/b", O_RDWR);
  EXPECT(fstat(first, &a), 0);
  EXPECT(fstat(second, &b), 0);
  EXPECT(a.st_dev == b.st_dev && a.st_ino != b.st_ino, 1);
  EXPECT(isatty(first), 0);
  EXPECT(shutdown(420, SHUT_RD), -1);
  EXPECT(errno, EBADF);
  EXPECT(shutdown(first, SHUT_RD), -1);
  EXPECT(errno, ENOTSOCK);

  EXPECT(lseek(second, 0, SEEK_END), 1);
  EXPECT(lseek(second, -2, SEEK_CUR), -1);
  EXPECT(errno, EINVAL);
  EXPECT(lseek(second, 3, SEEK_CUR), 4);
  EXPECT(pwrite(second, "xyz", 3, 2), 3);
  EXPECT(pread(second, text, 8, 0), 5);
  EXPECT(memcmp(text, "b\0xyz", 5), 0);
  EXPECT(lseek(second, 0, SEEK_CUR), 4);
  EXPECT(write(first, "x", 1), -1);
  EXPECT(errno, EBADF);
  EXPECT(fcntl(second, F_GETFL) & O_ACCMODE, O_RDWR);

  FILE *appended = fopen("data.dir/log", "a+");
  EXPECT(fwrite("1234", 1, 4, appended), 4);
  EXPECT(fflush(appended), 0);
  EXPECT(pwrite(fileno(appended), "5678", 4, 0), 4);
  EXPECT(lseek(fileno(appended), 0, SEEK_END), 4);
  EXPECT(fclose(appended), 0);

  int seen = 0, folder = open_file("data.dir/sub", O_RDONLY | O_DIRECTORY);
  DIR *listing = fdopendir(folder);
  for (struct dirent *entry; (entry = readdir(listing)) != NULL;) {
    EXPECT(entry->d_ino != 0 || strcmp(entry->d_name, "..") == 0, 1);
    seen += strcmp(entry->d_name, "c") == 0 ? 1 : 10;
  }
  EXPECT(seen, 21);
  EXPECT(closedir(listing), 0);

  EXPECT(fopen("elsewhere.dir/a", "r") == NULL, 1);
  EXPECT(errno == ENOENT || errno == ENOTCAPABLE, 1);
  EXPECT(mkdir("data.dir/sub", 0777), -1);
  EXPECT(errno, EEXIST);
  EXPECT(rmdir("data.dir/sub"), -1);
  EXPECT(errno, ENOTEMPTY);
  return 0;
}
