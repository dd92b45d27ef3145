package vn.baodanh.registration.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bodies of {@code PUT /v1/me/preferences}.
 *
 * @param references programmes, each {@code institution/programme}; empty: any that the contract
 *     allows, and that are odd
 */
record ListBodies(List<String> references) implements Mutations.Bodies {
  @Override
  public List<String> valid(SplittableRandom random) {
    var tokens = new ArrayList<String>(List.of("{", "\"preferences\"", ":", "["));
    int preferences = random.nextInt(50) == 0 ? 300 : 1 + random.nextInt(15);
    for (int i = 0; i < preferences; i++) {
      if (i > 0) {
        tokens.add(",");
      }
      tokens.addAll(item(random));
    }
    tokens.addAll(List.of("]", "}"));
    return tokens;
  }

  @Override
  public List<String> item(SplittableRandom random) {
    var codes =
        references.isEmpty()
            ? new String[] {
              pick(random, OddValues.INSTITUTIONS), pick(random, OddValues.PROGRAMMES)
            }
            : pick(random, references).split("/");
    var institution = List.of("\"institutionCode\"", ":", Mutations.quoted(codes[0]));
    var programme = List.of("\"programmeCode\"", ":", Mutations.quoted(codes[1]));
    boolean swapped = random.nextInt(4) == 0;
    var tokens = new ArrayList<String>(List.of("{"));
    tokens.addAll(swapped ? programme : institution);
    tokens.add(",");
    tokens.addAll(swapped ? institution : programme);
    int rarely = references.isEmpty() ? 6 : 200; // the season of 2026 asks for neither
    if (random.nextInt(rarely) == 0) {
      tokens.addAll(named("methodCode", pick(random, OddValues.METHODS)));
    }
    if (random.nextInt(rarely) == 0) {
      tokens.addAll(named("subjectGroupCode", pick(random, OddValues.GROUPS)));
    }
    tokens.add("}");
    return tokens;
  }

  private static List<String> named(String name, String code) {
    return List.of(",", Mutations.quoted(name), ":", Mutations.quoted(code));
  }

  @Override
  public String list() {
    return "preferences";
  }

  @Override
  public int most() {
    return PreferenceList.MOST;
  }

  @Override
  public List<String> names() {
    return OddValues.NAMES;
  }

  @Override
  public List<String> texts() {
    return OddValues.STRINGS;
  }

  private static String pick(SplittableRandom random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
