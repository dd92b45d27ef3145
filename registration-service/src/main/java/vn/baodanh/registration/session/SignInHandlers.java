package vn.baodanh.registration.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Bearer;
import vn.baodanh.registration.filing.StepUpRule;

/**
 * The way to the portal and back: authorization code with PKCE (RFC 6749, RFC 7636, RFC 9700).
 * Browsers are led here, no program calls it, so it is no part of the contract. Whatever goes wrong
 * leads back to a page that says so: {@code ?signIn=refused}, {@code late} or {@code unavailable}.
 */
final class SignInHandlers {
  static final String BACK_PATH = "/signed-in";

  private static final Logger LOG = LoggerFactory.getLogger(SignInHandlers.class);
  private static final Pattern PAGE = Pattern.compile("/[a-z0-9/-]{0,100}");
  private static final Pattern LANGUAGES = Pattern.compile("[a-z-]{2,10}");
  private static final int MOST_CODE = 2_000;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Provider provider;
  private final SessionCookies cookies;
  private final Supplier<StepUpRule> stepUp;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SignInHandlers(
      Provider provider, SessionCookies cookies, Supplier<StepUpRule> stepUp, Clock clock) {
    this.provider = provider;
    this.cookies = cookies;
    this.stepUp = stepUp;
    this.clock = clock;
  }

  void addTo(Router router) {
    router.get("/sign-in").handler(this::leave);
    router.get(BACK_PATH).handler(this::comeBack);
  }

  /**
   * {@code back} is the page to return to; with {@code stepUp} the portal is asked for as strong
   * and fresh a sign-in as the season wants before a change.
   */
  private void leave(RoutingContext ctx) {
    var signIn =
        new SignInUnderWay(
            random(16),
            random(16),
            random(32),
            page(ctx.request().getParam("back")),
            clock.instant().plus(SignInUnderWay.GOOD_FOR));
    provider
        .authorization(signIn, challenge(signIn.verifier()), more(ctx))
        .onSuccess(address -> {
          cookies.put(ctx, signIn);
          redirect(ctx, address);
        })
        .onFailure(failure -> {
          LOG.warn("The portal cannot be asked to sign people in: {}", failure.getMessage());
          redirect(ctx, signIn.back() + "?signIn=unavailable");
        });
  }

  private Map<String, String> more(RoutingContext ctx) {
    var more = new HashMap<String, String>();
    var language = ctx.request().getParam("language");
    if (language != null && LANGUAGES.matcher(language).matches()) {
      more.put("ui_locales", language);
    }
    if (ctx.request().getParam("stepUp") != null
        && stepUp.get() instanceof StepUpRule.Portal portal) {
      more.put("acr_values", portal.acr());
      more.put("max_age", Long.toString(portal.maxAge().toSeconds()));
    }
    return more;
  }

  private void comeBack(RoutingContext ctx) {
    var signIn = cookies.signIn(ctx);
    cookies.endSignIn(ctx);
    if (signIn.isEmpty() || !clock.instant().isBefore(signIn.get().until())) {
      redirect(ctx, "/?signIn=late");
      return;
    }
    var code = Optional.ofNullable(ctx.request().getParam("code")).orElse("");
    var state = Optional.ofNullable(ctx.request().getParam("state")).orElse("");
    boolean isOurs =
        MessageDigest.isEqual(state.getBytes(US_ASCII), signIn.get().state().getBytes(US_ASCII));
    if (!isOurs || code.isEmpty() || code.length() > MOST_CODE) {
      redirect(ctx, signIn.get().back() + "?signIn=refused");
      return;
    }
    provider
        .redeem(code, signIn.get())
        .onSuccess(person -> begin(ctx, person, signIn.get().back()))
        .onFailure(failure -> {
          LOG.warn("A sign-in was not completed: {}", failure.getMessage());
          redirect(ctx, signIn.get().back() + "?signIn=unavailable");
        });
  }

  private void begin(RoutingContext ctx, Bearer person, String back) {
    var now = clock.instant();
    cookies.put(ctx, new Session(random.nextLong(), person, now, now), now);
    redirect(ctx, back);
  }

  private static void redirect(RoutingContext ctx, String address) {
    ctx.response()
        .setStatusCode(303)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(HttpHeaders.LOCATION, address)
        .end();
  }

  /** Only a page of ours: an address that leads elsewhere would make us a bait (CWE-601). */
  private static String page(@Nullable String wanted) {
    return wanted != null && PAGE.matcher(wanted).matches() && !wanted.startsWith("//")
        ? wanted
        : "/";
  }

  private String random(int bytes) {
    var some = new byte[bytes];
    random.nextBytes(some);
    return BASE64.encodeToString(some);
  }

  private static String challenge(String verifier) {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
