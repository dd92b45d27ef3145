package vn.baodanh.payment.platform;

import io.vertx.core.Future;

/** Takes in what platforms notify us of. */
public interface Inbox {
  /**
   * Keeps a message whose signature is good, then records what it says. When this completes,
   * everything is kept; if it fails, perhaps nothing is, and the message must be sent again.
   */
  Future<Verdict> take(Message message, Report report);

  /** Notes a message whose signature is wrong; of many, only some are kept. */
  void forged(Message message);
}
