#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* files write PATH TEXT | read PATH | list PATH | remove PATH | make PATH | move PATH PATH: says what went wrong by its errno's name. */
static int fail(const char *path) {
  fprintf(stderr, "%s: %s\n", path, strerror(errno));
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  if (strcmp(argv[1], "write") == 0) {
    FILE *file = fopen(argv[2], "w");
    if (!file || fputs(argv[3], file) < 0 || fclose(file) != 0) return fail(argv[2]);
  } else if (strcmp(argv[1], "read") == 0) {
    char text[4096];
    FILE *file = fopen(argv[2], "r");
    if (!file) return fail(argv[2]);
    fwrite(text, 1, fread(text, 1, sizeof text, file), stdout);
  } else if (strcmp(argv[1], "remove") == 0) {
    if (remove(argv[2]) != 0) return fail(argv[2]);
  } else if (strcmp(argv[1], "make") == 0) {
    if (mkdir(argv[2], 0777) != 0) return fail(argv[2]);
  } else if (strcmp(argv[1], "move") == 0) {
    if (rename(argv[2], argv[3]) != 0) return fail(argv[2]);
  } else {
    DIR *directory = opendir(argv[2]);
    if (!directory) return fail(argv[2]);
    for (struct dirent *entry; (entry = readdir(directory));) puts(entry->d_name);
  }
  return 0;
}
