package vn.baodanh.registration.message;

import io.vertx.core.Future;

/** A way by which letters reach people outside. */
interface Channel {
  /** E-mail, to the address of the exam registration. */
  String EMAIL = "email";

  /** The portal's own inbox, by its name for the person. */
  String PORTAL = "portal";

  /** Text messages, to the phone of the exam registration; for one-time codes alone. */
  String SMS = "sms";

  /** One of the names above; rows of the outbox are marked with it. */
  String name();

  /**
   * Sends a letter. May be called again with the same one, after a failure or a crash. Fails with
   * {@link UndeliverableException} when there is no use in trying again.
   */
  Future<Void> send(Letter letter);

  /** Ends what is open; letters on their way may be lost, and are sent again later. */
  Future<Void> close();
}
