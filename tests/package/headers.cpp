// A stranger that needs the headers only.
#include <ballpark/ballpark.hpp>

int main() {
  using namespace ballpark::literals;
  return 60_s == 1_min ? 0 : 1;
}
