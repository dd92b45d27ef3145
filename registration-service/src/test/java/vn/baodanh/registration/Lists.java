package vn.baodanh.registration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Bodies of preference lists. */
final class Lists {
  private static final List<String> PROGRAMMES =
      List.of(
          "BKA/IT1",
          "BKA/IT2",
          "BKA/BF1",
          "BKA/CH1",
          "HTC/7310101",
          "HTC/7220201",
          "KHA/7310104",
          "KHA/7310105",
          "NTH/KDQH1.1",
          "NTH/KDQH2.1",
          "QHI/CN1",
          "QHI/CN10",
          "QSB/106",
          "QSB/107",
          "YHB/7720101",
          "YHB/7720101YHT");

  static final String ONE = of("BKA/IT1");
  static final String OTHER = of("BKA/IT2", "BKA/IT1");

  private Lists() {}

  /** Of references as {@code institution/programme}. */
  static String of(String... references) {
    return of(List.of(references));
  }

  static String of(List<String> references) {
    var preferences = new JsonArray();
    for (String reference : references) {
      int slash = reference.indexOf('/');
      preferences.add(
          new JsonObject()
              .put("institutionCode", reference.substring(0, slash))
              .put("programmeCode", reference.substring(slash + 1)));
    }
    return new JsonObject().put("preferences", preferences).encode();
  }

  static String random(Random random) {
    List<String> all = new ArrayList<>(PROGRAMMES);
    Collections.shuffle(all, random);
    return of(all.subList(0, 1 + random.nextInt(15)));
  }
}
