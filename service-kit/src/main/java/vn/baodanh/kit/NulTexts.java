package vn.baodanh.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts that hold U+0000. JSON and its schemas allow it, no text of PostgreSQL can hold it,
 * and nobody means it.
 */
final class NulTexts {
  private NulTexts() {}

  /** A fault for each of these texts, in their order. */
  static List<Problem.Fault> faults(@Nullable Object json) {
    return pointers(json, "").map(NulTexts::fault).toList();
  }

  private static Stream<String> pointers(@Nullable Object json, String at) {
    return switch (json) {
      case String text -> text.indexOf('\0') < 0 ? Stream.empty() : Stream.of(at);
      case JsonObject object ->
          object.getMap().entrySet().stream().flatMap(member -> pointers(member, at));
      case JsonArray array ->
          IntStream.range(0, array.size())
              .boxed()
              .flatMap(i -> pointers(array.getValue(i), at + "/" + i));
      case Map<?, ?> object -> object.entrySet().stream().flatMap(member -> pointers(member, at));
      case List<?> array ->
          IntStream.range(0, array.size())
              .boxed()
              .flatMap(i -> pointers(array.get(i), at + "/" + i));
      case null, default -> Stream.empty();
    };
  }

  private static Stream<String> pointers(Map.Entry<?, ?> member, String at) {
    var name = String.valueOf(member.getKey()).replace("~", "~0").replace("/", "~1");
    return name.indexOf('\0') < 0
        ? pointers(member.getValue(), at + "/" + name)
        : Stream.of(at + "/" + name.replace("\0", ""));
  }

  private static Problem.Fault fault(String pointer) {
    return new Problem.Fault(
        pointer,
        "pattern",
        "Không được chứa ký tự U+0000.",
        "The character U+0000 is not allowed.");
  }
}
