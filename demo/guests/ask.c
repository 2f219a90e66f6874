#include <stdio.h>
#include <string.h>

/* Asks for names on its standard input, and greets them. */
int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  char name[100];
  for (;;) {
    printf("What is your name? ");
    if (fgets(name, sizeof name, stdin) == NULL) break;
    name[strcspn(name, "\n")] = 0;
    printf("\nHello, %s!\n", name[0] == 0 ? "nobody" : name);
  }
  puts("\nGoodbye.");
}
