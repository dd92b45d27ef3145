package vn.baodanh.kit;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;

/**
 * A request's place for its {@link Received}. Vert.x loads service providers before it starts:
 * later is too late.
 */
public final class ReceivedStamp implements VertxServiceProvider {

  static final ContextLocal<Received> LOCAL = ContextLocal.registerLocal(Received.class);

  @Override
  public void init(VertxBootstrap bootstrap) {
    // Loading this class has reserved the place.
  }
}
