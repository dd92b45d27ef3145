package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Bodies that are valid, or were before something was done to them. The same seed gives the same
 * bodies in the same order.
 */
public final class Mutations {
  /** What was done to a valid body. */
  public enum Kind {
    NOTHING,
    WHITE_SPACE,
    TOKENS,
    NUMBERS,
    STRINGS,
    NAMES,
    STRUCTURE,
    DUPLICATES,
    NESTING,
    HUGE,
    BYTES,
    UNICODE,
    SEVERAL
  }

  /** A body and what was done to it; whether it is still valid is for others to say. */
  public record Mutation(Kind kind, byte[] body) {}

  /** The bodies that something is done to. */
  interface Bodies {
    /** One that is valid, token by token. */
    List<String> valid(SplittableRandom random);

    /** A member that is a list, and how long that list may be. */
    String list();

    int most();

    /** An item of that list, token by token. */
    List<String> item(SplittableRandom random);

    /** What may stand for a member's name, and for a text; odd, but close. */
    List<String> names();

    List<String> texts();
  }

  private final SplittableRandom random;
  private final Bodies bodies;

  /** Lists of codes that the contract allows, and that are odd. */
  public Mutations(long seed) {
    this(seed, List.of());
  }

  /** Lists of these programmes, each {@code institution/programme}. */
  public Mutations(long seed, List<String> references) {
    this(seed, new ListBodies(references));
  }

  /** Forms of exam registrations that the contract allows, and that are odd. */
  public static Mutations ofRegistrations(long seed) {
    return new Mutations(seed, new RegistrationBodies());
  }

  /** This form of an exam registration. */
  public static Mutations ofRegistration(long seed, String json) {
    return new Mutations(seed, new RegistrationBodies(json));
  }

  Mutations(long seed, Bodies bodies) {
    this.random = new SplittableRandom(seed);
    this.bodies = bodies;
  }

  /** The next body. */
  public Mutation next() {
    var kind = pick(Kind.values());
    var tokens = new ArrayList<>(bodies.valid(random));
    int times = kind == Kind.SEVERAL ? 2 + random.nextInt(3) : 1;
    for (int i = 0; i < times && !tokens.isEmpty(); i++) {
      var now = kind == Kind.SEVERAL ? pick(Kind.values()) : kind;
      if (now == Kind.BYTES || now == Kind.UNICODE) {
        var text = String.join("", tokens);
        return new Mutation(kind, DisturbedBytes.of(random, text.getBytes(UTF_8), now));
      }
      mutate(tokens, now);
    }
    return new Mutation(kind, String.join("", tokens).getBytes(UTF_8));
  }

  private void mutate(List<String> tokens, Kind kind) {
    switch (kind) {
      case NOTHING, BYTES, UNICODE, SEVERAL -> {}
      case WHITE_SPACE -> {
        for (int i = 0; i < 5; i++) {
          tokens.add(
              random.nextInt(tokens.size() + 1), pick(List.of(" ", "\n", "\r\n", "\t", "  \n ")));
        }
      }
      case TOKENS -> mutateToken(tokens);
      case NUMBERS -> replace(tokens, anyValue(tokens), pick(OddValues.NUMBERS));
      case STRINGS -> replace(tokens, anyValue(tokens), quoted(pick(bodies.texts())));
      case NAMES -> replace(tokens, anyName(tokens), quoted(pick(bodies.names())));
      case STRUCTURE -> mutateStructure(tokens);
      case DUPLICATES -> {
        if (random.nextBoolean()) {
          repeatMember(tokens);
        } else {
          insertMember(tokens, quoted(pick(bodies.names().subList(0, 12))), anyText(tokens));
        }
      }
      case NESTING -> {
        var nested = nested(1 + random.nextInt(pick(List.of(8, 70, 5000))));
        if (random.nextBoolean()) {
          replace(tokens, anyValue(tokens), nested);
        } else {
          insertMember(tokens, quoted(pick(bodies.names())), nested);
        }
      }
      case HUGE -> {
        int size = pick(List.of(100, 5_000, 60_000, 70_000));
        switch (random.nextInt(4)) {
          case 0 -> replace(tokens, anyValue(tokens), quoted("Đ".repeat(size / 2)));
          case 1 -> replace(tokens, anyName(tokens), quoted("n".repeat(size)));
          case 2 -> replace(tokens, anyValue(tokens), "9".repeat(size));
          default -> tokens.add(random.nextInt(tokens.size() + 1), " ".repeat(size));
        }
      }
    }
  }

