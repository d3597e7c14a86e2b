#include "content/each_text.h"

#include <utility>

namespace commonground::content {

std::string path_of(const Pack& pack, const TextPlace& place) {
  const SlotShape& shape = slots_of(place.section)[place.slot];
  std::string path = "$." + std::string(name_of(place.section)) + "." +
                     pack.ids_of(place.section)[place.item] + "." + std::string(shape.name);
  switch (shape.form) {
    case Form::kOne:
      return path;
    case Form::kList:
      return path + "[" + std::to_string(place.part) + "]";
    case Form::kByVariant: {
      const auto variant = static_cast<std::size_t>(pack.ways[place.item].variants[place.part]);
      return path + "." + pack.ids_of(Section::kVariants)[variant];
    }
  }
  std::unreachable();
}

}  // namespace commonground::content
