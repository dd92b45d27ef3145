package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a listing is asked for. The contract has judged it already.
 *
 * @param words what to search for, or empty for everything
 * @param group only entries of this group (an institution's or department's code), or empty for all
 * @param year only entries valid in it
 * @param limit how many at most, 1–200
 * @param after the cursor of the page before, or empty for the first
 */
record Question(String words, String group, int year, int limit, String after) {
  private static final int USUAL_LIMIT = 50;

  /**
   * @param usualYear when none is named
   */
  static Question of(RoutingContext ctx, Kind kind, int usualYear) {
    return new Question(
        Words.folded(parameter(ctx, "q")),
        switch (kind) {
          case SCHOOLS -> parameter(ctx, "department");
          case PROGRAMMES -> parameter(ctx, "institution");
          case DEPARTMENTS, SUBJECTS, SUBJECT_GROUPS, INSTITUTIONS, METHODS -> "";
        },
        number(ctx, "year", usualYear),
        number(ctx, "limit", USUAL_LIMIT),
        parameter(ctx, "after"));
  }

  /** Tells questions apart in an entity tag: 16 hexadecimal digits. */
  String digest() {
    return Sha256.shortly(
        String.join("\n", words, group, year + " " + limit, after).getBytes(UTF_8));
  }

  private static int number(RoutingContext ctx, String name, int usual) {
    var text = parameter(ctx, name);
    return text.isEmpty() ? usual : Integer.parseInt(text);
  }

  private static String parameter(RoutingContext ctx, String name) {
    @Nullable String text = ctx.request().getParam(name);
    return text == null ? "" : text;
  }
}
