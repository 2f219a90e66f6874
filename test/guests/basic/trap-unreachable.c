__attribute__((noinline)) static void inner_function(void) { __builtin_trap(); }

int main(void) {
  inner_function();
  return 0;
}
