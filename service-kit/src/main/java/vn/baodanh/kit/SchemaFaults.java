package vn.baodanh.kit;

import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts what a schema refused into words, without repeating what was sent. */
final class SchemaFaults {

  private SchemaFaults() {}

  static Problem problem(List<Problem.Fault> faults) {
    return Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.")
        .withFaults(faults);
  }

  static Problem.Fault missing(String pointer) {
    return new Problem.Fault(
        pointer, "missing", "Thiếu giá trị bắt buộc.", "A required value is missing.");
  }

  static Problem.Fault repeated(String pointer) {
    return new Problem.Fault(
        pointer, "repeated", "Giá trị bị lặp lại.", "The value is given more than once.");
  }

  static Problem.Fault notJson() {
    return new Problem.Fault("", "not-json", "Nội dung không phải JSON.", "The body is not JSON.");
  }

  /**
   * @param place from the JSON Pointer in the validated value to what the fault shall point to
   */
  static List<Problem.Fault> of(OutputUnit output, UnaryOperator<String> place) {
    if (Boolean.TRUE.equals(output.getValid())) {
      return List.of();
    }
    var faults = new ArrayList<Problem.Fault>();
    var errors = output.getErrors() == null ? List.<OutputUnit>of() : output.getErrors();
    // The validator calls a known member "additional" as well when its value is faulty.
    var known =
        errors.stream()
            .filter(error -> keyword(error).equals("properties"))
            .map(error -> pointer(error.getInstanceLocation()))
            .collect(Collectors.toSet());
    for (var error : errors) {
      var keyword = keyword(error);
      var pointer = pointer(error.getInstanceLocation());
      boolean isEcho = keyword.equals("additionalProperties") && known.contains(pointer);
      if (!isEcho && !isOnlyTheWayThere(keyword)) {
        faults.add(fault(place.apply(pointer), keyword));
      }
    }
    if (faults.isEmpty()) {
      faults.add(fault(place.apply(""), ""));
    }
    return faults.stream().distinct().toList();
  }

  private static boolean isOnlyTheWayThere(String keyword) {
    return switch (keyword) {
      case "properties", "items", "prefixItems", "$ref", "allOf" -> true;
      default -> false;
    };
  }

  private static Problem.Fault fault(String pointer, String keyword) {
    return switch (keyword) {
      case "required" -> missing(pointer);
      case "type" ->
          new Problem.Fault(
              pointer, "wrong-type", "Sai kiểu dữ liệu.", "The value is of the wrong type.");
      case "additionalProperties", "unevaluatedProperties" ->
          new Problem.Fault(
              pointer, "unknown-member", "Có mục không được biết.", "A member is not known.");
      case "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minItems",
          "maxItems",
          "minLength",
          "maxLength" ->
          new Problem.Fault(
              pointer,
              "out-of-range",
              "Giá trị ngoài giới hạn.",
              "The value is outside its bounds.");
      default ->
          new Problem.Fault(
              pointer, "not-allowed", "Giá trị không được chấp nhận.", "The value is not allowed.");
    };
  }

  private static String keyword(OutputUnit error) {
    var location = error.getKeywordLocation();
    return location == null ? "" : location.substring(location.lastIndexOf('/') + 1);
  }

  private static String pointer(@Nullable String location) {
    if (location == null) {
      return "";
    }
    return location.startsWith("#") ? location.substring(1) : location;
  }
}
