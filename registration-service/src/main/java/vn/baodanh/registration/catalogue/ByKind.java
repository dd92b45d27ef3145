package vn.baodanh.registration.catalogue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Something for every kind. */
final class ByKind<T> {
  private final Map<Kind, T> values = new EnumMap<>(Kind.class);

  private ByKind() {}

  static <T> ByKind<T> of(Function<Kind, T> value) {
    var all = new ByKind<T>();
    for (var kind : Kind.values()) {
      all.values.put(kind, value.apply(kind));
    }
    return all;
  }

  T get(Kind kind) {
    return Objects.requireNonNull(values.get(kind));
  }

  /** The same but for one kind. */
  ByKind<T> with(Kind kind, T other) {
    return of(each -> each == kind ? other : get(each));
  }

  void forEach(BiConsumer<Kind, T> action) {
    values.forEach(action);
  }
}
