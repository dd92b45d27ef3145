package vn.baodanh.registration.institution;

import io.vertx.core.Context;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs work that answers requests piece by piece in virtual threads, some of it at once. */
final class Streams extends VerticleBase {
  private final int most;
  private final AtomicInteger underWay = new AtomicInteger();

  Streams(int most) {
    this.most = most;
  }

  /**
   * Does the work in time; answers 503 {@code busy} at once where too much is under way. What it
   * throws before the answer has begun is answered as a problem; later, the connection is closed,
   * so that the caller sees that the body broke off.
   */
  void run(RoutingContext ctx, Runnable work) {
    if (underWay.incrementAndGet() > most) {
      underWay.decrementAndGet();
      ctx.fail(InstitutionProblems.busy());
      return;
    }
    Context loop = vertx.getOrCreateContext();
    context.runOnContext(turn -> {
      try {
        work.run();
      } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
        if (ctx.response().headWritten()) {
          ctx.request().connection().close();
        } else {
          loop.runOnContext(failed -> ctx.fail(e));
        }
      } finally {
        underWay.decrementAndGet();
      }
    });
  }
}
