// cflags: -Wl,--allow-undefined
__attribute__((import_module("env"), import_name("foo"))) void foo(void);
__attribute__((import_module("env"), import_name("bar"))) int bar(int);

int main(void) {
  foo();
  return bar(1);
}
