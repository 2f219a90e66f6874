#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Writes the access log of a web server, in bursts, with now and then an error. */
static const char *paths[] = {"/", "/about", "/api/items", "/api/items/42", "/login", "/static/app.js", "/static/style.css"};
static const int statuses[] = {200, 200, 200, 200, 304, 404, 500};

static void pause_ms(long ms) {
  struct timespec time = {ms / 1000, ms % 1000 * 1000000};
  nanosleep(&time, NULL);
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  srand(1);
  for (unsigned request = 1;; request++) {
    int status = statuses[rand() % 7];
    const char *path = paths[rand() % 7];
    printf("10.0.%d.%d \"GET %s\" %d %d %dms\n", rand() % 4, rand() % 250 + 1, path, status, rand() % 9000 + 200, rand() % 80 + 1);
    if (status == 500) fprintf(stderr, "error: upstream timed out while serving %s (request %u)\n", path, request);
    pause_ms(request % 40 < 10 ? 25 : 200 + rand() % 400);
  }
}
