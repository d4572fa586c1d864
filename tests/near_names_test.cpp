// Near misses: what is found without comparing all pairs is what comparing all pairs finds.
#include "stackdrag/near_names.h"

#include <random>
#include <set>
#include <string>

#include "catch.h"
#include "stackdrag/text.h"

using namespace stackdrag;

namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Pairs near(const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  return near_names(views);
}

/// The slow way.
Pairs compared(const std::vector<std::string>& names) {
  Pairs pairs;
  for (std::uint32_t later = 0; later < names.size(); ++later) {
    for (std::uint32_t earlier = 0; earlier < later; ++earlier) {
      if (edit_distance(names[earlier], names[later], 1) != 1) continue;
      pairs.emplace_back(later, earlier);
      break;
    }
  }
  return pairs;
}

std::string random_name(std::mt19937& random, std::size_t letters) {
  std::string name;
  for (std::size_t size = 4 + random() % 5; size > 0; --size) name += static_cast<char>('a' + random() % letters);
  return name;
}

}  // namespace

TEST_CASE("a letter more, less, another or two swapped make a near miss") {
  CHECK(near({"webinar", "webinars"}) == Pairs{{1, 0}});
  CHECK(near({"webinars", "webinar"}) == Pairs{{1, 0}});
  CHECK(near({"webinar", "webiner"}) == Pairs{{1, 0}});
  CHECK(near({"webinar", "webianr"}) == Pairs{{1, 0}});
  CHECK(near({"webinar", "webinarss"}).empty());
  CHECK(near({"webinar", "seminar"}).empty());
  CHECK(near({"ab", "ba"}) == Pairs{{1, 0}});
  CHECK(near({"", "a"}) == Pairs{{1, 0}});
  CHECK(near({}).empty());
}

TEST_CASE("near misses are those that comparing all pairs finds") {
  std::mt19937 random(1);
  std::size_t found = 0;
  for (int round = 0; round < 200; ++round) {
    std::set<std::string> names;
    for (int i = 0; i < 30; ++i) names.insert(random_name(random, 5));
    const std::vector<std::string> all(names.begin(), names.end());
    const Pairs expected = compared(all);
    CHECK(near(all) == expected);
    found += expected.size();
  }
  CHECK(found > 100);
}
