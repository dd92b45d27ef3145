package vn.baodanh.payment.work;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Worker;

/** Does a step again and again, with a pause after each. A step that fails is done again. */
public final class Loop extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final String name;
  private final Duration pause;
  private final Runnable step;

  /**
   * @param step may block
   */
  public Loop(String name, Duration pause, Runnable step) {
    this.name = name;
    this.pause = pause;
    this.step = step;
  }

  @Override
  protected Duration round() {
    step.run();
    return pause;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    LOG.warn("{} goes on in a while: {}", name, e.toString());
    return pause;
  }
}
