#include <stdlib.h>

/* Exits with the status given as its first argument. */
int main(int argc, char **argv) { return argc > 1 ? atoi(argv[1]) : 0; }
