/* Sends itself TERM; the libc's header leaves the call out. */
__attribute__((import_module("wasi_snapshot_preview1"), import_name("proc_raise"))) int proc_raise(int signal);

int main(void) {
  proc_raise(15);
  return 3;
}
