// cflags: -mexec-model=reactor
/* Calls itself, and does nothing else. */
static unsigned fib(unsigned n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

volatile unsigned input = 30;

__attribute__((export_name("run"))) double run(void) { return fib(input); }
