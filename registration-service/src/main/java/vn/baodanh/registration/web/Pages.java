package vn.baodanh.registration.web;

import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.baodanh.kit.Site;

/**
 * Where pages are served: the candidate's, of which one shell of HTML holds all, and the one for a
 * university's staff.
 */
public final class Pages {
  private static final String SHELL = "index.html";

  private static final List<String> PATHS =
      List.of(
          "/",
          "/registration",
          "/preferences",
          "/fee",
          "/history",
          "/messages",
          "/payment",
          "/pay/:link");

  /** Preact and htm in one ES module; what checks Ed25519 where a browser does not; QR codes. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "lib/preact.js",
          "META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js",
          "lib/nacl.js",
          "META-INF/resources/webjars/tweetnacl/0.14.5/nacl-fast.min.js",
          "lib/qr.js",
          "META-INF/resources/webjars/qr-creator/1.0.0/dist/qr-creator.es6.min.js");

  private final Site site = new Site("/assets", LIBRARIES);

  /** Where the candidate's are; with a parameter after a colon. */
  public static List<String> paths() {
    return PATHS;
  }

  public void addTo(Router router) {
    var pages = PATHS.stream().collect(Collectors.toMap(path -> path, path -> SHELL));
    pages.put("/institution", "institution.html");
    site.addTo(router, pages);
  }
}
