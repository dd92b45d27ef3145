package vn.baodanh.registration;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.function.Supplier;

/** Between a node and a store: while it is held nothing passes, and no connection ends. */
final class SlowLink {
  private final Context context;
  private final NetClient client;
  private final int store;
  private final NetServer server;

  /** Complete while bytes pass; of the context alone. */
  private Promise<Void> gate = Promise.promise();

  /**
   * @param store the port of a store on this machine
   */
  SlowLink(Vertx vertx, int store) {
    this.context = vertx.getOrCreateContext();
    this.client = vertx.createNetClient();
    this.store = store;
    gate.complete();
    this.server = onContext(() -> vertx.createNetServer().connectHandler(this::join));
    Promise<Void> listening = Promise.promise();
    context.runOnContext(
        now -> server.listen(0, "127.0.0.1").<Void>mapEmpty().onComplete(listening));
    listening.future().await();
  }

  /** This store's address by way of this link. */
  String to(String url) {
    int port = URI.create(url).getPort();
    if (port != store) {
      throw new IllegalArgumentException(url + " is not the store at port " + store);
    }
    return url.replace(":" + port, ":" + server.actualPort());
  }

  void hold() {
    onContext(() -> gate = Promise.promise());
  }

  void release() {
    onContext(() -> {
      gate.tryComplete();
      return gate;
    });
  }

  private void join(NetSocket node) {
    node.pause();
    client
        .connect(store, "127.0.0.1")
        .onSuccess(socket -> {
          pass(node, socket);
          pass(socket, node);
          node.resume();
        })
        .onFailure(away -> node.close());
  }

  private void pass(NetSocket from, NetSocket to) {
    from.handler(bytes -> gate.future().onSuccess(open -> to.write(bytes)));
    from.closeHandler(closed -> gate.future().onSuccess(open -> to.close()));
  }

  private <T> T onContext(Supplier<T> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(now -> done.complete(work.get()));
    return done.future().await();
  }
}
