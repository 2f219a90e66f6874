// Tries to change what it may not: /fixed, which is read-only, and the root. Prints each call that was not refused.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void refused(const char *what, int result, int code) {
  if (result < 0 && errno == code) return;
  printf("%s: %d, errno %d\n", what, result, result < 0 ? errno : 0);
}

static const struct timespec TIMES[2] = {{1, 0}, {1, 0}};

int main(void) {
  refused("write", open("/fixed/file", O_WRONLY), EROFS);
  refused("append", open("/fixed/file", O_RDWR | O_APPEND), EROFS);
  refused("truncate", open("/fixed/file", O_RDONLY | O_TRUNC), EROFS);
  refused("create", open("/fixed/new", O_WRONLY | O_CREAT, 0666), EROFS);
  refused("create anew", open("/fixed/file", O_RDONLY | O_CREAT | O_EXCL, 0666), EEXIST);
  refused("create in the root", open("/new", O_WRONLY | O_CREAT, 0666), EROFS);
  refused("create by a way around", open("/data/../fixed/new", O_WRONLY | O_CREAT, 0666), EROFS);
  refused("open nothing", open("/fixed/nothing", O_WRONLY), ENOENT);
  refused("unlink", unlink("/fixed/file"), EROFS);
  refused("rmdir", rmdir("/fixed/folder"), EROFS);
  refused("mkdir", mkdir("/fixed/new", 0777), EROFS);
  refused("mkdir of what is there", mkdir("/fixed/folder", 0777), EEXIST);
  refused("rename", rename("/fixed/file", "/fixed/other"), EROFS);
  refused("rename out", rename("/fixed/file", "/data/file"), EROFS);
  refused("rename in", rename("/data/mine", "/fixed/mine"), EROFS);
  refused("rename over", rename("/data/mine", "/fixed/file"), EROFS);
  refused("rename a mount point", rename("/fixed", "/data/fixed"), EBUSY);
  refused("link", link("/data/mine", "/fixed/link"), EROFS);
  refused("symlink", symlink("file", "/fixed/link"), EROFS);
  refused("link where files may be made", link("/data/mine", "/data/link"), ENOTSUP);
  refused("symlink where files may be made", symlink("mine", "/data/link"), ENOTSUP);
  refused("times", utimensat(AT_FDCWD, "/fixed/file", TIMES, 0), EROFS);
  int file = open("/fixed/file", O_RDONLY);
  refused("times of a descriptor", futimens(file, TIMES), EROFS);
  refused("size", ftruncate(file, 1), EROFS);
  refused("write to what is open for reading", write(file, "x", 1), EBADF);
  char text[8] = "";
  if (read(file, text, sizeof text - 1) != 5) printf("read: %s\n", text);
  FILE *mine = fopen("/data/mine", "w");
  if (mine == NULL || fputs("after", mine) < 0 || fclose(mine) != 0) printf("cannot write what is mine\n");
  return 0;
}
