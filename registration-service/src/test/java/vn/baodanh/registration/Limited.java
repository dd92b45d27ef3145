package vn.baodanh.registration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Nodes of one limit, which Redis counts for all of them. */
final class Limited {
  private static final String LIMIT = "vn.baodanh.registration.institution.OftenLimit";
  private static final int TIMES = 5;

  private Limited() {}

  /**
   * Does this on two new nodes, for which nothing is counted yet; with others, where one of them
   * did not hear from Redis within a quarter of a second and so counted by itself. Answers the
   * nodes.
   *
   * @param counted what and of whom, as the limit's key in Redis says it
   */
  static List<Node> onTwoNodes(
      Stack stack, String counted, List<String> settings, Consumer<List<Node>> work) {
    for (int timesLeft = TIMES - 1; ; timesLeft--) {
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        nodes.add(stack.node(settings.toArray(String[]::new)));
      }
      try (var redis = stack.redis()) {
        redis.command().del(counted.getBytes(StandardCharsets.US_ASCII));
      }
      try (LogWatch log = new LogWatch(LIMIT)) {
        AssertionError failure = null;
        try {
          work.accept(nodes);
        } catch (AssertionError e) {
          failure = e;
        }
        boolean byThemselves = log.count("limited by this node alone") > 0;
        if (failure != null && (!byThemselves || timesLeft == 0)) {
          throw failure;
        }
        if (!byThemselves || timesLeft == 0) {
          return nodes;
        }
      }
      nodes.forEach(stack::stop);
    }
  }
}
