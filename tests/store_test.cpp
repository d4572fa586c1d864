// The store: what it returned stays where it is, whatever comes later.
#include "stackdrag/store.h"

#include <cstdint>
#include <string>

#include "catch.h"

using namespace stackdrag;

TEST_CASE("what a store keeps stays where it is, also when the store moves") {
  Store store;
  std::vector<std::string> texts;
  std::vector<std::string_view> kept;
  for (std::size_t size = 0; size < 100'000; size = size * 5 / 4 + 1) {
    texts.emplace_back(size, static_cast<char>('a' + size % 26));
    kept.push_back(store.keep(texts.back()));
  }
  const Store moved = std::move(store);
  CHECK(std::equal(texts.begin(), texts.end(), kept.begin(), kept.end()));
}

TEST_CASE("a store joins texts and aligns lists") {
  Store store;
  CHECK(store.join({"tool", "/", "hubspot"}) == "tool/hubspot");
  CHECK(store.join({}).empty());
  for (std::size_t size = 0; size < 20'000; size = size * 2 + 1) {
    store.keep("x");
    const std::span<std::uint64_t> list = store.list<std::uint64_t>(size);
    CHECK(list.size() == size);
    CHECK(reinterpret_cast<std::uintptr_t>(list.data()) % alignof(std::uint64_t) == 0);
    CHECK(std::count(list.begin(), list.end(), 0U) == static_cast<std::ptrdiff_t>(size));
  }
  const std::vector<int> numbers{1, 2, 3};
  const std::span<const int> kept = store.keep(numbers);
  CHECK(std::equal(numbers.begin(), numbers.end(), kept.begin(), kept.end()));
}

TEST_CASE("a store takes over what another one has kept") {
  Store store;
  const std::string_view own = store.keep("own");
  std::string_view taken;
  {
    Store other;
    taken = other.keep("taken");
    store.adopt(std::move(other));
  }
  CHECK(store.join({own, " and ", taken}) == "own and taken");
}
