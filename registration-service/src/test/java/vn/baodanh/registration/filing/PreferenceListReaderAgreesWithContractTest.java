package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.disjoint;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.ContractReader.Verdict;
import vn.baodanh.registration.filing.Mutations.Kind;

final class PreferenceListReaderAgreesWithContractTest {
  private static final Set<String> CODES =
      Set.of(
          "json-malformed",
          "too-large",
          "type",
          "required",
          "unknown-member",
          "duplicate-member",
          "pattern",
          "too-long",
          "too-few",
          "too-many");

  private static final Set<String> UNREADABLE = Set.of("json-malformed", "too-large");

  private final ContractReader contract = ContractReader.ofLists();
  private final EnumMap<Kind, int[]> validAndInvalid = new EnumMap<>(Kind.class);
  private final Set<String> codesSeen = new HashSet<>();
  private int placesCompared;

  @Test
  void readerAndContractSayTheSameOfEveryMutation() {
    boolean full = Boolean.getBoolean("full");
    long seed = Long.getLong("seed", full ? System.nanoTime() : 2026);
    int count = Integer.getInteger("mutations", full ? 100_000 : 10_000);
    System.out.printf("%d mutations, -Dseed=%d%n", count, seed);

    var mutations = new Mutations(seed);
    for (int i = 0; i < count; i++) {
      var mutation = mutations.next();
      try {
        compare(mutation);
      } catch (AssertionError | RuntimeException e) {
        fail(
            "mutation %d of seed %d, %s: %s".formatted(i, seed, mutation.kind(), shown(mutation)),
            e);
      }
    }

    validAndInvalid.forEach(
        (kind, n) -> System.out.printf("%-12s %6d valid %6d invalid%n", kind, n[0], n[1]));
    System.out.printf("places of faults compared: %d%n", placesCompared);
    assertEquals(CODES, codesSeen, "fault codes that came up");
    assertEquals(0, validAndInvalid.get(Kind.NOTHING)[1], "untouched bodies that are invalid");
    assertTrue(placesCompared > count / 5, "places compared: " + placesCompared);
  }

  private void compare(Mutations.Mutation mutation) {
    var wanted = contract.read(mutation.body());
    var reading = PreferenceListReader.read(mutation.body());
    var counts = validAndInvalid.computeIfAbsent(mutation.kind(), kind -> new int[2]);
    switch (reading) {
      case Read<PreferenceList>(var list) -> {
        counts[0]++;
        var body = assertInstanceOf(Verdict.Valid.class, wanted).body();
        assertEquals(ContractReader.list(body), list);
        assertTrue(PreferenceList.isCanonical(list.canonical()), "canonical");
        assertEquals(list, PreferenceList.ofCanonical(list.canonical()), "canonical and back");
      }
      case Faulty<PreferenceList>(var faults) -> {
        counts[1]++;
        assertTrue(faults.size() <= FieldFault.MOST);
        var codes = faults.stream().map(FieldFault::code).collect(toSet());
        codesSeen.addAll(codes);
        switch (wanted) {
          case Verdict.Valid valid -> fail("the contract finds no fault, the reader " + faults);
          case Verdict.Invalid(var places) -> {
            assertTrue(disjoint(codes, UNREADABLE), () -> "JSON, but " + faults);
            assertFalse(
                codes.contains("duplicate-member"), () -> "nothing repeated, but " + faults);
            comparePlaces(places, faults);
          }
          case Verdict.NotJson none ->
              assertFalse(disjoint(codes, UNREADABLE), () -> "no JSON, but " + faults);
          case Verdict.Ambiguous ambiguous ->
              assertTrue(disjoint(codes, UNREADABLE), () -> "JSON, but " + faults);
          case Verdict.TooDeep deep -> {}
        }
      }
    }
  }

  /** Where nothing cut the reader short, both find the same places faulty. */
  private void comparePlaces(Set<String> wanted, List<FieldFault> faults) {
    if (faults.size() == FieldFault.MOST
        || faults.stream().anyMatch(fault -> fault.code().equals("too-many"))) {
      return;
    }
    var places = new TreeSet<String>();
    for (var fault : faults) {
      var pointer = fault.pointer();
      boolean ofItsObject = Set.of("required", "unknown-member").contains(fault.code());
      boolean namesMember = ofItsObject && !pointer.matches("|/preferences/[0-9]+");
      places.add(namesMember ? pointer.substring(0, pointer.lastIndexOf('/')) : pointer);
    }
    assertEquals(wanted, places, () -> "places of " + faults);
    placesCompared++;
  }

  private static String shown(Mutations.Mutation mutation) {
    var text = new String(mutation.body(), UTF_8);
    return text.length() > 900 ? text.substring(0, 900) + "… " + text.length() : text;
  }
}
