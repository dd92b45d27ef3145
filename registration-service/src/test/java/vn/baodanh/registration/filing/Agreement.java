package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.disjoint;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.baodanh.registration.filing.ContractReader.Verdict;
import vn.baodanh.registration.filing.Mutations.Kind;

/**
 * Compares what a hand-written reader says of a body with what the published contract says.
 *
 * @param <T> what is read
 */
final class Agreement<T> {
  private static final Set<String> UNREADABLE = Set.of("json-malformed", "too-large");

  private final Function<byte[], Verdict> contract;
  private final Function<byte[], Reading<T>> reader;
  private final BiConsumer<JsonObject, T> same;
  private final Pattern objects;
  private final EnumMap<Kind, int[]> validAndInvalid = new EnumMap<>(Kind.class);
  private final Set<String> codesSeen = new TreeSet<>();
  private int placesCompared;

  /**
   * @param same fails unless the value is what the valid body says
   * @param objects pointers to the objects of the form
   */
  Agreement(
      Function<byte[], Verdict> contract,
      Function<byte[], Reading<T>> reader,
      BiConsumer<JsonObject, T> same,
      Pattern objects) {
    this.contract = contract;
    this.reader = reader;
    this.same = same;
    this.objects = objects;
  }

  /** On so many mutations, of which untouched ones must be valid. */
  void compareMutations(Mutations mutations, int count) {
    for (int i = 0; i < count; i++) {
      var mutation = mutations.next();
      boolean valid = compare(mutation.kind() + " " + i, mutation.body());
      validAndInvalid.computeIfAbsent(mutation.kind(), kind -> new int[2])[valid ? 0 : 1]++;
    }
    validAndInvalid.forEach(
        (kind, n) -> System.out.printf("%-12s %6d valid %6d invalid%n", kind, n[0], n[1]));
    System.out.printf("places of faults compared: %d%n", placesCompared);
    assertEquals(0, validAndInvalid.get(Kind.NOTHING)[1], "untouched bodies that are invalid");
  }

  Set<String> codesSeen() {
    return codesSeen;
  }

  int placesCompared() {
    return placesCompared;
  }

  /** On one body; whether it is valid. */
  boolean compare(String what, byte[] body) {
    try {
      return compare(body);
    } catch (AssertionError | RuntimeException e) {
      return fail(what + ": " + shown(body), e);
    }
  }

  private boolean compare(byte[] body) {
    var wanted = contract.apply(body);
    return switch (reader.apply(body)) {
      case Read<T>(var value) -> {
        same.accept(assertInstanceOf(Verdict.Valid.class, wanted).body(), value);
        yield true;
      }
      case Faulty<T>(var faults) -> {
        compare(wanted, faults);
        yield false;
      }
    };
  }

  private void compare(Verdict wanted, List<FieldFault> faults) {
    assertTrue(faults.size() <= FieldFault.MOST);
    var codes = faults.stream().map(FieldFault::code).collect(toSet());
    codesSeen.addAll(codes);
    switch (wanted) {
      case Verdict.Valid valid -> fail("the contract finds no fault, the reader " + faults);
      case Verdict.Invalid(var places) -> {
        assertTrue(disjoint(codes, UNREADABLE), () -> "JSON, but " + faults);
        assertFalse(codes.contains("duplicate-member"), () -> "nothing repeated, but " + faults);
        comparePlaces(places, faults);
      }
      case Verdict.NotJson none ->
          assertFalse(disjoint(codes, UNREADABLE), () -> "no JSON, but " + faults);
      case Verdict.Ambiguous ambiguous ->
          assertTrue(disjoint(codes, UNREADABLE), () -> "JSON, but " + faults);
      case Verdict.TooDeep deep -> {}
    }
  }

  /** Where nothing cut the reader short, both find the same places faulty. */
  private void comparePlaces(Set<String> wanted, List<FieldFault> faults) {
    if (faults.size() == FieldFault.MOST
        || faults.stream().anyMatch(fault -> fault.code().equals("too-many"))) {
      return;
    }
    var places = new TreeSet<String>();
    faults.forEach(fault -> places.add(place(fault)));
    assertEquals(wanted, places, () -> "places of " + faults);
    placesCompared++;
  }

  /** A member that is missing or unknown is a fault of its object, says a schema. */
  private String place(FieldFault fault) {
    var pointer = fault.pointer();
    boolean ofItsObject =
        fault.code().equals("required")
            || fault.code().equals("unknown-member") && !objects.matcher(pointer).matches();
    return ofItsObject ? pointer.substring(0, pointer.lastIndexOf('/')) : pointer;
  }

  private static String shown(byte[] body) {
    var text = new String(body, UTF_8);
    return text.length() > 900 ? text.substring(0, 900) + "… " + text.length() : text;
  }
}
