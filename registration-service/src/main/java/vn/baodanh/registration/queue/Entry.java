package vn.baodanh.registration.queue;

import vn.baodanh.registration.filing.Filing;

/** What a partition's stream holds, in the order in which it was kept. */
public sealed interface Entry {
  /** Where it stands in the stream: milliseconds, '-', number. */
  String id();

  record Waiting(String id, long orderUs, Filing filing) implements Entry {}

  /** Nothing that was received before this close can follow. */
  record Barrier(String id, String window, long closesUs) implements Entry {}

  /** The first entry of an installation's queue. */
  record Beginning(String id) implements Entry {}

  /** Bytes that are no entry of ours. */
  record Unreadable(String id, byte[] bytes, String fault) implements Entry {}
}
