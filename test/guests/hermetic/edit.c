// Changes files of /data, then ends with a code: `edit all|trap|spin|links|wait CODE`.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void put(const char *path) {
  FILE *file = fopen(path, "w");
  if (!file || fputs("after", file) < 0 || fclose(file) != 0) {
    printf("cannot write %s\n", path);
    exit(9);
  }
}

static void must(int result, const char *what) {
  if (result == 0) return;
  printf("failed: %s\n", what);
  exit(9);
}

static int is(const char *what, char **argv) { return strcmp(argv[1], what) == 0; }

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  put("/data/changed");
  if (is("links", argv)) {
    if (access("/data/out", F_OK) == 0 || access("/data/etc", F_OK) == 0) printf("a link leads out\n");
  }
  if (is("all", argv) || is("trap", argv) || is("spin", argv)) {
    must(mkdir("/data/new", 0777), "mkdir new");
    must(mkdir("/data/new/deep", 0777), "mkdir new/deep");
    put("/data/new/deep/file");
    must(unlink("/data/old/removed"), "unlink");
    must(rmdir("/data/old/empty"), "rmdir empty");
    must(rmdir("/data/old"), "rmdir old");
  }
  if (is("trap", argv)) __builtin_trap();
  volatile unsigned long long count = 0;
  if (is("wait", argv))
    while (count < 300000000) count++;
  if (is("spin", argv))
    for (;;) count++;
  return atoi(argv[2]);
}
