package vn.baodanh.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pages of a service: static files of the class path, in memory, compressed once.
 *
 * <p>Assets are everything under {@code site/assets/} of any jar, and libraries. They have one
 * address, {@code PREFIX/HASH/NAME}, in which HASH stands for the content of all of them: modules
 * name each other relatively, no build step rewrites anything, and a browser keeps what it has for
 * a year. Pages are {@code site/*.html}; in them {@code {{assets}}} stands for {@code PREFIX/HASH}.
 * They are asked for again each time, and mostly answered 304.
 */
public final class Site {

  /**
   * Nothing but what this origin serves, no inline script or style, no text that becomes markup
   * (Content Security Policy Level 3, Trusted Types).
   */
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String ROOT = "site/";
  private static final String ASSETS = ROOT + "assets/";
  private static final CharSequence A_YEAR =
      HttpHeaders.createOptimized("public, max-age=31536000, immutable");
  private static final CharSequence ASK_AGAIN = HttpHeaders.createOptimized("no-cache");
  private static final CharSequence NOT_KEPT = HttpHeaders.createOptimized("no-store");

  private final String prefix;
  private final String version;
  private final Map<String, SiteFile> assets = new TreeMap<>();
  private final Map<String, SiteFile> pages = new TreeMap<>();

  /**
   * Reads everything. A file without a known media type is a fault of the build.
   *
   * @param prefix of the assets' addresses, such as {@code /assets}
   * @param libraries resources of the class path by the name that they have among the assets
   */
  public Site(String prefix, Map<String, String> libraries) {
    this.prefix = prefix;
    var files = ClassPathFiles.under(ASSETS);
    libraries.forEach((name, resource) -> files.put(name, ClassPathFiles.read(resource)));
    this.version = version(files);
    files.forEach((name, content) -> assets.put(name, SiteFile.of(name, content)));
    ClassPathFiles.under(ROOT)
        .forEach((name, content) -> {
          if (name.endsWith(".html") && !name.contains("/")) {
            var html = new String(content, UTF_8).replace("{{assets}}", prefix + "/" + version);
            pages.put(name, SiteFile.of(name, html.getBytes(UTF_8)));
          }
        });
  }

  /** Routes the assets, and each of these paths to a page's file. */
  public void addTo(Router router, Map<String, String> pageByPath) {
    router.get(prefix + "/:version/*").handler(this::asset);
    pageByPath.forEach((path, page) -> router.get(path).handler(page(page)));
  }

  private Handler<RoutingContext> page(String name) {
    var page = pages.get(name);
    if (page == null) {
      throw new IllegalArgumentException("there is no page " + name);
    }
    return ctx -> {
      protect(ctx);
      page.send(ctx, ASK_AGAIN);
    };
  }

  /**
   * While nodes are replaced one by one, a page of a new one may ask an old one for its assets, or
   * the other way round: it gets what there is, and does not keep it.
   */
  private void asset(RoutingContext ctx) {
    var asked = requireNonNull(ctx.pathParam("version"));
    var name = requireNonNull(ctx.request().path()).substring(prefix.length() + asked.length() + 2);
    var asset = assets.get(name);
    if (asset == null) {
      ctx.fail(404);
      return;
    }
    protect(ctx);
    asset.send(ctx, asked.equals(version) ? A_YEAR : NOT_KEPT);
  }

  private static void protect(RoutingContext ctx) {
    ctx.response()
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  }

  private static String version(Map<String, byte[]> files) {
    var all = new ByteArrayOutputStream();
    try {
      for (var file : new TreeMap<>(files).entrySet()) {
        all.write((file.getKey() + "\n" + file.getValue().length + "\n").getBytes(UTF_8));
        all.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SiteTypes.hash(all.toByteArray());
  }
}
