package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.registration.season.RulesFile;

/**
 * How long reading and judging a list of nine takes, for whoever works on the hot way in. Start it
 * from an IDE; prints one line per round.
 */
final class ReaderSpeed {
  private static final int LISTS = 500_000;

  public static void main(String... args) {
    var body = body(9);
    var offered = Optional.of(new Programmes.Offered("7480101", Set.of(), Set.of()));
    var rules = RulesFile.read("2026");
    for (int round = 1; round <= 8; round++) {
      long read = 0;
      long judged = 0;
      long digested = 0;
      int kept = 0;
      for (int i = 0; i < LISTS; i++) {
        long t0 = System.nanoTime();
        var reading = PreferenceListReader.read(body);
        long t1 = System.nanoTime();
        var list = ((Read<PreferenceList>) reading).value();
        kept += rules.judge(list, (institution, programme) -> offered).size();
        long t2 = System.nanoTime();
        kept += list.digest()[0];
        long t3 = System.nanoTime();
        read += t1 - t0;
        judged += t2 - t1;
        digested += t3 - t2;
      }
      System.out.printf(
          Locale.ROOT,
          "round %d: %d bytes, read %d ns, judge %d ns, digest %d ns (%d)%n",
          round,
          body.length,
          read / LISTS,
          judged / LISTS,
          digested / LISTS,
          kept);
    }
  }

  private static byte[] body(int preferences) {
    var json = new StringBuilder("{\"preferences\":[");
    for (int i = 0; i < preferences; i++) {
      json.append(i == 0 ? "" : ",").append("{\"institutionCode\":\"BKA\",\"programmeCode\":\"");
      json.append(i == 4 ? "Kếtoán" : "74801" + (10 + i)).append("\"}");
    }
    return json.append("]}").toString().getBytes(UTF_8);
  }
}
