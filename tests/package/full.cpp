// A stranger that links the library: stranger SCENARIO
#include <ballpark/estimate.hpp>

int main(int argc, char** argv) {
  return argc == 2 && !ballpark::estimate_file(argv[1]).metrics.empty() ? 0 : 1;
}
