package vn.baodanh.payment.web;

import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.baodanh.kit.Site;

/**
 * Where the pages of finance staff are served; one shell of HTML holds all of them. They sign in by
 * the registration service, so both are to be reached under one origin.
 */
public final class FinancePages {
  private static final String SHELL = "finance.html";

  private static final List<String> PATHS =
      List.of(
          "/finance",
          "/finance/days/:day",
          "/finance/differences",
          "/finance/differences/:number",
          "/finance/files",
          "/finance/files/:id",
          "/finance/refunds",
          "/finance/refunds/:id",
          "/finance/payouts",
          "/finance/statements",
          "/finance/ledger",
          "/finance/calendar",
          "/finance/audit");

  /** Preact and htm in one ES module. */
  private static final Map<String, String> LIBRARIES =
      Map.of("lib/preact.js", "META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js");

  private final Site site = new Site("/finance/assets", LIBRARIES);

  /** Where they are; with a parameter after a colon. */
  public static List<String> paths() {
    return PATHS;
  }

  public void addTo(Router router) {
    site.addTo(router, PATHS.stream().collect(Collectors.toMap(path -> path, path -> SHELL)));
  }
}
