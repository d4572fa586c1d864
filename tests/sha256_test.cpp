// SHA-256 against the examples of its standard, at every length around the borders of blocks.
#include <string>

#include "catch.h"
#include "stackdrag/sha256.h"

using stackdrag::sha256;

TEST_CASE("SHA-256 is that of the standard's examples") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  // The hash of all the hashes of 0 to 200 zeros.
  std::string all;
  for (std::size_t size = 0; size <= 200; ++size) all += sha256(std::string(size, '\0'));
  CHECK(sha256(all) == "f55e502cfd80fef78fe7206d99c6dff4fab60fd17201a0a656296ce47240e6f2");
}
