package vn.baodanh.load.generator;

/** When requests are sent. */
public sealed interface Pace {
  /** As soon as a connection is free: as many requests under way as there are connections. */
  record Closed() implements Pace {}

  /**
   * At evenly spaced moments, whatever the answers do. A request that finds no free connection
   * waits, and its latency counts from the moment it was meant to be sent.
   */
  record Open(double perSecond) implements Pace {
    public Open {
      if (!(perSecond > 0)) {
        throw new IllegalArgumentException("A rate is above 0, not " + perSecond);
      }
    }
  }
}
