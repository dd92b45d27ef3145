package vn.baodanh.registration.catalogue;

import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a listing is asked for. The contract has judged it already.
 *
 * @param words what to search for, or empty for everything
 * @param group only entries of this group (an institution's code), or empty for all
 * @param limit how many at most, 1–200
 * @param after the cursor of the page before, or empty for the first
 */
record Question(String words, String group, int limit, String after) {
  private static final int USUAL_LIMIT = 50;

  static Question of(RoutingContext ctx, boolean grouped) {
    var limit = ctx.request().getParam("limit");
    return new Question(
        Words.folded(orEmpty(ctx.request().getParam("q"))),
        grouped ? orEmpty(ctx.request().getParam("institution")) : "",
        limit == null ? USUAL_LIMIT : Integer.parseInt(limit),
        orEmpty(ctx.request().getParam("after")));
  }

  /** Tells questions apart in an entity tag: 16 hexadecimal digits. */
  String digest() {
    var text = String.join("\n", words, group, Integer.toString(limit), after);
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