  private void mutateToken(List<String> tokens) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(5)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.add(at, pick(OddValues.ODD_TOKENS));
      case 3 -> tokens.set(at, pick(OddValues.ODD_TOKENS));
      default -> tokens.set(at, tokens.set(random.nextInt(tokens.size()), tokens.get(at)));
    }
  }

  private void mutateStructure(List<String> tokens) {
    switch (random.nextInt(8)) {
      case 0 -> replaceAll(tokens, List.of(pick(OddValues.ODD_TOKENS)));
      case 1 ->
          replaceAll(
              tokens, List.of("{", quoted(bodies.list()), ":", pick(OddValues.ODD_TOKENS), "}"));
      case 2 -> replaceAll(tokens, List.of("[", String.join("", tokens), "]"));
      case 3 -> insertMember(tokens, quoted(pick(bodies.names())), pick(OddValues.ODD_TOKENS));
      case 4 -> {
        int end = tokens.lastIndexOf("]");
        for (int i = bodies.most() - 20 + random.nextInt(30); end > 0 && i > 0; i--) {
          tokens.add(end, String.join("", bodies.item(random)));
          tokens.add(end, ",");
        }
      }
      case 5 -> tokens.add(Math.max(0, tokens.lastIndexOf("]")), "," + pick(OddValues.ODD_TOKENS));
      case 6 -> replaceAll(tokens, List.of("{", quoted(bodies.list()), ":", "[", "]", "}"));
      default -> removeMember(tokens);
    }
  }

  private void removeMember(List<String> tokens) {
    int name = Math.max(0, anyName(tokens));
    tokens.subList(name, Math.min(tokens.size(), name + 3)).clear();
    int comma = name < tokens.size() && tokens.get(name).equals(",") ? name : name - 1;
    if (comma >= 0 && comma < tokens.size() && tokens.get(comma).equals(",")) {
      tokens.remove(comma);
    }
  }

  private String nested(int depth) {
    var open = new StringBuilder();
    var close = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      boolean object = random.nextBoolean();
      open.append(object ? "{\"a\":" : "[");
      close.insert(0, object ? '}' : ']');
    }
    return open + pick(List.of("1", "null", "\"x\"", "[]", "{}", "")) + close;
  }

  /** Repeats the first member of the body or of a preference, whole. */
  private void repeatMember(List<String> tokens) {
    var objects = indexes(tokens, "{");
    int start =
        objects.isEmpty() ? 0 : pick(random.nextBoolean() ? objects : objects.subList(0, 1)) + 1;
    int end = start;
    for (int depth = 0; end < tokens.size(); end++) {
      switch (tokens.get(end)) {
        case "{", "[" -> depth++;
        case "}", "]" -> depth--;
        default -> {}
      }
      if (depth < 0 || (depth == 0 && tokens.get(end).equals(","))) {
        break;
      }
    }
    var member = new ArrayList<>(tokens.subList(start, end));
    member.add(",");
    tokens.addAll(start, member);
  }

  private void insertMember(List<String> tokens, String name, String value) {
    var objects = indexes(tokens, "{");
    int at = objects.isEmpty() ? 0 : pick(objects) + 1;
    tokens.addAll(at, List.of(name, ":", value, ","));
  }

  private int anyValue(List<String> tokens) {
    var colons = indexes(tokens, ":");
    return colons.isEmpty() ? 0 : pick(colons) + 1;
  }

  private int anyName(List<String> tokens) {
    var colons = indexes(tokens, ":");
    return colons.isEmpty() ? 0 : pick(colons) - 1;
  }

  private String anyText(List<String> tokens) {
    int value = anyValue(tokens);
    return value < tokens.size() ? tokens.get(value) : "1";
  }

  private static List<Integer> indexes(List<String> tokens, String wanted) {
    return IntStream.range(0, tokens.size())
        .filter(i -> tokens.get(i).equals(wanted))
        .boxed()
        .toList();
  }

  private static void replace(List<String> tokens, int at, String token) {
    if (at >= 0 && at < tokens.size()) {
      tokens.set(at, token);
    }
  }

  private static void replaceAll(List<String> tokens, List<String> others) {
    tokens.clear();
    tokens.addAll(others);
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
