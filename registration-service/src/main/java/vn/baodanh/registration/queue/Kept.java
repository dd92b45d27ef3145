package vn.baodanh.registration.queue;

/** What became of the wish to keep a filing. */
public sealed interface Kept {
  /**
   * It will be recorded, whatever happens now.
   *
   * @param orderUs its place among the candidate's filings, and the version of the list that it
   *     makes
   * @param receivedUs receipt time of the first request that brought it
   */
  record Taken(long orderUs, long receivedUs) implements Kept {}

  /** The same key came with another body before. */
  record KeyReused() implements Kept {}

  /** The sender did not know the list received last. */
  record Stale(long lastOrderUs) implements Kept {}

  record NotOpenYet() implements Kept {}

  record Closed() implements Kept {}

  /**
   * It came after the close, and an earlier copy of it that came in time may wait in a queue that
   * is away.
   */
  record Unsure() implements Kept {}

  /** It took so long to come here that what was received when it was may be counted already. */
  record TooOld() implements Kept {}
}
