package vn.baodanh.registration.filing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a form as it was read: its members by their names, each as its {@link Shape} says.
 */
record Filled(Map<String, Object> byName) {
  String text(String name) {
    return required(name, String.class);
  }

  @Nullable String textIfGiven(String name) {
    return byName.containsKey(name) ? text(name) : null;
  }

  LocalDate day(String name) {
    return required(name, LocalDate.class);
  }

  <T extends Worded> T word(String name, Class<T> type) {
    return required(name, type);
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(byName.get(name));
  }

  Filled form(String name) {
    return required(name, Filled.class);
  }

  @Nullable Filled formIfGiven(String name) {
    return byName.containsKey(name) ? form(name) : null;
  }

  /** Empty when there is no such member. */
  <T> List<T> many(String name, Class<T> type) {
    return byName.get(name) instanceof List<?> items
        ? items.stream().<T>map(type::cast).toList()
        : List.of();
  }

  private <T> T required(String name, Class<T> type) {
    var value = byName.get(name);
    if (value == null) {
      throw new IllegalStateException("the form has no " + name);
    }
    return type.cast(value);
  }
}
