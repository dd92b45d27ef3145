package vn.baodanh.local.platform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Set;

/** Something that happened at the platform: what it knows is the sum of its entries. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(Entry.Opened.class),
  @JsonSubTypes.Type(Entry.Changed.class),
  @JsonSubTypes.Type(Entry.Promised.class),
  @JsonSubTypes.Type(Entry.Refunded.class),
  @JsonSubTypes.Type(Entry.Told.class),
  @JsonSubTypes.Type(Entry.Happened.class),
  @JsonSubTypes.Type(Entry.Planned.class)
})
sealed interface Entry {
  /** An order was opened, as the payment of the next number. */
  record Opened(Order order, Instant at, Set<Fault> faults) implements Entry {}

  /** A payment changed. */
  record Changed(long payment, Outcome to, long taken, Instant at) implements Entry {}

  /** A payment will change by itself at a moment. */
  record Promised(long payment, Outcome to, long taken, Instant at) implements Entry {}

  /** Money was sent back. */
  record Refunded(Refund refund) implements Entry {}

  /** The merchant need not be notified any more of this version. */
  record Told(long payment, int version) implements Entry {}

  /** A fault struck. */
  record Happened(Fault fault) implements Entry {}

  /** From now on faults are drawn from another plan. */
  record Planned(Plan plan) implements Entry {}
}
